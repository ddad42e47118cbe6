import Foundation
import PeakReproducibility
import Reports
import Statistics

/// The figures of a comparison of peaks.
struct PeakComparisonFigures {
  private let result: ReproduciblePeaks
  private let names: [String]
  /// Ranks of the peaks, by replicate, in the order of `result.comparison.rows`.
  private let ranks: [[Int]]

  /// More pairs than these are not drawn.
  private static let pairLimit = 6

  init(_ result: ReproduciblePeaks, names: [String]) {
    self.result = result
    self.names = names
    ranks = result.comparison.ranks
  }

  /// Rank against rank and score against score of each pair, and the rates by rank.
  func figures() throws -> [Figure] {
    var figures: [Figure] = []
    for first in names.indices {
      for second in names.indices where second > first && figures.count < 2 * Self.pairLimit {
        figures.append(try rankFigure(first, second))
        figures.append(try scoreFigure(first, second))
      }
    }
    figures.append(try rateFigure())
    return figures
  }

  private func rankFigure(_ first: Int, _ second: Int) throws -> Figure {
    try DensityChart(
      labels: FigureLabels(
        name: "ranks.\(first + 1)-\(second + 1)", title: "Ranks of peaks",
        subtitle: "\(ranks[first].count) peaks"),
      xTitle: "\(names[first]), rank in % from the weakest",
      yTitle: "\(names[second]), rank in % from the weakest",
      grid: RatePictures.rankDensity(ranks[first], ranks[second]), showsIdentity: true
    ).figure()
  }

  private func scoreFigure(_ first: Int, _ second: Int) throws -> Figure {
    let scores = [first, second].map { replicate in result.peaks.map { $0.scores[replicate] } }
    let isLogarithmic = scores.allSatisfy { column in column.allSatisfy { $0 >= 0 } }
    let drawn = scores.map { column in isLogarithmic ? column.map { log10($0 + 1) } : column }
    let prefix = isLogarithmic ? "log10(score + 1)" : "score"
    return try DensityChart(
      labels: FigureLabels(
        name: "scores.\(first + 1)-\(second + 1)", title: "Scores of peaks",
        subtitle: "\(result.peaks.count) peaks"),
      xTitle: "\(prefix) in \(names[first])", yTitle: "\(prefix) in \(names[second])",
      grid: HexagonGrid(x: drawn[0], y: drawn[1], sharedRange: true), showsIdentity: true
    ).figure()
  }

  /// The median of −log10 global rate in twentieths of the ranks, the strongest peaks first.
  private func rateFigure() throws -> Figure {
    return try LineChart(
      labels: FigureLabels(
        name: "rates", title: "Reproducibility by rank",
        subtitle: "medians of twentieths; 1.3 is a global IDR of 0.05"),
      xTitle: "rank of the peak, percent from the strongest", yTitle: "−log10 global IDR",
      series: RatePictures.ratesByRank(
        ranks: ranks, global: result.comparison.rates.global, names: names)
    ).figure()
  }
}
