import Statistics

/// Ranks of rows drawn from the mixture: a share of them is signal, the rest noise.
struct DrawnRanks {
  var replicates = 2
  var share = 0.4
  var mean = 2.5
  var deviation = 1.0
  var correlation = 0.8
  var seed: UInt64 = 1

  func ranks(_ rows: Int) -> [[Int]] {
    var generator = SeededGenerator(Seed(seed))
    var scores = [[Double]](repeating: [], count: replicates)
    for row in 0..<rows {
      let common = generator.standardNormal()
      for replicate in 0..<replicates {
        let own = generator.standardNormal()
        let z = correlation.squareRoot() * common + (1 - correlation).squareRoot() * own
        scores[replicate].append(Double(row) < share * Double(rows) ? mean + deviation * z : own)
      }
    }
    return scores.map { column in
      var ranks = [Int](repeating: 0, count: rows)
      for (rank, row) in ascendingOrder(column).enumerated() { ranks[row] = rank }
      return ranks
    }
  }
}
