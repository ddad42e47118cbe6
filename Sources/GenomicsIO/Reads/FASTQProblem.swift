/// What can be wrong with a record of a FASTQ file.
public enum FASTQProblem: Hashable, Sendable {
  /// The first line of a record does not start with "@".
  case noName(text: String)
  /// The third line of a record does not start with "+".
  case noSeparator(text: String)
  /// Sequence and quality differ in length.
  case lengths(sequence: Int, quality: Int)
  /// The file ends inside a record; `lines` of its four are there.
  case incomplete(lines: Int)
}

extension FASTQProblem: CustomStringConvertible {
  /// The message a user reads, without its place.
  public var description: String {
    switch self {
    case .noName(let text):
      "the line is '\(text)'; expected '@' and the name of a read. Is it FASTQ with four lines to "
        + "a read?"
    case .noSeparator(let text):
      "the line is '\(text)'; expected '+'. Is it FASTQ with four lines to a read?"
    case .lengths(let sequence, let quality):
      "the read has \(sequence) letters and \(quality) qualities; expected as many of one as of "
        + "the other. The file is damaged: copy or download it again."
    case .incomplete(let lines):
      "the file ends after \(lines) of the four lines of a read; expected a whole read. It is "
        + "truncated: copy or download it again."
    }
  }
}

/// What can be wrong between files whose reads belong together, one from each.
public enum PairedReadsProblem: Hashable, Sendable {
  /// The reads at one place have different names; `record` counts from 1.
  case names(first: String, second: String, record: Int, firstName: String, secondName: String)
  /// One file ends before the other, after `records` reads.
  case ended(ended: String, other: String, records: Int)
}

extension PairedReadsProblem: CustomStringConvertible {
  /// The message a user reads.
  public var description: String {
    switch self {
    case .names(let first, let second, let record, let firstName, let secondName):
      "\(first), \(second): paired files differ at record \(record): '\(firstName)' and "
        + "'\(secondName)'; expected one name. Give files of one run, filtered alike and in one "
        + "order."
    case .ended(let ended, let other, let records):
      "\(ended): the file ends after \(records) reads but \(other) goes on; expected as many in "
        + "one as in the other. Give files of one run, filtered alike."
    }
  }
}
