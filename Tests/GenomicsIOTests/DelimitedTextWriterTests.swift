import Foundation
import GenomicTypes
import GenomicsIO
import TestSupport
import Testing

@Suite struct DelimitedTextWriterTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func written(_ name: String) throws -> String {
    String(decoding: try folder.bytes(name), as: UTF8.self)
  }

  @Test func workedExample() throws {
    var writer = try DelimitedTextWriter(
      path: "\(folder.path)/a.tsv", columns: ["name", "n", "log2"])
    writer.row.append("tile_1")
    writer.row.append(12)
    writer.row.append(0.5, decimals: 4)
    try writer.endRow()
    try writer.finish()
    #expect(try written("a.tsv") == "name\tn\tlog2\ntile_1\t12\t0.5000\n")
  }

  @Test func numbersAreWrittenShortestOrRoundedOrEmpty() throws {
    var writer = try DelimitedTextWriter(
      path: "\(folder.path)/a.tsv", columns: ["a", "b", "c", "d"], hasHeader: false)
    writer.row.append(0.1 + 0.2)
    writer.row.append(nil as Double?)
    writer.row.append(-2.00005, decimals: 4)
    writer.row.append(1e300, decimals: 0)
    try writer.endRow()
    try writer.finish()
    let fields = try written("a.tsv").split(separator: "\t", omittingEmptySubsequences: false)
    #expect(fields[0] == "0.30000000000000004" && fields[1] == "" && fields[2] == "-2.0000")
    #expect(Double(fields[3].dropLast()) == 1e300 && fields[3].count == 302)
  }

  @Test func decimalsAreThoseOfTheCLibraryForAnyNumber() throws {
    var generator = TestGenerator(state: 11)
    var numbers: [Double] = [
      0, -0.0, 0.5, 1.5, 2.5, 0.125, 0.375, 1e-5, 5e-5, 0.00005, 123_456.78905, 0x1p52 + 0.5,
      0x1p53, 0x1p43, (0x1p43).nextDown, 1e300, .leastNonzeroMagnitude,
      -Double.leastNormalMagnitude / 4, 0.99999, 9.99995, 2.000_05,
    ]
    for _ in 0..<20_000 {
      // Any size, and multiples of 1/64, among which many are ties.
      let any = Double(bitPattern: generator.next())
      if any.isFinite { numbers.append(any) }
      numbers.append(Double(Int64(bitPattern: generator.next()) >> 40) / 64)
      numbers.append(Double(Int64(bitPattern: generator.next()) >> 44) / 1000)
    }
    for decimals in 0...7 {
      var writer = try DelimitedTextWriter(
        path: "\(folder.path)/a.tsv", columns: ["a"], hasHeader: false)
      for number in numbers {
        writer.row.append(number, decimals: decimals)
        try writer.endRow()
      }
      try writer.finish()
      let expected = numbers.map { String(format: "%.\(decimals)f\n", $0) }.joined()
      let isSame = try written("a.tsv") == expected
      #expect(isSame, "\(decimals) decimals")
    }
  }

  @Test func commaTableQuotesWhatItMustAndReadsBack() throws {
    let names = ["plain", "a, b", "say \"no\""]
    var writer = try DelimitedTextWriter(
      path: "\(folder.path)/a.csv", columns: ["name", "n,m"], separator: .comma,
      compression: .bgzf)
    for name in names {
      writer.row.append(name)
      writer.row.append(1)
      try writer.endRow()
    }
    try writer.finish()
    var format = FragmentTableFormat()
    format.name = "name"
    format.counts = [NamedColumn("n", "n,m")]
    let table = try FragmentTableReader(format: format).read(["\(folder.path)/a.csv"]).table
    #expect(table.names == names)
  }

  @Test func rowMustHaveOneFieldPerColumn() throws {
    let path = "\(folder.path)/a.tsv"
    #expect(
      message {
        var writer = try DelimitedTextWriter(path: path, columns: ["a", "b"])
        writer.row.append("x")
        try writer.endRow()
      } == "\(path): row 1 has 1 fields; expected 2, one for each column.")
    #expect(try folder.names() == [])
  }

  @Test func tabOrLineBreakCannotBeWrittenInATabTable() throws {
    let path = "\(folder.path)/a.tsv"
    #expect(
      message {
        var writer = try DelimitedTextWriter(path: path, columns: ["a"])
        writer.row.append("x\ty")
        try writer.endRow()
      }
        == "\(path): row 1, column 'a' is 'x\ty', which holds a tab or a line break; expected one "
        + "line of text without tabs.")
    #expect(
      message { _ = try DelimitedTextWriter(path: path, columns: ["a\nb"]) }
        == "\(path): row 0, column 'a\nb' is 'a\nb', which holds a tab or a line break; expected "
        + "one line of text without tabs.")
  }

  @Test func wholeNumbersAreWrittenDigitByDigit() throws {
    let folder = try TemporaryFolder()
    var writer = try DelimitedTextWriter(
      path: folder.path + "/n.tsv", columns: ["a", "b", "c", "d", "e", "f"])
    writer.row.append(0)
    writer.row.append(-1_234_567_890)
    writer.row.append(Int.min)
    writer.row.append(UInt32.max)
    writer.row.append(Int32(-70))
    writer.row.append(plain: Array("ACGT".utf8))
    try writer.endRow()
    try writer.finish()
    #expect(
      try folder.text("n.tsv")
        == "a\tb\tc\td\te\tf\n0\t-1234567890\t\(Int.min)\t4294967295\t-70\tACGT\n")
  }
}
