import Foundation
import Sharding

/// Negative binomial regression of counts on a few columns, the first of them constant.
struct CountRegression {
  struct Result {
    let coefficients: [Double]
    /// Columns without a coefficient of their own.
    let dropped: [Int]
    let size: Double
    let logLikelihood: Double
    let convergence: Convergence
    /// ln of the factor that keeps the sum of the exposures.
    let logScale: Double
  }

  private let counts: [Int]
  private let exposures: [Double]
  /// Row after row.
  private let columns: [Double]
  private let width: Int
  private let distinct: [(count: Int, rows: Double)]

  init(counts: [Int], exposures: [Double], columns: [Double]) {
    self.counts = counts
    self.exposures = exposures
    self.columns = columns
    width = columns.count / max(1, counts.count)
    var rows: [Int: Int] = [:]
    for count in counts { rows[count, default: 0] += 1 }
    distinct = rows.sorted { $0.key < $1.key }.map { ($0.key, Double($0.value)) }
  }

  private struct Sums: Sendable {
    var value = 0.0
    var score: [Double]
    var information: [Double]
    var bySize = 0.0
    var bySizeTwice = 0.0
    var exposure = 0.0
    var scaled = 0.0

    init(width: Int) {
      score = Array(repeating: 0, count: width)
      information = Array(repeating: 0, count: width * width)
    }
  }

  mutating func fit(threads: Int) throws -> Result {
    var coefficients = [Double](repeating: 0, count: width)
    let total = counts.reduce(0.0) { $0 + Double($1) }
    coefficients[0] = log(total / exposures.reduce(0, +))
    var logSize = 0.0
    var sums = try evaluate(coefficients, logSize, threads: threads)
    var dropped: [Int] = []
    var (steps, change, isConverged) = (0, Double.infinity, false)
    let bounds = GammaPoissonFit.shapes
    while steps < 100, !isConverged {
      steps += 1
      let solved = Self.solve(sums.information, sums.score)
      dropped = solved.dropped
      let size = exp(logSize)
      let slope = size * sums.bySize
      let bend = size * size * sums.bySizeTwice + slope
      let sizeStep = min(max(bend < 0 ? -slope / bend : (slope > 0 ? 1 : -1), -2), 2)
      var scale = 1.0
      var moved = false
      while scale > 1e-6 {
        let next = zip(coefficients, solved.step).map { $0 + scale * $1 }
        let nextSize = min(
          max(logSize + scale * sizeStep, log(bounds.lowerBound)), log(bounds.upperBound))
        let there = try evaluate(next, nextSize, threads: threads)
        if there.value.isFinite, there.value >= sums.value - 1e-14 * abs(sums.value) {
          change = abs(there.value - sums.value) / max(1, abs(there.value))
          let length = zip(next, coefficients).map { abs($0 - $1) }.max() ?? 0
          isConverged = change < 1e-12 && length < 1e-8 && abs(nextSize - logSize) < 1e-6
          (coefficients, logSize, sums, moved) = (next, nextSize, there, true)
          break
        }
        scale /= 2
      }
      if !moved { isConverged = true }
    }
    return Result(
      coefficients: coefficients, dropped: dropped, size: exp(logSize),
      logLikelihood: sums.value,
      convergence: Convergence(
        iterations: steps, isConverged: isConverged, lastRelativeChange: change),
      logScale: log(sums.exposure / sums.scaled))
  }

  private func evaluate(
    _ coefficients: [Double], _ logSize: Double, threads: Int
  ) throws -> Sums {
    let size = exp(logSize)
    let ranges = shardRanges(count: counts.count, shards: counts.count > 1 << 14 ? 32 : 1)
    let parts = try shardedMap(shards: ranges.count, threads: threads) { shard in
      sums(ranges[shard], coefficients, size)
    }
    var whole = Sums(width: width)
    for part in parts {
      whole.value += part.value
      whole.bySize += part.bySize
      whole.bySizeTwice += part.bySizeTwice
      whole.exposure += part.exposure
      whole.scaled += part.scaled
      for place in 0..<width { whole.score[place] += part.score[place] }
      for place in 0..<(width * width) { whole.information[place] += part.information[place] }
    }
    for (count, rows) in distinct where count > 0 {
      let rising = RisingFactorial(Double(count), at: size)
      whole.value += rows * rising.value
      whole.bySize += rows * rising.first
      whole.bySizeTwice += rows * rising.second
    }
    return whole
  }

  private func sums(_ rows: Range<Int>, _ coefficients: [Double], _ size: Double) -> Sums {
    var sums = Sums(width: width)
    for row in rows {
      let start = row * width
      var linear = 0.0
      for column in 1..<max(width, 1) { linear += columns[start + column] * coefficients[column] }
      let factor = exp(linear)
      let m = exposures[row] * factor * exp(coefficients[0])
      sums.exposure += exposures[row]
      sums.scaled += exposures[row] * factor
      let (r, ratio) = (Double(counts[row]), m / size)
      let growth = log1p(ratio)
      let inverse = 1 / (size + m)
      sums.value += (r > 0 ? r * log(ratio) : 0) - (size + r) * growth
      let excess = (r - m) * inverse
      sums.bySize -= growth + excess
      sums.bySizeTwice += (m * ratio + r) * inverse * inverse
      let weight = size * m * inverse
      for column in 0..<width {
        let z = columns[start + column]
        sums.score[column] += size * excess * z
        for other in 0...column {
          sums.information[column * width + other] += weight * z * columns[start + other]
        }
      }
    }
    return sums
  }

  /// Solves information · step = score by Cholesky; columns that the earlier ones determine get 0.
  private static func solve(
    _ information: [Double], _ score: [Double]
  ) -> (step: [Double], dropped: [Int]) {
    let width = score.count
    var factor = information
    var dropped: [Int] = []
    for column in 0..<width {
      for row in column..<width {
        var sum = information[row * width + column]
        for k in 0..<column { sum -= factor[row * width + k] * factor[column * width + k] }
        if row == column {
          if sum <= 1e-8 * information[column * width + column] {
            dropped.append(column)
            factor[column * width + column] = 0
          } else {
            factor[column * width + column] = sum.squareRoot()
          }
        } else {
          let pivot = factor[column * width + column]
          factor[row * width + column] = pivot > 0 ? sum / pivot : 0
        }
      }
    }
    var step = score
    for row in 0..<width {
      for k in 0..<row { step[row] -= factor[row * width + k] * step[k] }
      let pivot = factor[row * width + row]
      step[row] = pivot > 0 ? step[row] / pivot : 0
    }
    for row in (0..<width).reversed() {
      for k in (row + 1)..<max(width, row + 1) { step[row] -= factor[k * width + row] * step[k] }
      let pivot = factor[row * width + row]
      step[row] = pivot > 0 ? step[row] / pivot : 0
    }
    return (step, dropped)
  }
}
