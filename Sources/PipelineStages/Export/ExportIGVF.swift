import Foundation
import GenomicTypes
import GenomicsIO
import ReporterAssay

/// The IGVF formats that the results of an experiment can be written in.
enum IGVFExportFormat: String, CaseIterable {
  case experimentBarcode = "reporter_experiment_barcode"
  case barcodeToElement = "reporter_barcode_to_element_mapping"
  case experiment = "reporter_experiment"
  case element = "reporter_element"
  case genomicElement = "reporter_genomic_element"
  case variant = "reporter_variant"
}

extension ExperimentExport {
  /// Names of the IGVF formats that can be written.
  public static var igvfFormats: [String] { IGVFExportFormat.allCases.map(\.rawValue) }

  /// Names of the rules for the score of genomic elements.
  public static var scoreRules: [String] { IGVFScore.allCases.map(\.rawValue) }

  /// Writes a table in an IGVF format, BGZF when the name ends in `.gz`.
  ///
  /// - `reporter_experiment`: rows whose replicate has an activity; counts as in
  ///   `NormalizedCounts`; log2FoldChange is the activity of the replicate.
  /// - `reporter_element`, `reporter_genomic_element`: elements whose cell type has an activity;
  ///   counts per million without pseudocount, means over replicates; P values are those of the
  ///   stage `calls`, empty where an element was not tested or the stage has no current results.
  /// - `reporter_variant`: variants whose alleles the stage `calls` compared.
  ///
  /// - Parameters:
  ///   - cellType: nil when the experiment has one.
  ///   - score: one of ``scoreRules``.
  ///   - barcodeColumn: label that holds the barcode sequence.
  /// - Returns: what was written, in words.
  public func writeIGVF(
    _ format: String, to path: String, cellType: String?, score: String, barcodeColumn: String
  ) throws -> String {
    try refuseInput(at: path)
    let format = try ExportProblem.choice(format, option: "--format", as: IGVFExportFormat.self)
    let rule = try ExportProblem.choice(score, option: "--score", as: IGVFScore.self)
    if format == .barcodeToElement { return try writeMapping(to: path, barcodeColumn) }
    let cellType = try self.cellType(cellType)
    for replicate in cellType.replicates {
      guard case .counts = replicate.measurement else {
        throw ExportProblem.needsCounts(what: format.rawValue, cellType: cellType.name)
      }
    }
    switch format {
    case .experimentBarcode: return try writeBarcodeCounts(cellType, to: path, barcodeColumn)
    case .experiment: return try writeExperiment(cellType, to: path)
    case .element: return try writeElements(cellType, to: path)
    case .genomicElement: return try writeGenomicElements(cellType, to: path, rule)
    case .variant: return try writeVariants(cellType, to: path)
    case .barcodeToElement: return ""
    }
  }

  // MARK: barcodes

  private func barcodeRows(
    for what: String, _ column: String
  ) throws(ExportProblem) -> (barcodes: [String], fragmentOfRow: [Int32]) {
    guard let (source, fragmentOfRow) = barcodeSource else {
      throw .needsBarcodeRows(what: what)
    }
    guard let barcodes = source.labels.first(where: { $0.name == column }) else {
      throw .needsBarcodeLabel(column: column, labels: source.labels.map(\.name))
    }
    return (barcodes.values, fragmentOfRow)
  }

  private func writeMapping(to path: String, _ column: String) throws -> String {
    let rows = try barcodeRows(for: "a barcode mapping", column)
    var writer = try IGVFWriter<IGVFBarcodeAssignment>(path: path, threads: threads)
    var written = 0
    for row in rows.barcodes.indices where rows.fragmentOfRow[row] >= 0 {
      guard Self.isBarcode(rows.barcodes[row]) else { continue }
      try writer.write(
        IGVFBarcodeAssignment(
          barcode: rows.barcodes[row], element: name(of: Int(rows.fragmentOfRow[row]))))
      written += 1
    }
    try writer.finish()
    return barcodeWords(path, written: written, rows)
  }

  private func writeBarcodeCounts(
    _ cellType: ResolvedDesign.CellType, to path: String, _ column: String
  ) throws -> String {
    let rows = try barcodeRows(for: "a barcode table", column)
    var samples: [(name: String, columns: [CountColumn])] = []
    for replicate in cellType.replicates {
      guard case .counts(let dna, let rna) = replicate.measurement else { continue }
      for (prefix, columns) in zip(IGVFFormat.countPrefixes, [dna, rna]) {
        samples.append(
          (prefix + replicate.name, columns.compactMap { barcodeSource?.rows.counts[$0] }))
      }
    }
    var writer = try IGVFWriter<IGVFBarcodeCounts>(
      path: path, samples: samples.map(\.name), threads: threads)
    var written = 0
    for row in rows.barcodes.indices where rows.fragmentOfRow[row] >= 0 {
      guard Self.isBarcode(rows.barcodes[row]) else { continue }
      try writer.write(
        IGVFBarcodeCounts(
          barcode: rows.barcodes[row], element: name(of: Int(rows.fragmentOfRow[row])),
          counts: samples.map { Self.sum($0.columns, at: row) }))
      written += 1
    }
    try writer.finish()
    return barcodeWords(path, written: written, rows)
  }

  private func barcodeWords(
    _ path: String, written: Int, _ rows: (barcodes: [String], fragmentOfRow: [Int32])
  ) -> String {
    let unused = rows.fragmentOfRow.count { $0 < 0 }
    let foreign = rows.barcodes.count - unused - written
    return "wrote \(path): \(written) barcodes"
      + (unused == 0 ? "" : "\n\(unused) barcodes of fragments that were dropped are not in it")
      + (foreign == 0
        ? "" : "\n\(foreign) barcodes with letters other than A, C, G, T are not in it")
  }

  /// The sum of the observed counts, nil when none was observed.
  private static func sum(_ columns: [CountColumn], at row: Int) -> UInt32? {
    let counts = columns.compactMap { $0.count(at: row) }
    return counts.isEmpty
      ? nil : counts.reduce(0) { $0.addingReportingOverflow($1).overflow ? .max : $0 + $1 }
  }

  private static func isBarcode(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { "ACGT".utf8.contains($0) }
  }

  // MARK: elements

  func counts(of cellType: ResolvedDesign.CellType) -> [NormalizedCounts] {
    cellType.replicates.compactMap {
      NormalizedCounts(
        of: $0, in: merged, parameters: activity.description.parameters,
        sizeFactors: activity.description.findings.sizeFactors)
    }
  }

  /// Activity as log2: ratios are logarithmised, and a ratio of 0 has none.
  private func log2Activity(_ value: Double?) -> Double? {
    guard activity.description.parameters.method.unit == .ratio else { return value }
    return value.flatMap { $0 > 0 ? log2($0) : nil }
  }

  private func writeExperiment(
    _ cellType: ResolvedDesign.CellType, to path: String
  ) throws -> String {
    let counts = counts(of: cellType)
    var writer = try IGVFWriter<IGVFReplicateElement>(path: path, threads: threads)
    var written = 0
    for (replicate, counts) in zip(cellType.replicates, counts) {
      let values = try activity.replicate(replicate.name, of: cellType.name)
      for row in 0..<fragments.rowCount {
        guard let value = log2Activity(values[row]) else { continue }
        try writer.write(
          IGVFReplicateElement(
            replicate: replicate.name, name: name(of: row), dnaCount: counts.dna[row],
            rnaCount: counts.rna[row], dnaNormalized: counts.normalizedDNA(at: row),
            rnaNormalized: counts.normalizedRNA(at: row), log2FoldChange: value,
            barcodes: counts.barcodes[row]))
        written += 1
      }
    }
    try writer.finish()
    return "wrote \(path): \(written) rows, one per element and replicate of \(cellType.name)\n"
      + activityWords
  }

  /// Elements with an activity, in the order of the experiment.
  private func elements(
    of cellType: ResolvedDesign.CellType
  ) throws -> [(row: Int, element: IGVFElement)] {
    let pooled = try activity.pooled(cellType.name)
    let counts = counts(of: cellType)
    let minusLog10P = try calls.artefact?.activity(.minusLog10P, of: cellType.name)
    let minusLog10Q = try calls.artefact?.activity(.minusLog10Q, of: cellType.name)
    return (0..<fragments.rowCount).compactMap { row in
      guard let value = log2Activity(pooled[row]) else { return nil }
      let scaled = counts.compactMap { $0.perMillion(at: row) }
      guard !scaled.isEmpty else { return nil }
      let number = Double(scaled.count)
      return (
        row,
        IGVFElement(
          name: name(of: row), log2FoldChange: value,
          inputCount: scaled.reduce(0) { $0 + $1.dna } / number,
          outputCount: scaled.reduce(0) { $0 + $1.rna } / number,
          minusLog10P: minusLog10P?[row], minusLog10Q: minusLog10Q?[row])
      )
    }
  }

  private func writeElements(
    _ cellType: ResolvedDesign.CellType, to path: String
  ) throws -> String {
    let elements = try elements(of: cellType)
    var writer = try IGVFWriter<IGVFElement>(path: path, threads: threads)
    for (_, element) in elements { try writer.write(element) }
    try writer.finish()
    return elementWords(path, elements.count, cellType)
  }

  private func writeGenomicElements(
    _ cellType: ResolvedDesign.CellType, to path: String, _ rule: IGVFScore
  ) throws -> String {
    try requireIntervals(for: IGVFExportFormat.genomicElement.rawValue)
    let all = try elements(of: cellType)
    let order = GenomicOrder.rows(
      of: all.map { fragments.placements[$0.row] }, chromosomeNames: fragments.chromosomeNames)
    let elements = order.map { all[$0] }
    let scores = rule.scores(of: elements.map(\.element.log2FoldChange))
    var writer = try IGVFWriter<IGVFGenomicElement>(path: path, threads: threads)
    var largestEnd = 0
    for ((row, element), score) in zip(elements, scores) {
      guard let interval = interval(of: row) else { continue }
      largestEnd = max(largestEnd, interval.end)
      try writer.write(
        IGVFGenomicElement(
          interval: interval, strand: strand(of: row), score: score, element: element))
    }
    try writer.finish()
    var words = elementWords(path, elements.count, cellType)
    if TextFileWriter.Compression(path: path) == .bgzf {
      words += "\nindex \(try TabixIndex.build(for: path, longestChromosome: largestEnd))"
    }
    let left = all.count - elements.count
    return left == 0 ? words : words + "\n\(left) elements without start and end are not in it"
  }

  private func elementWords(
    _ path: String, _ count: Int, _ cellType: ResolvedDesign.CellType
  ) -> String {
    "wrote \(path): \(count) elements of \(cellType.name)\n\(activityWords)\n"
      + (calls.reason.map {
        "minusLog10PValue and minusLog10QValue are empty, because \($0); MPRAlib's own check wants "
          + "a number there"
      } ?? "minusLog10PValue and minusLog10QValue are those of the stage calls")
  }
}
