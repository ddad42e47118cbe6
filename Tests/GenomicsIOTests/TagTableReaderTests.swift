import GenomicTypes
import GenomicsIO
import TestSupport
import Testing

@Suite struct TagTableReaderTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  @Test func workedExample() throws {
    let path = try folder.file(
      "f.tsv", "ID\tSequence\tTags\tCounts\noligo_1\tACGTAC\tAAAA,ACGT\t12,0\n")
    let table = try TagTableReader().read([path])
    #expect(table.barcodes == [0, 27] && table.oligos == [0, 0] && table.counts == [12, 0])
    #expect(table.names == ["oligo_1"] && table.length == 4)
    #expect(table.sequences.letters(at: 0) == "ACGTAC")
    #expect(table.droppedTags.isEmpty && table.summary.rowsRead == 1)
  }

  @Test func badTagsAreLeftOutAndBadRowsNamed() throws {
    let path = try folder.file(
      "f.tsv",
      """
      ID\tSequence\tTags\tCounts
      a\tACGT\tAAAA,ACNT,ACG\t1,2,3
      b\tACGT\tAAAC,ACGT\t1
      c\tACGT\tAAAC,ACXT\t1,2
      d\tACGT\tAAAC\tx
      e\tAC*T\tAAAC\t1
      f\t\tAAAC\t1
      \tACGT\tAAAC\t1
      g\tTTTT\tAAAG\t9
      """)
    var reader = TagTableReader()
    reader.options.badRows = .skip(listing: 9)
    let table = try reader.read([path])
    #expect(table.barcodes == [0, 2] && table.oligos.map { table.names[Int($0)] } == ["a", "g"])
    #expect(table.droppedTags == ["barcode_has_N": 1, "barcode_length": 1])
    #expect(
      table.summary.rejected.map { "\($0.problem)" } == [
        "the row has 2 tags and 1 counts; expected as many counts as tags.",
        "column 'Tags' has 'X' at position 3; expected a barcode of A, C, G, T and N. "
          + "Check the column order.",
        "column 'Counts' is 'x'; expected a count, or an empty field where nothing was observed.",
        "column 'Sequence' has '*' at position 3; expected A, C, G, T, N or another IUPAC letter "
          + "for an uncertain base.",
        "column 'Sequence' is empty; expected a sequence. Fill it in or leave the row out.",
        "column 'ID' is empty; expected a name.",
      ])
  }
}
