import Statistics
import Testing

@Suite struct IDRSeparationTests {
  private func fit(_ ranks: [[Int]], _ method: IDRFit.Method) throws -> IDRFit {
    var options = IDRFit.Options()
    options.method = method
    return try IDRFit(ranks: ranks, options: options)
  }

  /// By hand, at ρ = 0.6 and p → 1 the ratio is that of a bivariate normal:
  /// −½·N·ln(1 − ρ²) = 1000·0.2231 = 223 at the sample's ρ; the 1 % of noise takes some of it.
  @Test func theRatioIsThatOfABivariateNormal() throws {
    let ranks = DrawnRanks(share: 1, mean: 0, deviation: 1, correlation: 0.6, seed: 3).ranks(1000)
    let fit = try fit(ranks, .published)
    #expect(abs(fit.logLikelihoodRatio - 223) < 40)
    #expect(fit.isBetterThanIndependence)
  }

  /// Random rankings gain about 1 whatever their number; 2·ln 20 = 6.0 and 2·ln 2000 = 15.2 are asked
  /// for.
  @Test(arguments: IDRFit.Method.allCases, [20, 50, 200, 1000, 2000])
  func randomRankingsDoNotSeparate(method: IDRFit.Method, rows: Int) throws {
    for seed: UInt64 in 1...5 {
      let ranks = DrawnRanks(share: 0, seed: seed).ranks(rows)
      let fit = try fit(ranks, method)
      #expect(!fit.isBetterThanIndependence, "seed \(seed): \(fit.logLikelihoodRatio)")
      #expect(fit.separation != .separated, "seed \(seed)")
    }
  }

  /// The published rounds end at p = 0.99 and give more than half of the rows a small rate.
  @Test(arguments: [IDRFit.Method.published, .accelerated])
  func manySmallRatesOfRandomRankingsAreFlagged(method: IDRFit.Method) throws {
    let ranks = DrawnRanks(share: 0, mean: 0, deviation: 1, correlation: 0, seed: 2).ranks(1000)
    let fit = try fit(ranks, method)
    #expect(fit.values(ranks: ranks).global.count { $0 <= 0.05 } > 500)
    let reasons = fit.separation.reasons
    #expect(reasons.contains(.independent) && reasons.contains(.overlappingMeans))
    // The accelerated fit is given up on the way there.
    guard method == .published else { return }
    #expect(
      fit.separation
        == .notSeparated([.onlySignal, .overlappingMeans, .uncorrelated, .independent]))
    #expect(
      "\(fit.separation)"
        == "The mixture does not separate: the share of signal is at its upper limit, 0.99; the "
        + "mean of the signal is within 0.5 of that of the noise; the correlation of the signal is "
        + "at its lower limit, 0.1; the replicates agree no better than independent ones.")
  }

  /// Ranks of very good replicates are narrower than the limit allows; that is no lack of evidence.
  @Test func aNarrowSignalIsApartFromNoise() throws {
    let ranks = DrawnRanks(share: 0.6, mean: 3, deviation: 0.1, correlation: 0.9, seed: 5).ranks(
      300)
    let separation = try fit(ranks, .published).separation
    #expect(separation.isSeparated && separation.reasons == [.spike], "\(separation)")
    #expect(
      "\(separation)"
        == "The mixture separates signal from noise, but the standard deviation of the signal is at "
        + "its limit, 0.2: rates are approximate.")
  }

  @Test(arguments: IDRFit.Method.allCases) func aClearSignalSeparates(method: IDRFit.Method) throws
  {
    for rows in [200, 1000] {
      let fit = try fit(DrawnRanks(seed: 4).ranks(rows), method)
      #expect(fit.separation == .separated)
    }
  }
}
