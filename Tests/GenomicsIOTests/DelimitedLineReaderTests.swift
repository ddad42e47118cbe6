import GenomicTypes
import GenomicsIO
import TestSupport
import Testing

@Suite struct DelimitedLineReaderTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func labels(_ text: String) throws -> [String] {
    var format = FragmentTableFormat()
    format.name = "name"
    format.labels = [NamedColumn("note", "note")]
    format.counts = [NamedColumn("n", "n")]
    let table = try FragmentTableReader(format: format).read([folder.file("f", text)]).table
    return table.labels[0].values
  }

  @Test func commaFieldsMayBeQuoted() throws {
    #expect(
      try labels("name,note,n\na,\"x, y\",1\n\"b\",plain,\"2\"\nc,\"say \"\"no\"\"\",3\nd,\"\",4\n")
        == ["x, y", "plain", "say \"no\"", ""])
  }

  @Test func tabFieldsLoseTheirQuotesAndKeepCommas() throws {
    #expect(
      try labels("name\t\"note\"\tn\na\t\"x, y\"\t1\nb\t5\" tall\t\"2\"\n") == ["x, y", "5\" tall"])
  }

  @Test func quoteThatDoesNotCloseIsAnError() throws {
    let path = try folder.file("f.csv", "name,note,n\na,\"x,1\n")
    var format = FragmentTableFormat()
    format.name = "name"
    #expect(
      message { _ = try FragmentTableReader(format: format).read([path]) }
        == "\(path):2: a quote is opened and not closed; expected it to close on the same line. "
        + "Remove line breaks from quoted fields.")
  }

  @Test func emptyFieldsAtBothEndsCount() throws {
    #expect(try labels("n\tname\tnote\n1\t\t\n\ta\tb\n") == ["", "b"])
    #expect(try labels("n,name,note\n1,,\n,a,b\n") == ["", "b"])
  }
}
