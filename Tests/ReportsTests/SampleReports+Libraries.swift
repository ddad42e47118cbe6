import Foundation
import Reports

extension SampleReports {
  /// A made-up cDNA or iPCR sample.
  static func librarySample(
    _ name: String, kind: String, thing: String, depth: Double, plateau: Double
  ) throws -> LibrarySampleQC {
    var sample = LibrarySampleQC(name: name, kind: kind, thing: thing)
    func seen(_ reads: Double) -> Double { plateau * (1 - exp(-reads / plateau)) }
    let now = seen(depth)
    sample.attrition = [
      AttritionStep(
        step: "adapter", unit: "read", entered: Int(depth * 1.3), left: Int(depth * 1.2),
        dropped: ["no_adapter": Int(depth * 1.3) - Int(depth * 1.2)]),
      AttritionStep(
        step: "length and N", unit: "read", entered: Int(depth * 1.2), left: Int(depth),
        dropped: [
          "barcode_length": Int(depth * 1.2) - Int(depth) - 1000, "barcode_has_N": 1000,
        ]),
      AttritionStep(
        step: "count", unit: "barcode", entered: Int(depth), left: Int(now), collapses: true),
      AttritionStep(
        step: "join", unit: "barcode", entered: Int(now), left: Int(now * 0.7),
        dropped: ["not_in_ipcr": Int(now) - Int(now * 0.7)]),
    ]
    sample.saturation = SaturationSeries(
      name: name,
      observed: (1...25).map { step in
        let reads = depth * Double(step) / 25
        return .init(x: reads, y: seen(reads))
      },
      expected: (0...25).map { step in
        let reads = depth * (1 + 4 * Double(step) / 25)
        let value = seen(reads)
        let spread = 1 + 0.3 * (value - now) / max(1, now)
        return .init(
          reads: reads,
          distinct: step == 0
            ? Estimate(value)
            : Estimate(
              value, low: now + (value - now) / spread, high: now + (value - now) * spread))
      })
    sample.spectrum = (0...40).map { step in
      let count = step < 16 ? Double(step + 1) : 16 * pow(1.25, Double(step - 15))
      return .init(x: count, y: max(0.02, now / 4 * exp(-count / 60) / count))
    }
    var line = ComplexityLine(
      reads: Int(depth), distinct: Int(now), singletons: Int(now / 4),
      sentence: "Reading twice as deep would add \(Int(seen(2 * depth) - now)) \(thing)s.")
    line.singletonFraction = 0.25
    line.duplicateFraction = 1 - now / depth
    line.complexity = Estimate(plateau, low: plateau * 0.97, high: plateau * 1.04)
    line.lowerBound = plateau * 0.9
    line.saturation = now / plateau
    line.deeper = [2.0, 3, 5, 10].map { factor in
      let value = seen(factor * depth)
      return DeeperLine(
        factor: factor, distinct: Estimate(value, low: value * 0.98, high: value * 1.02),
        addedFraction: value / now - 1, basis: "model")
    }
    line.depths = [0.5, 0.8, 0.9, 0.95].map { share in
      .init(x: share, y: -log(1 - share) * plateau / depth)
    }
    line.expectedSingletons = now / 4.1
    line.goodToulmin = Estimate(seen(2 * depth) - now, low: 0.9 * now, high: now)
    line.exponentialComplexity = plateau * 0.8
    sample.complexity = line
    sample.jackpots = JackpotLines(
      top: (1...10).map { rank in
        .init(
          name: thing == "barcode"
            ? "ACGTTGCAACGGTCATTCGA" : "chr\(rank):1000\(rank)-1400\(rank)(+)",
          count: 90_000 / rank, share: 0.01 / Double(rank))
      },
      cumulative: [0.0001, 0.001, 0.01, 0.1, 0.25, 0.5, 1].map { .init(x: $0, y: pow($0, 0.4)) },
      limit: 500, atLimit: 131, atLimitShare: 0.082, topShare: 0.063)
    if kind == "cDNA" {
      sample.barcodeLengths = try Histogram(
        title: name, xTitle: "barcode length (0: no adapter)", yTitle: "reads",
        bins: .labels((0...25).map { "\($0)" }),
        series: [
          .init(
            name: name, counts: (0...25).map { $0 == 20 ? Int(depth) : $0 == 0 ? 90_000 : 4000 })
        ])
      sample.collisions =
        "41,000 pairs of its 300,000,000 barcodes of 20 bases are expected to be equal by chance."
    } else {
      sample.barcodesPerElement = try Histogram(
        title: name, xTitle: "barcodes of a fragment",
        bins: .labels(["1", "2–3", "4–7", "8–15"]),
        series: [.init(name: name, counts: [900_000, 40_000, 2000, 31])])
      sample.barcodeQuantiles = [0.05, 0.5, 0.95].map { .init(x: $0, y: $0 > 0.9 ? 2 : 1) }
      sample.lengths = try Histogram(
        title: "\(name): length", xTitle: "length (bp)",
        bins: .edges((0...40).map { Double($0) * 25 }),
        series: [
          .init(
            name: name,
            counts: (0..<40).map { Int(90_000 * exp(-pow((Double($0) - 14) / 7, 2))) })
        ])
      sample.gc = try Histogram(
        title: "\(name): GC", xTitle: "GC (%)", bins: .edges((0...20).map { Double($0) * 5 }),
        series: [
          .init(
            name: name,
            counts: (0..<20).map { Int(200_000 * exp(-pow((Double($0) - 8.4) / 2.5, 2))) })
        ])
      sample.chromosomes = (1...12).map { index in
        ChromosomeLine(
          name: "chr\(index)", fragments: 100_000 / index, forwardFraction: 0.5 + 0.001,
          reads: 300_000 / index)
      }
    }
    return sample
  }

  static func libraryQC() throws -> LibraryQCReport {
    var report = LibraryQCReport(experiment: "SuRE K562 <example>")
    report.subtitle = "Two iPCR libraries and four cDNA samples; counts of reads per barcode"
    report.verdicts = [
      Verdict(.fail, "cDNA B2 shares most with iPCR A, not with the declared iPCR B."),
      Verdict(.pass, "Every read that came in is accounted for."),
    ]
    report.cards = [
      SummaryCard(label: "Reads", value: "283M", detail: "in 6 samples"),
      SummaryCard(label: "Library seen, least", value: "41%", detail: "iPCR B"),
      SummaryCard(label: "2-fold adds, most", value: "38%", detail: "iPCR B"),
      SummaryCard(label: "Samples that match", value: "3 of 4", detail: "of their libraries"),
    ]
    report.samples = [
      try librarySample(
        "iPCR A", kind: "iPCR", thing: "fragment", depth: 90e6, plateau: 60e6),
      try librarySample(
        "iPCR B", kind: "iPCR", thing: "fragment", depth: 60e6, plateau: 110e6),
      try librarySample(
        "cDNA A1", kind: "cDNA", thing: "barcode", depth: 34e6, plateau: 9e6),
      try librarySample(
        "cDNA A2", kind: "cDNA", thing: "barcode", depth: 41e6, plateau: 8e6),
      try librarySample(
        "cDNA B1", kind: "cDNA", thing: "barcode", depth: 30e6, plateau: 20e6),
      LibrarySampleQC(name: "cDNA B2", kind: "cDNA", thing: "barcode"),
    ]
    report.samples[3].lowCounts =
      "31% of its barcodes lie below a valley at 8 reads and hold 2% of the reads."
    report.samples[4].complexity?.complexity = nil
    report.samples[4].complexity?.saturation = nil
    report.samples[4].complexity?.remark = "the likelihood has no maximum at a finite complexity"
    let shares = [[0.36, 0.0004], [0.41, 0.013], [0.0003, 0.22], [0.19, 0.004]]
    report.overlap = try OverlapTable(
      libraries: ["iPCR A", "iPCR B"],
      rows: zip(["cDNA A1", "cDNA A2", "cDNA B1", "cDNA B2"], shares).map { name, shares in
        let declared = name.hasPrefix("cDNA A") ? 0 : 1
        return OverlapTable.Row(
          sample: name, barcodes: 8_000_000,
          cells: shares.enumerated().map { column, share in
            .init(
              shared: Int(share * 8_000_000), share: share, expectedByChance: 364.2,
              isDeclared: name.hasPrefix("cDNA A") == (column == 0),
              isContaminant: share > 0.01 && name.hasPrefix("cDNA A") != (column == 0))
          },
          verdict: Verdict(
            name == "cDNA B2" ? .fail : .pass,
            "\(name): declared library \(declared == 0 ? "iPCR A" : "iPCR B")."))
      },
      rule: "A sample fails when the library that shares most is not the declared one, or when "
        + "another exceeds ten times chance and 1% of its barcodes.")
    report.contamination = [
      ContaminationLine(
        sample: "cDNA A1", against: "plasmid", rows: 2_000_000, correlation: 0.31, status: .pass),
      ContaminationLine(
        sample: "cDNA A2", against: "plasmid", rows: 2_000_000, correlation: 0.71, status: .fail),
      ContaminationLine(
        sample: "cDNA B1", against: "plasmid", rows: 1, correlation: nil, status: .note,
        reason: "too few rows"),
    ]
    report.thresholds = [
      ThresholdResult(
        metric: "r(plasmid, cDNA)", scope: "cDNA A2", observed: 0.71,
        band: "≤ 0.5, fails > 0.65", source: "esMPRA", status: .fail),
      ThresholdResult(
        metric: "largest count", scope: "cDNA A1", observed: 90_000, band: "≤ 499",
        source: "CeD-SuRE", status: .warn),
    ]
    report.caveats = ["Sequencing errors make barcodes that are not in the library."]
    report.colophon = colophon
    return report
  }
}
