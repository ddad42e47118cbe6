public import GenomicTypes
public import SystemFiles
import Wording

/// What can be wrong with a file of an experiment, or with the way a run wants to read it.
///
/// Every message reads "where: what was found; what was expected. How to fix."
public enum GenomicsIOError: FileStepError, Hashable, Sendable {
  /// The operating system refused a step; `reason` is its own text for the error.
  case system(path: String, step: FileStep, reason: String)
  /// A pipe, terminal or device, which can be read only once.
  case notAFile(path: String)
  /// The file has no content, compressed or not.
  case emptyFile(path: String)
  /// The file is compressed in a way that is not read.
  case unsupportedCompression(path: String, name: String)
  /// The compressed data ends too early; `line` is the first that could not be read whole.
  case truncated(path: String, line: Int, compression: TextCompression)
  /// The compressed data is damaged; `line` is the first that could not be read whole.
  case corrupt(path: String, line: Int, detail: String)
  /// A quote was opened and not closed on the same line.
  case openQuote(path: String, line: Int)

  /// The format and the file do not fit together.
  case format(FormatProblem)
  /// A row cannot be used.
  case badRow(RejectedRow)
  /// Every row was rejected, or there was none.
  case noUsableRows(paths: [String], rowsRead: Int, rejected: [String: Int])

  /// A FASTA file cannot be understood.
  case fasta(path: String, line: Int, FASTAProblem)
  /// A record of a FASTQ file cannot be understood.
  case fastq(path: String, line: Int, FASTQProblem)
  /// Files whose reads belong together do not fit.
  case pairedReads(PairedReadsProblem)

  /// An index contradicts its FASTA file.
  case staleIndex(fasta: String, index: String, problem: String)
  /// The FASTA file cannot be indexed.
  case notIndexable(path: String)
  /// A fragment has no sequence in the reference genome.
  case badPlacement(RejectedPlacement)

  /// Barcodes have no common length, or not the wanted one.
  case barcodeLength(paths: [String], wanted: Int?, histogram: [BarcodeLengthCount])
  /// A table of barcodes has none of the columns that it may have.
  case noBarcodeColumn(path: String, role: String, present: [String], known: [String])

  /// A line of a BED file cannot be used.
  case badBEDLine(path: String, line: Int, BEDProblem)
  /// A table is in none of the IGVF formats, as far as its first line tells.
  case unrecognizedTable(path: String, columns: Int)

  /// A file of alignments cannot be read.
  case alignments(path: String, AlignmentProblem)

  /// A table to index is not BGZF or not sorted.
  case notTabixIndexable(path: String)
  /// A track to write has an interval beyond its chromosome.
  case beyondChromosome(path: String, interval: GenomicInterval, length: Int)
  /// A row to write does not have one field per column.
  case wrongFieldCount(path: String, row: Int, expected: Int, found: Int)
  /// A field to write holds the separator or a line break.
  case unwritableField(path: String, row: Int, column: String, text: String)
}

extension GenomicsIOError: CustomStringConvertible {
  /// The message a user reads.
  public var description: String {
    switch self {
    case .notAFile(let path):
      "\(path): it is a pipe or a device; expected a file, since what it holds is told from its first "
        + "bytes before it is read. Write it to a file first."
    case .system(let path, let step, let reason):
      "\(path): cannot \(step.rawValue): \(reason)."
    case .emptyFile(let path):
      "\(path): the file is empty; expected text. Check how it was made or copied."
    case .unsupportedCompression(let path, let name):
      "\(path): the file is compressed with \(name); expected plain text, gzip or bgzip. "
        + "Decompress it or recompress it with bgzip."
    case .truncated(let path, let line, let compression):
      "\(path):\(line): the data ends without \(compression.endName); expected a whole file. "
        + "It is truncated: copy or download it again."
    case .corrupt(let path, let line, let detail):
      "\(path):\(line): the compressed data is damaged (\(detail)); expected a whole file. "
        + "Copy or download it again."
    case .openQuote(let path, let line):
      "\(path):\(line): a quote is opened and not closed; expected it to close on the same line. "
        + "Remove line breaks from quoted fields."
    case .format(let problem): problem.description
    case .badRow(let row): row.description
    case .noUsableRows(let paths, let rowsRead, let rejected):
      "\(paths.joined(separator: ", ")): none of \(rowsRead) rows can be used"
        + (rejected.isEmpty ? "" : " (\(Self.list(rejected)))") + "; expected at least one. "
        + (rowsRead == 0
          ? "Check that the file has rows below its header."
          : "Correct the rows or the columns that are read.")
    case .fasta(let path, let line, let problem): "\(path):\(line): \(problem)"
    case .fastq(let path, let line, let problem): "\(path):\(line): \(problem)"
    case .pairedReads(let problem): problem.description
    case .staleIndex(let fasta, let index, let problem):
      "\(index): \(problem); expected the index of \(fasta). "
        + "Make it again: samtools faidx \(fasta)"
    case .notIndexable(let path):
      "\(path): htslib cannot index the file; expected FASTA, plain or compressed with bgzip, "
        + "with lines of one length in each sequence. Reformat it or read it into memory."
    case .badPlacement(let placement): placement.description
    case .barcodeLength(let paths, let wanted, let histogram):
      "\(paths.joined(separator: ", ")): "
        + (wanted.map { "no barcode has \($0) bases" } ?? "no barcode length has half of the reads")
        + " (\(Self.list(histogram))); expected barcodes of one length. "
        + (wanted == nil ? "Give the barcode length." : "Correct the barcode length.")
    case .noBarcodeColumn(let path, let role, let present, let known):
      present.isEmpty
        ? "\(path): there is no column for \(role); the file has no header, and no field of its "
          + "first row is one. Say which column it is."
        : "\(path): there is no column for \(role); the header has \(NameList(present)). "
          + "Name it \(NameList(known)), or say which column it is."
    case .badBEDLine(let path, let line, let problem): "\(path):\(line): \(problem)"
    case .alignments(let path, let problem):
      "\(path): \(problem.record.map { "record \($0): " } ?? "")\(problem)"
    case .unrecognizedTable(let path, let columns):
      "\(path): the first line, with \(columns) columns, is of none of the IGVF formats. Name the "
        + "format with --format: \(IGVFFormat.allCases.map(\.rawValue).joined(separator: ", "))."
    case .notTabixIndexable(let path):
      "\(path): htslib cannot index the table; expected BGZF, sorted by chromosome, start and end."
    case .beyondChromosome(let path, let interval, let length):
      "\(path): the track has \(interval), but '\(interval.chromosome)' has \(length) bases; "
        + "expected end ≤ \(length). Use the genome that the fragments were mapped to."
    case .wrongFieldCount(let path, let row, let expected, let found):
      "\(path): row \(row) has \(found) fields; expected \(expected), one for each column."
    case .unwritableField(let path, let row, let column, let text):
      "\(path): row \(row), column '\(column)' is '\(text)', which holds a tab or a line break; "
        + "expected one line of text without tabs."
    }
  }

  private static func list(_ histogram: [BarcodeLengthCount]) -> String {
    if histogram.isEmpty { return "there is none" }
    return histogram.map { "\($0.length) bases: \($0.reads)" }.joined(separator: ", ")
  }

  private static func list(_ counts: [String: Int]) -> String {
    counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
  }
}
