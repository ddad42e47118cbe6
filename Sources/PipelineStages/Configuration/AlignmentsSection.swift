import PipelineEngine

/// The section `alignments`: how alignments of a sample sheet become fragments.
enum AlignmentsSection {
  static let schema = RecordSchema(
    "How alignments (BAM, CRAM, SAM) become fragments. Read for samples of a sample sheet only.",
    fields: [
      Field(
        "pairing", .choice(["both_mates", "tlen_forward", "tlen_read1", "single_end"]),
        default: .value("both_mates"),
        """
        What a fragment is: two mates that are both in the file; the template length of every \
        forward mate, or of every read 1, whether or not the other mate is there; or one read.
        """),
      Field(
        "fragment_length", .integer(1...Int.max), default: .value(.null), unit: "bp",
        "Length that single-end reads are extended to in their direction; as aligned when not set."),
      Field(
        "duplicates", .choice(["keep", "drop", "mark"]), default: .value("keep"),
        """
        Reads marked as duplicates: counted, because identical fragments are the DNA count of SuRE; \
        dropped, where the unit is the unique fragment; or counted and listed in a column of their own.
        """),
      Field(
        "minimum_mapping_quality", .integer(0...254), default: .value(20),
        "The lower mapping quality of the two mates must reach it (`low_mapq`)."),
      Field(
        "unavailable_mapping_quality", .choice(["pass", "drop"]), default: .value("pass"),
        "What happens to mapping quality 255, which means that there is none."),
      Field(
        "proper_pairs_only", .boolean, default: .value(true),
        "Whether the aligner must have marked the pair as proper (`not_proper_pair`)."),
      Field(
        "strand", .choice(["read1", "read2", "none"]), default: .value("read1"),
        "Which read gives the strand of the fragment."),
      Field(
        "minimum_length", .integer(1...Int.max), default: .value(1), unit: "bp",
        "Shorter fragments are dropped (`length_range`)."),
      Field(
        "maximum_length", .integer(1...Int.max), default: .value(.null), unit: "bp",
        "Longer fragments are dropped (`length_range`)."),
      Field(
        "exclude_chromosomes", .list(.text), default: .value([]),
        "Chromosomes whose fragments are dropped (`contig_excluded`), for example chrM."),
      Field(
        "blacklist", .path, default: .value(.null),
        "BED file; fragments that overlap one of its regions are dropped (`blacklist`)."),
      Field(
        "barcode_tag", .text, default: .value(.null),
        "Tag with the barcode of a read: BC, CB, RX or another of two letters."),
      Field(
        "barcode_in_name", .text, default: .value(.null),
        """
        Where the barcode is in the name of a read: a pattern with {barcode}, perhaps {umi}, and * for \
        anything, such as "*_{barcode}".
        """),
      Field(
        "barcode_table", .path, default: .value(.null),
        "Table of read name and barcode, without header, for barcodes kept outside the alignments."),
      Field(
        "barcode_length", .integer(1...32), default: .fromData("most frequent length"), unit: "base",
        "Length of the barcodes; others are dropped (`barcode_length`)."),
      Field(
        "umi_tag", .text, default: .value(.null),
        "Tag with the UMI of a read: then distinct UMIs are counted instead of reads."),
      Field(
        "reference", .path, default: .value(.null),
        "FASTA file that CRAM files were compressed against."),
      Field(
        "maximum_pending_mates", .integer(1...Int.max), default: .value(20_000_000),
        "Mates held in memory while waiting for the other; more end the run with advice to sort."),
    ])
}
