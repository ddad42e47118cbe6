import PipelineEngine
import Wording

/// Data that do not fit the section `calls`.
enum CallsProblem: Error, Equatable {
  /// The aggregation works on single barcodes, and the rows of the input were fragments.
  case needsBarcodes(aggregation: String)
  /// No element carries any of the values that mark negative controls.
  case noControls(column: String, values: [String], found: [String])
  /// No element carries one of the two alleles.
  case noAllele(column: String, allele: String, found: [String])
  /// The two labels of a fragment list different numbers of entries.
  case unequalEntries(row: Int, name: String, columns: [String], found: [String])
  /// A null that needs replicates, for a cell type with one.
  case needsReplicates(cellType: String)
}

extension CallsProblem: CategorizedError {
  var category: ExitCategory { .data }
}

extension CallsProblem: CustomStringConvertible {
  var description: String {
    switch self {
    case .needsBarcodes(let aggregation):
      "calls.aggregation: found '\(aggregation)', and the rows of the input are fragments or their "
        + "barcodes were not kept; expected one row per barcode. Set 'aggregation: sum', start from "
        + "the barcode table, or set 'input.keep_barcodes: always'."
    case .noControls(let column, let values, let found):
      "calls.controls: no element has \(NameList(values)) in the column '\(column)', which holds "
        + "\(NameList(found)); expected negative controls."
        + Self.hint(for: values, among: found) + " Correct 'values', or remove 'controls'."
    case .noAllele(let column, let allele, let found):
      "calls.alleles: no element has '\(allele)' in the column '\(column)', which holds "
        + "\(NameList(found)); expected both alleles."
        + Self.hint(for: [allele], among: found) + " Correct 'reference' or 'alternative'."
    case .unequalEntries(let row, let name, let columns, let found):
      "calls.alleles: fragment \(row) (\(name)) has '\(found[0])' in the column '\(columns[0])' and "
        + "'\(found[1])' in '\(columns[1])'; expected as many alleles as variants, separated by "
        + "commas. Correct the labels, or write names of variants without commas."
    case .needsReplicates(let cellType):
      "calls.compared_with: found 'controls', and cell type '\(cellType)' has one replicate; expected "
        + "several, which the interval of the controls is tested with. Use 'automatic' or "
        + "'control_deviations'."
    }
  }

  private static func hint(for names: [String], among found: [String]) -> String {
    names.lazy.compactMap { nearestName(to: $0, among: found) }.first.map {
      " Did you mean '\($0)'?"
    } ?? ""
  }
}
