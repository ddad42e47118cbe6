import GenomicsIO
import PipelineEngine
import ReporterAssay

/// The section `input`: what is read, and how.
struct InputSection {
  static let schema = RecordSchema(
    "Fragment tables, or barcode tables, and the genome their sequences come from.",
    fields: [
      Field(
        "tables", .oneOrMore(.path), default: .value(.null),
        """
        Tables of fragments or barcodes, TSV or CSV, plain, gzip or bgzip. Several tables are \
        appended. ${NAME} is replaced by the value given with --define NAME=VALUE.
        """),
      Field(
        "samples", .path, default: .value(.null),
        """
        Sample sheet, instead of tables: TSV or CSV with the columns sample, role (fragments, dna, \
        rna), cell_type, replicate, files, and perhaps files2, umi_files, library. Files are \
        alignments, reads, or tables of barcodes.
        """),
      Field(
        "library", .oneOrMore(.path), default: .value(.null),
        """
        What says where the barcodes of a sample sheet belong, when the sheet has no sample with the \
        role `fragments`, as those of MPRAsnakeflow: files of the sample 'library'.
        """),
      Field(
        "design", .path, default: .value(.null),
        "FASTA file of a designed library: sequences by the name of the element."),
      Field(
        "genome", .path, default: .value(.null),
        """
        FASTA file that the sequences of fragments are cut from, plain, bgzip or gzip. Models need \
        it when the tables have no sequence column; when they have one, the two are compared.
        """),
      Field(
        "format", .choice(["table", "sure_counts"]), default: .value("table"),
        "`sure_counts` is the SuRE count table: 1-based closed, columns chr start end strand."),
      Field(
        "separator", .choice(["automatic", "tab", "comma"]), default: .value("automatic"),
        "What separates fields. `automatic` looks at the first line."),
      Field(
        "header", .boolean, default: .value(true),
        "Whether the first line names the columns. Without it columns are written #1, #2, …"),
      Field(
        "coordinates", .choice(["zero_based_half_open", "one_based_closed"]),
        default: .value("zero_based_half_open"), "What start and end mean in the tables."),
      Field(
        "columns", .record(columnsSchema), default: .value([:]),
        "Columns that say what a row is, by name or by number (#3)."),
      Field(
        "chromosome", .text, default: .value(.null),
        "The chromosome of every row, for tables without a chromosome column."),
      Field(
        "missing", .list(.text), default: .value(["NA", "NaN", "nan"]),
        "Fields that mean no value, besides an empty one."),
      Field(
        "on_bad_row", .choice(["error", "skip"]), default: .value("error"),
        "Whether a row that cannot be used ends the run or is counted and listed."),
      Field(
        "merge_rows_by", .choice(["automatic", "none", "position", "name", "sequence"]),
        default: .value("automatic"),
        """
        Rows with the same key are one fragment; their counts are summed. `automatic` merges counts \
        by position, else by name, else by sequence, and leaves given activities alone.
        """),
      Field(
        "keep_barcodes", .choice(BarcodeKeeping.allCases.map(\.rawValue)),
        default: .value("automatic"),
        """
        Whether the rows behind merged fragments are kept, for methods that work on single \
        barcodes (mpralm-mean is refused without them, mpralm-sum works on fragments, and a \
        fragment counts as having all its barcodes in every replicate). `automatic` keeps up to \
        50 million rows. Rows that are fragments already are not kept twice.
        """),
      Field(
        "minimum_length", .integer(1...Int.max), default: .value(1), unit: "bp",
        "Shorter fragments are dropped (`length_range`)."),
      Field(
        "maximum_length", .integer(1...Int.max), default: .value(.null), unit: "bp",
        "Longer fragments are dropped (`length_range`)."),
      Field(
        "maximum_unknown_fraction", .number(.closed(0, 1)), default: .value(0.1),
        "Fragments with a larger share of unknown bases are dropped (`unknown_bases`)."),
    ])

  private static let columnsSchema = RecordSchema(
    "Columns that say what a row is.",
    fields: [
      Field("chromosome", .text, default: .value(.null), "Chromosome."),
      Field("start", .text, default: .value(.null), "Start of the fragment."),
      Field("end", .text, default: .value(.null), "End of the fragment."),
      Field("strand", .text, default: .value(.null), "Strand: +, - or ."),
      Field("name", .text, default: .value(.null), "Name of the element."),
      Field(
        "sequence", .text, default: .value(.null),
        "Sequence in transcript orientation; without it sequences are cut from the genome."),
      Field(
        "labels", .list(.text), default: .value([]),
        "Columns to carry along, for example a fold or a homology group for the split."),
    ])

  /// Tables; empty when the experiment is given as a sample sheet.
  let tables: [String]
  let genome: String?
  let design: String?
  let format: FragmentTableFormat
  let isSuRE: Bool
  let mergeKey: MergeKey?
  let barcodeKeeping: BarcodeKeeping
  let minimumLength: Int
  let maximumLength: Int?
  let maximumUnknownFraction: Double
  let skipsBadRows: Bool

  /// Reads the section; samples and activities are the columns the assay names.
  init(
    _ section: ConfigurationRecord, samples: [String], activities: [String],
    paths: PathPlaceholders
  ) {
    tables = section.texts("tables").map { section.resolved(paths.replaced(in: $0)) }
    genome = paths.path("genome", of: section)
    design = paths.path("design", of: section)
    isSuRE = section.text("format") == "sure_counts"
    skipsBadRows = section.text("on_bad_row") == "skip"
    minimumLength = section.int("minimum_length")
    maximumLength = section.int(ifSet: "maximum_length")
    maximumUnknownFraction = section.number("maximum_unknown_fraction")
    format = Self.format(
      section, samples: samples, activities: activities, isSuRE: isSuRE,
      skipsBadRows: skipsBadRows)
    barcodeKeeping = BarcodeKeeping(rawValue: section.text("keep_barcodes")) ?? .automatic
    mergeKey = Self.mergeKey(section.text("merge_rows_by"), format: format)
  }

  /// Keys that say where something lies, which never matters to a result.
  static let paths: Set<String> = ["tables", "samples", "library", "genome", "design"]

  /// How many rejected rows are listed with their message; all are counted.
  static let rejectedRowListing = 1000

  private static func format(
    _ section: ConfigurationRecord, samples: [String], activities: [String], isSuRE: Bool,
    skipsBadRows: Bool
  ) -> FragmentTableFormat {
    let columns = section.record("columns")
    func column(_ key: String) -> ColumnReference? {
      columns.text(ifSet: key).map { ColumnReference($0) }
    }
    var format = isSuRE ? .sureCounts : FragmentTableFormat()
    switch section.text("separator") {
    case "tab": format.separator = .tab
    case "comma": format.separator = .comma
    default: break
    }
    format.hasHeader = section.bool("header")
    if !isSuRE || section.isSet("coordinates") {
      format.coordinates =
        section.text("coordinates") == "one_based_closed" ? .oneBasedClosed : .zeroBasedHalfOpen
    }
    if let chromosome = column("chromosome") { format.chromosome = .column(chromosome) }
    if let constant = section.text(ifSet: "chromosome") { format.chromosome = .constant(constant) }
    format.start = column("start") ?? format.start
    format.end = column("end") ?? format.end
    format.strand = column("strand") ?? format.strand
    format.name = column("name")
    format.sequence = column("sequence")
    format.labels = columns.texts("labels").map { NamedColumn($0, ColumnReference($0)) }
    format.counts = samples.map { NamedColumn($0, ColumnReference($0)) }
    format.activities = activities.map { NamedColumn($0, ColumnReference($0)) }
    format.missingTokens = section.texts("missing")
    format.badRows = skipsBadRows ? .skip(listing: rejectedRowListing) : .stop
    return format
  }

  private static func mergeKey(_ text: String, format: FragmentTableFormat) -> MergeKey? {
    if text != "automatic" { return MergeKey(rawValue: text) }
    if format.counts.isEmpty { return nil }
    if format.start != nil { return .position }
    return format.name != nil ? .name : .sequence
  }
}
