import GenomicsIO
import TestSupport
import Testing

@Suite struct DelimitedRowsTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: [1, 2, 4], ["a.tsv", "a.tsv.gz"])
  func rowsGivenTogetherAreThoseGivenOneByOne(threads: Int, name: String) throws {
    let count = 200_001
    let compression: TextFileWriter.Compression = name.hasSuffix("gz") ? .bgzf : .plain
    var together = try DelimitedTextWriter(
      path: "\(folder.path)/\(name)", columns: ["n", "text"], compression: compression,
      threads: threads)
    together.row.append(-1)
    together.row.append("first")
    try together.endRow()
    try together.appendRows(count) { index, row in
      row.append(index)
      row.append("row \(index % 7)")
    }
    together.row.append(0)
    together.row.append("last")
    try together.endRow()
    try together.finish()
    var single = try DelimitedTextWriter(
      path: "\(folder.path)/single", columns: ["n", "text"], compression: compression)
    for index in -1...count {
      single.row.append(index == count ? 0 : index)
      single.row.append(
        index == -1 ? "first" : index == count ? "last" : "row \(index % 7)")
      try single.endRow()
    }
    try single.finish()
    #expect(try folder.bytes(name) == folder.bytes("single"))
  }

  @Test func theFirstRowThatCannotBeWrittenIsNamed() throws {
    let path = "\(folder.path)/a.tsv"
    var writer = try DelimitedTextWriter(path: path, columns: ["n", "text"])
    #expect(
      throws: GenomicsIOError.unwritableField(
        path: path, row: 20_001, column: "text", text: "a\tb")
    ) {
      try writer.appendRows(100_000) { index, row in
        row.append(index)
        row.append(index == 20_000 || index == 90_000 ? "a\tb" : "a")
      }
    }
  }

  @Test func aRowWithoutEveryFieldIsNamed() throws {
    let path = "\(folder.path)/a.tsv"
    var writer = try DelimitedTextWriter(path: path, columns: ["n", "text"])
    #expect(
      throws: GenomicsIOError.wrongFieldCount(path: path, row: 3, expected: 2, found: 1)
    ) {
      try writer.appendRows(3) { index, row in
        row.append(index)
        if index < 2 { row.append("a") }
      }
    }
  }
}
