import GenomicTypes
import GenomicsIO
import TestSupport
import Testing

@Suite struct NumberTextTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func counts(_ texts: [String]) throws -> [UInt32] {
    var format = FragmentTableFormat()
    (format.name, format.counts) = ("name", [NamedColumn("n", "n")])
    let rows = texts.map { "a\t\($0)\n" }.joined()
    let path = try folder.file("f.tsv", "name\tn\n" + rows)
    return try FragmentTableReader(format: format).read([path]).table.counts[0].values
  }

  private func activities(_ texts: [String]) throws -> [Double?] {
    var format = FragmentTableFormat()
    (format.name, format.activities) = ("name", [NamedColumn("x", "x")])
    let rows = texts.map { "a\t\($0)\n" }.joined()
    let path = try folder.file("f.tsv", "name\tx\n" + rows)
    return try FragmentTableReader(format: format).read([path]).table.activities[0].values
  }

  @Test func countsMayBeWrittenInAnyFormWhoseValueIsWhole() throws {
    #expect(
      try counts(["0", "007", "3.0", "1e+05", "2.5E1", "4294967295", "+4", "-0"])
        == [0, 7, 3, 100_000, 25, 4_294_967_295, 4, 0])
  }

  @Test func activitiesAreTheNearestDouble() throws {
    let texts = [
      "0.1", "-0.439", "1e-3", "123456789012345", "0.30000000000000004", "-1.7976931348623157e308",
      "4.9e-324", ".5", "5.", "+2", "1234567890.12345", "0.000000000000001",
    ]
    #expect(try activities(texts) == texts.map { Double($0.hasSuffix(".") ? $0 + "0" : $0) })
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func printedDoublesReadBackExactly(seed: UInt64) throws {
    var generator = TestGenerator(state: seed)
    let numbers = (0..<2000).map { index in
      index % 2 == 0
        ? Double.random(in: -20...20, using: &generator)
        : Double(Int.random(in: -99_999...99_999, using: &generator)) / 1000
    }
    #expect(try activities(numbers.map { "\($0)" }) == numbers, "seed \(seed)")
  }

  @Test func missingActivitiesAreNil() throws {
    #expect(try activities(["NA", "NaN", "nan", "", "1"]) == [nil, nil, nil, nil, 1])
  }
}
