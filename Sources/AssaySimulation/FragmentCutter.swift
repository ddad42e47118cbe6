import GenomicTypes
import Statistics

/// Cuts the fragments of one chromosome.
struct FragmentCutter {
  /// Draws after which a place for a fragment is given up.
  private static let attempts = 100_000

  let parameters: FragmentParameters
  let chromosome: SimulatedChromosome
  let index: Int

  /// How many fragments each chromosome gives: in proportion to its length, the largest remainders
  /// rounded up, earlier chromosomes first among equals.
  static func shares(of count: Int, lengths: [Int]) -> [Int] {
    let total = lengths.reduce(0, +)
    var shares = lengths.map { count * $0 / total }
    let missing = count - shares.reduce(0, +)
    let order = lengths.indices.sorted {
      let left = count * lengths[$0] % total
      let right = count * lengths[$1] % total
      return left != right ? left > right : $0 < $1
    }
    for chromosome in order.prefix(missing) { shares[chromosome] += 1 }
    return shares
  }

  /// `count` fragments sorted by start, end and strand.
  func fragments(
    count: Int, _ generator: inout SeededGenerator
  ) throws(AssaySimulationError) -> [FragmentPlacement] {
    switch parameters.design {
    case .random: try sheared(count: count, &generator)
    case .tiles: try tiled(count: count)
    }
  }

  private func sheared(
    count: Int, _ generator: inout SeededGenerator
  ) throws(AssaySimulationError) -> [FragmentPlacement] {
    guard let lengths = TruncatedLogNormal(parameters) else { throw noRoom }
    var cuts: [(start: Int, end: Int, strand: Strand)] = []
    cuts.reserveCapacity(count)
    for _ in 0..<count {
      let interval = try placed(lengths, &generator)
      let reversed = parameters.bothStrands && generator.bernoulli(0.5)
      cuts.append((interval.lowerBound, interval.upperBound, reversed ? .reverse : .forward))
    }
    cuts.sort { ($0.start, $0.end, $0.strand.rawValue) < ($1.start, $1.end, $1.strand.rawValue) }
    return cuts.map { placement($0.start..<$0.end, $0.strand) }
  }

  private func placed(
    _ lengths: TruncatedLogNormal, _ generator: inout SeededGenerator
  ) throws(AssaySimulationError) -> Range<Int> {
    for _ in 0..<Self.attempts {
      let start = generator.index(below: chromosome.length)
      let end = start + lengths.draw(&generator)
      if end <= chromosome.length, !touchesGap(start..<end) { return start..<end }
    }
    throw noRoom
  }

  private var noRoom: AssaySimulationError {
    .noRoomForFragments(chromosome: chromosome.name, length: parameters.minimumLength)
  }

  /// Evenly chosen tiles; with both strands, a tile is given forward, then reverse.
  private func tiled(count: Int) throws(AssaySimulationError) -> [FragmentPlacement] {
    let length = Int(parameters.meanLength)
    let starts = stride(from: 0, through: chromosome.length - length, by: parameters.tileStep)
      .filter { !touchesGap($0..<($0 + length)) }
    let strands: [Strand] = parameters.bothStrands ? [.forward, .reverse] : [.forward]
    if starts.count * strands.count < count {
      throw .tooFewTiles(
        chromosome: chromosome.name, available: starts.count * strands.count, requested: count)
    }
    let tiles = (count + strands.count - 1) / strands.count
    let placements = (0..<tiles).flatMap { tile in
      let start = starts[starts.count * tile / tiles]
      return strands.map { placement(start..<(start + length), $0) }
    }
    return Array(placements.prefix(count))
  }

  private func placement(_ interval: Range<Int>, _ strand: Strand) -> FragmentPlacement {
    FragmentPlacement(
      chromosome: Int32(index), interval: Int32(interval.lowerBound)..<Int32(interval.upperBound),
      strand: strand)
  }

  private func touchesGap(_ interval: Range<Int>) -> Bool {
    var low = 0
    var high = chromosome.gaps.count
    while low < high {
      let middle = (low + high) / 2
      if chromosome.gaps[middle].upperBound <= interval.lowerBound {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low < chromosome.gaps.count
      && chromosome.gaps[low].lowerBound < interval.upperBound
  }
}
