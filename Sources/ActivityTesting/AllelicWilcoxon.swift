import Foundation
import Sharding
import Statistics

/// Rank-sum tests of alleles and, beside them, of the same fragments with shuffled alleles.
public struct AllelicWilcoxonTest: Sendable {
  /// One outcome for every variant; the statistic is W of the alternative allele.
  public let table: ElementTestTable
  /// ln p of one shuffle of the alleles of every tested variant, from which the raQTL study takes
  /// its false-discovery rate.
  public let shuffledLogP: [Double?]
  /// Mean score of the fragments with either allele, of every tested variant.
  public let meanScores: [AlleleMeans?]
}

/// The mean score of the fragments with each allele.
public struct AlleleMeans: Hashable, Sendable {
  /// Mean with the reference allele.
  public let reference: Double
  /// Mean with the alternative allele.
  public let alternative: Double

  /// log2 of alternative over reference; nil where one of them is 0 or below.
  ///
  /// ```swift
  /// AlleleMeans(reference: 0.5, alternative: 2).log2FoldChange  // 2
  /// ```
  public var log2FoldChange: Double? {
    reference > 0 && alternative > 0 ? log2(alternative / reference) : nil
  }

  /// Names the two.
  public init(reference: Double, alternative: Double) {
    self.reference = reference
    self.alternative = alternative
  }
}

extension AllelicFragments {
  /// Compares the fragment scores of two alleles by Wilcoxon's rank-sum test, as raQTLs are called
  /// (van Arensbergen 2019, doi 10.1038/s41588-019-0455-2).
  ///
  /// The effect is the difference of the mean scores, alternative minus reference, in their own
  /// unit, with Welch's 95 % interval. Fragments without RNA have score 0 and stay. Fragments
  /// without a score are left out before fragments are counted.
  ///
  /// ```swift
  /// let test = try fragments.wilcoxonTest(scores: scores, seed: 1, threads: 4)
  /// ```
  ///
  /// - Parameter scores: by row of the fragment table.
  /// - Throws: ``ActivityTestingError`` for no variants and for a coverage out of range.
  public func wilcoxonTest(
    scores: [Double?], coverage: AllelicCoverage = AllelicCoverage(), seed: UInt64, threads: Int
  ) throws -> AllelicWilcoxonTest {
    try coverage.check()
    guard variantCount > 0 else { throw ActivityTestingError.noElements(step: "allelic test") }
    let ranges = shardRanges(count: variantCount, shards: 64)
    let shards = try shardedMap(shards: ranges.count, threads: threads) { shard in
      ranges[shard].map { variant -> VariantResult in
        let rows = alleles(of: variant)
        let reference = rows.reference.compactMap { scores[$0] }
        let alternative = rows.alternative.compactMap { scores[$0] }
        if let reason = coverage.reason(reference.count, alternative.count) {
          return VariantResult(.failure(reason))
        }
        guard let test = rankSum(alternative, reference) else {
          return VariantResult(.failure(.noVariance))
        }
        var generator = SeededGenerator(Seed(seed).derived("shuffled alleles", variant))
        let pooled = alternative + reference
        let shuffled = generator.permutation(pooled.count).map { pooled[$0] }
        let null = wilcoxonRankSum(
          Array(shuffled[..<alternative.count]), Array(shuffled[alternative.count...]))
        return VariantResult(
          .success(test), shuffledLogP: null.map { log($0.pValue) },
          means: pair(mean(of: reference), mean(of: alternative)).map {
            AlleleMeans(reference: $0.0, alternative: $0.1)
          })
      }
    }
    let results = shards.flatMap { $0 }
    return AllelicWilcoxonTest(
      table: ElementTestTable(
        method: "rank_sum", contrast: "alt - ref", family: "all_tested", confidence: 0.95,
        results.map(\.test)),
      shuffledLogP: results.map(\.shuffledLogP), meanScores: results.map(\.means))
  }
}

/// What one variant adds to the columns of the test.
private struct VariantResult: Sendable {
  let test: Result<UnadjustedTest, UntestedReason>
  let shuffledLogP: Double?
  let means: AlleleMeans?

  init(
    _ test: Result<UnadjustedTest, UntestedReason>, shuffledLogP: Double? = nil,
    means: AlleleMeans? = nil
  ) {
    self.test = test
    self.shuffledLogP = shuffledLogP
    self.means = means
  }
}

/// The test of one variant; nil when all scores are equal.
private func rankSum(_ alternative: [Double], _ reference: [Double]) -> UnadjustedTest? {
  guard let test = wilcoxonRankSum(alternative, reference),
    let (meanA, meanR) = pair(mean(of: alternative), mean(of: reference)),
    let (varianceA, varianceR) = pair(variance(of: alternative), variance(of: reference))
  else { return nil }
  let (a, r) = (Double(alternative.count), Double(reference.count))
  let (shareA, shareR) = (varianceA / a, varianceR / r)
  let squared = shareA + shareR
  guard squared > 0 || meanA != meanR else { return nil }
  let effect = meanA - meanR
  var interval: ClosedRange<Double>?
  var degrees: Double?
  if squared > 0 {
    let welch = squared * squared / (shareA * shareA / (a - 1) + shareR * shareR / (r - 1))
    let reach =
      StudentT(degreesOfFreedom: welch).quantile(logUpperTail: log(0.025)) * squared.squareRoot()
    interval = (effect - reach)...(effect + reach)
    degrees = welch
  }
  return UnadjustedTest(
    effect: effect, standardError: squared > 0 ? squared.squareRoot() : nil, interval: interval,
    mean: (meanA * a + meanR * r) / (a + r), observations: alternative.count + reference.count,
    statistic: test.statistic, degreesOfFreedom: degrees, logP: log(test.pValue))
}

private func pair(_ first: Double?, _ second: Double?) -> (Double, Double)? {
  guard let first, let second else { return nil }
  return (first, second)
}
