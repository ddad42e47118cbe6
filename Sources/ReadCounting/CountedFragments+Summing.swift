public import GenomicTypes

extension CountedFragments {
  /// Sorts rows and sums those that come several times, as the tables of iPCR pipelines list them.
  ///
  /// ```swift
  /// let place = FragmentPlacement(chromosome: 0, interval: 0..<100, strand: .forward)
  /// let counted = try CountedFragments(
  ///   summing: [place, place], reads: [2, 3], mappingQualities: [10, 42],
  ///   chromosomeNames: ["chr1"])
  /// // counted.reads [5], counted.mappingQualities [42]
  /// ```
  ///
  /// - Precondition: the columns are equally long and every placement has an interval.
  /// - Throws: ``BarcodeJoinError/countOverflow(what:)``.
  /// - Complexity: O(rows), memory 20 bytes a row beside the result.
  public init(
    summing placements: [FragmentPlacement], reads: [UInt32], mappingQualities: [UInt8],
    chromosomeNames: [String], barcodeLength: Int? = nil, barcodes: [UInt64]? = nil,
    threads: Int = 1
  ) throws {
    let order = try RowOrder.rows(
      byPlacements: placements, chromosomes: chromosomeNames.count, threads: threads,
      thenBy: barcodes)
    var kept: [UInt32] = []
    var sums: [UInt32] = []
    var qualities: [UInt8] = []
    for row in order {
      let index = Int(row)
      let last = kept.last.map { Int($0) }
      let isSame = last.map {
        placements[$0] == placements[index] && barcodes?[$0] == barcodes?[index]
      }
      if isSame == true {
        let (sum, overflow) = sums[sums.count - 1].addingReportingOverflow(reads[index])
        if overflow {
          throw BarcodeJoinError.countOverflow(what: placements[index].text(chromosomeNames))
        }
        sums[sums.count - 1] = sum
        qualities[qualities.count - 1] = max(
          qualities[qualities.count - 1], mappingQualities[index])
      } else {
        kept.append(row)
        sums.append(reads[index])
        qualities.append(mappingQualities[index])
      }
    }
    self.init(
      chromosomeNames: chromosomeNames, placements: kept.map { placements[Int($0)] }, reads: sums,
      mappingQualities: qualities, barcodeLength: barcodeLength,
      barcodes: barcodes.map { barcodes in kept.map { barcodes[Int($0)] } })
  }
}

extension FragmentPlacement {
  /// "chr1:0-100 (+)" for messages.
  func text(_ chromosomeNames: [String]) -> String {
    let name = chromosomeNames[Int(chromosome)]
    guard let interval else { return name }
    return "\(name):\(interval.lowerBound)-\(interval.upperBound) (\(strand.symbol))"
  }
}

extension RowOrder {
  /// The rows by chromosome index, start, end and strand, then by another column, then as they come.
  ///
  /// - Parameter chromosomes: how many chromosomes the placements index.
  static func rows(
    byPlacements placements: [FragmentPlacement], chromosomes: Int, threads: Int,
    thenBy ties: [UInt64]? = nil
  ) throws -> [UInt32] {
    let keys = placements.map { TargetKey($0).first }
    return try rows(byKeys: keys, bits: 32 + bitWidth(of: chromosomes), threads: threads) {
      first, second in
      let (a, b) = (Int(first), Int(second))
      let (placeA, placeB) = (TargetKey(placements[a]), TargetKey(placements[b]))
      if placeA != placeB { return placeA < placeB }
      guard let ties else { return false }
      return ties[a] < ties[b]
    }
  }
}
