public import PipelineEngine
import Wording

/// Why the results of an experiment cannot be exported as asked.
public enum ExportProblem: Error, Equatable {
  /// The stage has never finished in this work folder.
  case noResults(workFolder: String, configuration: String)
  /// The results are not those of the configuration.
  case staleResults(workFolder: String, configuration: String, reason: String)
  /// A word is none of those known.
  case unknownWord(option: String, found: String, known: [String], nearest: String?)
  /// The experiment has several cell types, and the format has room for one.
  case cellTypeNeeded(known: [String])
  /// The input gave activities, and what is asked for needs counts.
  case needsCounts(what: String, cellType: String)
  /// No fragment has a start and an end.
  case needsIntervals(what: String)
  /// The rows of the input are fragments, not barcodes.
  case needsBarcodeRows(what: String)
  /// The barcode sequences were not carried along.
  case needsBarcodeLabel(column: String, labels: [String])
  /// The configuration names no alleles.
  case needsAlleles
  /// The stage `calls` has no current results.
  case needsCalls(reason: String)
  /// The name of a variant is not its SPDI.
  case needsSPDI(found: String)
  /// Every value of a track is 0, so it cannot be scaled.
  case emptyTrack(name: String)
}

extension ExportProblem: CategorizedError {
  /// Stale results, a wrong option, or data without what is asked for.
  public var category: ExitCategory {
    switch self {
    case .noResults, .staleResults, .needsCalls: .staleOrFailedQC
    case .unknownWord, .cellTypeNeeded: .usage
    case .needsCounts, .needsIntervals, .needsBarcodeRows, .needsBarcodeLabel, .needsAlleles,
      .needsSPDI, .emptyTrack:
      .data
    }
  }
}

extension ExportProblem: CustomStringConvertible {
  /// Where, what was found, what was expected, how to fix it.
  public var description: String {
    switch self {
    case .noResults(let workFolder, let configuration):
      "\(workFolder): there are no finished results of \(configuration); expected those of the "
        + "stage normalize. Make them first: cupel run \(configuration) --until normalize"
    case .staleResults(let workFolder, let configuration, let reason):
      "\(workFolder): the results are not those of \(configuration) as it is now (\(reason)); "
        + "expected results that are up to date. Bring them up to date first: cupel run "
        + "\(configuration) --until normalize"
    case .unknownWord(let option, let found, let known, let nearest):
      "\(option): found '\(found)'; expected one of \(known.joined(separator: ", "))."
        + (nearest.map { " Did you mean '\($0)'?" } ?? "")
    case .cellTypeNeeded(let known):
      "the format has room for one cell type, and the experiment has \(NameList(known)); expected "
        + "a choice. Add --cell-type, for example --cell-type \(known.first ?? "")."
    case .needsCounts(let what, let cellType):
      "cell type '\(cellType)' has activities given by the input and no counts; expected counts "
        + "for \(what). Export fragments instead."
    case .needsIntervals(let what):
      "no fragment has a start and an end; expected them for \(what). Name the columns below "
        + "'input.columns' in the configuration."
    case .needsBarcodeRows(let what):
      "the rows of the input are fragments; expected one row per barcode for \(what). Start from "
        + "the barcode table."
    case .needsAlleles:
      "the configuration names no alleles; expected 'calls.alleles' for reporter_variant. Write "
        + "'column_element:' and 'column_allele:' below 'alleles:' and run again."
    case .needsCalls(let reason):
      "reporter_variant is made of tests, and \(reason); expected current results of the stage "
        + "calls. Run it first, with calls.enabled not set to false."
    case .needsSPDI(let found):
      "the variant '\(found)' is not named by its SPDI; expected sequence:position:deletion:"
        + "insertion for reporter_variant, like NC_000001.11:25253603:G:A. Put it into the column "
        + "'calls.alleles.column_element'."
    case .emptyTrack(let name):
      "the track '\(name)' is 0 everywhere; expected counts, to scale its mean to 1. Check the "
        + "columns of the cell type."
    case .needsBarcodeLabel(let column, let labels):
      "the results do not hold the barcode sequences (labels: \(NameList(labels))); expected the "
        + "column '\(column)'. Add 'labels: [\(column)]' below 'input.columns' and run again, or "
        + "name another column with --barcode-column."
    }
  }
}

extension ExportProblem {
  /// The case of `Choice` with this raw value.
  static func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ word: String, option: String, as type: Choice.Type
  ) throws(ExportProblem) -> Choice {
    if let choice = Choice(rawValue: word) { return choice }
    let known = Choice.allCases.map(\.rawValue)
    throw .unknownWord(
      option: option, found: word, known: known, nearest: nearestName(to: word, among: known))
  }
}
