import ArgumentParser
import PipelineStages

struct CountBarcodesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "barcodes", abstract: "Count the barcodes of FASTQ or unaligned BAM files.",
    discussion: """
      Writes barcode, reads and, with UMIs, molecules, sorted by barcode; says on the standard error \
      stream what was lost and why. The options are the keys of the section 'reads' of a \
      configuration.

      Examples:
        cupel count barcodes rna.fastq.gz --adapter CCTAGCTAACTATAACGG --output rna.tsv.gz
        cupel count barcodes R1.fastq.gz --length 15 --umi R2.fastq.gz --umi-length 16 -o rna.tsv
      """)

  @Argument(help: "Reads; several files are lanes of one sample.") var files: [String]
  @Option(name: .shortAndLong, help: "The table; compressed with bgzip when it ends in .gz.")
  var output: String
  @Option(help: "table; or sure, count and barcode without a header.")
  var format = "table"
  @Option(help: "Write what was lost at each step to this TSV file.") var attrition: String?
  @Option(parsing: .singleValue, help: "Reads from the other side of the barcode, once per lane.")
  var reverse: [String] = []
  @Option(parsing: .singleValue, help: "Reads with the UMI, once per lane.") var umi: [String] = []
  @Option(help: "Constant sequence beside the barcode.") var adapter: String?
  @Option(help: "Whether the barcode is before or after the adapter.") var barcodeSide: String?
  @Option(help: "Errors allowed in the adapter, per matched base. Default: 0.1.")
  var adapterErrorRate: Double?
  @Option(help: "Shortest match of the adapter. Default: 3.") var adapterMinOverlap: Int?
  @Option(help: "Bases before the barcode in reads without an adapter.") var barcodeStart: Int?
  @Flag(help: "The barcode is at the end of reads without an adapter.") var barcodeAtEnd = false
  @Option(help: "Length of the barcode. Default: found in the data, with an adapter.")
  var length: Int?
  @Flag(help: "Reads show the reverse complement of the barcode.") var reverseComplement = false
  @Option(help: "Shortest overlap of reads from both sides.") var minOverlap: Int?
  @Option(help: "Length of the UMI.") var umiLength: Int?
  @Option(help: "Bases before the UMI in its read.") var umiStart: Int?
  @Option(help: "How UMIs are told apart: exact or directional.") var umiErrors: String?
  @Flag(help: "Add molecules that share a UMI by chance.") var correctUmiCollisions = false
  @OptionGroup var threads: ThreadOptions

  func run() throws {
    var settings = OptionSettings()
    settings.set("adapter", adapter)
    settings.set("barcode_side", barcodeSide)
    settings.set("adapter_error_rate", adapterErrorRate)
    settings.set("adapter_minimum_overlap", adapterMinOverlap)
    settings.set("barcode_start", barcodeStart)
    settings.set("barcode_at_end", barcodeAtEnd ? "true" : nil, quoted: false)
    settings.set("barcode_length", length)
    settings.set("reverse_complement", reverseComplement ? "true" : nil, quoted: false)
    settings.set("minimum_overlap", minOverlap)
    settings.set("umi_length", umiLength)
    settings.set("umi_start", umiStart)
    settings.set("umi_errors", umiErrors)
    settings.set("correct_umi_collisions", correctUmiCollisions ? "true" : nil, quoted: false)
    let lines = try CountCommand(
      settings: settings.values, output: output, format: format, attrition: attrition,
      threads: threads.count
    ).countBarcodes(files, reverse: reverse, umis: umi)
    for line in lines { StandardError.write(line) }
  }
}
