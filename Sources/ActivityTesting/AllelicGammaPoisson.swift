import Foundation
import Sharding
import Statistics

extension AllelicFragments {
  /// Compares the RNA counts of two alleles by a likelihood-ratio test of the gamma–Poisson model:
  /// separate against shared mean activity, one shape for both alleles in either model.
  ///
  /// A fragment with exposure x and activity λ has R ~ Poisson(λx), λ gamma distributed with shape
  /// k and mean μ. 2·(ℓ₁ − ℓ₀) is compared with χ² of one degree of freedom. Fragments without RNA
  /// stay; fragments without exposure cannot have RNA and are left out before fragments are
  /// counted. The effect is log2(μ_alt/μ_ref) with a 95 % interval from the expected information.
  /// An allele without any RNA has μ = 0 in the test; for the effect and its interval its total is
  /// taken as ½.
  ///
  /// ```swift
  /// let table = try fragments.gammaPoissonTest(rna: rna, exposure: dna.map(Double.init), threads:
  /// 4)
  /// ```
  ///
  /// - Parameters:
  ///   - rna: by row of the fragment table, summed over replicates.
  ///   - exposure: by row, input DNA times any factor that is the same for all fragments.
  /// - Throws: ``ActivityTestingError`` for no variants and for a coverage out of range.
  /// - Complexity: about 40 passes over the fragments of a variant.
  public func gammaPoissonTest(
    rna: [UInt32], exposure: [Double], coverage: AllelicCoverage = AllelicCoverage(), threads: Int
  ) throws -> ElementTestTable {
    precondition(rna.count == exposure.count, "\(rna.count) counts, \(exposure.count) exposures")
    try coverage.check()
    guard variantCount > 0 else { throw ActivityTestingError.noElements(step: "allelic test") }
    let ranges = shardRanges(count: variantCount, shards: 64)
    let shards = try shardedMap(shards: ranges.count, threads: threads) { shard in
      ranges[shard].map { variant -> Result<UnadjustedTest, UntestedReason> in
        let rows = alleles(of: variant)
        let reference = rows.reference.filter { exposure[$0] > 0 }
        let alternative = rows.alternative.filter { exposure[$0] > 0 }
        if let reason = coverage.reason(reference.count, alternative.count) {
          return .failure(reason)
        }
        let all = reference + alternative
        let groups = GammaPoissonGroups(
          counts: all.map { Double(rna[$0]) }, exposures: all.map { exposure[$0] },
          groups: all.indices.map { $0 < reference.count ? 0 : 1 }, groupCount: 2)
        return likelihoodRatioTest(groups, observations: all.count)
      }
    }
    return ElementTestTable(
      method: "gamma_poisson", contrast: "alt - ref", family: "all_tested", confidence: 0.95,
      shards.flatMap { $0 })
  }
}

private func likelihoodRatioTest(
  _ groups: GammaPoissonGroups, observations: Int
) -> Result<UnadjustedTest, UntestedReason> {
  let separate = groups.fit()
  guard separate.means[0] > 0 || separate.means[1] > 0 else { return .failure(.noRNA) }
  let shared = groups.pooled.fit()
  let statistic = max(0, 2 * (separate.logLikelihood - shared.logLikelihood))
  var means = separate.means
  for group in 0..<2 where means[group] == 0 { means[group] = 0.5 / groups.exposure(of: group) }
  let information = groups.information(means, size: separate.size)
  let error = (1 / information[0] + 1 / information[1]).squareRoot() / log(2)
  let effect = log2(means[1] / means[0])
  let reach = -StandardNormal.quantile(0.025) * error
  return .success(
    UnadjustedTest(
      effect: effect, standardError: error, interval: (effect - reach)...(effect + reach),
      mean: log2(shared.means[0]), observations: observations, statistic: statistic,
      logP: ChiSquared(degreesOfFreedom: 1).logUpperTail(statistic)))
}
