import Foundation
import GenomicTypes
import ReporterAssay
import Statistics
import TestSupport
import Testing

/// The bytes of a gzip file of a published experiment.
func realBytes(_ path: String) throws -> [UInt8] {
  let bytes = try gunzipped((realData ?? "") + "/" + path)
  try #require(!bytes.isEmpty, "gzip -dc \(path)")
  return bytes
}

/// A text table of a test: a header and rows of cells.
struct TextTable {
  let header: [String]
  let rows: [[String]]

  init(text: String) {
    let lines = text.split(separator: "\n").map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    header = lines.first ?? []
    rows = Array(lines.dropFirst())
  }

  func column(_ name: String) -> [String] {
    guard let index = header.firstIndex(of: name) else { return [] }
    return rows.map { $0[index] }
  }

  func counts(_ name: String) -> CountColumn {
    let cells = column(name)
    return CountColumn(
      name: name, values: cells.map { UInt32($0) ?? 0 }, observed: cells.map { UInt32($0) != nil })
  }

  func numbers(_ name: String) -> [Double?] { column(name).map { Double($0) } }
}

/// Files of the project, found from this file.
func oracle(_ name: String) throws -> TextTable {
  var root = URL(filePath: #filePath)
  for _ in 0..<3 { root.deleteLastPathComponent() }
  let url = root.appending(path: "Reference/oracles/assay/\(name)")
  return TextTable(text: try String(contentsOf: url, encoding: .utf8))
}

/// Rows without a place.
func table(
  names: [String]? = nil, counts: [CountColumn] = [], activities: [ActivityColumn] = [],
  barcodes: [UInt32]? = nil
) -> FragmentTable {
  let rows = counts.first?.values.count ?? activities.first?.values.count ?? names?.count ?? 0
  return FragmentTable(
    chromosomeNames: [], placements: Array(repeating: nil, count: rows), names: names,
    barcodeCounts: barcodes, counts: counts, activities: activities)
}

/// A placement on chromosome 0.
func place(
  _ start: Int32, _ end: Int32, _ strand: Strand = .forward, chromosome: Int32 = 0
) -> FragmentPlacement {
  FragmentPlacement(chromosome: chromosome, interval: start..<end, strand: strand)
}

/// A cell type "cells" with replicates "1", "2", … that each have DNA column "d1" and RNA "r1", ….
func design(replicates: Int) -> AssayDesign {
  AssayDesign(cellTypes: [
    AssayDesign.CellType(
      name: "cells",
      replicates: (1...replicates).map {
        AssayDesign.Replicate(name: "\($0)", dna: ["d\($0)"], rna: ["r\($0)"])
      })
  ])
}

/// Count columns d1, r1, d2, r2, ….
func replicateColumns(_ replicates: [(dna: [UInt32], rna: [UInt32])]) -> [CountColumn] {
  replicates.enumerated().flatMap { index, counts in
    [
      CountColumn(name: "d\(index + 1)", values: counts.dna),
      CountColumn(name: "r\(index + 1)", values: counts.rna),
    ]
  }
}

/// Everything from counts to the report, for small tables.
func assessed(
  _ table: FragmentTable, design: AssayDesign,
  parameters: NormalizationParameters? = nil,
  reproducibility: ReproducibilityParameters = ReproducibilityParameters(draws: 100),
  threads: Int = 1
) throws -> Reproducibility {
  let merged = MergedFragments(unmerged: table)
  let resolved = try design.resolved(against: table)
  let values = try activity(
    of: merged, design: resolved, parameters: try parameters ?? NormalizationParameters(),
    threads: threads)
  return try Reproducibility(
    of: values, merged: merged, design: resolved, parameters: reproducibility, seed: Seed(7),
    threads: threads)
}

/// Whether two optional numbers agree within `tolerance`, nil only with nil.
func agree(_ first: Double?, _ second: Double?, within tolerance: Double) -> Bool {
  switch (first, second) {
  case (nil, nil): true
  case (let a?, let b?): abs(a - b) <= tolerance
  default: false
  }
}
