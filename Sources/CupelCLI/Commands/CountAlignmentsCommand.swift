import ArgumentParser
import PipelineStages

struct CountAlignmentsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alignments", abstract: "Count the distinct fragments of BAM, CRAM or SAM files.",
    discussion: """
      Mates are paired in memory as they come, so that coordinate-sorted files need no sorting by \
      name. Writes chrom, start, end (0-based half-open), strand, reads and, where there are any, \
      molecules, duplicates and barcodes; says on the standard error stream what was lost and why. \
      The options are the keys of the section 'alignments' of a configuration.

      Example: cupel count alignments library.bam --max-length 1000 --output fragments.tsv.gz
      """)

  @Argument(help: "Alignments; several files are lanes of one library.") var files: [String]
  @Option(name: .shortAndLong, help: "The table; compressed with bgzip when it ends in .gz.")
  var output: String
  @Option(help: "table; sure-ipcr, the iPCR table of SuRE; or ipcr, that of CeD.")
  var format = "table"
  @Option(help: "Write what was lost at each step to this TSV file.") var attrition: String?
  @Option(help: "both_mates, tlen_forward, tlen_read1 or single_end.") var pairing: String?
  @Option(help: "Length that single-end reads are extended to.") var fragmentLength: Int?
  @Option(help: "Reads marked as duplicates: keep, drop or mark.") var duplicates: String?
  @Option(help: "Smallest mapping quality of the worse mate. Default: 20.") var minMapq: Int?
  @Option(help: "Mapping quality 255, which means none: pass or drop.") var mapq255: String?
  @Flag(help: "Also count pairs that the aligner did not mark as proper.") var improperPairs = false
  @Option(help: "Which read gives the strand: read1, read2 or none.") var strand: String?
  @Option(help: "Shortest fragment, in bases.") var minLength: Int?
  @Option(help: "Longest fragment, in bases.") var maxLength: Int?
  @Option(parsing: .singleValue, help: "A chromosome to leave out; may be given more than once.")
  var excludeChromosome: [String] = []
  @Option(help: "BED file; fragments that overlap a region are dropped.") var blacklist: String?
  @Option(help: "Tag with the barcode, for example BC.") var barcodeTag: String?
  @Option(help: "Pattern of read names with {barcode}, perhaps {umi}, and *: '*_{barcode}'.")
  var barcodeInName: String?
  @Option(help: "Table of read name and barcode.") var barcodeTable: String?
  @Option(help: "Length of the barcodes. Default: the most frequent.") var barcodeLength: Int?
  @Option(help: "Tag with the UMI.") var umiTag: String?
  @Option(help: "FASTA file that CRAM files were compressed against.") var reference: String?
  @Option(help: "Mates held in memory at most.") var maxPendingMates: Int?
  @OptionGroup var threads: ThreadOptions

  func run() throws {
    var settings = OptionSettings()
    settings.set("pairing", pairing)
    settings.set("fragment_length", fragmentLength)
    settings.set("duplicates", duplicates)
    settings.set("minimum_mapping_quality", minMapq)
    settings.set("unavailable_mapping_quality", mapq255)
    settings.set("proper_pairs_only", improperPairs ? "false" : nil, quoted: false)
    settings.set("strand", strand)
    settings.set("minimum_length", minLength)
    settings.set("maximum_length", maxLength)
    settings.set("exclude_chromosomes", excludeChromosome)
    settings.set("blacklist", blacklist)
    settings.set("barcode_tag", barcodeTag)
    settings.set("barcode_in_name", barcodeInName)
    settings.set("barcode_table", barcodeTable)
    settings.set("barcode_length", barcodeLength)
    settings.set("umi_tag", umiTag)
    settings.set("reference", reference)
    settings.set("maximum_pending_mates", maxPendingMates)
    let lines = try CountCommand(
      settings: settings.values, output: output, format: format, attrition: attrition,
      threads: threads.count
    ).countAlignments(files)
    for line in lines { StandardError.write(line) }
  }
}
