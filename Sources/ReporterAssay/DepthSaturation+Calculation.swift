import Foundation
import Sharding
import Statistics

extension DepthSaturation {
  /// Thins the counts of all replicates; nil when the input gave an activity or with one replicate.
  ///
  /// The thinning depends on the seed, the library and the order of rows.
  init?(
    _ signals: [ReplicateSignal], parameters: ReproducibilityParameters, seed: Seed, threads: Int
  ) throws {
    let counts = signals.compactMap(\.counts)
    guard counts.count == signals.count, signals.count >= 2 else { return nil }
    let chosen = Self.evenlySpaced(
      signals[0].activity.indices.filter { row in signals.count { $0.activity[row] != nil } >= 2 },
      maximum: parameters.saturationRows)
    let fractions = Set(parameters.saturationFractions.filter { $0 < 1 }).sorted() + [1]
    let thinned = try shardedMap(shards: signals.count, threads: threads) { index in
      ThinnedReplicate(
        counts[index], name: signals[index].name, rows: chosen, fractions: fractions, seed: seed)
    }
    let places = replicatePairs(signals.count)
    let columns = places.map { a, b in
      chosen.indices.filter {
        signals[a].activity[chosen[$0]] != nil && signals[b].activity[chosen[$0]] != nil
      }
    }
    let shards = fractions.count * places.count
    let values = try shardedMap(shards: shards, threads: threads) { shard in
      let (depth, pair) = (shard / places.count, shard % places.count)
      let (a, b) = places[pair]
      return (
        activity: Agreement(
          of: thinned[a].activity(depth, at: columns[pair]),
          and: thinned[b].activity(depth, at: columns[pair])),
        rna: Agreement(
          of: thinned[a].logRNA(depth, at: columns[pair]),
          and: thinned[b].logRNA(depth, at: columns[pair]))
      )
    }
    rows = chosen.count
    points = fractions.indices.map { depth in
      let pairs = values[(depth * places.count)..<((depth + 1) * places.count)]
      return Point(
        fraction: fractions[depth], activityPearson: Self.middle(pairs.map(\.activity.pearson)),
        activitySpearman: Self.middle(pairs.map(\.activity.spearman)),
        rnaPearson: Self.middle(pairs.map(\.rna.pearson)),
        rnaSpearman: Self.middle(pairs.map(\.rna.spearman)))
    }
    let fitted = points.filter { $0.fraction >= 0.25 }.compactMap { point in
      point.activityPearson.value.map { (fraction: point.fraction, correlation: $0) }
    }
    activityPearsonAtDouble = Estimate(
      Self.extrapolated(fitted, to: 2),
      orUndefined: fitted.count < 2 ? .tooFewRows : .beyondDomain)
  }

  private static func middle(_ estimates: [Estimate]) -> Estimate {
    Estimate(
      median(of: estimates.compactMap(\.value)),
      orUndefined: estimates.first?.undefined ?? .tooFewRows)
  }

  private static func evenlySpaced(_ rows: [Int], maximum: Int) -> [Int] {
    guard rows.count > maximum else { return rows }
    return (0..<maximum).map { rows[$0 * rows.count / maximum] }
  }
}

/// The counts of a replicate at every depth.
private struct ThinnedReplicate: Sendable {
  /// (depths, rows).
  let dna: [[Int]]
  let rna: [[Int]]

  /// Replicates that share a DNA library get the same thinned library.
  init(
    _ counts: ReplicateSignal.Counts, name: String, rows: [Int], fractions: [Double], seed: Seed
  ) {
    let library = counts.dnaColumns.sorted().map(String.init).joined(separator: " ")
    dna = Self.thinned(
      rows.map { Int(counts.dna.values[$0]) }, to: fractions,
      seed: seed.derived("thin DNA " + library))
    rna = Self.thinned(
      rows.map { Int(counts.rna.values[$0]) }, to: fractions,
      seed: seed.derived("thin RNA " + name))
  }

  private static func thinned(_ counts: [Int], to fractions: [Double], seed: Seed) -> [[Int]] {
    var generator = SeededGenerator(seed)
    var levels = [[Int]](repeating: [], count: fractions.count)
    var current = counts
    var last = 1.0
    for depth in fractions.indices.reversed() {
      let share = fractions[depth] / last
      if share < 1 {
        for row in 0..<current.count where current[row] > 0 {
          current[row] = generator.binomial(trials: current[row], probability: share)
        }
      }
      levels[depth] = current
      last = fractions[depth]
    }
    return levels
  }

  func logRNA(_ depth: Int, at rows: [Int]) -> [Double] {
    rows.map { log2(Double(rna[depth][$0] + 1)) }
  }

  func activity(_ depth: Int, at rows: [Int]) -> [Double] {
    rows.map { log2(Double(rna[depth][$0] + 1) / Double(dna[depth][$0] + 1)) }
  }
}
