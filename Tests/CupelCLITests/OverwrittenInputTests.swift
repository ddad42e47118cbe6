import CupelCLI
import Foundation
import PipelineEngine
import PipelineStages
import TestSupport
import Testing

@Suite struct OverwrittenInputTests {
  @Test func anExportNeverTakesThePlaceOfItsInput() throws {
    let experiment = try ExportedExperiment()
    let table = experiment.path("table.tsv")
    try FileManager.default.createSymbolicLink(
      atPath: experiment.path("link.tsv"), withDestinationPath: table)
    let export = try experiment.export()
    let writers: [(String) throws -> String] = [
      { try export.writeFragments(to: $0, includesUnplaced: false) },
      { try export.writeFragmentsBED(to: $0, cellType: nil) },
      { try export.writeSuRECounts(to: $0, library: "D") },
      { try export.writeBarcodes(to: $0, barcodeColumn: "barcode") },
      { try export.writeIPCR(to: $0, barcodeColumn: "barcode", library: "D") },
      {
        try export.writeIGVF(
          "reporter_experiment", to: $0, cellType: nil, score: "effect-size",
          barcodeColumn: "barcode")
      },
    ]
    for write in writers {
      #expect(
        throws: OverwrittenInput.self, "the link to the table",
        performing: { _ = try write(experiment.path("link.tsv")) })
    }
    #expect(try String(contentsOfFile: table, encoding: .utf8) == ExportedExperiment.table)
    let text = message { _ = try export.writeFragments(to: table, includesUnplaced: false) }
    #expect(
      text.replacingOccurrences(of: experiment.folder.path + "/", with: "")
        == "table.tsv: the file to write is the same as table.tsv; expected another file. Choose "
        + "another name.")
    #expect(
      experiment.status(["export", "fragments", "--output", experiment.path("x.yaml")]) == 64)
    #expect(try experiment.folder.text("x.yaml") == ExportedExperiment.configuration)
  }

  @Test func peaksAreNotWrittenOverTheirReplicates() throws {
    let folder = try TemporaryFolder()
    let peaks = (0..<30).map { "chr1\t\($0 * 100)\t\($0 * 100 + 50)\tp\t\($0)\t.\n" }.joined()
    try folder.file("a.bed", peaks)
    try folder.file("b.bed.json", peaks)
    for output in ["a.bed", "b.bed"] {
      var settings = PeakComparisonSettings(
        samples: [folder.path + "/a.bed", folder.path + "/b.bed.json"],
        output: "\(folder.path)/\(output)")
      settings.fileType = "bed"
      settings.rank = "score"
      #expect(throws: OverwrittenInput.self) { try PeakComparison(settings).run() }
    }
    #expect(try folder.text("a.bed") == peaks && folder.text("b.bed.json") == peaks)
  }
}
