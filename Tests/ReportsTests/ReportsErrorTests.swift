import Reports
import Testing

@Suite struct ReportsErrorTests {
  @Test func messagesNameThePlaceTheFindingAndTheExpectation() {
    let plea = "This is a bug in cupel, not in your data: please report it."
    #expect(
      ReportsError.rowLength(table: "models", row: 2, cells: 3, columns: 4).description
        == "table models, row 2: 3 cells; expected 4. " + plea)
    #expect(
      ReportsError.lengthMismatch(content: "histogram", what: "counts", found: 3, expected: 2)
        .description == "histogram: 3 counts; expected 2. " + plea)
    #expect(
      ReportsError.cellKind(table: "models", row: 0, column: "n", found: "text", expected: "count")
        .description == "table models, row 0, column n: found text; expected count. " + plea)
  }
}
