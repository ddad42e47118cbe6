import GenomicTypes
import GenomicsIO
import TestSupport
import Testing

@Suite struct FragmentTableFormatTests {
  private func failure(_ change: (inout FragmentTableFormat) -> Void) -> String {
    var format = FragmentTableFormat()
    change(&format)
    return message { try format.validate() }
  }

  @Test func columnReferenceIsANameOrANumber() {
    #expect(ColumnReference("#3") == .number(3))
    #expect(ColumnReference("start") == .name("start"))
    #expect(ColumnReference("#chrom") == .name("#chrom"))
    #expect(ColumnReference("#0") == .name("#0"))
    #expect("\(ColumnReference.number(3)) \(ColumnReference.name("x"))" == "#3 x")
  }

  @Test func halfGivenCoordinatesAreAnError() {
    let expected =
      "the table format gives only a part of the coordinates; expected chromosome, start and end, "
      + "or none of start and end. Add the missing column."
    #expect(failure { $0.start = "start" } == expected)
    #expect(
      failure {
        $0.start = "start"
        $0.end = "end"
      } == expected)
  }

  @Test func somethingMustTellFragmentsApart() {
    let expected =
      "the table format gives no coordinates, no sequence and no name; expected at least one of "
      + "them. Add a column."
    #expect(failure { $0.chromosome = .column("chrom") } == expected)
    #expect(failure { $0.name = "name" } == "no error")
  }

  @Test func namesOfSamplesActivitiesAndLabelsDiffer() {
    #expect(
      failure {
        $0.name = "name"
        $0.counts = [NamedColumn("K562", "a")]
        $0.activities = [NamedColumn("K562", "b")]
      }
        == "'K562' is given twice; expected every sample, activity and label to have a name of "
        + "its own. Rename one of them.")
  }

  @Test func columnNameNeedsAHeader() {
    #expect(
      failure {
        $0.hasHeader = false
        $0.name = "name"
      }
        == "column 'name' for the name is given by name; expected a number, because the file has "
        + "no header. Write it as #1, #2, …")
  }

  @Test func sureTableIsReadByItsOwnHeader() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file(
      "SuRE-counts_chr1.txt",
      """
      chr\tstart\tend\tstrand\tSNPrelpos\tSNPbase\tiPCR\t"SuRE K562 cDNA, Biorep1, PCRrep1"\t\
      plasmid\tSNP_ID\tPAT_MAT
      chr1\t10001\t10300\t+\t\t\t2\t5\t1\t\t
      chr1\t10002\t10002\t-\t5,9\tA,C\t1\t0\t3\trs1,rs2\t1

      """)
    let format = FragmentTableFormat.sureCounts(header: try FragmentTableReader.header(of: path))
    let (table, _) = try FragmentTableReader(format: format).read([path])
    #expect(
      table.counts.map(\.name) == ["iPCR", "SuRE K562 cDNA, Biorep1, PCRrep1", "plasmid"])
    #expect(table.counts.map(\.values) == [[2, 1], [5, 0], [1, 3]])
    #expect(table.placements.map { $0?.interval } == [10_000..<10_300, 10_001..<10_002])
    #expect(table.placements.map { $0?.strand } == [.forward, .reverse])
  }
}
