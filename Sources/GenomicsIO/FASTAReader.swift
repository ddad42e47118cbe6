public import GenomicTypes

/// Sequences with their names, in the order of their file.
public struct NamedSequences: Sendable, Hashable {
  /// Names: the header up to the first white space.
  public let names: [String]
  /// The sequences, as written: forward strand for a genome.
  public let sequences: SequenceCollection
}

/// What can be wrong with a line of a FASTA file.
public enum FASTAProblem: Hashable, Sendable {
  /// The file does not start with ">".
  case noHeader(text: String)
  /// A header has no name.
  case noName
  /// Two sequences have this name.
  case duplicateName(String)
  /// A sequence has no bases.
  case emptySequence(name: String)
  /// A letter that stands for no base; `column` counts from 1.
  case badBase(name: String, letter: String, column: Int)
}

extension FASTAProblem: CustomStringConvertible {
  /// The message a user reads, without its place.
  public var description: String {
    switch self {
    case .noHeader(let text):
      "the file starts with '\(text)'; expected '>' and a name. Is it FASTA?"
    case .noName: "the header has no name; expected one right after '>'."
    case .duplicateName(let name):
      "the name '\(name)' appears twice; expected every sequence to have a name of its own."
    case .emptySequence(let name): "'\(name)' has no bases; expected at least one."
    case .badBase(let name, let letter, let column):
      "'\(name)' has '\(letter)' in column \(column); expected A, C, G, T, N or another IUPAC "
        + "letter for an uncertain base."
    }
  }
}

/// Reads FASTA files, plain, gzip or BGZF, whole and without an index.
///
/// ```swift
/// // >chr1 first
/// // ACGTN
/// // acg
/// let genome = try FASTAReader.read("genome.fa.gz")
/// // genome.names ["chr1"], genome.sequences.letters(at: 0) "ACGTNACG"
/// ```
public enum FASTAReader {
  /// Reads every sequence; lower case counts as upper case. Memory: a quarter byte per base.
  ///
  /// - Parameter threads: threads that decompress BGZF.
  /// - Throws: ``GenomicsIOError`` when the file is damaged, does not start with ">", or has
  ///   sequences without a name of their own, without bases or with letters that stand for none.
  public static func read(
    _ path: String, threads: Int = 1
  ) throws(GenomicsIOError) -> NamedSequences {
    var lines = try LineReader(path: path, threads: threads)
    var names: [String] = []
    var known: Set<String> = []
    var builder = PackedBaseBuilder()
    while try lines.advance() {
      let line = lines.line
      if line.isEmpty { continue }
      if lines.buffer[line.lowerBound] == UInt8(ascii: ">") {
        try close(&builder, names, lines)
        let name = try name(lines)
        guard known.insert(name).inserted else {
          throw .fasta(path: path, line: lines.lineNumber, .duplicateName(name))
        }
        names.append(name)
      } else {
        try extend(&builder, names, lines)
      }
    }
    guard !names.isEmpty else { throw .emptyFile(path: path) }
    try close(&builder, names, lines)
    return NamedSequences(names: names, sequences: builder.collection())
  }

  private static func close(
    _ builder: inout PackedBaseBuilder, _ names: [String], _ lines: borrowing LineReader
  ) throws(GenomicsIOError) {
    guard let last = names.last else { return }
    if builder.openLength == 0 {
      throw .fasta(path: lines.path, line: lines.lineNumber, .emptySequence(name: last))
    }
    builder.endSequence()
  }

  private static func name(_ lines: borrowing LineReader) throws(GenomicsIOError) -> String {
    let header = lines.buffer[lines.line].dropFirst()
    let name = header.prefix { $0 != 0x20 && $0 != 0x09 }
    guard !name.isEmpty, let text = String(validating: name, as: UTF8.self) else {
      throw .fasta(path: lines.path, line: lines.lineNumber, .noName)
    }
    return text
  }

  private static func extend(
    _ builder: inout PackedBaseBuilder, _ names: [String], _ lines: borrowing LineReader
  ) throws(GenomicsIOError) {
    let line = lines.line
    guard let name = names.last else {
      let text = String(decoding: lines.buffer[line].prefix(20), as: UTF8.self)
      throw .fasta(path: lines.path, line: lines.lineNumber, .noHeader(text: text))
    }
    if let bad = BaseLetters.firstInvalid(lines.buffer, line) {
      let letter = String(decoding: [lines.buffer[bad]], as: UTF8.self)
      throw .fasta(
        path: lines.path, line: lines.lineNumber,
        .badBase(name: name, letter: letter, column: bad - line.lowerBound + 1))
    }
    builder.extend(letters: lines.buffer, line)
  }
}
