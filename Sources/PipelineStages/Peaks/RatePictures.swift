import PeakReproducibility
import Reports
import Statistics

/// Pictures of ranks and rates, for `cupel idr` and for the replicate report.
enum RatePictures {
  private static let bins = 20

  /// The median of −log10 global rate in twentieths of the ranks, the strongest rows first; one line
  /// for each replicate.
  static func ratesByRank(ranks: [[Int]], global: [Double], names: [String]) -> [CurveSeries] {
    let rates = global.map(ReproduciblePeak.capped)
    return names.indices.map { replicate in
      var byBin = [[Double]](repeating: [], count: bins)
      for (rank, rate) in zip(ranks[replicate], rates) {
        byBin[(rates.count - 1 - rank) * bins / rates.count].append(rate)
      }
      return CurveSeries(
        name: names[replicate],
        points: byBin.enumerated().compactMap { bin, rates in
          median(of: rates).map { middle in
            CurveSeries.Point(x: 100 * (Double(bin) + 0.5) / Double(bins), y: middle)
          }
        })
    }
  }

  /// Ranks of two replicates, in percent from the weakest.
  static func rankDensity(_ first: [Int], _ second: [Int]) -> HexagonGrid? {
    func percent(_ ranks: [Int]) -> [Double] {
      ranks.map { 100 * (Double($0) + 0.5) / Double(ranks.count) }
    }
    return HexagonGrid(x: percent(first), y: percent(second), sharedRange: true)
  }
}
