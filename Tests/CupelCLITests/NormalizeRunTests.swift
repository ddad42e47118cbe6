import Foundation
import PipelineEngine
import PipelineStages
import TestSupport
import Testing

/// Ways of normalising, through the stages.
@Suite struct NormalizeRunTests {
  private func simulated(_ normalize: String, until stage: String = "normalize") throws
    -> TemporaryFolder
  {
    let folder = try TemporaryFolder()
    try SimulatedFolder(
      preset: "embedded", seed: 3, fragments: 1500, condition: "full", replicateNoise: nil,
      reads: false, threads: 2
    ).write(to: folder.path + "/sim")
    let text = try folder.text("sim/experiment.yaml")
    try folder.file("sim/x.yaml", text + "\n\(normalize)\n")
    let experiment = try Experiment(configurationFile: folder.path + "/sim/x.yaml")
    _ = try Runner(
      workFolder: WorkFolder(folder.path + "/work"),
      pipeline: try experiment.pipeline(resumesTraining: true),
      options: RunnerOptions(threads: 2, version: "test")
    ).run(RunSelection(until: stage))
    return folder
  }

  /// `activity.json`, and the names of the columns beside it.
  private func activity(
    _ folder: TemporaryFolder
  ) throws -> (description: [String: Any], columns: String) {
    let results = "work/results/normalize"
    let object = try JSONSerialization.jsonObject(
      with: Data(folder.bytes(results + "/activity.json")))
    return (
      try #require(object as? [String: Any]), try folder.text(results + "/activity/table.json")
    )
  }

  @Test func gammaPoissonHandsOnPosteriorsAndWeights() throws {
    let folder = try simulated("normalize: {method: gamma-poisson}", until: "baselines")
    let (description, columns) = try activity(folder)
    for name in ["activity_mean", "log2_variance", "lower", "upper", "weight", "exposure"] {
      #expect(columns.contains("\"\(name):cellA\""))
    }
    let findings = try #require(description["findings"] as? [String: Any])
    let reports = try #require(findings["gammaPoisson"] as? [[String: Any]])
    let pooled = try #require(reports.first?["pooled"] as? [String: Any])
    let fit = try #require(pooled["fit"] as? [String: Any])
    let (mean, shape) = (
      try #require(fit["mean"] as? Double), try #require(fit["shape"] as? Double)
    )
    #expect(mean > 0 && shape > 0 && pooled["check"] != nil)
    #expect(try folder.text("work/results/baselines/kmer_ridge.model.json").contains("totalWeight"))
  }

  @Test func betaBinomialHandsOnPosteriorsWeightsAndItsFit() throws {
    let folder = try simulated(
      "normalize: {method: beta-binomial, beta_binomial: {interval_level: 0.9}}",
      until: "reproducibility")
    let (description, columns) = try activity(folder)
    for name in ["activity_mean", "log2_variance", "lower", "upper", "weight", "exposure"] {
      #expect(columns.contains("\"\(name):cellA\""))
    }
    let findings = try #require(description["findings"] as? [String: Any])
    let reports = try #require(findings["betaBinomial"] as? [[String: Any]])
    let pooled = try #require(reports.first?["pooled"] as? [String: Any])
    let fit = try #require(pooled["fit"] as? [String: Any])
    let (a, b) = (try #require(fit["a"] as? Double), try #require(fit["b"] as? Double))
    #expect(a > 0 && b > 0 && pooled["check"] != nil)
    let page = try folder.text("work/results/reproducibility/replicate_qc.html")
    #expect(page.contains("Model of RNA and DNA counts"))
    #expect(page.contains("Posterior intervals hold 90%."))
  }

  @Test func trainingWeightsCanBeLeftOut() throws {
    let folder = try simulated(
      "normalize: {method: gamma-poisson, training_weights: none}", until: "baselines")
    #expect(
      try !folder.text("work/results/baselines/kmer_ridge.model.json").contains("totalWeight"))
  }

  @Test func otherMethodsHaveNoWeights() throws {
    let columns = try activity(try simulated("")).columns
    #expect(!columns.contains("weight:") && !columns.contains("exposure:"))
  }

  @Test func centringOnTheModeIsWrittenDown() throws {
    let description = try activity(try simulated("normalize: {centring: mode}")).description
    let findings = try #require(description["findings"] as? [String: Any])
    let centres = try #require(findings["centres"] as? [String: Any])
    let cellTypes = try #require(centres["cellTypes"] as? [[String: Any]])
    #expect((cellTypes.first?["replicates"] as? [Double])?.count == 3)
  }

  @Test func controlsMustBeNamed() {
    let text = """
      experiment: x
      input: {tables: a.tsv}
      assay: {dna: D, cell_types: {A: {replicates: {r: {rna: R}}}}}
      normalize: {centring: negative_controls}
      """
    let found = message { _ = try Experiment(text: text, file: "x.yaml") }
    #expect(
      found.hasSuffix(
        "activity is centred on negative controls, which are not named; expected controls.column and "
          + "controls.value. Add 'controls: {column: LABEL, value: WORD}' below 'normalize:'."))
  }

  @Test func choicesOfGammaPoissonAreRefusedForBetaBinomial() {
    let text = """
      experiment: x
      input: {tables: a.tsv}
      assay: {dna: D, cell_types: {A: {replicates: {r: {rna: R}}}}}
      normalize: {method: beta-binomial, gamma_poisson: {prior: automatic, covariates: [gc]}}
      """
    let found = message { _ = try Experiment(text: text, file: "x.yaml") }
    #expect(
      found.hasSuffix(
        "method is 'beta-binomial', but gamma_poisson sets prior, covariates; expected none of these: "
          + "the method has one beta prior and no covariates. Remove the section, set "
          + "beta_binomial.interval_level for other intervals, or choose the method gamma-poisson.")
    )
  }

  @Test func classesOfFragmentsReachTheReport() throws {
    let folder = try TemporaryFolder()
    let bed = try folder.file("half.bed", "chr1\t0\t100000000\n")
    let run = try simulated(
      "reproducibility: {bootstrap_draws: 20, tss: \(bed), classes: {first: {bed: \(bed)}}}",
      until: "reproducibility")
    let page = try run.text("work/results/reproducibility/replicate_qc.html")
    #expect(page.contains("not near TSS") && page.contains(">first<"))
  }
}
