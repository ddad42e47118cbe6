import Foundation

/// Trimmed means of M-values, by the definition of edgeR's `calcNormFactors`.
///
/// M = log2[(c/N)/(c′/N′)], A = ½·log2[(c/N)·(c′/N′)] over rows counted in both; rows are kept whose M
/// is not among the 30 % at either end and whose A is not among the 5 %, by mid-ranks; the factor
/// is 2 to the mean of M weighted by 1/[(N − c)/(Nc) + (N′ − c′)/(N′c′)].
struct TrimmedMeans {
  private let libraries: [[Int]]
  private let sizes: [Double]
  private let reference: Int

  /// Takes as reference the library whose upper quartile, relative to its size, is closest to the
  /// mean of the upper quartiles; where most quartiles are 0, the one with the largest Σ√c.
  init(libraries: [[Int]], sizes: [Double]) {
    self.libraries = libraries
    self.sizes = sizes
    let rows = libraries.first?.count ?? 0
    let used = (0..<rows).filter { row in libraries.contains { $0[row] > 0 } }
    let quartiles = zip(libraries, sizes).map { library, size in
      (quantile(of: used.map { Double(library[$0]) }, at: 0.75) ?? 0) / size
    }
    if median(of: quartiles) ?? 0 < 1e-20 {
      let roots = libraries.map { $0.reduce(0) { $0 + Double($1).squareRoot() } }
      reference = roots.indices.max { roots[$0] < roots[$1] } ?? 0
    } else {
      let centre = mean(of: quartiles) ?? 0
      reference =
        quartiles.indices.min { abs(quartiles[$0] - centre) < abs(quartiles[$1] - centre) } ?? 0
    }
  }

  private func rows(of library: Int) -> [Int] {
    let (own, other) = (libraries[library], libraries[reference])
    return own.indices.filter { own[$0] > 0 && other[$0] > 0 }
  }

  /// The fewest rows that any library shares with the reference.
  var qualifyingRows: Int { libraries.indices.map { rows(of: $0).count }.min() ?? 0 }

  /// One factor per library, relative to the reference.
  func factors() -> [Double] { libraries.indices.map { $0 == reference ? 1 : factor(of: $0) } }

  private func factor(of library: Int) -> Double {
    let rows = rows(of: library)
    let (size, other) = (sizes[library], sizes[reference])
    var ratios: [Double] = []
    var levels: [Double] = []
    var variances: [Double] = []
    for row in rows {
      let (c, r) = (Double(libraries[library][row]), Double(libraries[reference][row]))
      // Rows with equal ratios get M-values that differ by rounding, and their ranks with them: only
      // the same order of operations gives the factors of edgeR.
      ratios.append(log2((c / size) / (r / other)))
      levels.append((log2(c / size) + log2(r / other)) / 2)
      variances.append((size - c) / size / c + (other - r) / other / r)
    }
    if ratios.allSatisfy({ abs($0) < 1e-6 }) { return 1 }
    let count = Double(rows.count)
    func bounds(_ share: Double) -> (Double, Double) {
      let low = (count * share).rounded(.down) + 1
      return (low, count + 1 - low)
    }
    let (ratioBounds, levelBounds) = (bounds(0.3), bounds(0.05))
    let (ratioRanks, levelRanks) = (midRanks(ratios), midRanks(levels))
    var (sum, weights) = (0.0, 0.0)
    for row in rows.indices
    where ratioRanks[row] >= ratioBounds.0 && ratioRanks[row] <= ratioBounds.1
      && levelRanks[row] >= levelBounds.0 && levelRanks[row] <= levelBounds.1 && variances[row] > 0
    {
      sum += ratios[row] / variances[row]
      weights += 1 / variances[row]
    }
    return weights > 0 ? exp2(sum / weights) : 1
  }
}
