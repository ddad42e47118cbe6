import ConvolutionalNetworks
import PipelineEngine
import ReporterAssay
import SequenceFeatures

/// The section `assay`: cell types, replicates, their columns, and whether orientation matters.
struct AssaySection {
  static let schema = RecordSchema(
    "Cell types and replicates.",
    fields: [
      Field(
        "dna", .oneOrMore(.text), default: .value(.null),
        "Input-DNA columns of all cell types that name none themselves. They are summed."),
      Field(
        "strand", .choice(["oriented", "symmetric"]), default: .value("oriented"),
        """
        Whether a fragment and its reverse complement may differ in activity (SuRE: the reporter \
        lies on one side) or are taken to be the same.
        """),
      Field(
        "cell_types", .map(cellTypeSchema), default: .value(.null),
        """
        Cell types by name. Each becomes one task of the models. Needed with tables; those of a sample \
        sheet are in the sheet.
        """),
    ])

  private static let cellTypeSchema = RecordSchema(
    "A cell type: replicates with counts, or an activity column given by the input.",
    fields: [
      Field(
        "dna", .oneOrMore(.text), default: .value(.null),
        "Input-DNA columns of the replicates that name none themselves."),
      Field(
        "activity", .text, default: .value(.null),
        "Column with the activity of the cell type, when the input gives one and no replicates."),
      Field(
        "replicates", .map(replicateSchema), default: .value(.null), "Replicates by name."),
    ])

  private static let replicateSchema = RecordSchema(
    "A replicate: RNA columns, or an activity column given by the input.",
    fields: [
      Field(
        "rna", .oneOrMore(.text), default: .value(.null),
        "RNA columns. Several are technical replicates; they are summed."),
      Field(
        "dna", .oneOrMore(.text), default: .value(.null),
        "Input-DNA columns of this replicate alone."),
      Field(
        "activity", .text, default: .value(.null), "Column with the activity of this replicate."),
    ])

  let design: AssayDesign
  let strand: StrandHypothesis

  /// Reads the section; without cell types the design is that of the sample sheet.
  ///
  /// - Parameter sheet: nil when the experiment has no sheet, or one that cannot be read.
  /// - Throws: `ConfigurationProblems` when there is no design, or an ambiguous one.
  init(_ section: ConfigurationRecord, sheet: SheetDesign?, hasSheet: Bool) throws {
    strand = section.text("strand") == "symmetric" ? .symmetric : .oriented
    var problems: [ConfigurationProblem] = []
    var cellTypes: [AssayDesign.CellType] = []
    for named in section.map("cell_types") {
      let record = named.record
      let replicates = record.map("replicates")
      let activity = record.text(ifSet: "activity")
      if (activity != nil) == !replicates.isEmpty {
        problems.append(
          ConfigurationProblem(
            record.location,
            found: activity == nil
              ? "cell type '\(named.name)' has neither replicates nor an activity column"
              : "cell type '\(named.name)' has both replicates and an activity column",
            expected: "one of the two",
            fix: "Name the replicates with their columns, or the column with the activity."))
      }
      cellTypes.append(
        AssayDesign.CellType(
          name: named.name, dna: record.texts("dna"),
          replicates: activity.map { [AssayDesign.Replicate(name: "given", activity: $0)] }
            ?? replicates.map { replicate in
              AssayDesign.Replicate(
                name: replicate.name, dna: replicate.record.texts("dna"),
                rna: replicate.record.texts("rna"),
                activity: replicate.record.text(ifSet: "activity"))
            }))
    }
    if cellTypes.isEmpty, !hasSheet {
      problems.append(
        section.problem(
          at: "cell_types", found: "there are no cell types", expected: "at least one",
          fix: "List them with their replicates, or give a sample sheet as input.samples."))
    }
    problems += Self.problems(
      withFileNamesOf: (cellTypes.isEmpty ? sheet?.design.cellTypes ?? [] : cellTypes).map(\.name),
      in: section)
    if !problems.isEmpty { throw ConfigurationProblems(problems) }
    if cellTypes.isEmpty, let sheet {
      design = sheet.design
      return
    }
    design = AssayDesign(dna: section.texts("dna"), cellTypes: cellTypes)
  }

  /// Cell types whose files would overwrite one another.
  private static func problems(
    withFileNamesOf cellTypes: [String], in section: ConfigurationRecord
  ) -> [ConfigurationProblem] {
    var owners: [String: String] = [:]
    return cellTypes.compactMap { name in
      let fileName = FileName.safe(name)
      guard let owner = owners.updateValue(name, forKey: fileName), owner != name else {
        return nil
      }
      return section.problem(
        at: "cell_types",
        found: "the cell types '\(owner)' and '\(name)' make files of one name, '\(fileName)'",
        expected: "names that differ in ASCII letters, digits, '-', '_' or '.'",
        fix: "Rename one of them.")
    }
  }

  /// Count columns the design names, in order, each once.
  var samples: [String] {
    unique(
      design.dna
        + design.cellTypes.flatMap { cellType in
          cellType.dna + cellType.replicates.flatMap { $0.dna + $0.rna }
        })
  }

  /// Activity columns the design names, in order, each once.
  var activities: [String] {
    unique(design.cellTypes.flatMap { $0.replicates.compactMap(\.activity) })
  }

  /// Words of features: canonical when orientation does not matter.
  var featureOrientation: FeatureSet.Orientation {
    strand == .symmetric ? .canonical : .oriented
  }

  /// The design as a parameter, with the order of cell types and replicates.
  var parameter: ParameterValue {
    .list(
      design.cellTypes.map { cellType in
        [
          "name": .string(cellType.name),
          "dna": .list((cellType.dna.isEmpty ? design.dna : cellType.dna).map { .string($0) }),
          "replicates": .list(
            cellType.replicates.map { replicate in
              [
                "name": .string(replicate.name),
                "dna": .list(replicate.dna.map { .string($0) }),
                "rna": .list(replicate.rna.map { .string($0) }),
                "activity": replicate.activity.map { .string($0) } ?? .null,
              ]
            }),
        ]
      })
  }

  private func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }
}
