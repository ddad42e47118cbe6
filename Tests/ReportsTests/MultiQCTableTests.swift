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

  /// A pair whose mixture does not separate shows no number of passing rows; all replicates together
  /// have a line of their own.
  @Test func ratesStandBesideTheirPairs() throws {
    var report = try SampleReports.replicateQC()
    func fit(_ replicates: [String], passing: Int, separates: Bool) -> RankReproducibilityQC.Fit {
      RankReproducibilityQC.Fit(
        label: replicates.count > 2 ? "all replicates" : "pair", replicates: replicates, rows: 900,
        mean: 2, deviation: 1, correlation: 0.8, signalShare: 0.4, method: "published, 9 rounds",
        strict: 1, usual: 2, loose: 3, passing: passing, separates: separates,
        statement: Verdict(separates ? .pass : .warn, "sentence"))
    }
    let name = report.cellTypes[0].name
    let pairs = report.cellTypes[0].pairs
    var cellType = RankReproducibilityQC.CellType(name: name)
    let (first, second) = (pairs[0].first, pairs[0].second)
    cellType.fits = [
      fit([first, second, "x"], passing: 300, separates: true),
      fit([second, first], passing: 400, separates: false),
    ]
    report.idr = RankReproducibilityQC(method: "", cellTypes: [cellType])
    let content = try JSONDecoder().decode(Content.self, from: Data(report.multiQC().json.utf8))
    let pair = content.data["\(name) \(first) vs \(second)"]
    #expect(pair?["idr_rows"] == 900 && pair?["idr_separates"] == 0)
    #expect(pair?["idr_passing"] == nil && pair?["activity_pearson"] != nil)
    #expect(
      content.data["\(name) all replicates"]
        == ["idr_rows": 900, "idr_passing": 300, "idr_separates": 1])
    #expect(content.headers["idr_passing"]?.title == "IDR passing")
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
