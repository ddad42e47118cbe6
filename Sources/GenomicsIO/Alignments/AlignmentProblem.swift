/// What can be wrong with a file of alignments. Records count from 1.
public enum AlignmentProblem: Hashable, Sendable {
  /// The file is something else.
  case notAlignments(found: String)
  /// The header is damaged or missing.
  case unreadableHeader
  /// The header names no chromosome.
  case noChromosomes
  /// A chromosome is longer than positions here can count.
  case chromosomeTooLong(name: String, length: Int)
  /// The data ends before its end mark; `record` is the first that could not be read whole.
  case truncated(record: Int)
  /// A compressed block is damaged; `record` is the first that could not be read.
  case corruptBlock(record: Int, detail: String)
  /// A record makes no sense.
  case badRecord(record: Int)
  /// The header promises coordinate order and the record breaks it.
  case orderViolated(record: Int, place: String, previous: String)
  /// The reference FASTA of a CRAM file cannot be used.
  case unreadableReference(reference: String)
  /// The reference FASTA has other chromosomes than the CRAM file; the first that differs.
  case otherReference(reference: String, chromosome: String)
  /// A CRAM record cannot be decoded; `reference` is what was given for it.
  case undecodable(record: Int, reference: String?)
}

extension AlignmentProblem {
  /// The record the problem is at, nil when it is none.
  var record: Int? {
    switch self {
    case .notAlignments, .unreadableHeader, .noChromosomes, .chromosomeTooLong,
      .unreadableReference, .otherReference:
      nil
    case .truncated(let record), .corruptBlock(let record, _), .badRecord(let record),
      .orderViolated(let record, _, _), .undecodable(let record, _):
      record
    }
  }
}

extension AlignmentProblem: CustomStringConvertible {
  /// The message a user reads, without its place.
  public var description: String {
    switch self {
    case .notAlignments(let found):
      "the file is \(found); expected alignments: BAM, CRAM or SAM."
    case .unreadableHeader:
      "the header cannot be read; expected the header of BAM, CRAM or SAM. "
        + "Copy the file again, or make it again with its aligner."
    case .noChromosomes:
      "the header has no @SQ line; expected one for each chromosome. "
        + "Write the file with its header: samtools view -h"
    case .chromosomeTooLong(let name, let length):
      "the chromosome '\(name)' has \(length) bases; expected at most \(Int32.max)."
    case .truncated:
      "the data ends without its end mark; expected a whole file. "
        + "It is truncated: copy or make it again."
    case .corruptBlock(_, let detail):
      "the compressed data is damaged (\(detail)); expected a whole file. Copy or make it again."
    case .badRecord:
      "the record cannot be understood; expected the fields of SAM. "
        + "Check the file: samtools view, picard ValidateSamFile"
    case .orderViolated(_, let place, let previous):
      "the record is at \(place) after one at \(previous); expected coordinate order, which the "
        + "header promises (@HD SO:coordinate). Sort the file: samtools sort"
    case .unreadableReference(let reference):
      "the reference '\(reference)' cannot be used; expected the FASTA file that the CRAM file was "
        + "made with, indexed: samtools faidx"
    case .otherReference(let reference, let chromosome):
      "the reference '\(reference)' has no chromosome '\(chromosome)' of the same length; expected "
        + "the FASTA file that the CRAM file was made with. Give the right one."
    case .undecodable(_, nil):
      "the record cannot be decoded without a reference; expected a whole file and its reference. "
        + "Give the FASTA file that the CRAM file was made with."
    case .undecodable(_, let reference?):
      "the record cannot be decoded with the reference '\(reference)'; expected a whole file and "
        + "the FASTA file that it was made with. Give the right one."
    }
  }
}
