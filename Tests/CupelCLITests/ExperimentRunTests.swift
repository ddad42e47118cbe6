import Foundation
import GenomicTypes
import PipelineEngine
import PipelineStages
import TestSupport
import Testing

/// A simulated experiment, small enough to run to its report in seconds.
private struct SmallExperiment {
  let folder: TemporaryFolder
  private let configuration: String

  /// What keeps the run short; keys that a test changes are given by it.
  private static let sections = [
    "features": "{kmers: [1, 2, 3]}", "reproducibility": "{bootstrap_draws: 20}",
    "evaluate": "{block_length: 20000, bootstrap_draws: 20}",
    "trees": "{maximum_rounds: 20}",
    "cnn": """
    {maximum_epochs: 2, blocks: [{filters: 8, kernel: 9, pool: 4}], dense: [{units: 8}]}
    """,
  ]

  init(fragments: Int = 1200) throws {
    folder = try TemporaryFolder()
    let simulated = try SimulatedFolder(
      preset: "embedded", seed: 3, fragments: fragments, condition: "full", replicateNoise: nil,
      reads: false, threads: 2)
    try simulated.write(to: folder.path + "/sim")
    let text = try folder.text("sim/experiment.yaml")
    let evaluate = try #require(text.range(of: "evaluate:"))
    configuration = String(text[..<evaluate.lowerBound])
  }

  @discardableResult
  func run(
    _ changes: [String: String] = [:], work: String = "work", threads: Int = 2
  ) throws -> RunSummary {
    try runner(changes, work: work, threads: threads).run()
  }

  func runner(
    _ changes: [String: String] = [:], work: String = "work", threads: Int = 2
  ) throws -> Runner {
    let sections = Self.sections.merging(changes, uniquingKeysWith: { $1 })
    let lines = sections.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\n" }
    try folder.file("sim/test.yaml", configuration + lines.joined())
    let experiment = try Experiment(configurationFile: folder.path + "/sim/test.yaml")
    return Runner(
      workFolder: WorkFolder(folder.path + "/" + work),
      pipeline: try experiment.pipeline(resumesTraining: true),
      options: RunnerOptions(threads: threads, version: "test"))
  }

  /// Bytes of every result, by path; links are followed.
  func results(_ work: String = "work") throws -> [String: Data] {
    var files: [String: Data] = [:]
    let root = folder.path + "/\(work)/results"
    for stage in try FileManager.default.contentsOfDirectory(atPath: root) {
      let entry = URL(fileURLWithPath: "\(root)/\(stage)").resolvingSymlinksInPath().path
      for file in try FileManager.default.subpathsOfDirectory(atPath: entry) {
        if let data = FileManager.default.contents(atPath: "\(entry)/\(file)") {
          files["\(stage)/\(file)"] = data
        }
      }
    }
    return files
  }
}

@Suite struct ExperimentRunTests {
  private static let all = [
    "count", "library", "normalize", "idr", "reproducibility", "calls", "split", "features",
    "baselines", "trees", "cnn",
    "evaluate", "report",
  ]

  @Test func aRunEndsInReportsAndASecondRunDoesNothing() throws {
    let small = try SmallExperiment()
    #expect(try small.run().ran == Self.all)
    let results = try small.results()
    let report = try #require(results["report/report.html"])
    let page = String(decoding: report, as: UTF8.self)
    #expect(page.contains("How simple a model finds it?") && page.contains("kmer_ridge"))
    #expect(results["reproducibility/replicate_qc.html"] != nil)
    #expect(results["cnn/model.safetensors"] != nil)
    #expect(results["trees/cellA.xgboost.json"] != nil)
    #expect(try small.run().ran == [])
  }

  @Test func anyNumberOfThreadsGivesTheSameBytes() throws {
    let small = try SmallExperiment()
    try small.run(work: "one", threads: 1)
    try small.run(work: "two", threads: 2)
    let (one, two) = (try small.results("one"), try small.results("two"))
    #expect(one.count > 30)
    #expect(one.keys.sorted() == two.keys.sorted())
    let different = one.keys.filter { one[$0] != two[$0] }
    #expect(different.sorted() == [])
  }

  @Test func aChangedParameterRunsExactlyWhatDependsOnIt() throws {
    let small = try SmallExperiment()
    try small.run()
    #expect(
      try small.run(["evaluate": "{block_length: 20000, bootstrap_draws: 30}"]).ran
        == ["evaluate", "report"])
    #expect(try small.run(["trees": "{maximum_rounds: 5}"]).ran == ["trees", "evaluate", "report"])
    #expect(
      try small.run(["reproducibility": "{bootstrap_draws: 30}"]).ran
        == ["reproducibility", "report"])
    let plan = try small.runner(["normalize": "{minimum_dna: 3}"]).plan()
    #expect(
      try plan.stage("normalize").words
        == "will run: parameter normalize.minimum_dna changed: 1 → 3")
    #expect(
      try small.run(["normalize": "{minimum_dna: 3}"]).ran
        == Self.all.filter { !["count", "library", "calls", "split", "features"].contains($0) })
    // The first configuration again: everything is still in the cache.
    #expect(try small.run().ran == [])
  }

  @Test func theAccountsBalanceFromTheInputToTheModels() throws {
    let small = try SmallExperiment()
    try small.run()
    let data = try #require(try small.results()["evaluate/accounting.json"])
    let accounting = try JSONDecoder().decode(RowAccounting.self, from: data)
    #expect(accounting.steps.first?.entered == 1200)
    for (earlier, later) in zip(accounting.steps, accounting.steps.dropFirst()) {
      #expect(earlier.left == later.entered, "\(later.step)")
    }
    #expect(accounting.steps.last?.left == accounting.roles.map(\.rows).reduce(0, +))
  }

  /// With n test rows an uninformative model has a Spearman of standard deviation 1/√(n − 1), so
  /// four of them bound chance; the planted signal is far outside.
  @Test func shuffledTargetsTeachNothing() throws {
    let small = try SmallExperiment(fragments: 3000)
    try small.run(["controls": "{shuffle_targets: true}"])
    let shuffled = try scores(small)
    let bound = 4 / Double(shuffled.rows - 1).squareRoot()
    #expect(shuffled.spearman.count >= 5)
    #expect(shuffled.spearman.allSatisfy { abs($0.value) < bound }, "\(shuffled.spearman)")
    try small.run()
    let learned = try scores(small)
    #expect(try #require(learned.spearman["kmer_ridge"]) > bound)
  }

  private func scores(_ small: SmallExperiment) throws -> (
    rows: Int, spearman: [String: Double]
  ) {
    let data = try #require(try small.results()["evaluate/test.models.tsv"])
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n").dropFirst()
    let fields = lines.map { $0.split(separator: "\t") }
    let pairs = fields.compactMap { row in Double(row[3]).map { (String(row[1]), $0) } }
    return (Int(fields[0][2]) ?? 0, Dictionary(uniqueKeysWithValues: pairs))
  }
}
