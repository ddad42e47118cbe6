import GenomicTypes

extension FragmentCount {
  /// The lanes of one library as one count.
  ///
  /// Chromosomes are matched by name, in the order of their first appearance. Numbers are added; the
  /// rows of all lanes are sorted and equal ones summed, which is one more step of the attrition.
  ///
  /// - Throws: ``FragmentCountingError/laneBarcodes(first:second:)`` when lanes have barcodes of
  ///   different lengths; ``BarcodeJoinError`` when a sum exceeds 32 bits.
  /// - Precondition: there is a lane; all were counted by the same rules.
  /// - Complexity: O(rows), memory 20 bytes a row beside lanes and result.
  public init(summing lanes: [FragmentCount], threads: Int = 1) throws {
    let lengths = lanes.map(\.fragments.barcodeLength)
    if let other = lengths.first(where: { $0 != lengths[0] }) {
      throw FragmentCountingError.laneBarcodes(first: lengths[0] ?? 0, second: other ?? 0)
    }
    let names = UnifiedNames(lanes.map(\.fragments.chromosomeNames))
    var placements: [FragmentPlacement] = []
    for (lane, indices) in zip(lanes, names.indices) {
      placements += lane.fragments.placements.map { placement in
        FragmentPlacement(
          chromosome: indices[Int(placement.chromosome)], interval: placement.interval,
          strand: placement.strand)
      }
    }
    let barcodes = lengths[0].map { _ in lanes.flatMap { $0.fragments.barcodes ?? [] } }
    func summed(_ counts: [UInt32]) throws -> CountedFragments {
      try CountedFragments(
        summing: placements, reads: counts,
        mappingQualities: lanes.flatMap(\.fragments.mappingQualities),
        chromosomeNames: names.names, barcodeLength: lengths[0], barcodes: barcodes,
        threads: threads)
    }
    let rows = try summed(lanes.flatMap(\.fragments.reads))
    /// A column that lanes counted by one rule all have or all lack.
    func summed(optional column: (CountedFragments) -> [UInt32]?) throws -> [UInt32]? {
      let values = lanes.compactMap { column($0.fragments) }
      return values.isEmpty ? nil : try summed(values.flatMap(\.self)).reads
    }
    let fragments = CountedFragments(
      chromosomeNames: rows.chromosomeNames, placements: rows.placements, reads: rows.reads,
      mappingQualities: rows.mappingQualities, barcodeLength: rows.barcodeLength,
      barcodes: rows.barcodes, molecules: try summed(optional: \.molecules),
      duplicates: try summed(optional: \.duplicates))
    let steps = AttritionNode.summed(lanes.map(\.attrition))
    self.init(
      fragments: fragments,
      attrition: steps + [
        AttritionNode(
          step: "lanes", collapsing: placements.count, into: fragments.placements.count,
          unit: steps.last?.unit ?? "fragment")
      ],
      examinedForDuplicates: lanes.reduce(0) { $0 + $1.examinedForDuplicates },
      flaggedAsDuplicates: lanes.reduce(0) { $0 + $1.flaggedAsDuplicates },
      readsOfLength: Self.added(lanes.map(\.readsOfLength)),
      rowsWithReads: fragments.reads.reduce(into: [:]) { $0[$1, default: 0] += 1 },
      readsOfBarcodeLength: Self.added(lanes.map(\.readsOfBarcodeLength)))
  }

  private static func added(_ histograms: [[Int: Int]]) -> [Int: Int] {
    histograms.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
  }
}
