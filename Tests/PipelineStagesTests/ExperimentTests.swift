import Foundation
import PipelineEngine
import PipelineStages
import TestSupport
import Testing

@Suite struct ExperimentTests {
  static let minimal = """
    experiment: small
    input:
      tables: fragments.tsv
      genome: genome.fa
      columns: {chromosome: chrom, start: start, end: end}
    assay:
      dna: DNA
      cell_types:
        cellA:
          replicates:
            rep1: {rna: r1}
            rep2: {rna: [r2a, r2b]}
    """

  private func problems(_ text: String) -> String {
    message { _ = try Experiment(text: text, file: "x.yaml") }
  }

  @Test func everyKeyOfTheSchemaIsRead() throws {
    let experiment = try Experiment(text: Self.minimal, file: "x.yaml")
    _ = try experiment.pipeline(resumesTraining: true)
    // Layers and classes are read only where the configuration lists some.
    let unread = experiment.unreadKeys.filter { key in
      !key.hasPrefix("cnn.blocks[]") && !key.hasPrefix("cnn.dense[]")
        && !key.hasPrefix("reproducibility.classes.")
    }
    #expect(unread == [])
  }

  @Test func templateAndSchemaInThePipelinesFolderAreCurrent() throws {
    let template = try String(
      contentsOf: repositoryFile("Pipelines/templates/experiment.yaml"), encoding: .utf8)
    let schema = try String(
      contentsOf: repositoryFile("Pipelines/schema/experiment.schema.json"), encoding: .utf8)
    #expect(template == ConfigurationTexts.template)
    #expect(schema == ConfigurationTexts.jsonSchema)
  }

  @Test(arguments: ["embedded", "cis_trans_mpra", "lentimpra_joint", "ecoli_tss"])
  func everyExampleReadsWithoutProblems(name: String) throws {
    let experiment = try Experiment(
      configurationFile: repositoryFile("Pipelines/examples/\(name).yaml").path,
      definitions: ["DATA": "/data"])
    #expect(try experiment.pipeline(resumesTraining: true).stages.count == 13)
  }

  @Test func aPlaceholderWithoutAValueIsNamed() {
    let text = Self.minimal.replacingOccurrences(of: "fragments.tsv", with: "\"${DATA}/f.tsv\"")
    #expect(
      problems(text)
        == "x.yaml:3:11: the path '${DATA}/f.tsv' has the placeholder ${DATA};"
        + " expected a value for DATA. Run with --define DATA=VALUE.")
  }

  @Test func aCellTypeNeedsReplicatesOrAnActivity() {
    let text = Self.minimal + "\n    cellB: {dna: x}\n"
    #expect(
      problems(text).contains(
        "cell type 'cellB' has neither replicates nor an activity column; expected one of the two."
      ))
  }

  @Test func everyProblemIsReportedAtOnce() {
    let text = Self.minimal + "\ntrees: {maximum_dept: 3}\ncnn: {preset: tiny}\nseed: -1\n"
    let lines = problems(text).split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.contains { $0.contains("Did you mean \"maximum_depth\"?") })
  }

  @Test func reverseComplementsAreForbiddenWhenOrientationMatters() {
    let text = Self.minimal + "\ncnn: {strand_mode: posthoc}\n"
    #expect(problems(text).contains("x.yaml:13:20:"))
  }

  @Test func aSplitColumnMustBeCarriedAlong() {
    let text = Self.minimal + "\nsplit: {column: fold, test: [a], validation: [b], train: [c]}\n"
    #expect(problems(text).contains("Add 'labels: [fold]' below 'columns:'."))
  }

  @Test func regionsWithoutATestRoleAreRefused() {
    let text = Self.minimal + "\nsplit: {validation: [chr1]}\n"
    #expect(
      problems(text)
        == "x.yaml:13:21: regions are listed for some roles, but none for test; expected regions for"
        + " validation and test, or no regions for folds of chromosomes."
        + " Add 'test:' below 'split:', or remove the lists.")
  }

  @Test func theOrderOfCellTypesEntersTheKey() throws {
    let one = Self.minimal + "\n    cellB: {activity: act}\n"
    let experiment = try Experiment(text: one, file: "x.yaml")
    let stage = try experiment.pipeline(resumesTraining: true).stage("normalize")
    #expect(
      stage.parameters["assay"]?.listValue?.compactMap { $0["name"]?.stringValue }
        == ["cellA", "cellB"])
  }
}
