import CupelCLI
import PipelineStages
import TestSupport
import Testing

@Suite struct CountCommandTests {
  private static let sam = """
    @HD\tVN:1.6\tSO:coordinate
    @SQ\tSN:chr1\tLN:1000
    a\t99\tchr1\t101\t40\t10M\t=\t191\t100\t*\t*\tBC:Z:ACGT
    b\t99\tchr1\t101\t40\t10M\t=\t191\t100\t*\t*\tBC:Z:ACGT
    c\t99\tchr1\t101\t3\t10M\t=\t191\t100\t*\t*\tBC:Z:AAAA
    a\t147\tchr1\t191\t40\t10M\t=\t101\t-100\t*\t*\tBC:Z:ACGT
    b\t147\tchr1\t191\t40\t10M\t=\t101\t-100\t*\t*\tBC:Z:ACGT
    c\t147\tchr1\t191\t40\t10M\t=\t101\t-100\t*\t*\tBC:Z:AAAA

    """

  @Test func alignmentsBecomeFragments() throws {
    let folder = try TemporaryFolder()
    let sam = try folder.file("x.sam", Self.sam)
    let status = Cupel.run([
      "count", "alignments", sam, "--output", folder.path + "/out.tsv", "--attrition",
      folder.path + "/lost.tsv",
    ])
    #expect(status == 0)
    #expect(
      try folder.text("out.tsv")
        == "chrom\tstart\tend\tstrand\treads\tmapping_quality\nchr1\t100\t200\t+\t2\t40\n")
    #expect(try folder.text("lost.tsv").contains("filters\tpair\t3\t2\tlow_mapq\t1\n"))
  }

  @Test func barcodesStandBesideTheirFragments() throws {
    let folder = try TemporaryFolder()
    let sam = try folder.file("x.sam", Self.sam)
    let status = Cupel.run([
      "count", "alignments", sam, "--barcode-tag", "BC", "--min-mapq", "0", "--output",
      folder.path + "/out.tsv",
    ])
    #expect(status == 0)
    #expect(
      try folder.text("out.tsv").split(separator: "\n").dropFirst() == [
        "chr1\t100\t200\t+\t1\t3\tAAAA", "chr1\t100\t200\t+\t2\t40\tACGT",
      ])
  }

  @Test func lanesAreOneLibrary() throws {
    let folder = try TemporaryFolder()
    let (one, two) = (try folder.file("1.sam", Self.sam), try folder.file("2.sam", Self.sam))
    #expect(
      Cupel.run(["count", "alignments", one, two, "--output", folder.path + "/out.tsv"]) == 0)
    #expect(try folder.text("out.tsv").hasSuffix("chr1\t100\t200\t+\t4\t40\n"))
  }

  @Test func readsBecomeBarcodes() throws {
    let folder = try TemporaryFolder()
    let reads = try folder.file(
      "r.fastq", "@1\nACGTTT\n+\nIIIIII\n@2\nACGTAA\n+\nIIIIII\n@3\nACNTAA\n+\nII#III\n")
    #expect(
      Cupel.run([
        "count", "barcodes", reads, "--length", "4", "--output", folder.path + "/out.tsv",
      ]) == 0)
    #expect(try folder.text("out.tsv") == "barcode\treads\nACGT\t2\n")
  }

  @Test func tablesOfOtherProgramsAreWritten() throws {
    let folder = try TemporaryFolder()
    let sam = try folder.file("x.sam", Self.sam)
    let out = folder.path + "/out"
    let arguments = ["count", "alignments", sam, "--output", out, "--format"]
    #expect(Cupel.run(arguments + ["sure-ipcr", "--barcode-tag", "BC"]) == 0)
    #expect(
      try folder.text("out").split(separator: "\n").dropFirst() == [
        "chr1\t101\t200\t100\t+\tACGT\t2\t200\t101\t40" + String(repeating: "\tNA", count: 8)
      ])
    #expect(Cupel.run(arguments + ["ipcr", "--barcode-tag", "BC"]) == 0)
    #expect(
      try folder.text("out").hasSuffix(
        "ACGT\t*\tchr1\t101\t200\t101\t200\t99\t147\t40\t40\t*\t*\t+\t-\t2\n"))
    let reads = try folder.file("r.fastq", "@1\nACGTTT\n+\nIIIIII\n")
    #expect(
      Cupel.run([
        "count", "barcodes", reads, "--length", "4", "--format", "sure", "--output", out,
      ]) == 0)
    #expect(try folder.text("out") == "1\tACGT\n")
  }

  @Test func aFormatThatDoesNotFitIsRefused() throws {
    let folder = try TemporaryFolder()
    let sam = try folder.file("x.sam", Self.sam)
    let arguments = ["count", "alignments", sam, "--output", folder.path + "/out", "--format"]
    #expect(Cupel.run(arguments + ["ipcr"]) == 64)
    #expect(Cupel.run(arguments + ["bam"]) == 64)
    #expect(!folder.exists("out"))
    #expect(
      "\(CountCommandProblem.needsBarcodes(format: "ipcr"))"
        == "--format ipcr: the fragments have no barcodes; expected one for each. Say where they are "
        + "with --barcode-tag, --barcode-in-name or --barcode-table, or choose --format table.")
  }

  @Test func wrongOptionsAndFilesHaveTheirExitStatus() throws {
    let folder = try TemporaryFolder()
    let sam = try folder.file("x.sam", Self.sam)
    let out = folder.path + "/out.tsv"
    #expect(Cupel.run(["count", "alignments", folder.path + "/no.bam", "--output", out]) == 65)
    #expect(
      Cupel.run(["count", "alignments", sam, "--output", out, "--duplicates", "maybe"]) == 64)
    #expect(Cupel.run(["count", "barcodes", sam, "--output", out]) == 64)
    #expect(!folder.exists("out.tsv"))
  }
}
