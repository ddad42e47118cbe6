import CupelCLI
import Foundation
import GenomicTypes
import PipelineEngine
import PipelineStages
import TestSupport
import Testing

/// Experiments that start from sequencing reads and a sample sheet.
@Suite struct SampleRunTests {
  private static let samples = ["DNA", "cellA_1", "cellA_2", "cellA_3"]

  private func simulated(fragments: Int = 300) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try SimulatedFolder(
      preset: "embedded", seed: 5, fragments: fragments, condition: "full", replicateNoise: nil,
      reads: true, threads: 2
    ).write(to: folder.path + "/sim")
    return folder
  }

  private func run(
    _ folder: TemporaryFolder, until stage: String, work: String = "work", threads: Int = 2
  ) throws {
    let experiment = try Experiment(configurationFile: folder.path + "/sim/experiment.yaml")
    _ = try Runner(
      workFolder: WorkFolder(folder.path + "/" + work),
      pipeline: try experiment.pipeline(resumesTraining: true),
      options: RunnerOptions(threads: threads, version: "test")
    ).run(RunSelection(until: stage))
  }

  /// Counts of every fragment by its place, from the simulated table.
  private func expectedCounts(_ folder: TemporaryFolder) throws -> [String: [UInt32]] {
    let table = try PlainText.counts(folder.path + "/sim/fragments.tsv.gz")
    return table.filter { $0.value[0] > 0 }
  }

  private func chains(_ folder: TemporaryFolder) throws -> [AttritionChain] {
    try JSONDecoder().decode(
      [AttritionChain].self,
      from: Data(folder.bytes("work/results/count/sample_attrition.json")))
  }

  @Test func readsGiveBackTheCountsTheyWereMadeFrom() throws {
    let folder = try simulated()
    try run(folder, until: "library")
    let fragments = try FragmentArtefact.read(
      from: folder.path + "/work/results/count/fragments")
    #expect(fragments.counts.map(\.name) == Self.samples)
    var found: [String: [UInt32]] = [:]
    for row in 0..<fragments.rowCount {
      let placement = try #require(fragments.placements[row])
      let interval = try #require(placement.interval)
      let place =
        "\(fragments.chromosomeName(of: row) ?? "")\t\(interval.lowerBound)\t"
        + "\(interval.upperBound)\t\(placement.strand.symbol)"
      found[place] = fragments.counts.map { $0.values[row] }
    }
    #expect(found == (try expectedCounts(folder)))
  }

  @Test func everyFlawedReadIsDroppedForItsReason() throws {
    let folder = try simulated()
    try run(folder, until: "count")
    let chains = try chains(folder)
    let library = try #require(chains.first { $0.name == "DNA" && $0.unit == "read" })
    let filters = try #require(library.nodes.first { $0.step == "filters" })
    let flawed = filters.left / 100
    #expect(
      filters.dropped
        == [
          "contig_mismatch": flawed, "low_mapq": flawed, "mate_missing": flawed, "qc_fail": flawed,
        ])
    for name in Self.samples.dropFirst() {
      let reads = try #require(chains.first { $0.name == name && $0.unit == "read" })
      let reasons = reads.nodes.reduce(into: [String: Int]()) {
        $0.merge($1.dropped, uniquingKeysWith: +)
      }
      #expect(
        Set(reasons.keys) == ["no_adapter", "barcode_length", "barcode_has_N", "not_in_ipcr"])
      #expect(reads.entered == reads.left + reasons.values.reduce(0, +))
    }
  }

  /// One error in one read of a barcode: the read counts again, and the steps still add up.
  @Test func correctedBarcodesCountForTheirFragments() throws {
    let folder = try simulated(fragments: 60)
    let packed = folder.path + "/sim/cellA_1.fastq.gz"
    var lines = try PlainText.lines(ofGzip: packed)
    let adapter = "CCTAGCTAACTATAACGG"
    let library = Set(try libraryBarcodes(folder))
    let place = try #require(
      lines.indices.first { $0 % 4 == 1 && library.contains(String(lines[$0].prefix(20))) })
    #expect(lines[place].dropFirst(20).hasPrefix(adapter))
    let first = lines[place].first
    lines[place] = (first == "A" ? "C" : "A") + lines[place].dropFirst()
    try folder.file("sim/cellA_1.fastq", lines.joined(separator: "\n") + "\n")
    try edit(folder, "sim/samples.tsv", "cellA_1.fastq.gz", "cellA_1.fastq")
    try edit(
      folder, "sim/experiment.yaml", "assay:\n", "assignment: {correct_barcodes: true}\nassay:\n")
    try run(folder, until: "count")
    let summary = try folder.text("work/results/count/barcode_correction.json")
    #expect(summary.contains("\"rescuedReads\" : 1"))
    let barcodes = try #require(
      chains(folder).first { $0.name == "cellA_1" && $0.unit == "barcode" })
    let step = try #require(barcodes.nodes.first { $0.step == "correct barcodes" })
    #expect(step.entered == step.left + 1)
  }

  private func libraryBarcodes(_ folder: TemporaryFolder) throws -> [String] {
    try PlainText.lines(ofGzip: folder.path + "/sim/library.sam.gz")
      .filter { !$0.hasPrefix("@") }
      .compactMap { line in line.split(separator: "\t").last?.dropFirst(5) }.map { String($0) }
  }

  @Test func threadsDoNotChangeAByte() throws {
    let folder = try simulated(fragments: 120)
    for threads in [1, 2, 4] {
      try run(folder, until: "library", work: "work\(threads)", threads: threads)
    }
    for stage in Self.samples.map({ "extract-\($0.lowercased())" }) + ["count", "library"] {
      let results = try [1, 2, 4].map { threads in
        try allBytes(folder.path + "/work\(threads)/results/\(stage)")
      }
      #expect(results[0].count > 3)
      #expect(results[0] == results[1] && results[0] == results[2])
    }
  }

  private func allBytes(_ folder: String) throws -> [String: Data] {
    let root = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
    var files: [String: Data] = [:]
    for file in try FileManager.default.subpathsOfDirectory(atPath: root) {
      files[file] = FileManager.default.contents(atPath: "\(root)/\(file)")
    }
    return files
  }

  @Test func aChangedSampleIsReadAlone() throws {
    let folder = try simulated(fragments: 60)
    try run(folder, until: "count")
    // The same reads in another order of lanes are other bytes.
    let path = folder.path + "/sim/cellA_2.fastq.gz"
    let lines = try PlainText.lines(ofGzip: path)
    try folder.file("sim/cellA_2.fastq", lines.dropLast(4).joined(separator: "\n") + "\n")
    try edit(folder, "sim/samples.tsv", "cellA_2.fastq.gz", "cellA_2.fastq")
    let experiment = try Experiment(configurationFile: folder.path + "/sim/experiment.yaml")
    let summary = try Runner(
      workFolder: WorkFolder(folder.path + "/work"),
      pipeline: try experiment.pipeline(resumesTraining: true),
      options: RunnerOptions(threads: 2, version: "test")
    ).run(RunSelection(until: "count"))
    #expect(summary.ran == ["extract-cella_2", "count"])
    #expect(summary.reused == ["extract-dna", "extract-cella_1", "extract-cella_3"])
  }

  @Test func stagesAreListedWithWhatTheyBuildOn() throws {
    let folder = try simulated(fragments: 60)
    let experiment = try Experiment(configurationFile: folder.path + "/sim/experiment.yaml")
    let lines = try experiment.stageList.split(separator: "\n")
    #expect(
      lines.prefix(6) == [
        "extract-dna\t", "extract-cella_1\t", "extract-cella_2\t", "extract-cella_3\t",
        "count\textract-dna,extract-cella_1,extract-cella_2,extract-cella_3",
        "library\textract-dna,extract-cella_1,extract-cella_2,extract-cella_3,count",
      ])
    #expect(
      lines.last
        == "report\tcount,features,reproducibility,evaluate,normalize,split,baselines,trees,cnn")
  }

  @Test func samplesWithSimilarNamesHaveStagesOfTheirOwn() throws {
    let folder = try simulated(fragments: 60)
    try edit(folder, "sim/samples.tsv", "cellA_1\t", "Rep.1\t")
    try edit(folder, "sim/samples.tsv", "cellA_2\t", "rep-1\t")
    let experiment = try Experiment(configurationFile: folder.path + "/sim/experiment.yaml")
    #expect(
      try experiment.pipeline(resumesTraining: true).stages.prefix(3).map(\.name)
        == ["extract-dna", "extract-rep-1", "extract-rep-1-2"])
  }

  @Test func theLibraryReportNamesEverySample() throws {
    let folder = try simulated()
    try run(folder, until: "library")
    let page = try folder.text("work/results/library/library_qc.html")
    for name in Self.samples { #expect(page.contains(name)) }
    let numbers = try folder.text("work/results/library/library.json")
    #expect(numbers.contains("\"not_in_ipcr\""))
    #expect(folder.exists("work/results/library/cupel_libraries_mqc.json"))
  }

  /// Everything a user would read after a change of the sheet or of a file.
  private func complaint(_ change: (TemporaryFolder) throws -> Void) throws -> String {
    let folder = try simulated(fragments: 60)
    try change(folder)
    return message { try run(folder, until: "count") }
      .replacingOccurrences(of: folder.path + "/", with: "")
  }

  private func edit(
    _ folder: TemporaryFolder, _ file: String, _ old: String, _ new: String
  ) throws {
    let text = try folder.text(file)
    #expect(text.contains(old))
    try folder.file(file, text.replacingOccurrences(of: old, with: new))
  }

  @Test func aSheetNamesEverythingThatIsWrongWithIt() throws {
    let text = try complaint { folder in
      try edit(folder, "sim/samples.tsv", "cellA_2\trna", "cellA_1\trnaa")
      try edit(folder, "sim/samples.tsv", "cellA_3.fastq.gz", "cellA_9.fastq.gz")
    }
    let lines = text.split(separator: "\n")
    #expect(lines.allSatisfy { $0.hasPrefix("sim/samples.tsv:") })
    #expect(text.contains("sim/samples.tsv:4: "))
    #expect(text.contains("sim/samples.tsv:5: "))
    #expect(text.contains("Did you mean 'rna'?"))
    #expect(text.contains("No such file or directory"))
  }

  @Test func barcodesReadFromTheOtherStrandAreNoticed() throws {
    let text = try complaint { folder in
      try edit(folder, "sim/experiment.yaml", "reads:\n", "reads:\n  reverse_complement: true\n")
    }
    #expect(text.hasPrefix("stage count: sample 'cellA_1': 0 % of its barcodes are in library"))
    #expect(text.contains("when reverse-complemented"))
  }

  @Test func aTruncatedFASTQFileIsRefused() throws {
    let text = try complaint { folder in
      let bytes = try folder.bytes("sim/cellA_1.fastq.gz")
      try folder.file("sim/cellA_1.fastq.gz", bytes: Array(bytes.prefix(bytes.count / 2)))
    }
    #expect(text.hasPrefix("stage extract-cella_1: sim/cellA_1.fastq.gz:"))
    #expect(text.contains("It is truncated: copy or download it again."))
  }

  @Test func aConfigurationHasTablesOrSamples() {
    let both = """
      experiment: both
      input: {tables: a.tsv, samples: b.tsv}
      """
    #expect(
      message { _ = try Experiment(text: both, file: "x.yaml") }.contains(
        "there are tables and a sample sheet; expected one of the two."))
    let neither = "experiment: none\ninput: {genome: a.fa}\n"
    #expect(
      message { _ = try Experiment(text: neither, file: "x.yaml") }.contains(
        "there is neither a table nor a sample sheet; expected one of the two."))
  }
}

/// Reads files the plain way, to compare with what the program made of them.
private enum PlainText {
  static func lines(ofGzip path: String) throws -> [String] {
    try gunzippedText(path).split(separator: "\n").map { String($0) }
  }

  /// Counts by "chrom start end strand" of a simulated fragment table.
  static func counts(_ path: String) throws -> [String: [UInt32]] {
    var counts: [String: [UInt32]] = [:]
    for line in try lines(ofGzip: path).dropFirst() {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      let values = fields[5...].compactMap { UInt32($0) }
      let place = fields[0..<4].joined(separator: "\t")
      counts[place] = counts[place].map { zip($0, values).map { $0 + $1 } } ?? values
    }
    return counts
  }
}
