import ArrayFiles
import GenomicTypes

/// Placements on disk: `chromosome` and `strand` as categories, `start` and `end` as numbers.
enum PlacementColumns {
  private static let strands: [Strand] = [.forward, .reverse, .unstranded]

  /// Adds the columns to a table that is written column by column.
  static func write(
    _ placements: [FragmentPlacement?], chromosomeNames: [String], to writer: inout TableWriter
  ) throws {
    let placed = mask(placements) { $0 != nil }
    let description = "name of the chromosome, undefined for rows without one"
    if chromosomeNames.count <= 256 {
      try writer.add(
        "chromosome", description: description, categories: chromosomeNames,
        codes: placements.map { UInt8(truncatingIfNeeded: $0?.chromosome ?? 0) },
        defined: placed)
    } else {
      try writer.add(
        "chromosome", description: description, categories: chromosomeNames,
        codes: placements.map { $0?.chromosome ?? 0 }, defined: placed)
    }
    let located = mask(placements) { $0?.interval != nil }
    try writer.add(
      "start", unit: "base", description: "first base, 0-based",
      values: placements.map { $0?.interval?.lowerBound ?? 0 }, defined: located)
    try writer.add(
      "end", unit: "base", description: "one past the last base, 0-based",
      values: placements.map { $0?.interval?.upperBound ?? 0 }, defined: located)
    try writer.add(
      "strand", description: "+, - or . (not known)", categories: strands.map(\.symbol),
      codes: placements.map { ($0?.strand ?? .unstranded).rawValue })
  }

  /// Reads the columns; chromosomes are numbered by first appearance.
  ///
  /// - Complexity: memory up to 14 bytes per row beside the result.
  static func read(
    _ table: TableArtefact
  ) throws -> (chromosomeNames: [String], placements: [FragmentPlacement?]) {
    let chromosomes = try table.categorical("chromosome")
    let starts = try table.maskedColumn("start", as: Int32.self)
    let ends = try table.maskedColumn("end", as: Int32.self)
    let strands = try self.strands(table)
    var names: [String] = []
    var indices = [Int32?](repeating: nil, count: chromosomes.categories.count)
    var placements: [FragmentPlacement?] = []
    placements.reserveCapacity(table.rows)
    for row in 0..<table.rows {
      if let placed = chromosomes.defined, !placed[row] {
        placements.append(nil)
        continue
      }
      let code = Int(chromosomes.codes[row])
      let index = indices[code] ?? Int32(names.count)
      if Int(index) == names.count {
        indices[code] = index
        names.append(chromosomes.categories[code])
      }
      let isLocated = (starts.defined?[row] ?? true) && (ends.defined?[row] ?? true)
      let (start, end) = (starts.values[row], ends.values[row])
      placements.append(
        FragmentPlacement(
          chromosome: index,
          interval: isLocated && start <= end ? start..<end : nil, strand: strands[row]))
    }
    return (names, placements)
  }

  private static func strands(_ table: TableArtefact) throws -> [Strand] {
    let column = try table.categorical("strand")
    let known = column.categories.map { Strand(symbol: $0) ?? .unstranded }
    return column.codes.map { known[Int($0)] }
  }

  /// Which rows have something; nil when all of them do.
  private static func mask(
    _ placements: [FragmentPlacement?], _ has: (FragmentPlacement?) -> Bool
  ) -> [Bool]? {
    placements.allSatisfy(has) ? nil : placements.map(has)
  }
}
