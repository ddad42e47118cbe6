/// Kendall's rank correlation with ties (τ-b) and what a test of independence needs.
///
/// τ-b = (C − D)/√((n₀ − n₁)(n₀ − n₂)) with C concordant and D discordant pairs of rows,
/// n₀ = n(n − 1)/2, and n₁, n₂ the pairs tied in x and in y (Kendall 1945,
/// doi 10.1093/biomet/33.3.239).
public struct KendallTau: Hashable, Sendable {
  /// τ-b, in [−1, 1].
  public let tau: Double
  /// Concordant minus discordant pairs of rows.
  public let score: Int
  /// Number of rows.
  public let rows: Int
  /// Standard deviation of the score among independent variables with these ties; nil for fewer
  /// than three rows.
  public let scoreDeviation: Double?

  /// The two-sided p-value against independence by the normal approximation, without continuity
  /// correction; nil for fewer than three rows. Rows must be independent.
  public var pValue: Double? {
    scoreDeviation.map { min(1, 2 * StandardNormal.upperTail(abs(Double(score)) / $0)) }
  }
}

/// Kendall's τ-b of paired values.
///
/// Knight's method (1966, doi 10.1080/01621459.1966.10480879): sort by x, then count the exchanges
/// a merge sort by y needs. Nil when undefined: fewer than two pairs, a NaN, or a variable with a
/// single distinct value.
///
/// ```swift
/// kendallTau([1, 2, 3, 4], [1, 3, 2, 4])?.tau  // 5 of 6 pairs concordant: (5 − 1)/6 = 0.6667
/// kendallTau([1, 1, 2], [1, 2, 3])?.tau        // 2/√((3 − 1)·3) = 0.8165
/// ```
///
/// - Precondition: both have the same number of values, fewer than 2³¹.
/// - Complexity: O(n log n); memory 40 bytes per row.
public func kendallTau(_ x: [Double], _ y: [Double]) -> KendallTau? {
  precondition(x.count == y.count, "\(x.count) and \(y.count) values")
  guard x.count >= 2, !x.contains(where: \.isNaN), !y.contains(where: \.isNaN) else { return nil }
  let rankOfX = denseRanks(x)
  let rankOfY = denseRanks(y)
  let tiesX = TieSums(groupSizes: rankOfX.sizes)
  let tiesY = TieSums(groupSizes: rankOfY.sizes)
  let all = x.count * (x.count - 1) / 2
  guard all > tiesX.pairs, all > tiesY.pairs else { return nil }
  let sorted = sortedByBoth(rankOfX, rankOfY)
  let discordant = inversions(of: sorted.second)
  let score = all - tiesX.pairs - tiesY.pairs + sorted.tiedPairs - 2 * discordant
  let scale = (Double(all - tiesX.pairs) * Double(all - tiesY.pairs)).squareRoot()
  return KendallTau(
    tau: min(1, max(-1, Double(score) / scale)), score: score, rows: x.count,
    scoreDeviation: scoreDeviation(rows: Double(x.count), tiesX, tiesY))
}

/// Ranks 0, 1, … without gaps, equal values sharing one, and how many rows have each.
private struct DenseRanks {
  var ranks: [Int32]
  var sizes: [Int]
}

private func denseRanks(_ values: [Double]) -> DenseRanks {
  let order = ascendingOrder(values)
  var ranks = [Int32](repeating: 0, count: values.count)
  var sizes: [Int] = []
  var last = Double.nan
  for row in order {
    if values[row] == last {
      sizes[sizes.count - 1] += 1
    } else {
      sizes.append(1)
      last = values[row]
    }
    ranks[row] = Int32(sizes.count - 1)
  }
  return DenseRanks(ranks: ranks, sizes: sizes)
}

/// The ranks of y with the rows in order of x, then y, and the pairs of rows tied in both.
private func sortedByBoth(
  _ x: DenseRanks, _ y: DenseRanks
) -> (second: [Int32], tiedPairs: Int) {
  let rows = countingOrder(countingOrder(Array(0..<Int32(x.ranks.count)), by: y), by: x)
  var second = [Int32](repeating: 0, count: rows.count)
  var tiedPairs = 0
  var run = 0
  for (place, row) in rows.enumerated() {
    second[place] = y.ranks[Int(row)]
    let isTied =
      place > 0 && second[place] == second[place - 1]
      && x.ranks[Int(row)] == x.ranks[Int(rows[place - 1])]
    run = isTied ? run + 1 : 0
    tiedPairs += run
  }
  return (second, tiedPairs)
}

/// The rows in ascending order of their rank; rows of one rank keep their order.
private func countingOrder(_ rows: [Int32], by ranked: DenseRanks) -> [Int32] {
  var places = [Int](repeating: 0, count: ranked.sizes.count)
  var total = 0
  for (rank, size) in ranked.sizes.enumerated() {
    places[rank] = total
    total += size
  }
  var sorted = [Int32](repeating: 0, count: rows.count)
  for row in rows {
    let rank = Int(ranked.ranks[Int(row)])
    sorted[places[rank]] = row
    places[rank] += 1
  }
  return sorted
}

/// How many pairs stand in descending order: the exchanges of a bottom-up merge sort.
private func inversions(of values: [Int32]) -> Int {
  var source = values
  var target = values
  var exchanges = 0
  var width = 1
  while width < values.count {
    var start = 0
    while start < values.count {
      let middle = min(start + width, values.count)
      let end = min(start + 2 * width, values.count)
      var left = start
      var right = middle
      for place in start..<end {
        if right == end || (left < middle && source[left] <= source[right]) {
          target[place] = source[left]
          left += 1
        } else {
          target[place] = source[right]
          right += 1
          exchanges += middle - left
        }
      }
      start = end
    }
    swap(&source, &target)
    width *= 2
  }
  return exchanges
}

/// Sums over groups of t tied rows.
private struct TieSums {
  /// Σ t(t − 1)/2.
  var pairs = 0
  /// Σ t(t − 1)(t − 2).
  var triples = 0.0
  /// Σ t(t − 1)(2t + 5).
  var weighted = 0.0

  init(groupSizes: [Int]) {
    for size in groupSizes where size > 1 {
      let t = Double(size)
      pairs += size * (size - 1) / 2
      triples += t * (t - 1) * (t - 2)
      weighted += t * (t - 1) * (2 * t + 5)
    }
  }
}

/// Kendall 1970, Rank Correlation Methods, 4th edition, equation 4.4.
private func scoreDeviation(rows n: Double, _ x: TieSums, _ y: TieSums) -> Double? {
  guard n >= 3 else { return nil }
  let m = n * (n - 1)
  let variance =
    (m * (2 * n + 5) - x.weighted - y.weighted) / 18
    + 2 * Double(x.pairs) * Double(y.pairs) / m + x.triples * y.triples / (9 * m * (n - 2))
  return variance > 0 ? variance.squareRoot() : nil
}
