import PipelineEngine

/// The section `assignment`: which fragment a barcode belongs to, and how samples are joined to it.
enum AssignmentSection {
  static let schema = RecordSchema(
    "How barcodes are given to fragments or designed elements, and samples joined to them.",
    fields: [
      Field(
        "rule", .choice(["fraction", "majority", "unique"]), default: .value("fraction"),
        """
        `fraction`: the best position must hold enough of the reads of a barcode; `majority`: it \
        is always taken, ties by mapping quality, then position; `unique`: any second position \
        drops the barcode.
        """),
      Field(
        "minimum_support", .integer(1...Int.max),
        default: .fromData("1 for fragments, 3 for designed elements with counted support"),
        unit: "read",
        "Reads the best position must have (`barcode_low_support`)."),
      Field(
        "minimum_fraction", .number(.closed(0, 1)), default: .value(0.75),
        "Share of the reads the best position must have (`barcode_multi_position`)."),
      Field(
        "position_tolerance", .integer(0...Int.max), default: .value(0), unit: "bp",
        "Positions at most this far apart, on one strand, are one."),
      Field(
        "library_counts", .choice(["automatic", "yes", "no"]), default: .value("automatic"),
        """
        Whether the reads of the library itself are a DNA sample. `automatic`: when the sample \
        sheet has no sample of the role dna.
        """),
      Field(
        "join", .choice(["all_fragments", "observed_in_both"]), default: .value("all_fragments"),
        """
        `all_fragments` keeps every assigned barcode, zero where a sample lacks it; \
        `observed_in_both` keeps barcodes seen in DNA and in RNA, as MPRAsnakeflow does.
        """),
      Field(
        "correct_barcodes", .boolean, default: .value(false),
        """
        Whether a barcode that is in no library is moved to the one listed barcode at one \
        mismatch. Refused where more than 5 % would be rescued by chance.
        """),
      Field(
        "write_dropped", .boolean, default: .value(false),
        "Whether every dropped barcode is written with its reason."),
    ])
}
