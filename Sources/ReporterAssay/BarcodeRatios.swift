import Foundation
import GenomicTypes

/// The methods that take a ratio for each barcode and summarise the barcodes of a fragment; a
/// fragment without barcode rows is its own only barcode.
struct BarcodeRatios {
  private let method: ActivityMethod
  private let dnaDivisor: Double
  private let rnaDivisor: Double

  /// Takes the divisors of a replicate; nil for a method that is not of this kind.
  init?(_ method: ActivityMethod, libraries: ReplicateLibraries) {
    guard method.takesBarcodeRatios else { return nil }
    self.method = method
    dnaDivisor = libraries.dnaDivisor
    rnaDivisor = libraries.rnaDivisor
  }

  /// One value per fragment; not finite where its barcodes do not define it.
  ///
  /// - Parameters:
  ///   - dnaLibraries: the DNA libraries of the cell type, of which `mprascore` takes the mean.
  ///   - fragmentOfRow: fragment of each row, −1 for none; nil when rows are fragments.
  func scores(
    of counts: ReplicateCounts, dnaLibraries: [LibraryCounts], fragmentOfRow: [Int32]?,
    fragments: Int
  ) -> [Double] {
    func fragment(_ row: Int) -> Int { fragmentOfRow.map { Int($0[row]) } ?? row }
    let rows = counts.dna.values.indices
    switch method {
    case .esmpra:
      var (rna, dna) = (
        [Int64](repeating: 0, count: fragments), [Int64](repeating: 0, count: fragments)
      )
      var barcodes = [Int](repeating: 0, count: fragments)
      for row in rows where fragment(row) >= 0 {
        guard counts.rna.values[row] >= 1, counts.dna.values[row] >= 1 else { continue }
        rna[fragment(row)] += counts.rna.values[row]
        dna[fragment(row)] += counts.dna.values[row]
        barcodes[fragment(row)] += 1
      }
      return (0..<fragments).map { place in
        barcodes[place] >= 3
          ? (Double(rna[place]) / rnaDivisor) / (Double(dna[place]) / dnaDivisor) : .infinity
      }
    case .barcodeMedian:
      return medians(
        rows.map { fragment($0) }, rows.map { value(counts, dnaLibraries, at: $0) },
        fragments: fragments)
    default:
      var (sums, barcodes) = (
        [Double](repeating: 0, count: fragments), [Double](repeating: 0, count: fragments)
      )
      for row in rows where fragment(row) >= 0 {
        guard let value = value(counts, dnaLibraries, at: row) else { continue }
        sums[fragment(row)] += value
        barcodes[fragment(row)] += 1
      }
      return zip(sums, barcodes).map { $0 / $1 }
    }
  }

  /// The value of one barcode; nil where it has none.
  private func value(
    _ counts: ReplicateCounts, _ dnaLibraries: [LibraryCounts], at row: Int
  ) -> Double? {
    guard counts.rna.isObserved(row), counts.dna.isObserved(row) else { return nil }
    let (rna, dna) = (Double(counts.rna.values[row]), Double(counts.dna.values[row]))
    switch method {
    case .meanOfRatios:
      return dna > 0 ? (rna / rnaDivisor) / (dna / dnaDivisor) : nil
    case .mprascore:
      var (sum, total, libraries) = (0.0, 0.0, 0.0)
      for library in dnaLibraries where library.isObserved(row) {
        sum += Double(library.values[row])
        total += Double(library.total)
        libraries += 1
      }
      return log2((1 + rna) / (1 + sum / libraries)) + log2(total / libraries / rnaDivisor)
    default:
      return log2((1 + rna) / (1 + dna)) + log2(dnaDivisor / rnaDivisor)
    }
  }

  private func medians(_ owners: [Int], _ values: [Double?], fragments: Int) -> [Double] {
    var starts = [Int](repeating: 0, count: fragments + 1)
    for (owner, value) in zip(owners, values) where owner >= 0 && value != nil {
      starts[owner + 1] += 1
    }
    for place in 0..<fragments { starts[place + 1] += starts[place] }
    var next = starts
    var sorted = [Double](repeating: 0, count: starts[fragments])
    for (owner, value) in zip(owners, values) where owner >= 0 {
      guard let value else { continue }
      sorted[next[owner]] = value
      next[owner] += 1
    }
    return (0..<fragments).map { place in
      let own = sorted[starts[place]..<starts[place + 1]].sorted()
      if own.isEmpty { return .infinity }
      let middle = own.count / 2
      return own.count % 2 == 1 ? own[middle] : (own[middle - 1] + own[middle]) / 2
    }
  }
}
