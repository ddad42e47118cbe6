import ModelEvaluation
import PipelineEngine

/// The section `split`: which fragments are held out from training.
struct SplitSection {
  static let schema = RecordSchema(
    "Held-out chromosomes, regions, folds, or a column that says the role of each row.",
    fields: [
      Field(
        "method", .choice(["regions", "folds", "column"]),
        default: .fromData("column when a column is named, regions when test is given, else folds"),
        "How rows get their roles."),
      Field(
        "validation", .list(.text), default: .value([]),
        """
        regions: chromosomes (chr18) and regions (chr18:0-5000000, 0-based half-open) that choose \
        models; column: values of the column.
        """),
      Field(
        "test", .list(.text), default: .value([]),
        "regions, column: as validation, for the final judgement."),
      Field(
        "train", .list(.text), default: .value(.null),
        "regions: everything that is not listed when left out; column: required."),
      Field(
        "exclude", .list(.text), default: .value([]),
        "column: values whose rows take part in nothing."),
      Field(
        "column", .text, default: .value(.null),
        "column: the label column with the role or fold of each row; list it in input.columns.labels."
      ),
      Field(
        "folds", .integer(3...1000), default: .value(5),
        "folds: whole chromosomes are dealt into this many folds of similar size."),
      Field("test_fold", .integer(0...999), default: .value(0), "folds: the test fold, from 0."),
      Field(
        "validation_fold", .integer(0...999), default: .value(1), "folds: the validation fold."),
      Field(
        "rows_without_chromosome",
        .choice(SplitOptions.UnplacedRows.allCases.map(\.rawValue)), default: .value("exclude"),
        "What happens to rows without a chromosome, such as designed controls."),
      Field(
        "group_column", .text, default: .value(.null),
        "Label column whose equal values must not cross roles, for example orthologs."),
      Field(
        "leaks", .choice(["remove", "error"]), default: .value("remove"),
        """
        Whether training rows that overlap a held-out fragment, or have its sequence or reverse \
        complement, are removed and counted, or end the run.
        """),
    ])

  let method: SplitMethod
  let options: SplitOptions
  let removesLeaks: Bool

  /// Reads the section.
  init(_ section: ConfigurationRecord) throws {
    options = SplitOptions(
      unplacedRows: SplitOptions.UnplacedRows(
        rawValue: section.text("rows_without_chromosome")) ?? .exclude,
      groupColumn: section.text(ifSet: "group_column"))
    removesLeaks = section.text("leaks") == "remove"
    let validation = section.texts("validation")
    let test = section.texts("test")
    let train = section.hasValue("train") ? section.texts("train") : nil
    let excluded = section.texts("exclude")
    let column = section.text(ifSet: "column")
    let folds = FoldChoice(
      count: section.int("folds"), test: section.int("test_fold"),
      validation: section.int("validation_fold"))
    let named = section.text(ifSet: "method")
    if named == nil, column == nil, test.isEmpty, !validation.isEmpty || train != nil {
      throw ConfigurationProblems([
        section.problem(
          at: validation.isEmpty ? "train" : "validation",
          found: "regions are listed for some roles, but none for test",
          expected: "regions for validation and test, or no regions for folds of chromosomes",
          fix: "Add 'test:' below 'split:', or remove the lists.")
      ])
    }
    switch named ?? (column != nil ? "column" : test.isEmpty ? "folds" : "regions") {
    case "regions":
      method = .regions(RegionLists(validation: validation, test: test, train: train))
    case "column":
      guard let column else {
        throw ConfigurationProblems([
          section.problem(
            at: "method", found: "split.method is column without split.column",
            expected: "the name of a label column", fix: "Add 'column:' below 'split:'.")
        ])
      }
      method = .column(
        LabelRoles(
          column: column, validation: Set(validation), test: Set(test), train: Set(train ?? []),
          excluded: Set(excluded)))
    default: method = .folds(folds)
    }
  }

  /// Label columns the split reads.
  var labelColumns: [String] {
    var columns = options.groupColumn.map { [$0] } ?? []
    if case .column(let roles) = method { columns.append(roles.column) }
    return columns
  }
}
