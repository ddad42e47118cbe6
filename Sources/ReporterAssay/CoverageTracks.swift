public import GenomicTypes

/// What happens to stretches whose fragments have no input DNA in a normalised track.
public enum ZeroInputRule: String, Hashable, Sendable, CaseIterable {
  /// They have no value.
  case drop
  /// 1 is added to the input DNA everywhere.
  case addOne = "plus-one"
}

extension CoverageFragments {
  /// Coverage: at every base the counts of all fragments that cover it, summed.
  ///
  /// Breakpoints lie at every start and end of a fragment, so neighbouring intervals may have the
  /// same value; bases that no fragment covers have none, those of fragments counted 0 times have
  /// 0. As in SuRE-pipeline (van Arensbergen et al. 2017, doi:10.1038/nbt.3754).
  ///
  /// - Parameters:
  ///   - chromosome: index into ``chromosomeNames``.
  ///   - counts: columns whose counts are added up; a count that was not observed adds nothing.
  ///   - isFlat: count a fragment once when its sum is above 0, and not at all otherwise.
  ///   - joinsEqual: join neighbouring intervals with the same value.
  public func track(
    on chromosome: Int, of counts: [CountColumn], isFlat: Bool = false, joinsEqual: Bool = false
  ) -> ChromosomeTrack {
    var builder = TrackBuilder(chromosomeNames[chromosome], joinsEqual: joinsEqual)
    sweep(
      chromosome: chromosome,
      weights: { row in
        let sum = Self.sum(counts, row)
        return SIMD2(isFlat ? min(sum, 1) : sum, 0)
      },
      { stretch, sums in builder.add(stretch, Double(sums[0])) })
    return builder.track
  }

  /// RNA coverage over DNA coverage, not yet scaled; see ``meanOneFactor(area:coveredBases:)``.
  ///
  /// ```swift
  /// // chr1: 0-10 with DNA 2 and RNA 6, 5-15 with DNA 1 and RNA 0
  /// fragments.ratioTrack(on: 0, rna: rna, dna: dna)
  /// // 0-5: 3, 5-10: 2, 10-15: 0
  /// ```
  ///
  /// - Parameters:
  ///   - chromosome: index into ``chromosomeNames``.
  ///   - rna: RNA columns, summed over replicates.
  ///   - dna: input-DNA columns, summed.
  ///   - zeroInput: what happens where the DNA coverage is 0.
  ///   - joinsEqual: join neighbouring intervals with the same value.
  public func ratioTrack(
    on chromosome: Int, rna: [CountColumn], dna: [CountColumn], zeroInput: ZeroInputRule = .drop,
    joinsEqual: Bool = false
  ) -> ChromosomeTrack {
    var builder = TrackBuilder(chromosomeNames[chromosome], joinsEqual: joinsEqual)
    let added: Int64 = zeroInput == .addOne ? 1 : 0
    sweep(
      chromosome: chromosome,
      weights: { row in SIMD2(Self.sum(rna, row), Self.sum(dna, row)) },
      { stretch, sums in
        let input = sums[1] + added
        if input > 0 { builder.add(stretch, Double(sums[0]) / Double(input)) }
      })
    return builder.track
  }

  private static func sum(_ columns: [CountColumn], _ row: Int) -> Int64 {
    var sum: Int64 = 0
    for column in columns { sum += Int64(column.values[row]) }
    return sum
  }
}

/// The factor after which a track has the mean 1 over the bases that have a value.
///
/// ```swift
/// // 0-10: 3 and 10-30: 1: area 50 over 30 bases
/// meanOneFactor(area: 50, coveredBases: 30)  // 0.6, after which 0-10 is 1.8 and 10-30 is 0.6
/// ```
///
/// - Parameters:
///   - area: sum of width × value over all chromosomes.
///   - coveredBases: bases with a value over all chromosomes.
/// - Returns: nil when the mean is 0 or no base has a value.
public func meanOneFactor(area: Double, coveredBases: Int) -> Double? {
  area > 0 && coveredBases > 0 ? Double(coveredBases) / area : nil
}

/// Tracks of one chromosome joined by summing: a base has a value when one of the tracks gives it
/// one, and a track that gives none adds nothing. To scale the result to mean 1, multiply it by
/// ``meanOneFactor(area:coveredBases:)``.
///
/// ```swift
/// // 0-10: 1 and 5-20: 2
/// combinedTrack([first, second])  // 0-5: 1, 5-10: 3, 10-20: 2
/// ```
///
/// - Precondition: at least one track, all of one chromosome.
/// - Complexity: O(n log n) for n intervals in all.
public func combinedTrack(_ tracks: [ChromosomeTrack]) -> ChromosomeTrack {
  precondition(Set(tracks.map(\.chromosome)).count == 1, "tracks of one chromosome")
  let breakpoints = Set(tracks.flatMap { $0.starts + $0.ends }).sorted()
  var places = [Int](repeating: 0, count: tracks.count)
  var combined = ChromosomeTrack(chromosome: tracks[0].chromosome)
  for (start, end) in zip(breakpoints, breakpoints.dropFirst()) {
    var sum: Double?
    for index in tracks.indices {
      let track = tracks[index]
      while places[index] < track.count, track.ends[places[index]] <= start { places[index] += 1 }
      guard places[index] < track.count, track.starts[places[index]] <= start else { continue }
      sum = (sum ?? 0) + track.values[places[index]]
    }
    if let sum { combined.append(start: start, end: end, value: sum) }
  }
  return combined
}

/// A track that grows from left to right.
private struct TrackBuilder {
  private(set) var track: ChromosomeTrack
  private let joinsEqual: Bool

  init(_ chromosome: String, joinsEqual: Bool) {
    track = ChromosomeTrack(chromosome: chromosome)
    self.joinsEqual = joinsEqual
  }

  mutating func add(_ stretch: Range<Int32>, _ value: Double) {
    if joinsEqual, track.extendLast(to: stretch, value: value) { return }
    track.append(start: stretch.lowerBound, end: stretch.upperBound, value: value)
  }
}
