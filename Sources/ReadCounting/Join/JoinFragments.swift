public import GenomicTypes
import Sharding

/// Fragments counted in one sample, for assays that sequence the fragments themselves.
public struct FragmentSample: Sendable {
  /// Name of the sample.
  public let name: String
  /// Its fragments, without barcodes.
  public let fragments: CountedFragments

  /// Names a sample.
  public init(name: String, fragments: CountedFragments) {
    self.name = name
    self.fragments = fragments
  }
}

/// Puts the fragments of several samples into one table: a row for every fragment that any of them
/// has, 0 where a sample does not.
///
/// Chromosomes are matched by name, in the order of their first appearance over the samples, so
/// that samples may list them in different orders. Rows are ordered by chromosome, start, end and
/// strand.
///
/// ```swift
/// // input: chr1:0-100 (+) 4 reads; RNA: chr1:0-100 (+) 7 reads, chr1:20-90 (-) 1 read
/// let (table, attrition) = try joinFragments([input, rna])
/// table.counts.map(\.values)  // [[4, 0], [7, 1]]
/// ```
///
/// - Parameter threads: the result is the same for any number.
/// - Throws: ``BarcodeJoinError`` when two samples share a name and when no sample has a fragment.
/// - Precondition: no sample has barcodes.
/// - Complexity: O(rows · samples).
public func joinFragments(
  _ samples: [FragmentSample], threads: Int = 1
) throws -> (table: FragmentTable, attrition: [AttritionNode]) {
  var names: Set<String> = []
  for sample in samples {
    precondition(sample.fragments.barcodes == nil, "sample '\(sample.name)' has barcodes")
    guard names.insert(sample.name).inserted else {
      throw BarcodeJoinError.duplicateName(name: sample.name)
    }
  }
  let chromosomes = UnifiedNames(samples.map(\.fragments.chromosomeNames))
  let ranges = samples.indices.map { number in
    chromosomeRanges(
      of: samples[number].fragments, indices: chromosomes.indices[number],
      count: chromosomes.names.count)
  }
  let parts = try shardedMap(shards: chromosomes.names.count, threads: threads) { chromosome in
    ChromosomeUnion(
      samples.map(\.fragments), ranges: ranges.map { $0[chromosome] },
      chromosome: Int32(chromosome))
  }
  let rows = parts.reduce(0) { $0 + $1.placements.count }
  if rows == 0 { throw BarcodeJoinError.nothingLeft(step: "join", dropped: [:]) }
  var placements: [FragmentPlacement?] = []
  placements.reserveCapacity(rows)
  for part in parts { placements += part.placements }
  let counts = samples.indices.map { number in
    CountColumn(name: samples[number].name, values: parts.flatMap { $0.counts[number] })
  }
  var attrition: [AttritionNode] = []
  for sample in samples {
    let reads = sample.fragments.counts.reduce(0) { $0 + Int($1) }
    attrition.append(
      try AttritionNode(
        step: "join \(sample.name)", unit: sample.fragments.molecules == nil ? "read" : "molecule",
        entered: reads, left: reads, dropped: [:]))
  }
  attrition.append(
    AttritionNode(
      step: "join", collapsing: samples.reduce(0) { $0 + $1.fragments.reads.count }, into: rows,
      unit: "fragment"))
  return (
    FragmentTable(chromosomeNames: chromosomes.names, placements: placements, counts: counts),
    attrition
  )
}

/// For each chromosome of the union, the rows of a sample on it: they are contiguous.
private func chromosomeRanges(
  of fragments: CountedFragments, indices: [Int32], count: Int
) -> [Range<Int>] {
  var ranges = [Range<Int>](repeating: 0..<0, count: count)
  var start = 0
  while start < fragments.placements.count {
    let chromosome = fragments.placements[start].chromosome
    var end = start
    while end < fragments.placements.count, fragments.placements[end].chromosome == chromosome {
      end += 1
    }
    ranges[Int(indices[Int(chromosome)])] = start..<end
    start = end
  }
  return ranges
}

/// The fragments of all samples on one chromosome.
private struct ChromosomeUnion: Sendable {
  private(set) var placements: [FragmentPlacement] = []
  /// Counts of each sample.
  private(set) var counts: [[UInt32]]

  init(_ samples: [CountedFragments], ranges: [Range<Int>], chromosome: Int32) {
    counts = samples.map { _ in [] }
    var places = ranges.map(\.lowerBound)
    while true {
      var lowest: TargetKey?
      var placement: FragmentPlacement?
      for number in samples.indices where places[number] < ranges[number].upperBound {
        let candidate = samples[number].placements[places[number]].on(chromosome)
        let key = TargetKey(candidate)
        if lowest.map({ key < $0 }) ?? true { (lowest, placement) = (key, candidate) }
      }
      guard let placement else { return }
      placements.append(placement)
      for number in samples.indices {
        let place = places[number]
        if place < ranges[number].upperBound,
          samples[number].placements[place].on(chromosome) == placement
        {
          counts[number].append(samples[number].counts[place])
          places[number] += 1
        } else {
          counts[number].append(0)
        }
      }
    }
  }
}

extension FragmentPlacement {
  fileprivate func on(_ chromosome: Int32) -> FragmentPlacement {
    FragmentPlacement(chromosome: chromosome, interval: interval, strand: strand)
  }
}
