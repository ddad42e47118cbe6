import Foundation
import PipelineEngine
import PipelineStages
import TestSupport
import Testing

@Suite struct CallsExportTests {
  /// e0 and e1, e2 and e3, … are the alleles of a variant; those of the variants 30 to 59, e60 to
  /// e119, differ by 1.5.
  private func allelic() throws -> CalledExperiment {
    var made = try CalledExperiment(elements: 300)
    made.section = """
        controls: {column: kind, values: [scrambled]}
        alleles: {column_element: variant, column_allele: allele}
      """
    for row in made.rows.indices {
      made.rows[row][2] = "NC_1.1:\(row / 2):A:G"
      made.rows[row][3] = row % 2 == 0 ? "ref" : "alt"
      guard (60..<120).contains(row), row % 2 == 1 else { continue }
      for column in 5..<11 {
        made.rows[row][column] = "\(Int((Double(made.rows[row][column]) ?? 0) * pow(2, 1.5)))"
      }
    }
    made.rows[299][2] = ""
    return made
  }

  @Test func allelesThatDifferAreFound() throws {
    let made = try allelic()
    try made.run()
    let calls = try made.table("cellA.alleles")
    #expect(calls.count == 150)
    let higher = (0..<150).filter { calls["NC_1.1:\($0):A:G"]?["call"] == "higher" }
    // Thirty planted; at a false discovery rate of 5 % two others may be called.
    #expect(Set(30..<60).isSubset(of: higher) && higher.count <= 33)
    #expect(calls.values.count { $0["call"] == "lower" } <= 2)
    let one = try #require(calls["NC_1.1:40:A:G"])
    #expect(abs(try #require(Double(one["effect"] ?? "")) - 1.5) < 0.8)
    #expect(one["n_reference"] == "1" && one["n_alternative"] == "1" && one["q_active"] != "")
    #expect(calls["NC_1.1:5:A:G"]?["q_active"] == "")
    let lonely = try #require(calls["NC_1.1:149:A:G"])
    #expect(lonely["call"] == "condition_missing" && lonely["n_alternative"] == "0")
    let contrast = try made.contrast("alleles", "cellA")
    #expect(contrast["tested"] as? Int == 149)
  }

  @Test func testsGoIntoIGVFTablesThatTheValidatorAccepts() throws {
    let made = try allelic()
    try made.run()
    for format in ["reporter_element", "reporter_variant"] {
      let path = "\(made.folder.path)/\(format).tsv"
      let words = try made.export().writeIGVF(
        format, to: path, cellType: "cellA", score: "effect-size", barcodeColumn: "barcode")
      #expect(!words.contains("empty"))
      #expect(try FileValidation([path], format: format, listing: 5, threads: 1).isValid)
    }
    let lines = try made.folder.text("reporter_element.tsv").split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false)
    }
    let test = try made.table("cellA.activity")
    let p = try #require(Double(test["e70"]?["p"] ?? ""))
    let row = try #require(lines.first { $0[0] == "e70" })
    #expect(abs((Double(row[4]) ?? 0) + log10(p)) < 1e-3)
    let variants = try made.folder.text("reporter_variant.tsv").split(separator: "\n")
    #expect(variants.count == 150)
    let cells = try #require(variants.first { $0.hasPrefix("NC_1.1:40:A:G\t") }).split(
      separator: "\t")
    #expect(cells.count == 14 && cells[11] == "-1" && cells[12] == "A" && cells[13] == "G")
    #expect((Double(cells[8]) ?? -1) > 0.9)
  }

  @Test func withoutCurrentCallsTheExportSaysWhatToRun() throws {
    var made = try allelic()
    made.section = "  enabled: false"
    _ = made.message()
    let words = try made.export().writeIGVF(
      "reporter_element", to: "\(made.folder.path)/e.tsv", cellType: "cellA",
      score: "effect-size", barcodeColumn: "barcode")
    #expect(
      words.hasSuffix(
        "minusLog10PValue and minusLog10QValue are empty, because the stage calls is switched off by "
          + "calls.enabled; MPRAlib's own check wants a number there"))
    #expect(
      message {
        _ = try made.export().writeIGVF(
          "reporter_variant", to: "\(made.folder.path)/v.tsv", cellType: "cellA",
          score: "effect-size", barcodeColumn: "barcode")
      }
        == "the configuration names no alleles; expected 'calls.alleles' for reporter_variant. Write "
        + "'column_element:' and 'column_allele:' below 'alleles:' and run again.")
  }

  @Test func variantsNeedCurrentTestsAndNamesThatArePlaces() throws {
    var made = try allelic()
    let section = made.section
    made.section = section + "\n  fdr: 0.01"
    try made.run()
    func variants() -> String {
      message {
        _ = try made.export().writeIGVF(
          "reporter_variant", to: "\(made.folder.path)/v.tsv", cellType: "cellA",
          score: "effect-size", barcodeColumn: "barcode")
      }
    }
    let configuration = try made.folder.text("x.yaml")
    try made.folder.file(
      "x.yaml", configuration.replacingOccurrences(of: "fdr: 0.01", with: "fdr: 0.02"))
    #expect(
      variants().hasPrefix(
        "reporter_variant is made of tests, and the results of the stage calls are out of date: "))
    made.section = section
    for row in made.rows.indices where made.rows[row][2] != "" {
      made.rows[row][2] = made.rows[row][2].replacingOccurrences(of: "NC_1.1:", with: "snp")
        .replacingOccurrences(of: ":A:G", with: "")
    }
    try made.run()
    #expect(
      variants()
        == "the variant 'snp0' is not named by its SPDI; expected sequence:position:deletion:"
        + "insertion for reporter_variant, like NC_000001.11:25253603:G:A. Put it into the column "
        + "'calls.alleles.column_element'.")
  }
}
