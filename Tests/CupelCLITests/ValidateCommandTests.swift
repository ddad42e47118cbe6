import CupelCLI
import Foundation
import PipelineStages
import TestSupport
import Testing

@Suite struct ValidateCommandTests {
  @Test func theExitStatusTellsValidFromInvalidFromUnreadable() throws {
    let folder = try TemporaryFolder()
    let good = try folder.file("good.tsv", "ACGT\ttile_1\n")
    let bad = try folder.file("bad.tsv", "ACNT\ttile_1\nACGT\ttile_1\n")
    #expect(Cupel.run(["validate", good]) == 0)
    #expect(
      Cupel.run(["validate", good, bad, "--format", "reporter_barcode_to_element_mapping"]) == 1)
    #expect(Cupel.run(["validate", folder.path + "/none.tsv"]) == 65)
    #expect(Cupel.run(["validate", good, "--format", "bed"]) == 64)
    #expect(Cupel.run(["validate", good, "--problems", "-1"]) == 64)
  }

  @Test func findingsAreWordsOrJSON() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("bad.tsv", "ACNT\ttile_1\nACGN\ttile_1\n")
    let validation = try FileValidation(
      [path], format: "reporter_barcode_to_element_mapping", listing: 1, threads: 1)
    #expect(
      validation.words == """
        \(path):1: column 'barcode' is 'ACNT'; expected A, C, G and T in upper case. Remove rows whose barcode has N, and write it in upper case.
        \(path): and 1 more; list them with --problems 2
        \(path): reporter_barcode_to_element_mapping, 2 problems, not valid: 2 rows, 1 element, 2 barcodes
        """)
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(try validation.json().utf8)) as? [String: Any])
    let file = try #require((json["files"] as? [[String: Any]])?.first)
    #expect(file["valid"] as? Bool == false && file["problem_count"] as? Int == 2)
    #expect(file["rows"] as? Int == 2 && file["distinct_barcodes"] as? Int == 2)
    let problems = try #require(file["problems"] as? [[String: Any]])
    #expect(problems.count == 1 && problems[0]["line"] as? Int == 1)
  }
}
