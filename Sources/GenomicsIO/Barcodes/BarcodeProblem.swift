/// Why a row of a table of barcodes cannot be used.
public enum BarcodeProblem: Error, Hashable, Sendable {
  /// The barcode is missing.
  case missing(column: String)
  /// The barcode has a letter that is no base; `position` counts from 1.
  case badLetter(column: String, letter: String, position: Int)
  /// The barcode has more bases than a packed barcode can hold.
  case tooLong(column: String, bases: Int)
  /// A count is empty: a table of barcodes lists what was seen.
  case missingCount(column: String)
  /// A support is not "reads" or "reads/total".
  case badSupport(column: String, text: String)
  /// The name of an oligo or a read is missing.
  case missingName(column: String)
  /// The name of a read was already given with another barcode.
  case conflictingName(column: String, name: String)
  /// A mapping quality is not a whole number from 0 to 255.
  case badQuality(column: String, text: String)
  /// Both mates lie on one strand, or the reverse mate ends before the forward mate starts.
  case notAPair(String)
  /// The lists of tags and of counts differ in length.
  case unevenLists(tags: Int, counts: Int)

  /// A short code that groups rows rejected for the same reason.
  public var code: String {
    switch self {
    case .missing: "missing_barcode"
    case .badLetter, .tooLong: "bad_barcode"
    case .missingCount: "missing_count"
    case .badSupport: "bad_support"
    case .missingName: "missing_name"
    case .conflictingName: "conflicting_name"
    case .badQuality: "bad_mapping_quality"
    case .notAPair: "not_proper_pair"
    case .unevenLists: "uneven_lists"
    }
  }
}

extension BarcodeProblem: CustomStringConvertible {
  /// The message a user reads, without its place.
  public var description: String {
    switch self {
    case .missing(let column):
      "column '\(column)' is empty; expected a barcode."
    case .badLetter(let column, let letter, let position):
      "column '\(column)' has '\(letter)' at position \(position); expected a barcode of A, C, G, "
        + "T and N. Check the column order."
    case .tooLong(let column, let bases):
      "column '\(column)' has a barcode of \(bases) bases; expected at most 32."
    case .missingCount(let column):
      "column '\(column)' is empty; expected a count. Leave out rows that were not seen."
    case .badSupport(let column, let text):
      "column '\(column)' is '\(text)'; expected a number of reads, or reads/total with reads not "
        + "above total."
    case .missingName(let column):
      "column '\(column)' is empty; expected a name."
    case .conflictingName(let column, let name):
      "column '\(column)' is '\(name)', which an earlier row gives another barcode; expected one "
        + "barcode for a read."
    case .badQuality(let column, let text):
      "column '\(column)' is '\(text)'; expected a mapping quality from 0 to 255."
    case .notAPair(let found):
      "\(found); expected one mate on the + strand and one on the - strand that ends at or after "
        + "the start of the other."
    case .unevenLists(let tags, let counts):
      "the row has \(tags) tags and \(counts) counts; expected as many counts as tags."
    }
  }
}
