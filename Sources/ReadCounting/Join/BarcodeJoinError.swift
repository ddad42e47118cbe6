import Wording

/// What can be wrong with the barcodes and fragments that are to be joined.
public enum BarcodeJoinError: Error, Hashable, Sendable {
  /// A parameter is outside its range.
  case parameter(name: String, found: String, expected: String)
  /// The reads of a barcode or fragment exceed what a count can hold.
  case countOverflow(what: String)
  /// Barcodes of a sample and of its library differ in length.
  case barcodeLength(sample: String, sampleLength: Int, library: String, libraryLength: Int)
  /// Two libraries differ in the length of their barcodes.
  case libraryLengths(first: String, firstLength: Int, second: String, secondLength: Int)
  /// One library has placed fragments, the other oligos.
  case mixedLibraries(fragments: String, oligos: String)
  /// Two samples or libraries share a name.
  case duplicateName(name: String)
  /// A sample names a library that is not there.
  case unknownLibrary(sample: String, library: String, known: [String], nearest: String?)
  /// A pair names a sample that is not there.
  case unknownSample(name: String, known: [String], nearest: String?)
  /// There is nothing to join.
  case noLibraries
  /// None of the barcodes or fragments is left.
  case nothingLeft(step: String, dropped: [String: Int])
  /// The barcodes of a sample and of a library were read from opposite strands.
  case reverseComplement(BarcodeOverlap)
}

extension BarcodeJoinError: CustomStringConvertible {
  /// Where, what was found, what was expected, how to fix it.
  public var description: String {
    switch self {
    case .parameter(let name, let found, let expected):
      "\(name): found \(found); expected \(expected). Correct the parameter."
    case .countOverflow(let what):
      "\(what): its reads add up to more than \(UInt32.max); expected a smaller sum. "
        + "Check the counts of the input."
    case .barcodeLength(let sample, let sampleLength, let library, let libraryLength):
      "sample '\(sample)': its barcodes have \(sampleLength) bases but those of library "
        + "'\(library)' have \(libraryLength); expected one length. Correct the barcode length of "
        + "one of them."
    case .libraryLengths(let first, let firstLength, let second, let secondLength):
      "library '\(second)': its barcodes have \(secondLength) bases but those of library "
        + "'\(first)' have \(firstLength); expected one length. Analyse the libraries separately."
    case .mixedLibraries(let fragments, let oligos):
      "library '\(oligos)' has oligos but library '\(fragments)' has genomic fragments; expected "
        + "libraries of one kind. Analyse them separately."
    case .duplicateName(let name):
      "'\(name)' is given twice; expected every sample and library to have a name of its own. "
        + "Rename one of them."
    case .unknownLibrary(let sample, let library, let known, let nearest):
      "sample '\(sample)': there is no library '\(library)'; there are \(NameList(known))."
        + (nearest.map { " Did you mean '\($0)'?" } ?? " Correct the name.")
    case .unknownSample(let name, let known, let nearest):
      "there is no sample '\(name)'; there are \(NameList(known))."
        + (nearest.map { " Did you mean '\($0)'?" } ?? " Correct the name.")
    case .noLibraries:
      "join: there is no library; expected at least one that says to which fragment or oligo a "
        + "barcode belongs. Add a sample with the role 'fragments'."
    case .nothingLeft(let step, let dropped):
      "\(step): nothing is left (\(Self.list(dropped))); expected at least one row. "
        + "Check the input and relax the rules."
    case .reverseComplement(let overlap): overlap.reverseComplementMessage
    }
  }

  private static func list(_ counts: [String: Int]) -> String {
    if counts.isEmpty { return "there was no input" }
    return counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      .joined(separator: ", ")
  }
}
