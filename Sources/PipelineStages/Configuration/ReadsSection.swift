import PipelineEngine
import ReadCounting

/// The section `reads`: where barcode and UMI are in sequencing reads.
enum ReadsSection {
  static let schema = RecordSchema(
    """
    How sequencing reads (FASTQ, unaligned BAM) become barcode counts. Read for samples of a \
    sample sheet only.
    """,
    fields: [
      Field(
        "adapter", .text, default: .value(.null),
        "Constant sequence beside the barcode; without it the barcode has a fixed place."),
      Field(
        "barcode_side", .choice(["before", "after"]), default: .value("before"),
        "Whether the barcode is before or after the adapter."),
      Field(
        "adapter_error_rate", .number(.closed(0, 0.5)), default: .value(0.1),
        "Mismatches and indels allowed, as a share of the matched length of the adapter."),
      Field(
        "adapter_minimum_overlap", .integer(1...Int.max), default: .value(3), unit: "base",
        "Shortest match of the adapter."),
      Field(
        "barcode_start", .integer(0...1_000_000_000), default: .value(0), unit: "base",
        "Bases before the barcode in reads without an adapter."),
      Field(
        "barcode_at_end", .boolean, default: .value(false),
        "Whether the barcode is at the end of reads without an adapter."),
      Field(
        "barcode_length", .integer(1...32), default: .fromData("most frequent length"),
        unit: "base",
        """
        Length of the barcodes; others are dropped (`barcode_length`). Found in the data when the \
        reads have an adapter, needed otherwise.
        """),
      Field(
        "reverse_complement", .boolean, default: .value(false),
        "Whether reads show the reverse complement of the barcode."),
      Field(
        "minimum_overlap", .integer(1...32), default: .value(.null), unit: "base",
        """
        Shortest overlap of a read with that of the column files2, which reads the barcode from the \
        other side; 10 when not set.
        """),
      Field(
        "umi_length", .integer(1...32), default: .value(.null), unit: "base",
        "Length of a UMI in the same read as the barcode, or in its own file."),
      Field(
        "umi_start", .integer(0...1_000_000_000), default: .value(.null), unit: "base",
        "Bases before the UMI in its read; directly after the barcode when not set."),
      Field(
        "umi_errors", .choice(["exact", "directional"]), default: .value("exact"),
        """
        Whether UMIs count as they are read, or a rare one at one mismatch from a frequent one \
        counts as its error (directional, doi 10.1101/gr.209601.116).
        """),
      Field(
        "correct_umi_collisions", .boolean, default: .value(false),
        "Whether molecules that share a UMI by chance are added to the count."),
    ])

  /// Reads the section.
  static func parameters(_ section: ConfigurationRecord) -> ReadParameters {
    var parameters = ReadParameters()
    parameters.adapter = section.text(ifSet: "adapter")
    parameters.isAfterAdapter = section.text("barcode_side") == "after"
    parameters.adapterErrorRate = section.number("adapter_error_rate")
    parameters.adapterMinimumOverlap = section.int("adapter_minimum_overlap")
    parameters.barcodeStart = section.int("barcode_start")
    parameters.isAtEnd = section.bool("barcode_at_end")
    parameters.barcodeLength = section.int(ifSet: "barcode_length")
    parameters.isReverseComplemented = section.bool("reverse_complement")
    parameters.minimumOverlap = section.int(ifSet: "minimum_overlap")
    parameters.umiLength = section.int(ifSet: "umi_length")
    parameters.umiStart = section.int(ifSet: "umi_start")
    parameters.umiRule = UMIRule(
      grouping: section.text("umi_errors") == "directional" ? .directional : .distinct,
      correctsCollisions: section.bool("correct_umi_collisions"))
    return parameters
  }
}
