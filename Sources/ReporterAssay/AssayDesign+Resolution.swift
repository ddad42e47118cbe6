public import GenomicTypes

extension AssayDesign {
  /// Finds every column of the design in a table.
  ///
  /// ```swift
  /// let resolved = try design.resolved(against: table)
  /// resolved.cellTypes[0].replicates[0].measurement  // .counts(dna: [0], rna: [1, 2])
  /// ```
  ///
  /// - Throws: ``ReporterAssayError/design(_:)`` with all problems at once: no cell type or
  ///   replicate, empty or repeated names, columns that the table lacks, a replicate with counts and
  ///   activity, with neither, without DNA, a column used for two purposes, a cell type that mixes
  ///   counts and given activity.
  public func resolved(
    against table: FragmentTable
  ) throws(ReporterAssayError) -> ResolvedDesign {
    var resolution = DesignResolution(
      counts: table.counts.map(\.name), activities: table.activities.map(\.name))
    let cellTypes = resolution.resolve(self)
    guard resolution.problems.isEmpty else { throw .design(resolution.problems) }
    return ResolvedDesign(cellTypes: cellTypes)
  }
}

private struct DesignResolution {
  let countNames: [String]
  let activityNames: [String]
  var problems: [AssayDesignProblem] = []
  private var usedForRNA: [String: String] = [:]
  private var usedForDNA: [String: String] = [:]
  private var usedForActivity: [String: String] = [:]

  init(counts: [String], activities: [String]) {
    countNames = counts
    activityNames = activities
  }

  mutating func resolve(_ design: AssayDesign) -> [ResolvedDesign.CellType] {
    if design.cellTypes.isEmpty { problems.append(.noCellTypes) }
    reportRepeated(countNames + activityNames) { .repeatedTableColumn($0) }
    reportRepeated(design.cellTypes.map(\.name)) { .repeatedCellType($0) }
    return design.cellTypes.map { cellType in resolve(cellType, assayDNA: design.dna) }
  }

  private mutating func resolve(
    _ cellType: AssayDesign.CellType, assayDNA: [String]
  ) -> ResolvedDesign.CellType {
    if cellType.name.isEmpty { problems.append(.emptyName(at: "cell type")) }
    if cellType.replicates.isEmpty { problems.append(.noReplicates(cellType: cellType.name)) }
    reportRepeated(cellType.replicates.map(\.name)) {
      .repeatedReplicate(cellType: cellType.name, name: $0)
    }
    let given = cellType.replicates.count { $0.activity != nil }
    if given > 0 && given < cellType.replicates.count {
      problems.append(.mixedMeasurements(cellType: cellType.name))
    }
    let sharedDNA = cellType.dna.isEmpty ? assayDNA : cellType.dna
    let replicates = cellType.replicates.map { replicate in
      resolve(replicate, in: cellType.name, sharedDNA: sharedDNA)
    }
    return ResolvedDesign.CellType(name: cellType.name, replicates: replicates)
  }

  private mutating func resolve(
    _ replicate: AssayDesign.Replicate, in cellType: String, sharedDNA: [String]
  ) -> ResolvedDesign.Replicate {
    let place = "\(cellType), replicate \(replicate.name)"
    if replicate.name.isEmpty { problems.append(.emptyName(at: "replicate of \(cellType)")) }
    if let activity = replicate.activity {
      if !replicate.rna.isEmpty || !replicate.dna.isEmpty {
        problems.append(.countsAndActivity(at: place))
      }
      claim(activity, for: place, in: \.usedForActivity)
      let index = find([activity], among: activityNames, kind: .activity, at: place)
      return ResolvedDesign.Replicate(
        name: replicate.name, measurement: .activity(index.first ?? 0))
    }
    let dna = replicate.dna.isEmpty ? sharedDNA : replicate.dna
    switch (replicate.rna.isEmpty, dna.isEmpty) {
    case (true, true): problems.append(.noMeasurement(at: place))
    case (true, false): problems.append(.noRNA(at: place))
    case (false, true): problems.append(.noDNA(at: place))
    case (false, false): break
    }
    reportRepeated(dna + replicate.rna) { .repeatedColumn($0, at: place) }
    for column in replicate.rna { claim(column, for: place, in: \.usedForRNA) }
    for column in dna { usedForDNA[column] = place }
    for column in replicate.rna + dna {
      if let rna = usedForRNA[column], let dna = usedForDNA[column], rna != dna {
        problems.append(.columnUsedTwice(column, first: dna + " (DNA)", second: rna + " (RNA)"))
      }
    }
    return ResolvedDesign.Replicate(
      name: replicate.name,
      measurement: .counts(
        dna: find(dna, among: countNames, kind: .counts, at: place),
        rna: find(replicate.rna, among: countNames, kind: .counts, at: place)))
  }

  private mutating func claim(
    _ column: String, for place: String,
    in register: WritableKeyPath<DesignResolution, [String: String]>
  ) {
    if let first = self[keyPath: register][column], first != place {
      problems.append(.columnUsedTwice(column, first: first, second: place))
    }
    self[keyPath: register][column] = place
  }

  private mutating func find(
    _ columns: [String], among names: [String], kind: AssayDesignProblem.ColumnKind,
    at place: String
  ) -> [Int] {
    columns.compactMap { column in
      if let index = names.firstIndex(of: column) { return index }
      problems.append(.missingColumn(column, kind: kind, at: place, available: names))
      return nil
    }
  }

  private mutating func reportRepeated(
    _ names: [String], _ problem: (String) -> AssayDesignProblem
  ) {
    var seen: Set<String> = []
    var reported: Set<String> = []
    for name in names where !seen.insert(name).inserted && reported.insert(name).inserted {
      problems.append(problem(name))
    }
  }
}
