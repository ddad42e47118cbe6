import PipelineEngine
import PipelineStages
import TestSupport
import Testing

@Suite struct CallsConfigurationTests {
  @Test(arguments: [
    (
      "  controls: {column: clas, values: [scrambled]}",
      "x.yaml:13:13: calls.controls reads the column 'clas', which is not carried along; expected a "
        + "column listed in input.columns.labels. Add 'labels: [clas]' below 'columns:'."
    ),
    (
      "  controls: {column: kind, values: [scramble]}",
      "stage calls: calls.controls: no element has 'scramble' in the column 'kind', which holds "
        + "'scrambled', 'test'; expected negative controls. Did you mean 'scrambled'? Correct "
        + "'values', or remove 'controls'."
    ),
    (
      "  controls: {column: kind}",
      "x.yaml:13:22: calls.controls has no values; expected a label column and the values that "
        + "mark negative controls. Write both 'column:' and 'values:', or neither."
    ),
    (
      "  comparisons: [[cellA, cellC]]",
      "x.yaml:13:16: there is no cell type 'cellC'; expected one of 'cellA', 'cellB'. Did you mean "
        + "'cellA'?"
    ),
    (
      "  dependence: barcodes",
      "x.yaml:13:15: correlated barcodes, but the aggregation is 'sum'; expected one observation "
        + "for every barcode. Set 'aggregation: barcodes' or another dependence."
    ),
  ])
  func aWrongKeyIsNamed(section: String, expected: String) throws {
    var made = try CalledExperiment(elements: 80)
    made.section = section
    #expect(made.message() == expected)
  }

  @Test func theStageCanBeLeftOut() throws {
    var made = try CalledExperiment(elements: 20)
    made.section = "  enabled: false"
    #expect(made.message().hasPrefix("stage \"calls\": there is no such stage;"))
  }

  @Test func chosenPairsAreCompared() throws {
    var made = try CalledExperiment(elements: 80)
    made.section = "  comparisons: [[cellB, cellA]]"
    try made.run()
    #expect(made.folder.exists("work/results/calls/cellB_vs_cellA.tsv.gz"))
    #expect(!made.folder.exists("work/results/calls/cellA_vs_cellB.tsv.gz"))
  }

  @Test func barcodesThatWereNotKeptAreMissed() throws {
    var made = try CalledExperiment(elements: 80)
    made.rows += made.rows
    made.section = "  aggregation: barcodes"
    try made.run()
    #expect(try made.contrast("activity", "cellA")["tested"] as? Int == 80)
    #expect(try made.table("cellA.activity")["e0"]?["observations"] == "6")
    made.barcodes = "never"
    #expect(
      made.message()
        == "stage calls: calls.aggregation: found 'barcodes', and the rows of the input are "
        + "fragments or their barcodes were not kept; expected one row per barcode. Set "
        + "'aggregation: sum', start from the barcode table, or set 'input.keep_barcodes: always'.")
  }

  @Test func anIntervalOfControlsNeedsReplicates() throws {
    var made = try CalledExperiment(elements: 80)
    made.cellTypes = "    cellA: {replicates: {r1: {rna: A1}}}"
    made.section += "\n  compared_with: controls"
    #expect(
      made.message()
        == "stage calls: calls.compared_with: found 'controls', and cell type 'cellA' has one replicate; "
        + "expected several, which the interval of the controls is tested with. Use 'automatic' or "
        + "'control_deviations'.")
  }
}
