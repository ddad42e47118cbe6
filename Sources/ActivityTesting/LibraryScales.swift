import Foundation

/// How the counts of every sample are scaled, and what is added before the logarithm.
struct LibraryScales {
  private let total: Double?
  private let rounds: Bool
  private var dnaLibraries: [Double]
  private var rnaLibraries: [Double]
  /// What is added to scaled DNA, by sample.
  private(set) var dnaPseudocounts: [Double]
  /// What is added to scaled RNA, by sample.
  private(set) var rnaPseudocounts: [Double]

  init(_ counts: ElementCounts, _ parameters: LogRatioParameters) throws(ActivityTestingError) {
    total = parameters.libraryTotal
    dnaLibraries = counts.libraries?.dna ?? counts.dna.map(Self.sum)
    rnaLibraries = counts.libraries?.rna ?? counts.rna.map(Self.sum)
    dnaPseudocounts = dnaLibraries.map { _ in 1 }
    rnaPseudocounts = dnaPseudocounts
    guard let total else {
      rounds = false
      return
    }
    let isTiny = (dnaLibraries + rnaLibraries).contains { $0 < total / 10 }
    rounds =
      switch parameters.pseudocount {
      case .afterScaling: true
      case .halfRead: false
      case .automatic: !isTiny || !Self.isSparse(counts, parameters.aggregation)
      }
    if parameters.scalesBlocks { try unite(blocksOf: counts.samples) }
    for (index, sample) in counts.samples.enumerated() {
      if dnaLibraries[index] == 0 { throw .emptyLibrary(sample: sample.name, kind: "DNA") }
      if rnaLibraries[index] == 0 { throw .emptyLibrary(sample: sample.name, kind: "RNA") }
    }
    if !rounds {
      dnaPseudocounts = dnaLibraries.map { total / (2 * $0) }
      rnaPseudocounts = rnaLibraries.map { total / (2 * $0) }
    }
  }

  func dna(_ count: UInt32, _ sample: Int) -> Double { scaled(count, dnaLibraries[sample]) }

  func rna(_ count: UInt32, _ sample: Int) -> Double { scaled(count, rnaLibraries[sample]) }

  private func scaled(_ count: UInt32, _ library: Double) -> Double {
    guard let total else { return Double(count) }
    let scaled = Double(count) / library * total
    return rounds ? scaled.rounded(.toNearestOrEven) : scaled
  }

  /// Gives every sample the libraries of its block.
  private mutating func unite(blocksOf samples: [AssaySample]) throws(ActivityTestingError) {
    var members: [String: [Int]] = [:]
    for (index, sample) in samples.enumerated() {
      guard let block = sample.block else { throw .missingBlock(sample: sample.name) }
      members[block, default: []].append(index)
    }
    for indices in members.values {
      let dna = indices.reduce(0) { $0 + dnaLibraries[$1] }
      let rna = indices.reduce(0) { $0 + rnaLibraries[$1] }
      for index in indices { (dnaLibraries[index], rnaLibraries[index]) = (dna, rna) }
    }
  }

  private static func sum(_ counts: [UInt32?]) -> Double {
    var sum: Int64 = 0
    for count in counts { sum += Int64(count ?? 0) }
    return Double(sum)
  }

  /// Whether at least 1 % of the elements, or barcodes where they are the observations, have DNA and
  /// no RNA in a sample.
  private static func isSparse(
    _ counts: ElementCounts, _ aggregation: BarcodeAggregation
  ) -> Bool {
    counts.samples.indices.contains { sample in
      var (observed, silent) = (0, 0)
      func add(_ rows: Range<Int>) {
        guard rows.contains(where: { (counts.dna[sample][$0] ?? 0) > 0 }) else { return }
        observed += 1
        if rows.allSatisfy({ (counts.rna[sample][$0] ?? 0) == 0 }) { silent += 1 }
      }
      if aggregation == .sum {
        for element in 0..<counts.elementCount {
          add(counts.rowStarts[element]..<counts.rowStarts[element + 1])
        }
      } else {
        for row in 0..<counts.rowCount { add(row..<(row + 1)) }
      }
      return 100 * silent >= max(1, observed)
    }
  }
}
