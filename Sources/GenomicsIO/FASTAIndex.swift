/// The content of a `.fai` file, as samtools defines it.
struct FASTAIndex: Hashable, Sendable {
  /// Where one sequence lies in the uncompressed file.
  struct Entry: Hashable, Sendable {
    let name: String
    /// Number of bases.
    let length: Int
    /// Byte of the first base.
    let offset: Int
    /// Bases on a full line.
    let lineBases: Int
    /// Bytes of a full line, its end included.
    let lineWidth: Int

    /// Byte of a base of the sequence.
    func byte(ofBase base: Int) -> Int { offset + base / lineBases * lineWidth + base % lineBases }
  }

  let entries: [Entry]

  /// Reads an index.
  ///
  /// - Parameter fasta: path of the FASTA file, for messages.
  /// - Throws: ``GenomicsIOError/staleIndex(fasta:index:problem:)`` when a line does not make
  ///   sense.
  init(path: String, fasta: String) throws(GenomicsIOError) {
    var reader = DelimitedLineReader(
      try LineReader(path: path, threads: 1), separator: DelimitedLineReader.tab)
    var entries: [Entry] = []
    while try reader.advance() {
      var numbers: [Int] = []
      for field in 1..<max(1, reader.fieldCount) {
        let number = NumberText.wholeNumber(
          reader.lines.buffer, reader.starts[field], reader.ends[field], limit: 1 << 50)
        if case .value(let value) = number { numbers.append(value) }
      }
      guard reader.fieldCount == 5, numbers.count == 4, let name = reader.text(0), numbers[0] > 0,
        numbers[2] > 0, numbers[3] >= numbers[2]
      else {
        throw .staleIndex(
          fasta: fasta, index: path,
          problem: "line \(reader.lineNumber) is not name, length, offset, bases and bytes a line")
      }
      entries.append(
        Entry(
          name: name, length: numbers[0], offset: numbers[1], lineBases: numbers[2],
          lineWidth: numbers[3]))
    }
    self.entries = entries
  }

  /// Compares the index with its FASTA file: every sequence must start right after a header with
  /// its name, break its first line where the index says, and end where the next one or the file
  /// does.
  ///
  /// All sequences are compared when there are at most 512, else 512 evenly spaced ones.
  ///
  /// - Parameter gzi: index of the compressed blocks; nil for a plain file.
  /// - Throws: ``GenomicsIOError/staleIndex(fasta:index:problem:)`` with the first contradiction.
  func check(
    against fasta: String, indexPath: String, gzi: String?
  ) throws(GenomicsIOError) {
    let text = try RandomAccessText(path: fasta, gzi: gzi)
    let ordered = entries.sorted { $0.offset < $1.offset }
    let step = (ordered.count + 511) / 512
    for position in stride(from: 0, to: ordered.count, by: max(step, 1)) {
      let entry = ordered[position]
      let previousEnd = position == 0 ? 0 : Self.end(of: ordered[position - 1])
      let isLast = position == ordered.count - 1
      if let problem = try Self.contradiction(
        entry, previousEnd: previousEnd, isLast: isLast, text)
      {
        throw .staleIndex(
          fasta: fasta, index: indexPath, problem: "'\(entry.name)' \(problem)")
      }
    }
  }

  /// Byte after the last base.
  private static func end(of entry: Entry) -> Int { entry.byte(ofBase: entry.length - 1) + 1 }

  private static func contradiction(
    _ entry: Entry, previousEnd: Int, isLast: Bool, _ text: borrowing RandomAccessText
  ) throws(GenomicsIOError) -> String? {
    let headerLength = entry.offset - previousEnd
    guard headerLength > 0, headerLength < 1 << 20 else {
      return "starts at byte \(entry.offset), inside the sequence before it"
    }
    let before = try text.bytes(at: previousEnd, count: headerLength)
    let header = before.drop { $0 == 0x0A || $0 == 0x0D }.dropLast()
    let name = header.dropFirst().prefix { ![0x20, 0x09, 0x0D].contains($0) }
    guard before.count == headerLength, before.last == 0x0A, !header.contains(0x0A),
      header.first == UInt8(ascii: ">"), name.elementsEqual(entry.name.utf8)
    else { return "starts at byte \(entry.offset), where no sequence of this name starts" }

    if entry.length > entry.lineBases {
      let line = try text.bytes(at: entry.offset, count: entry.lineWidth)
      let bases = line.prefix { $0 > 0x20 }
      guard line.count == entry.lineWidth, bases.count == entry.lineBases, line.last == 0x0A else {
        return "has \(entry.lineBases) bases on a line, which the file contradicts"
      }
    }
    let lastBase = end(of: entry) - 1
    let tail = try text.bytes(at: lastBase, count: 64)
    let rest = tail.dropFirst().drop { $0 <= 0x20 }
    let endsHere = tail.count < 2 || tail[1] == 0x0A || tail[1] == 0x0D
    guard let base = tail.first, base > 0x20, base != UInt8(ascii: ">"), endsHere,
      isLast ? rest.isEmpty : rest.first == UInt8(ascii: ">")
    else { return "has \(entry.length) bases, which the file contradicts" }
    return nil
  }
}
