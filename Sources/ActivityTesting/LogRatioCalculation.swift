import Foundation
import Sharding
import Statistics

extension ElementCounts {
  /// The log-ratios of the elements or of their barcodes.
  ///
  /// Counts are scaled to `libraryTotal`, round(c / library · total) with halves to even, before
  /// barcodes are added up; 1 is added before every logarithm. With `halfRead` half a read is added
  /// before scaling instead, and nothing is rounded (``LogRatioPseudocount``). log2 DNA is that of the
  /// element's sum, also for the mean of barcodes. DNA of barcodes without RNA is part of the sums,
  /// and RNA of barcodes without DNA is: a count is missing where sequencing missed the molecules, and
  /// leaving out the other count would keep the barcodes with high RNA, the more so the fewer reads
  /// there are (the package mpra adds them up as well). A mean is over barcodes with both counts.
  /// An observation exists when DNA and RNA were observed and the unscaled DNA reaches the minimum.
  ///
  /// ```swift
  /// // one element, DNA 10 of 100 and RNA 30 of 100, total 1,000:
  /// // log2(301) − log2(101) = 1.5754
  /// ```
  ///
  /// - Throws: ``ActivityTestingError`` for parameters outside their range, libraries whose counts
  ///   add up to 0, or missing blocks.
  /// - Complexity: O(rows · samples).
  public func logRatios(_ parameters: LogRatioParameters, threads: Int) throws -> LogRatios {
    try parameters.check()
    let scales = try LibraryScales(self, parameters)
    let limit = parameters.aggregation == .barcodes ? barcodeLimit(parameters.barcodeQuantile) : nil
    let ranges = shardRanges(count: elementCount, shards: 64)
    let shards = try shardedMap(shards: ranges.count, threads: threads) { shard in
      var block = ObservationBlock()
      for element in ranges[shard] {
        switch parameters.aggregation {
        case .sum: addSums(of: element, scales, parameters.minimumDNA, to: &block)
        case .mean: addMeans(of: element, scales, parameters.minimumDNA, to: &block)
        case .barcodes:
          let rows = chosenRows(of: element, limit: limit, seed: parameters.seed)
          addBarcodes(rows, scales, parameters.minimumDNA, to: &block)
        }
        block.counts.append(block.ratios.count)
      }
      return block
    }
    return joined(shards, hasBarcodes: parameters.aggregation == .barcodes)
  }

  private func joined(_ shards: [ObservationBlock], hasBarcodes: Bool) -> LogRatios {
    var starts = [0]
    for shard in shards {
      let base = starts[starts.count - 1]
      for count in shard.counts { starts.append(base + count) }
    }
    var counting = CountingVariance()
    counting.dna = shards.flatMap(\.counting.dna)
    counting.rna = shards.flatMap(\.counting.rna)
    return LogRatios(
      samples: samples, starts: starts, ratios: shards.flatMap(\.ratios),
      logDNA: shards.flatMap(\.logDNA), sampleOf: shards.flatMap(\.samples),
      barcodeOf: hasBarcodes ? shards.flatMap(\.barcodes) : nil, counting: counting)
  }

  private func addSums(
    of element: Int, _ scales: LibraryScales, _ minimum: Int, to block: inout ObservationBlock
  ) {
    for sample in samples.indices {
      var (dnaSum, rnaSum, rawDNA, rawRNA) = (0.0, 0.0, 0, 0)
      var (hasDNA, hasRNA) = (false, false)
      for row in rowStarts[element]..<rowStarts[element + 1] {
        if let count = dna[sample][row] {
          dnaSum += scales.dna(count, sample)
          rawDNA += Int(count)
          hasDNA = true
        }
        if let count = rna[sample][row] {
          rnaSum += scales.rna(count, sample)
          rawRNA += Int(count)
          hasRNA = true
        }
      }
      guard hasDNA, hasRNA, rawDNA >= minimum else { continue }
      let logDNA = log2(dnaSum + scales.dnaPseudocounts[sample])
      block.add(log2(rnaSum + scales.rnaPseudocounts[sample]) - logDNA, logDNA, sample)
      block.counting.dna.append(CountingVariance.ofLog2(rawDNA))
      block.counting.rna.append(CountingVariance.ofLog2(rawRNA))
    }
  }

  private func addMeans(
    of element: Int, _ scales: LibraryScales, _ minimum: Int, to block: inout ObservationBlock
  ) {
    for sample in samples.indices {
      var (ratios, barcodes, dnaSum, raw) = (0.0, 0, 0.0, 0)
      var (dnaVariance, rnaVariance) = (0.0, 0.0)
      for row in rowStarts[element]..<rowStarts[element + 1] {
        guard let dnaCount = dna[sample][row] else { continue }
        let scaled = scales.dna(dnaCount, sample)
        dnaSum += scaled
        raw += Int(dnaCount)
        guard let rnaCount = rna[sample][row] else { continue }
        ratios +=
          log2(scales.rna(rnaCount, sample) + scales.rnaPseudocounts[sample])
          - log2(scaled + scales.dnaPseudocounts[sample])
        dnaVariance += CountingVariance.ofLog2(Int(dnaCount))
        rnaVariance += CountingVariance.ofLog2(Int(rnaCount))
        barcodes += 1
      }
      guard barcodes > 0, raw >= minimum else { continue }
      block.add(
        ratios / Double(barcodes), log2(dnaSum + scales.dnaPseudocounts[sample]), sample)
      block.counting.dna.append(dnaVariance / Double(barcodes * barcodes))
      block.counting.rna.append(rnaVariance / Double(barcodes * barcodes))
    }
  }

  private func addBarcodes(
    _ rows: [Int], _ scales: LibraryScales, _ minimum: Int, to block: inout ObservationBlock
  ) {
    for (barcode, row) in rows.enumerated() {
      for sample in samples.indices {
        guard let dnaCount = dna[sample][row], let rnaCount = rna[sample][row],
          Int(dnaCount) >= minimum
        else { continue }
        let logDNA = log2(scales.dna(dnaCount, sample) + scales.dnaPseudocounts[sample])
        let logRNA = log2(scales.rna(rnaCount, sample) + scales.rnaPseudocounts[sample])
        block.add(logRNA - logDNA, logDNA, sample)
        block.barcodes.append(Int32(barcode))
        block.counting.dna.append(CountingVariance.ofLog2(Int(dnaCount)))
        block.counting.rna.append(CountingVariance.ofLog2(Int(rnaCount)))
      }
    }
  }

  /// The number of barcodes that an element keeps at most.
  private func barcodeLimit(_ probability: Double?) -> Int? {
    guard let probability else { return nil }
    let numbers = (0..<elementCount).map { Double(rowStarts[$0 + 1] - rowStarts[$0]) }
    return quantile(of: numbers, at: probability).map { max(1, Int($0)) }
  }

  /// The rows of an element, at most `limit` of them chosen by a generator of its own, ascending.
  private func chosenRows(of element: Int, limit: Int?, seed: UInt64) -> [Int] {
    let rows = rowStarts[element]..<rowStarts[element + 1]
    guard let limit, rows.count > limit else { return Array(rows) }
    var generator = SeededGenerator(Seed(seed).derived("barcodes of an element", element))
    return generator.permutation(rows.count).prefix(limit).sorted().map { rows.lowerBound + $0 }
  }
}

/// Observations of the elements of one shard.
private struct ObservationBlock {
  var ratios: [Double] = []
  var logDNA: [Double] = []
  var samples: [Int32] = []
  var barcodes: [Int32] = []
  var counting = CountingVariance()
  /// Observations up to the end of every element.
  var counts: [Int] = []

  mutating func add(_ ratio: Double, _ logDNA: Double, _ sample: Int) {
    ratios.append(ratio)
    self.logDNA.append(logDNA)
    samples.append(Int32(sample))
  }
}
