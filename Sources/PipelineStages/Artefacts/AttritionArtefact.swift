import GenomicTypes
import PipelineEngine

/// What was lost where, sample by sample: `sample_attrition.json`, and `sample_attrition.tsv` for
/// people.
enum AttritionArtefact {
  private static let name = "sample_attrition"

  /// Writes the chains of all samples.
  static func write(_ chains: [AttritionChain], to folder: String) throws {
    try JSONDocument.write(chains, to: "\(folder)/\(name).json")
    try TextTable.write(table(of: chains), to: "\(folder)/\(name).tsv")
  }

  /// Reads the chains back.
  static func read(from folder: String) throws -> [AttritionChain] {
    try JSONDocument.read([AttritionChain].self, from: "\(folder)/\(name).json")
  }

  /// One line per step with what it left, and one per reason with what was dropped for it.
  static func table(of chains: [AttritionChain]) -> TextTable {
    var table = TextTable(
      header: ["sample", "step", "unit", "entered", "left", "reason", "dropped"])
    for chain in chains {
      for node in chain.nodes {
        let start = [chain.name, node.step, node.unit, "\(node.entered)", "\(node.left)"]
        table.add(start + [node.collapses ? "merged" : "", "\(node.droppedInAll)"])
        for (reason, count) in node.dropped.sorted(by: { $0.key < $1.key }) {
          table.add(start + [reason, "\(count)"])
        }
      }
    }
    return table
  }
}

extension AttritionNode {
  /// Rows dropped for any reason; 0 for a step that merges rows.
  fileprivate var droppedInAll: Int { dropped.values.reduce(0, +) }
}
