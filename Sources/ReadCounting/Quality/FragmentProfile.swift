public import GenomicTypes
public import Statistics

/// What the fragments of a library look like: length, GC, strand and chromosomes. Each row counts
/// once, however often it was read.
public struct FragmentProfile: Hashable, Codable, Sendable {
  /// Rows by their length in bases; rows without an interval are left out.
  public let lengths: CountOfCounts
  /// Median length; undefined without intervals.
  public let medianLength: Estimate
  /// Rows in twenty bins of GC, each 5 % wide: [0, 0.05), …, [0.95, 1]. Nil without sequences.
  public let gcBins: [Int]?
  /// Mean GC of the rows that have a known base.
  public let meanGC: Estimate
  /// Rows on the forward strand.
  public let forward: Int
  /// Rows on the reverse strand.
  public let reverse: Int
  /// Rows without a strand.
  public let unstranded: Int
  /// forward/(forward + reverse); undefined without stranded rows.
  public let forwardFraction: Estimate
  /// Chromosomes with at least one row, in the order of the input's names.
  public let chromosomes: [Chromosome]
  /// Rows without a chromosome, such as designed controls.
  public let unplaced: Int

  /// The rows of one chromosome.
  public struct Chromosome: Hashable, Codable, Sendable {
    /// Name.
    public let name: String
    /// Rows.
    public let rows: Int
    /// Rows on the forward strand.
    public let forward: Int
    /// Rows on the reverse strand.
    public let reverse: Int
    /// Sum of their counts.
    public let reads: Int
  }

  /// Profiles counted fragments; there are no sequences, so no GC.
  ///
  /// - Complexity: O(rows), plus one entry for each distinct length.
  public init(of fragments: CountedFragments) {
    var tally = PlacementTally(chromosomeNames: fragments.chromosomeNames)
    for (placement, reads) in zip(fragments.placements, fragments.reads) {
      tally.add(placement, reads: Int(reads))
    }
    self.init(tally, gc: nil)
  }

  /// Profiles a fragment table, with GC when it has sequences; reads are summed over the named
  /// count columns.
  ///
  /// GC is (C + G)/known bases; rows without a known base are left out of it.
  ///
  /// - Parameter countColumns: indices of the columns whose counts are summed per chromosome.
  /// - Complexity: O(rows + bases).
  public init(of table: FragmentTable, countColumns: [Int] = []) {
    var tally = PlacementTally(chromosomeNames: table.chromosomeNames)
    for (row, placement) in table.placements.enumerated() {
      let reads = countColumns.reduce(0) { $0 + Int(table.counts[$1].values[row]) }
      tally.add(placement, reads: reads)
    }
    self.init(tally, gc: table.sequences.map(GCProfile.init))
  }

  private init(_ tally: PlacementTally, gc: GCProfile?) {
    lengths = CountOfCounts(frequencies: tally.lengths)
    medianLength = Estimate(lengths.quantile(at: 0.5), orUndefined: .notMeasured)
    gcBins = gc?.bins
    meanGC = Estimate(gc?.mean, orUndefined: .notMeasured)
    let rows = tally.chromosomes
    forward = tally.strands[Int(Strand.forward.rawValue)]
    reverse = tally.strands[Int(Strand.reverse.rawValue)]
    unstranded = tally.strands[Int(Strand.unstranded.rawValue)]
    let stranded = forward + reverse
    forwardFraction = Estimate(
      stranded > 0 ? Double(forward) / Double(stranded) : nil, orUndefined: .notMeasured)
    chromosomes = rows.filter { $0.rows > 0 }
    unplaced = tally.unplaced
  }
}

/// Placements counted row by row.
private struct PlacementTally {
  var lengths: [Int: Int] = [:]
  var strands = [0, 0, 0]
  var unplaced = 0
  private let names: [String]
  /// Rows, forward rows, reverse rows and reads of each chromosome.
  private var sums: [(rows: Int, forward: Int, reverse: Int, reads: Int)]

  init(chromosomeNames: [String]) {
    names = chromosomeNames
    sums = Array(repeating: (0, 0, 0, 0), count: chromosomeNames.count)
  }

  mutating func add(_ placement: FragmentPlacement?, reads: Int) {
    guard let placement else {
      unplaced += 1
      return
    }
    strands[Int(placement.strand.rawValue)] += 1
    if let length = placement.interval?.count, length > 0 { lengths[length, default: 0] += 1 }
    let index = Int(placement.chromosome)
    sums[index].rows += 1
    sums[index].reads += reads
    if placement.strand == .forward { sums[index].forward += 1 }
    if placement.strand == .reverse { sums[index].reverse += 1 }
  }

  var chromosomes: [FragmentProfile.Chromosome] {
    zip(names, sums).map { name, sum in
      FragmentProfile.Chromosome(
        name: name, rows: sum.rows, forward: sum.forward, reverse: sum.reverse, reads: sum.reads)
    }
  }
}

/// GC of sequences in bins of 5 %.
private struct GCProfile {
  var bins = [Int](repeating: 0, count: 20)
  var mean: Double?

  init(_ sequences: SequenceCollection) {
    var (sum, rows) = (0.0, 0)
    for index in 0..<sequences.count {
      let (strong, known) = sequences.gcCounts(at: index)
      guard known > 0 else { continue }
      // In whole numbers, so that 3 of 20 bases lie in the bin that begins at 15 %.
      bins[min(19, strong * 20 / known)] += 1
      sum += Double(strong) / Double(known)
      rows += 1
    }
    mean = rows > 0 ? sum / Double(rows) : nil
  }
}
