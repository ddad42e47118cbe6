import GenomicsIO
import PipelineEngine
import ReadCounting

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
        "fragment_length", .integer(1...1_000_000_000), default: .value(.null), unit: "bp",
        "Length that single-end reads are extended to downstream; as aligned when not set."),
      Field(
        "duplicates", .choice(["keep", "drop", "mark"]), default: .value("keep"),
        """
        Reads marked as duplicates: counted, because identical fragments are the DNA count of \
        SuRE; dropped, where the unit is the unique fragment; or counted and counted once more in a \
        column of their own.
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
        Where the barcode is in the name of a read: a pattern with {barcode}, perhaps {umi}, and * \
        for anything, such as "*_{barcode}".
        """),
      Field(
        "barcode_table", .path, default: .value(.null),
        "Table of read name and barcode, for barcodes kept outside the alignments."),
      Field(
        "barcode_length", .integer(1...32), default: .fromData("most frequent length"),
        unit: "base",
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

  /// Keys that say where something lies, which never matters to a result.
  static let paths: Set<String> = ["blacklist", "barcode_table", "reference"]

  /// Reads the section.
  ///
  /// - Throws: `ConfigurationProblems` for more than one place of the barcode, a tag that is none, a
  ///   pattern without a barcode, and lengths that run backwards.
  static func parameters(_ section: ConfigurationRecord) throws -> AlignmentParameters {
    var parameters = AlignmentParameters()
    parameters.rules.pairing = pairing(section)
    parameters.rules.duplicates = DuplicateRule(rawValue: section.text("duplicates")) ?? .keep
    parameters.rules.minimumMappingQuality = UInt8(section.int("minimum_mapping_quality"))
    parameters.rules.keepsUnavailableMappingQuality =
      section.text("unavailable_mapping_quality") == "pass"
    parameters.rules.requiresProperPair = section.bool("proper_pairs_only")
    parameters.rules.strand = FragmentStrandRule(rawValue: section.text("strand")) ?? .read1
    parameters.rules.excludedChromosomes = section.texts("exclude_chromosomes")
    parameters.rules.pendingMateLimit = section.int("maximum_pending_mates")
    let shortest = section.int("minimum_length")
    let longest = section.int(ifSet: "maximum_length") ?? Int.max
    guard shortest <= longest else {
      throw ConfigurationProblems([
        section.problem(
          at: "maximum_length", found: "the maximum length is \(longest)",
          expected: "at least the minimum length, \(shortest)", fix: "Exchange the two.")
      ])
    }
    if shortest > 1 || longest < Int.max { parameters.rules.lengths = shortest...longest }
    if let length = section.int(ifSet: "fragment_length"), section.text("pairing") != "single_end" {
      throw ConfigurationProblems([
        section.problem(
          at: "fragment_length", found: "the fragment length is \(length) and pairs are counted",
          expected: "it with single-end reads only", fix: "Set pairing to single_end, or remove it."
        )
      ])
    }
    parameters.barcode = try barcode(section)
    parameters.barcodeLength = section.int(ifSet: "barcode_length")
    parameters.umiTag = try tag(section, "umi_tag")
    return parameters
  }

  private static func pairing(_ section: ConfigurationRecord) -> FragmentPairing {
    let length = section.int(ifSet: "fragment_length")
    return switch section.text("pairing") {
    case "tlen_forward": .tlenForward
    case "tlen_read1": .tlenRead1
    case "single_end": .singleEnd(fragmentLength: length)
    default: .bothMates
    }
  }

  private static func barcode(
    _ section: ConfigurationRecord
  ) throws -> AlignmentParameters.BarcodePlace? {
    let keys = ["barcode_tag", "barcode_in_name", "barcode_table"].filter {
      section.text(ifSet: $0) != nil
    }
    if keys.count > 1 {
      throw ConfigurationProblems([
        section.problem(
          at: keys[1],
          found: "the barcode has \(keys.count) places: \(keys.joined(separator: ", "))",
          expected: "one", fix: "Keep the one that is right.")
      ])
    }
    if let tag = try tag(section, "barcode_tag") { return .tag(tag) }
    if let pattern = section.text(ifSet: "barcode_in_name") {
      do {
        return .name(try ReadNamePattern(pattern))
      } catch {
        throw ConfigurationProblems([
          section.problem(
            at: "barcode_in_name", found: "\(error)", expected: "a pattern of read names",
            fix: "Write {barcode} where the barcode is and * for anything.")
        ])
      }
    }
    return section.text(ifSet: "barcode_table") == nil ? nil : .table
  }

  private static func tag(
    _ section: ConfigurationRecord, _ key: String
  ) throws -> AlignmentTag? {
    guard let text = section.text(ifSet: key) else { return nil }
    guard let tag = AlignmentTag(text) else {
      throw ConfigurationProblems([
        section.problem(
          at: key, found: "the tag '\(text)'", expected: "a letter and a letter or digit, as BC",
          fix: "Correct the tag.")
      ])
    }
    return tag
  }
}
