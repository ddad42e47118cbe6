import GenomicTypes

/// The columns of a table of fragments with barcodes.
struct LibraryFields {
  /// Names of the columns for messages.
  let names: [String]
  let barcode: Int
  let chromosome: Int
  let count: Int
  private let layout: Layout

  private enum Layout {
    case placed(
      coordinates: FragmentTableFormat.Coordinates, start: Int, end: Int, strand: Int,
      quality: Int?)
    case mates(one: Mate, two: Mate)
  }

  /// The columns of one mate.
  private struct Mate {
    let start: Int
    let end: Int
    let quality: Int
    let strand: Int
  }

  static let empty = LibraryFields()

  private init() {
    (names, barcode, chromosome, count) = ([], 0, 0, 0)
    layout = .placed(
      coordinates: .oneBasedClosed, start: 0, end: 0, strand: 0, quality: nil)
  }

  /// Finds the columns of a file.
  init(_ columns: KnownColumns) throws(GenomicsIOError) {
    names = (0..<columns.columns).map(columns.name)
    let isPairs = columns.header.map { $0.contains("readOneStart") } ?? (columns.columns >= 16)
    guard isPairs else {
      let isOwn = columns.header.map(LibraryFragmentReader.isOwnHeader) ?? false
      barcode = try columns.require(nil, role: "the barcode", known: ["barcode", "bc"])
      chromosome = try columns.require(
        nil, role: "the chromosome", known: ["seqname", "chrom", "chr"])
      count = try columns.require(
        nil, role: "the count", known: isOwn ? ["molecules", "reads"] : ["count", "ipcr"])
      layout = .placed(
        coordinates: isOwn ? .zeroBasedHalfOpen : .oneBasedClosed,
        start: try columns.require(nil, role: "the start", known: ["start"]),
        end: try columns.require(nil, role: "the end", known: ["end"]),
        strand: try columns.require(nil, role: "the strand", known: ["strand"]),
        quality: try columns.find(
          nil, role: "the mapping quality", known: ["mapq", "mapping_quality"]))
      return
    }
    func position(_ name: String) throws(GenomicsIOError) -> Int {
      if columns.header == nil { return LibraryFragmentWriter.ceDColumns.firstIndex(of: name) ?? 0 }
      return try columns.require(nil, role: "'\(name)'", known: [name.lowercased()])
    }
    func mate(_ name: String) throws(GenomicsIOError) -> Mate {
      Mate(
        start: try position("\(name)Start"), end: try position("\(name)End"),
        quality: try position("\(name)MQ"), strand: try position("\(name)Strand"))
    }
    barcode = try position("barcode")
    chromosome = try position("chromosome")
    count = try position("ipcrCount")
    layout = .mates(one: try mate("readOne"), two: try mate("readTwo"))
  }

  /// Where the fragment of a row lies, and its mapping quality.
  func place(
    _ row: borrowing DelimitedLineReader
  ) throws(RowProblem) -> (interval: Range<Int32>, strand: Strand, quality: UInt8) {
    switch layout {
    case .placed(let coordinates, let start, let end, let strand, let quality):
      return (
        try interval(row, coordinates, start, end), try row.strand(strand, column: names[strand]),
        try quality.map { field throws(RowProblem) in
          try row.mappingQuality(field, column: names[field])
        } ?? 0
      )
    case .mates(let one, let two):
      let strand = try row.strand(one.strand, column: names[one.strand])
      let other = try row.strand(two.strand, column: names[two.strand])
      guard strand != other, strand != .unstranded, other != .unstranded else {
        throw .barcode(
          .notAPair("both mates are on strand '\(strand.symbol)'"))
      }
      let (plus, minus) = strand == .forward ? (one, two) : (two, one)
      let start = try row.coordinate(plus.start, column: names[plus.start], first: 1)
      let end = try row.coordinate(minus.end, column: names[minus.end], first: 1)
      guard start <= end else {
        throw .barcode(
          .notAPair("the mate on + starts at \(start) and the mate on - ends at \(end)"))
      }
      let qualities = (
        try row.mappingQuality(one.quality, column: names[one.quality]),
        try row.mappingQuality(two.quality, column: names[two.quality])
      )
      // 1-based closed in the file.
      return (Int32(start - 1)..<Int32(end), strand, min(qualities.0, qualities.1))
    }
  }

  private func interval(
    _ row: borrowing DelimitedLineReader, _ coordinates: FragmentTableFormat.Coordinates,
    _ start: Int, _ end: Int
  ) throws(RowProblem) -> Range<Int32> {
    try coordinates.interval(
      try row.coordinate(start, column: names[start], first: coordinates.first),
      try row.coordinate(end, column: names[end], first: coordinates.first),
      startColumn: names[start], endColumn: names[end])
  }
}
