import Hashing
import Foundation
import PipelineEngine
import TestSupport
import Testing

/// `Reference/MANIFEST.tsv` is written by `Reference/update-manifest`.
@Suite struct ReferenceManifestTests {
  @Test func theManifestListsEveryFileWithItsDigest() throws {
    let root = repositoryFile("Reference").path
    let text = try String(contentsOfFile: root + "/MANIFEST.tsv", encoding: .utf8)
    let rows = text.split(separator: "\n").dropFirst().map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    var found: [String] = []
    for file in try FileManager.default.subpathsOfDirectory(atPath: root) {
      let attributes = try FileManager.default.attributesOfItem(atPath: root + "/" + file)
      let isFile = attributes[.type] as? FileAttributeType == .typeRegular
      if isFile, file != "MANIFEST.tsv", !file.hasSuffix(".pyc") { found.append(file) }
    }
    #expect(rows.map { $0[0] }.sorted() == found.sorted())
    for row in rows {
      #expect(row.count == 7 && row.allSatisfy { !$0.isEmpty }, "\(row[0])")
      let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: root + "/" + row[0])))
      var digest = SHA256()
      digest.update(bytes)
      #expect(digest.finalized().hex == row[1] && "\(bytes.count)" == row[2], "\(row[0])")
    }
  }
}
