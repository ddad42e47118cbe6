import GenomicTypes
import Statistics

extension SimulatedChromosome {
  /// CpG islands at random places, ascending; those that would touch an earlier one are left out.
  static func islands(
    length: Int, _ parameters: GenomeParameters, _ generator: inout SeededGenerator
  ) -> [Range<Int>] {
    let expected = parameters.islandsPerMegabase * Double(length) / 1e6
    var islands: [Range<Int>] = []
    for _ in 0..<generator.poisson(mean: expected) {
      let span = parameters.islandMaximumLength - parameters.islandMinimumLength + 1
      let size = parameters.islandMinimumLength + generator.index(below: span)
      let start = generator.index(below: length)
      if start + size <= length { islands.append(start..<(start + size)) }
    }
    islands.sort { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    var separate: [Range<Int>] = []
    for island in islands where island.lowerBound > (separate.last?.upperBound ?? -1) {
      separate.append(island)
    }
    return separate
  }

  /// Isochores with normal GC levels held between the limits, borders smoothed by a moving mean
  /// over half the mean isochore length.
  static func landscape(
    length: Int, _ parameters: GenomeParameters, _ generator: inout SeededGenerator
  ) -> [Float] {
    let bins = (length + landscapeBin - 1) / landscapeBin
    var steps: [Double] = []
    steps.reserveCapacity(bins)
    while steps.count < bins {
      let size = generator.exponential(mean: Double(parameters.isochoreLength))
      let level = parameters.gcMean + parameters.gcDeviation * generator.standardNormal()
      let held = min(max(level, parameters.gcMinimum), parameters.gcMaximum)
      let count = min(max(Int(size) / landscapeBin, 1), bins - steps.count)
      steps.append(contentsOf: repeatElement(held, count: count))
    }
    var cumulative = [0.0]
    for step in steps { cumulative.append(cumulative[cumulative.count - 1] + step) }
    let reach = parameters.isochoreLength / (4 * landscapeBin)
    return (0..<bins).map { bin in
      let low = max(bin - reach, 0)
      let high = min(bin + reach + 1, bins)
      return Float((cumulative[high] - cumulative[low]) / Double(high - low))
    }
  }

  /// Bases from chains that follow the landscape in steps of one percent GC.
  static func background(
    length: Int, _ landscape: [Float], _ islands: [Range<Int>], _ parameters: GenomeParameters,
    _ generator: inout SeededGenerator
  ) -> [UInt8] {
    let chains = (0...100).map { percent in
      BaseChain(
        gc: min(max(Double(percent) / 100, 0.005), 0.995),
        cpgObservedToExpected: parameters.cpgObservedToExpected)
    }
    let island = BaseChain(gc: parameters.islandGC, cpgObservedToExpected: 1)
    var codes = [UInt8](repeating: 0, count: length)
    var previous: UInt8 = 4
    var nextIsland = 0
    for position in 0..<length {
      while nextIsland < islands.count, islands[nextIsland].upperBound <= position {
        nextIsland += 1
      }
      if nextIsland < islands.count, islands[nextIsland].contains(position) {
        previous = island.next(after: previous, &generator)
      } else {
        let level = Double(landscape[position / landscapeBin])
        previous = chains[Int((level * 100).rounded())].next(after: previous, &generator)
      }
      codes[position] = previous
    }
    return codes
  }

  /// Unknown bases at both ends and in runs at random places.
  mutating func openGaps(_ parameters: GenomeParameters, _ generator: inout SeededGenerator) {
    let end = parameters.telomereLength
    var runs = [0..<end, (length - end)..<length]
    let expected = parameters.gapsPerMegabase * Double(length) / 1e6
    for _ in 0..<generator.poisson(mean: expected) {
      let start = generator.index(below: length)
      runs.append(start..<min(start + parameters.gapLength, length))
    }
    runs = runs.filter { !$0.isEmpty }.sorted { $0.lowerBound < $1.lowerBound }
    for run in runs {
      for position in run { codes[position] = SequenceCollection.unknown }
      if let last = gaps.last, run.lowerBound <= last.upperBound {
        gaps[gaps.count - 1] = last.lowerBound..<max(last.upperBound, run.upperBound)
      } else {
        gaps.append(run)
      }
    }
  }
}
