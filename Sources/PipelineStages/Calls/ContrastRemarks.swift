import ActivityTesting
import GenomicTypes
import ReporterAssay
import Statistics

/// What a reader must know before believing the calls of a contrast.
struct ContrastRemarks {
  /// Fewer elements say little of what inactive ones look like.
  private static let fewestElements = 50
  /// Where replicates differ more in depth the shallow one brings noise.
  private static let largestDepthRatio = 10.0

  let result: ContrastResult
  /// Reads of the RNA libraries, by sample.
  let rnaTotals: [Double]
  let fdr: Double
  /// Whether library totals were corrected.
  let hasSizeFactors: Bool

  var sentences: [String] {
    guard let table = result.table else { return [] }
    return [
      elements(table), depth, controls(table), result.kind == .difference ? shift(table) : nil,
    ].compactMap(\.self)
  }

  private func elements(_ table: ElementTestTable) -> String? {
    let tested = table.testedCount
    guard result.kind == .activity, tested < Self.fewestElements else { return nil }
    return
      "\(Quantity.text(tested, "tested element")) are too few to know what inactive ones look like; "
      + "read single p-values with care"
  }

  private var depth: String? {
    guard let lowest = rnaTotals.min(), let highest = rnaTotals.max(), lowest > 0,
      highest > Self.largestDepthRatio * lowest, let place = rnaTotals.firstIndex(of: lowest)
    else { return nil }
    return
      "\(result.samples[place]) has \(Decimals.text(highest / lowest, 0)) times fewer RNA reads than "
      + "the deepest sample; its noise widens every error. Try without it"
  }

  private func controls(_ table: ElementTestTable) -> String? {
    guard let null = result.null else { return nil }
    switch null.null {
    case .controlRanks:
      let smallest = 1 / Double(null.controls + 1)
      return smallest > fdr / 2
        ? "with \(Quantity.text(null.controls, "control")) no p is below "
          + "\(Decimals.text(smallest, 3)), so that next to nothing can pass a false discovery rate of "
          + "\(Quantity.number(fdr)); name more controls or choose another 'compared_with'" : nil
    case .controlDeviations where null.controls < ActivityNull.controlsOfInterval:
      return
        "\(Quantity.text(null.controls, "control")) say little of the spread of inactive elements"
    default: return nil
    }
  }

  private func shift(_ table: ElementTestTable) -> String? {
    let tests = table.outcomes.compactMap(\.test)
    guard tests.count >= Self.fewestElements, let middle = median(of: tests.map(\.effect)),
      let error = median(of: tests.compactMap(\.standardError)),
      abs(middle) > max(0.1, error / 2)
    else { return nil }
    return
      "half of the elements differ by more than \(Decimals.text(middle, 2)) (log2): a few strong "
      + "elements may take up one of the libraries"
      + (hasSizeFactors ? "" : "; try normalize.size_factors: median-of-ratios or tmm")
  }
}
