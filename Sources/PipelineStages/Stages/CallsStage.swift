import ActivityTesting
import GenomicTypes
import PipelineEngine
import ReporterAssay
import Reports

/// Which elements are active, which differ between cell types, which alleles differ.
struct CallsStage {
  static let implementationVersion = 2

  let experiment: String
  let design: AssayDesign
  let section: CallsSection
  let shownParameters: [ShownParameter]

  func run(_ context: StageContext) throws {
    let source = try CallsSource(
      folder: context.upstream(StageName.count), design: design, section: section)
    var results: [ContrastResult] = []
    func add(_ name: String, _ test: () throws -> ContrastResult) throws {
      context.progress.begin("testing \(name)")
      results.append(try test())
    }
    let testing = ContrastTesting(
      section: section, seed: context.seed ?? 0, elements: source.elements,
      count: source.fragments.rowCount, controls: source.controls, threads: context.threads)
    for cellType in source.cellTypes {
      try add("activity in \(cellType.name)") { try testing.activity(of: cellType) }
    }
    for (first, second) in source.comparisons(section.comparisons) {
      try add("\(first.name) against \(second.name)") {
        try testing.difference(of: first, from: second)
      }
    }
    if let (variants, elements) = source.alleles {
      for (cellType, activity) in zip(source.cellTypes, results) {
        try add("alleles in \(cellType.name)") {
          let isActive = variants.hasMember { row in
            activity.call(of: row, fdr: section.fdr) == ContrastResult.Kind.activity.words.up
          }
          return try testing.alleles(of: variants, elements, in: cellType) { isActive[$0] }
        }
      }
    }
    try write(results, source, context)
  }

  private func write(
    _ results: [ContrastResult], _ source: CallsSource, _ context: StageContext
  ) throws {
    context.progress.begin("writing calls")
    for result in results {
      try ContrastTable(
        fragments: source.fragments,
        variants: result.kind == .alleles ? source.alleles?.variants : nil, fdr: section.fdr,
        threads: context.threads
      ).write(result, to: context.outputDirectory)
    }
    try CallsArtefact.write(
      results, fragments: source.fragments.rowCount, variants: source.alleles?.variants,
      to: context.outputDirectory)
    let summary = CallsSummary(
      fdr: section.fdr, aggregation: section.aggregation.rawValue,
      controls: source.controls.count, withoutCounts: source.withoutCounts,
      contrasts: try results.map { try CallsSummary.Contrast($0, fdr: section.fdr) })
    try JSONDocument.write(summary, to: context.file("calls.json"))
    for contrast in summary.contrasts {
      if contrast.problem == nil {
        context.note(contrast.sentence)
      } else {
        context.warn(contrast.sentence)
      }
    }
    for cellType in source.withoutCounts {
      context.note("\(cellType): the input gave activities without counts; nothing was tested")
    }
    let report = try CallsReportContent(
      experiment: experiment, summary: summary, results: results, section: section,
      shownParameters: shownParameters
    ).report()
    try ReportFiles.write(
      try report.rendered(), page: "calls.html", multiQC: try report.multiQC(),
      to: context.outputDirectory)
  }
}

/// What the stage reads: fragments with their counts, and which of them are controls or alleles.
private struct CallsSource {
  let fragments: FragmentTable
  /// Cell types that are measured by counts.
  let cellTypes: [ResolvedDesign.CellType]
  /// Names of those that are not.
  let withoutCounts: [String]
  let elements: CountedElements
  /// Negative controls, by row.
  let controls: [Int]
  /// Nil when no alleles are compared.
  let alleles: (variants: AllelicVariants, elements: CountedElements)?

  init(folder: String, design: AssayDesign, section: CallsSection) throws {
    let usesBarcodes = section.aggregation != .sum
    let parts: Set<FragmentArtefact.Part> = [.names, .counts, .activities, .labels]
    let merged =
      usesBarcodes
      ? try MergedRowsArtefact.read(from: folder, parts: parts, placements: true)
      : MergedFragments(
        unmerged: try FragmentArtefact.read(
          from: folder + "/fragments", parts: parts, placements: true))
    let fragments = merged.fragments
    let all = try design.resolved(against: fragments).cellTypes
    cellTypes = all.filter { $0.replicates.allSatisfy(\.isCounted) }
    withoutCounts = all.filter { !$0.replicates.allSatisfy(\.isCounted) }.map(\.name)
    let variants = try section.alleles.map { try AllelicVariants(of: fragments, $0) }
    if usesBarcodes, !cellTypes.isEmpty {
      guard let (rows, fragmentOfRow) = merged.barcodeRows else {
        throw CallsProblem.needsBarcodes(aggregation: section.aggregation.rawValue)
      }
      elements = CountedElements(
        columns: rows.counts, elementOfRow: fragmentOfRow, elements: fragments.rowCount)
      alleles = variants.map { variants in
        let elementOfRow = fragmentOfRow.map { $0 < 0 ? -1 : variants.elementOfFragment[Int($0)] }
        return (
          variants,
          CountedElements(
            columns: rows.counts, elementOfRow: elementOfRow, elements: variants.elementCount)
        )
      }
    } else {
      elements = CountedElements(fragments: fragments)
      alleles = variants.map { variants in
        (
          variants,
          CountedElements(
            columns: fragments.counts, elementOfRow: variants.elementOfFragment,
            elements: variants.elementCount)
        )
      }
    }
    controls = try section.controls.map { try Self.controls($0, in: fragments) } ?? []
    self.fragments = fragments
  }

  private static func controls(
    _ controls: CallsSection.Controls, in fragments: FragmentTable
  ) throws(CallsProblem) -> [Int] {
    let values = fragments.labelValues(controls.column)
    let wanted = Set(controls.values)
    let rows = values.indices.filter { wanted.contains(values[$0]) }
    if rows.isEmpty {
      throw .noControls(
        column: controls.column, values: controls.values, found: distinctValues(of: values))
    }
    return rows
  }

  /// The pairs of cell types to compare; those without counts are left out.
  func comparisons(
    _ named: [[String]]?
  ) -> [(ResolvedDesign.CellType, ResolvedDesign.CellType)] {
    guard let named else {
      return cellTypes.indices.flatMap { first in
        cellTypes[(first + 1)...].map { (cellTypes[first], $0) }
      }
    }
    return named.compactMap { pair in
      guard let first = cellTypes.first(where: { $0.name == pair[0] }),
        let second = cellTypes.first(where: { $0.name == pair[1] })
      else { return nil }
      return (first, second)
    }
  }
}

extension ResolvedDesign.Replicate {
  fileprivate var isCounted: Bool {
    if case .counts = measurement { return true }
    return false
  }
}
