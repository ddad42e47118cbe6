import Reports
import Testing

@Suite struct TableContentTests {
  private let columns = [
    TableColumn("model", "Model"), TableColumn("n", "Rows", .count),
    TableColumn("spearman", "Spearman ρ", .estimate(decimals: 3)),
    TableColumn("mse", "MSE", .number(decimals: 2)),
  ]

  @Test func aRowOfAnotherLengthIsRefused() {
    #expect(throws: ReportsError.rowLength(table: "t", row: 1, cells: 1, columns: 4)) {
      try TableContent(
        name: "t", caption: "", columns: columns,
        rows: [[.text("a"), .integer(1), .estimate(Estimate(0)), .real(0)], [.text("b")]])
    }
  }

  @Test func aCellOfAnotherKindIsRefused() {
    let error = #expect(throws: ReportsError.self) {
      try TableContent(
        name: "t", caption: "", columns: columns,
        rows: [[.text("a"), .real(1.5), .missing(reason: ""), .real(0)]])
    }
    guard case .cellKind(let table, 0, "n", _, _) = error else {
      Issue.record("found \(String(describing: error))")
      return
    }
    #expect(table == "t")
  }

  @Test(arguments: [Double.nan, .infinity]) func numbersThatAreNotFiniteAreRefused(value: Double) {
    let rows: [[TableCell]] = [
      [.text("a"), .integer(1), .missing(reason: ""), .real(value)],
      [.text("a"), .integer(1), .estimate(Estimate(0, low: value, high: 1)), .real(0)],
    ]
    for row in rows {
      #expect(throws: ReportsError.self) {
        try TableContent(name: "t", caption: "", columns: columns, rows: [row])
      }
    }
  }

  @Test func tsvHasFullPrecisionAndIntervalColumns() throws {
    let table = try TableContent(
      name: "t", caption: "", columns: columns,
      rows: [
        [
          .text("k-mer\tridge"), .integer(1_234_567),
          .estimate(Estimate(0.123_456_789, low: 0.1, high: 0.2)), .real(1.0 / 3),
        ],
        [.text("mean"), .missing(reason: "x"), .missing(reason: "constant"), .real(2)],
      ])
    #expect(
      table.tsv == """
        model\tn\tspearman\tspearman_low\tspearman_high\tmse
        k-mer ridge\t1234567\t0.123456789\t0.1\t0.2\t0.3333333333333333
        mean\tNA\tNA\tNA\tNA\t2.0

        """)
  }

  @Test func htmlAndTSVShowTheSameNumbers() throws {
    let table = try TableContent(
      name: "t", caption: "Caption <1>", columns: columns,
      rows: [
        [
          .text("GC & <CpG>"), .integer(101_234),
          .estimate(Estimate(0.1824, low: 0.1701, high: 0.1952)), .real(1.018),
        ],
        [
          .text("mean"), .integer(101_234), .missing(reason: "constant prediction"), .real(1.204),
        ],
      ], emphasisedRows: [0], note: "A note.")
    let check = XMLCheck(table.html)
    #expect(check.isWellFormed)
    #expect(check.words.contains("101,234"))
    #expect(check.words.contains("0.182 (0.170–0.195)"))
    #expect(check.words.contains("1.02"))
    #expect(check.words.contains("GC & <CpG>"))
    #expect(check.words.contains("– no value: constant prediction."))
    #expect(check.elementCounts["tr"] == 3)
    #expect(table.html.contains("<tr class=\"strong\">"))
    #expect(table.html.contains("<th scope=\"col\" class=\"n\">Rows</th>"))
  }

  @Test func everyFormatHasItsOwnText() {
    #expect(TableContent.display(.real(0.05), in: .signed(decimals: 2)) == "+0.05")
    #expect(TableContent.display(.real(0.05), in: .percent(decimals: 1)) == "5.0%")
    #expect(TableContent.display(.real(0.0001), in: .probability) == "<0.001")
    #expect(TableContent.display(.status(.warn), in: .status) == "warn")
    #expect(
      TableContent.display(
        .estimate(Estimate(0.5, low: 0.4, high: 0.6)), in: .percentEstimate(decimals: 0))
        == "50% (40–60)")
  }

  @Test func anEmptyTableStillHasItsHeader() throws {
    let table = try TableContent(name: "t", caption: "", columns: columns, rows: [])
    #expect(table.tsv == "model\tn\tspearman\tspearman_low\tspearman_high\tmse\n")
    #expect(XMLCheck(table.html).isWellFormed)
  }

  @Test func optionalsBecomeMissingWithTheirReason() {
    #expect(TableCell.real(nil, orMissing: "why") == .missing(reason: "why"))
    #expect(TableCell.real(1, orMissing: "why") == .real(1))
    #expect(TableCell.integer(nil, orMissing: "why") == .missing(reason: "why"))
    #expect(TableCell.estimate(nil, orMissing: "why") == .missing(reason: "why"))
  }
}
