import ActivityTesting
import Foundation
import GenomicTypes
import GenomicsIO
import Statistics

/// One contrast as a table for people and for R: `CELLTYPE.activity.tsv.gz`, `A_vs_B.tsv.gz`,
/// `CELLTYPE.alleles.tsv.gz`, `CELLTYPE.alleles.rank_sum.tsv.gz`. An empty cell has no value.
struct ContrastTable {
  let fragments: FragmentTable
  /// The variants of a comparison of alleles; otherwise every fragment is an element.
  let variants: AllelicVariants?
  let fdr: Double
  let threads: Int

  /// Writes a contrast.
  func write(_ result: ContrastResult, to folder: String) throws {
    var columns = ["name", "chrom", "start", "end", "strand"]
    if variants != nil { columns += ["n_reference", "n_alternative"] }
    columns += [
      "effect", "ci_lower_95", "ci_upper_95", "mean", "observations", "statistic", "df", "p",
      "q_\(result.table?.family ?? "all_tested")",
    ]
    if variants != nil { columns.append("q_active") }
    if result.ranks != nil { columns += AllelicRanks.columns }
    columns += ["log_odds", "call"]
    var writer = try DelimitedTextWriter(
      path: "\(folder)/\(result.file).tsv.gz", columns: columns, compression: .bgzf,
      threads: threads)
    try writer.appendRows(result.elements) { element, row in
      appendElement(element, to: &row)
      appendTest(element, result, to: &row)
    }
    try writer.finish()
  }

  @Sendable private func appendElement(_ element: Int, to cells: inout DelimitedRows) {
    let fragment = variants?.firstFragment[element] ?? element
    cells.append(variants?.names[element] ?? fragments.nameOrPlace(of: fragment))
    cells.append(fragments.chromosomeName(of: fragment) ?? "")
    if let interval = fragments.placements[fragment]?.interval {
      cells.append(interval.lowerBound)
      cells.append(interval.upperBound)
    } else {
      cells.append("")
      cells.append("")
    }
    cells.append((fragments.placements[fragment]?.strand ?? .unstranded).symbol)
    if let numbers = variants?.fragments[element] {
      cells.append(numbers.reference)
      cells.append(numbers.alternative)
    }
  }

  @Sendable private func appendTest(
    _ element: Int, _ result: ContrastResult, to cells: inout DelimitedRows
  ) {
    let test = result.table?.outcomes[element].test
    append(test?.effect, to: &cells)
    append(test?.interval?.lowerBound, to: &cells)
    append(test?.interval?.upperBound, to: &cells)
    append(test?.mean, to: &cells)
    if let test { cells.append(test.observations) } else { cells.append("") }
    append(test?.statistic, to: &cells)
    append(test?.degreesOfFreedom, to: &cells)
    cells.append(test.map { ProbabilityText.text(logarithm: $0.logP) } ?? "")
    cells.append(test.map { ProbabilityText.text(logarithm: $0.logQ) } ?? "")
    if variants != nil {
      let logQ = result.logQOfActive?[element]
      cells.append(logQ.map { ProbabilityText.text(logarithm: $0) } ?? "")
    }
    if let ranks = result.ranks { appendRanks(element, ranks, to: &cells) }
    append(test?.logOdds, to: &cells)
    cells.append(result.call(of: element, fdr: fdr))
  }

  @Sendable private func appendRanks(
    _ element: Int, _ ranks: AllelicRanks, to cells: inout DelimitedRows
  ) {
    let isTested = ranks.test.table.outcomes[element].test != nil
    let means = ranks.test.meanScores[element]
    append(means?.reference, to: &cells)
    append(means?.alternative, to: &cells)
    append(means?.log2FoldChange, to: &cells)
    let shuffled = ranks.test.shuffledLogP[element]
    cells.append(shuffled.map { ProbabilityText.text(logarithm: $0) } ?? "")
    append(ranks.shuffledFDR[element], to: &cells)
    let fisher = isTested ? ranks.transcription[element] : nil
    append(fisher?.oddsRatio, to: &cells)
    cells.append(fisher.map { ProbabilityText.text(logarithm: log($0.pValue)) } ?? "")
  }

  @Sendable private func append(_ number: Double?, to cells: inout DelimitedRows) {
    if let number, number.isFinite {
      cells.append(number, decimals: 5)
    } else {
      cells.append("")
    }
  }
}

extension AllelicRanks {
  /// Columns that only this test has.
  fileprivate static let columns = [
    "mean_reference", "mean_alternative", "log2_fold_change", "p_shuffled", "fdr_shuffled",
    "transcribed_odds_ratio", "transcribed_p",
  ]
}

/// Probabilities that may be too small for a number.
enum ProbabilityText {
  /// The probability of a natural logarithm with five digits: "4.9787e-2" for −3.
  ///
  /// It is exact also where the number itself would be 0: "3.7201e-44" for −100.
  static func text(logarithm: Double) -> String {
    guard logarithm < 0 else { return "1" }
    guard logarithm.isFinite else { return "0" }
    let decimal = logarithm / log(10)
    var exponent = decimal.rounded(.down)
    var digits = Decimals.text(pow(10, decimal - exponent), 4)
    if digits.hasPrefix("10") {
      digits = "1.0000"
      exponent += 1
    }
    return exponent == 0 ? digits : "\(digits)e\(Int(exponent))"
  }
}
