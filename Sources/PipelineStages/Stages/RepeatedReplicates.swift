import ReporterAssay

/// Replicates with the same values everywhere: almost always one column copied into two. They look
/// perfectly reproducible, which is why somebody has to say it.
enum RepeatedReplicates {
  /// One warning per pair of replicates of a cell type that agree to the last bit, in two
  /// fragments or more.
  static func warnings(about activity: ActivityTable) -> [String] {
    activity.cellTypes.flatMap { cellType in
      cellType.replicates.indices.flatMap { later in
        (0..<later).compactMap { earlier in
          let (first, second) = (cellType.replicates[earlier], cellType.replicates[later])
          guard first.values == second.values, first.values.count(where: { $0 != nil }) >= 2
          else { return nil }
          return "\(cellType.name): replicates \(first.name) and \(second.name) have the same"
            + " activity in every fragment; expected independent measurements."
            + " Check that one column is not a copy of the other."
        }
      }
    }
  }
}
