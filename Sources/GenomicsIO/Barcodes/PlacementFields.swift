import GenomicTypes

/// The columns that place a row of a table of barcodes.
struct PlacementFields {
  let chromosome: Int
  let start: Int
  let end: Int
  let strand: Int?
  let coordinates: FragmentTableFormat.Coordinates

  /// Finds the columns; nil when the table has none, or only a part of chromosome, start and end
  /// under their usual names.
  init?(_ columns: KnownColumns, _ reader: BarcodeOligoReader) throws(GenomicsIOError) {
    let chromosome = try columns.find(
      reader.chromosome, role: "the chromosome",
      known: ["chrom", "chr", "chromosome", "seqname"])
    let start = try columns.find(
      reader.start, role: "the start", known: ["start", "chromstart"])
    let end = try columns.find(reader.end, role: "the end", known: ["end", "chromend", "stop"])
    guard let chromosome, let start, let end else { return nil }
    self.chromosome = chromosome
    self.start = start
    self.end = end
    strand = try columns.find(reader.strand, role: "the strand", known: ["strand"])
    coordinates = reader.coordinates
  }

  /// The placement of a row; nil when its chromosome is empty.
  func placement(
    _ row: borrowing DelimitedLineReader, _ names: [String], _ chromosomes: inout ChromosomeNames
  ) throws(RowProblem) -> FragmentPlacement? {
    if row.isMissing(chromosome) { return nil }
    let interval = try coordinates.interval(
      try row.coordinate(start, column: names[start], first: coordinates.first),
      try row.coordinate(end, column: names[end], first: coordinates.first),
      startColumn: names[start], endColumn: names[end])
    var symbol = Strand.unstranded
    if let strand, !row.isEmpty(strand) {
      symbol = try row.strand(strand, column: names[strand])
    }
    guard chromosomes.stage(row, chromosome) else { throw .notText(column: names[chromosome]) }
    return FragmentPlacement(chromosome: chromosomes.commit(), interval: interval, strand: symbol)
  }
}

extension DelimitedLineReader {
  /// Whether a field is empty or NA.
  func isMissing(_ field: Int) -> Bool {
    isEmpty(field) || self.field(field, equals: notAvailable)
  }
}

private let notAvailable = Array("NA".utf8)
