import ModelEvaluation

/// The comparison in a few lines for a terminal.
struct SummaryTable {
  private let result: ModelComparisonResult

  init(_ result: ModelComparisonResult) { self.result = result }

  /// One block per task: a header, a line per model, and the ceiling.
  var text: String {
    result.tasks.map { task in
      let ceiling = task.ceiling.spearman.value.map { Decimals.text($0, 3) } ?? "not known"
      let rows =
        [["model", "Spearman", "95% interval", "Pearson", "of ceiling"]]
        + task.models.map(line)
      let title =
        "\(task.task): \(Quantity.text(task.n)) held-out fragments,"
        + " noise ceiling (Spearman) \(ceiling)\n"
      return title + Self.aligned(rows)
    }.joined(separator: "\n")
  }

  private func line(_ score: ModelEvaluation.ModelScore) -> [String] {
    let interval = score.spearman.interval.map {
      Decimals.text($0.lowerBound, 3) + " to " + Decimals.text($0.upperBound, 3)
    }
    return [
      score.model, score.spearman.value.map { Decimals.text($0, 3) } ?? "–", interval ?? "–",
      score.pearson.value.map { Decimals.text($0, 3) } ?? "–",
      score.spearmanShareOfCeiling.value.map { Decimals.text($0 * 100, 0) + " %" } ?? "–",
    ]
  }

  private static func aligned(_ rows: [[String]]) -> String {
    let widths = (rows.first ?? []).indices.map { column in
      rows.map { $0[column].count }.max() ?? 0
    }
    return rows.map { row in
      let cells = zip(row, widths).enumerated().map { column, cell in
        let padding = String(repeating: " ", count: cell.1 - cell.0.count)
        return column == 0 ? cell.0 + padding : padding + cell.0
      }
      return "  " + cells.joined(separator: "  ") + "\n"
    }.joined()
  }
}
