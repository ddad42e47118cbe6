package import PipelineEngine

/// The keys of an experiment's configuration: reading, template, JSON schema and help all come from
/// this value.
package enum ExperimentSchema {
  /// The whole file.
  package static let schema = RecordSchema(
    "An MPRA or SuRE-seq experiment, from count tables to the comparison of models.",
    fields: [
      Field(
        "experiment", .text, default: .required, "Name of the experiment, printed in reports."),
      Field(
        "seed", .integer(0...Int.max), default: .value(1),
        "Seed of every random draw. The same seed gives the same bytes."),
      Field("input", .record(InputSection.schema), default: .required, "What is read, and how."),
      Field(
        "alignments", .record(AlignmentsSection.schema), default: .value([:]),
        "How alignments become fragments."),
      Field(
        "reads", .record(ReadsSection.schema), default: .value([:]),
        "How sequencing reads become barcode counts."),
      Field(
        "assignment", .record(AssignmentSection.schema), default: .value([:]),
        "How barcodes find their fragments."),
      Field(
        "assay", .record(AssaySection.schema), default: .value([:]),
        "Which columns belong to which cell type and replicate."),
      Field(
        "normalize", .record(NormalizeSection.schema), default: .value([:]),
        "How counts become activity."),
      Field(
        "idr", .record(IDRSection.schema), default: .value([:]),
        "Irreproducible discovery rates of the fragments."),
      Field(
        "reproducibility", .record(ReproducibilitySection.schema), default: .value([:]),
        "How the agreement of replicates is judged."),
      Field(
        "calls", .record(CallsSection.schema), default: .value([:]),
        "Which elements are active or differ."),
      Field(
        "split", .record(SplitSection.schema), default: .value([:]),
        "Which fragments are held out from training."),
      Field(
        "features", .record(ModelSections.features), default: .value([:]),
        "What baselines and trees see of a sequence."),
      Field(
        "trees", .record(ModelSections.trees), default: .value([:]), "Gradient-boosted trees."),
      Field("cnn", .record(NetworkSection.schema), default: .value([:]), "Convolutional network."),
      Field(
        "evaluate", .record(ModelSections.evaluate), default: .value([:]),
        "How models are compared."),
      Field(
        "controls", .record(ModelSections.controls), default: .value([:]),
        "Runs that must find nothing."),
    ])
}
