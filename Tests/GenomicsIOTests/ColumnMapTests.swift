import GenomicsIO
import TestSupport
import Testing

@Suite struct ColumnMapTests {
  let folder: TemporaryFolder
  let path: String
  init() throws {
    folder = try TemporaryFolder()
    path = try folder.file(
      "f.tsv", "chrom\tstart\tend\tDNA_1\tDNA_1\tRNA\nc\t1\t2\t3\t4\t5\n")
  }

  private func failure(_ change: (inout FragmentTableFormat) -> Void) -> String {
    var format = FragmentTableFormat()
    format.chromosome = .column("chrom")
    (format.start, format.end) = ("start", "end")
    change(&format)
    return message { _ = try FragmentTableReader(format: format).read([path]) }
  }

  @Test func missingColumnNamesThePresentOnesAndTheNearest() {
    #expect(
      failure { $0.counts = [NamedColumn("rna", "RNAs")] }
        == "\(path): there is no column 'RNAs' for the count 'rna'; the header has 'chrom', "
        + "'start', 'end', 'DNA_1', 'DNA_1', 'RNA'. Did you mean 'RNA'?")
    #expect(
      failure { $0.strand = "orientation" }
        == "\(path): there is no column 'orientation' for the strand; the header has 'chrom', "
        + "'start', 'end', 'DNA_1', 'DNA_1', 'RNA'.")
  }

  @Test func nameThatAppearsTwiceIsAmbiguousItsNumberIsNot() throws {
    #expect(
      failure { $0.counts = [NamedColumn("d", "DNA_1")] }
        == "\(path): the column 'DNA_1' for the count 'd' appears 2 times; expected it once. "
        + "Give its number instead: #4 or #5.")
    #expect(failure { $0.counts = [NamedColumn("d", "#5")] } == "no error")
  }

  @Test func numberBeyondTheLastColumnIsAnError() {
    #expect(
      failure { $0.counts = [NamedColumn("d", "#7")] }
        == "\(path): there is no column #7 for the count 'd'; the file has 6 columns, "
        + "counted from 1.")
  }

  @Test func oneColumnForTwoPurposesIsAnError() {
    #expect(
      failure { $0.counts = [NamedColumn("a", "RNA"), NamedColumn("b", "#6")] }
        == "\(path): column 'RNA' is used for the count 'a' and for the count 'b'; "
        + "expected one use. Correct one of them.")
    #expect(failure { $0.labels = [NamedColumn("a", "chrom")] } == "no error")
  }
}
