import ReadCounting
import Reports
import Statistics

/// One sample of the library QC report.
struct LibrarySampleContent {
  let quality: LibraryQuality

  func sample() throws -> LibrarySampleQC {
    var sample = LibrarySampleQC(
      name: quality.sample, kind: quality.role.noun, thing: quality.unit.noun)
    sample.attrition = quality.attrition.map { AttritionStep($0) }
    sample.complexity = quality.complexity.map(complexity)
    sample.saturation = quality.saturation.flatMap(saturation)
    sample.spectrum = (quality.spectrum?.spectrum() ?? []).map { .init(x: $0.count, y: $0.things) }
    sample.barcodeLengths = try quality.barcodeLengths.map(barcodeLengths)
    if let found = quality.barcodesPerElement, !found.spectrum.isEmpty {
      sample.barcodesPerElement = try multiplicity(found)
      sample.barcodeQuantiles = found.quantiles.map { .init(x: $0.p, y: $0.barcodes) }
    }
    if let profile = quality.fragments {
      sample.lengths = try LengthBins(profile.lengths).map { bins in
        try bins.histogram(title: "\(quality.sample): length", series: quality.sample)
      }
      sample.gc = try profile.gcBins.map(gc)
      sample.chromosomes = profile.chromosomes.map { chromosome in
        let stranded = chromosome.forward + chromosome.reverse
        return ChromosomeLine(
          name: chromosome.name, fragments: chromosome.rows,
          forwardFraction: stranded > 0 ? Double(chromosome.forward) / Double(stranded) : nil,
          reads: chromosome.reads)
      }
    }
    sample.jackpots = quality.jackpots.map(jackpots)
    sample.collisions = collisions
    sample.lowCounts = lowCounts
    return sample
  }

  private func complexity(_ found: LibraryComplexity) -> ComplexityLine {
    var line = ComplexityLine(
      reads: found.reads, distinct: found.distinct, singletons: found.singletons,
      sentence: found.sentence(thing: quality.unit.noun), remark: remark(found))
    line.singletonFraction =
      found.distinct > 0 ? Double(found.singletons) / Double(found.distinct) : nil
    line.duplicateFraction = found.duplicateFraction.value
    line.complexity = found.complexity.value.map { value in
      Reports.Estimate(
        value, low: found.complexityInterval?.low, high: found.complexityInterval?.high)
    }
    line.lowerBound = found.complexityLowerBound.value
    line.saturation = found.saturation.value
    line.deeper = found.deeper.map { reading in
      DeeperLine(
        factor: reading.factor,
        distinct: reading.distinct.value.map { value in
          Reports.Estimate(value, low: reading.interval?.low, high: reading.interval?.high)
        }, addedFraction: reading.addedFraction.value,
        basis: reading.basis?.words ?? reading.distinct.undefined?.words ?? "")
    }
    line.depths = found.depths.compactMap { depth in
      depth.depth.value.map { .init(x: depth.fraction, y: $0) }
    }
    line.expectedSingletons = found.expectedSingletons.value
    line.goodToulmin = found.goodToulmin.map { estimate in
      let reach = StandardNormal.quantile(0.975) * estimate.standardError
      return Reports.Estimate(
        estimate.added, low: estimate.added - reach, high: estimate.added + reach)
    }
    line.exponentialComplexity = found.peers.exponential?.complexity
    line.hillComplexity = found.peers.hill?.complexity
    return line
  }

  private func remark(_ found: LibraryComplexity) -> String {
    if let reason = found.complexity.undefined {
      return "no estimate of what is in the library: \(reason.words)"
    }
    if found.modelAgrees == false, let series = found.goodToulmin {
      let model = found.deeper.first { $0.factor == 2 }?.added.value
      let numbers = [model, series.added].compactMap(\.self).map {
        Quantity.text(Int($0.rounded()))
      }
      return "the model and Good–Toulmin differ at twice the depth"
        + " (\(numbers.joined(separator: " and ")) added): read the extrapolation with care"
    }
    return ""
  }

  private func saturation(_ curve: SaturationCurve) -> SaturationSeries? {
    guard !curve.observed.isEmpty else { return nil }
    return SaturationSeries(
      name: quality.sample, observed: curve.observed.map { .init(x: $0.reads, y: $0.distinct) },
      expected: curve.extrapolated.map { point in
        .init(
          reads: point.reads,
          distinct: Reports.Estimate(
            point.distinct, low: point.interval?.low, high: point.interval?.high))
      })
  }

  private func barcodeLengths(_ reads: [Int]) throws -> Histogram {
    let expected = quality.expectedBarcodeLength.map { "; expected \($0) bases" } ?? ""
    return try Histogram(
      title: quality.sample, xTitle: "bases before the adapter", yTitle: "reads",
      caption: "Reads, not distinct barcodes; 0: no adapter found\(expected).",
      bins: .labels(reads.indices.map { "\($0)" }),
      series: [.init(name: quality.sample, counts: reads)])
  }

  private func multiplicity(_ found: Multiplicity) throws -> Histogram {
    let bins = found.spectrum.doublingBins
    let labels = bins.indices.map { bin in
      let first = 1 << bin
      return bin == 0 ? "1" : "\(first)\u{2013}\(2 * first - 1)"
    }
    let element = quality.subject == .designedElements ? "element" : "fragment"
    let undetected = found.designed.map {
      " \(Quantity.text($0 - found.detected)) of \(Quantity.text($0)) designed have none."
    }
    return try Histogram(
      title: quality.sample, xTitle: "barcodes of one \(element)", yTitle: "\(element)s",
      caption: "Bins double in width.\(undetected ?? "")", bins: .labels(labels),
      series: [.init(name: quality.sample, counts: bins)])
  }

  private func gc(_ bins: [Int]) throws -> Histogram {
    try Histogram(
      title: "\(quality.sample): GC", xTitle: "GC (%)",
      caption: "Each fragment once, in bins of 5%.",
      bins: .edges((0...bins.count).map { Double($0) * 100 / Double(bins.count) }),
      series: [.init(name: quality.sample, counts: bins)])
  }

  private func jackpots(_ found: Jackpots) -> JackpotLines {
    JackpotLines(
      top: found.top.map { .init(name: $0.name, count: $0.count, share: $0.share) },
      cumulative: found.cumulative.map { .init(x: $0.ofThings, y: $0.ofReads) },
      limit: found.limit, atLimit: found.atLimit, atLimitShare: found.atLimitShare.value,
      topShare: found.topShare.value)
  }

  private var collisions: String {
    guard let found = quality.collisions else { return "" }
    let pairs = Decimals.text(found.expectedPairs, found.expectedPairs < 10 ? 2 : 0)
    let observed =
      found.observedMultiPosition.map { " \(Quantity.text($0)) were seen at several places." } ?? ""
    return "among \(Quantity.text(found.barcodes)) random barcodes of \(found.barcodeLength) bases,"
      + " \(pairs) pairs are expected to be equal by chance.\(observed)"
  }

  private func small(_ fraction: Double) -> String {
    fraction > 0 && fraction < 0.001 ? "<0.1%" : Decimals.text(100 * fraction, 1) + "%"
  }

  private var lowCounts: String {
    guard let rise = quality.lowCountRise else { return "" }
    return "\(Decimals.text(100 * rise.fractionBelow, 1))% of its \(quality.unit.noun)s lie below a"
      + " valley at \(Quantity.text(rise.valley)) reads and hold"
      + " \(small(rise.readsBelow)) of the reads: errors, template switches or"
      + " over-amplification."
  }
}

/// Lengths in at most sixty bins of a round width, up to the length that one in a thousand exceeds.
private struct LengthBins {
  let edges: [Double]
  let counts: [Int]
  let beyond: Int

  init?(_ lengths: CountOfCounts) {
    guard let first = lengths.values.first, let last = lengths.quantile(at: 0.999) else {
      return nil
    }
    let widths = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 10_000, 100_000, 1_000_000]
    let span = max(1, Int(last.rounded(.up)) - first)
    let width = widths.first { span / $0 < 58 } ?? span
    let start = first / width * width
    let bins = (start + span + width) / width - start / width + 1
    var counts = [Int](repeating: 0, count: bins)
    var beyond = 0
    for (length, frequency) in zip(lengths.values, lengths.frequencies) {
      let bin = (length - start) / width
      if bin < bins { counts[bin] += frequency } else { beyond += frequency }
    }
    self.counts = counts
    self.beyond = beyond
    edges = (0...bins).map { Double(start + $0 * width) }
  }

  func histogram(title: String, series: String) throws -> Histogram {
    try Histogram(
      title: title, xTitle: "length (bp)",
      caption: "Each fragment once."
        + (beyond > 0 ? " \(Quantity.text(beyond)) longer ones are not drawn." : ""),
      bins: .edges(edges), series: [.init(name: series, counts: counts)])
  }
}
