import Foundation
import Reports
import Testing

@Suite struct MultiQCTableTests {
  private struct Content: Decodable {
    var id: String
    var plot_type: String
    var headers: [String: Header]
    var data: [String: [String: Double]]

    struct Header: Decodable {
      var title: String
      var placement: Int
    }
  }

  @Test func theContentReadsBackWithItsNumbers() throws {
    let json = try SampleReports.replicateQC().multiQC().json
    let content = try JSONDecoder().decode(Content.self, from: Data(json.utf8))
    #expect(content.id == "cupel_replicates")
    #expect(content.plot_type == "table")
    #expect(content.data["K562 rep1 vs rep2"]?["rna_given_dna_pearson"] == 0.51)
    #expect(content.data.count == 4)
    #expect(
      Set(content.data["K562 rep1 vs rep2"].map { Array($0.keys) } ?? [])
        == Set(content.headers.keys))
  }

  @Test func missingValuesAreLeftOut() throws {
    let json = try SampleReports.comparison().multiQC().json
    let content = try JSONDecoder().decode(Content.self, from: Data(json.utf8))
    #expect(content.data["HepG2 mean"] == ["n": 101_234])
    #expect(content.data["K562 GC"]?["spearman"] == 0.182)
  }

  @Test func columnsKeepTheirOrder() throws {
    let json = try SampleReports.comparison().multiQC().json
    let content = try JSONDecoder().decode(Content.self, from: Data(json.utf8))
    let order = content.headers.sorted { $0.value.placement < $1.value.placement }.map(\.key)
    #expect(order == ["n", "spearman", "pearson", "share_of_ceiling"])
  }

  @Test func badRowsAreRefused() {
    let column = MultiQCTable.Column(key: "r", title: "r", description: "", decimals: 2)
    for values: [Double?] in [[], [1, 2], [.nan], [-.infinity]] {
      #expect(throws: ReportsError.self) {
        try MultiQCTable(
          id: "a", title: "", description: "", columns: [column],
          rows: [.init(sample: "s", values: values)])
      }
    }
  }
}

@Suite struct OrderedJSONTests {
  @Test func textIsQuotedAndOrderKept() {
    let json = OrderedJSON.object([
      .init("z", .text("a \"b\" \\ \n\t\u{1}")), .init("a", .list([.integer(1), .number(0.5)])),
      .init("m", .boolean(true)), .init("n", .null), .init("e", .object([])),
    ])
    #expect(
      json.document == """
        {
          "z": "a \\"b\\" \\\\ \\n\\t\\u0001",
          "a": [
            1,
            0.5
          ],
          "m": true,
          "n": null,
          "e": {}
        }

        """)
  }
}
