import ActivityTesting
import PipelineEngine
import ReporterAssay
import Wording

extension CallsSection {
  /// Checks the names of columns and cell types against the rest of the configuration.
  ///
  /// - Parameters:
  ///   - labels: the columns that are carried along.
  ///   - design: the cell types.
  /// - Throws: `ConfigurationProblems` with every unknown name.
  func check(
    _ section: ConfigurationRecord, labels: [String], design: AssayDesign
  ) throws {
    let cellTypes = design.cellTypes.map(\.name)
    var problems: [ConfigurationProblem] = []
    let columns =
      (controls.map { [("controls", $0.column)] } ?? [])
      + (alleles.map { [("alleles", $0.columnElement), ("alleles", $0.columnAllele)] } ?? [])
    problems += columns.compactMap { key, column in
      section.labelProblem(column, at: key, in: "calls.\(key)", labels)
    }
    for pair in comparisons ?? [] {
      for name in pair where !cellTypes.contains(name) {
        problems.append(
          section.problem(
            at: "comparisons", found: "there is no cell type '\(name)'",
            expected: "one of \(NameList(cellTypes))",
            fix: nearestName(to: name, among: cellTypes).map { "Did you mean '\($0)'?" }
              ?? "Correct the name."))
      }
      if pair.count == 2, pair[0] == pair[1] {
        problems.append(
          section.problem(
            at: "comparisons", found: "'\(pair[0])' is compared with itself",
            expected: "two cell types", fix: "Name another cell type or remove the pair."))
      }
    }
    if let alleles, alleles.reference == alleles.alternative {
      problems.append(
        section.problem(
          at: "alleles", found: "both alleles are called '\(alleles.reference)'",
          expected: "two words", fix: "Correct 'reference' or 'alternative'."))
    }
    if !problems.isEmpty { throw ConfigurationProblems(problems) }
  }
}
