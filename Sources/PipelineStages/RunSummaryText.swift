import Foundation
public import PipelineEngine

/// What a run prints at its end: where the report is, and the comparison in a few lines.
public enum RunSummaryText {
  /// The text for a finished run.
  public static func text(
    _ summary: RunSummary, workFolder: WorkFolder, experiment: Experiment
  ) throws -> String {
    var lines: [String] = []
    if summary.ran.isEmpty {
      lines.append("Nothing to do: all \(summary.reused.count) selected stages are up to date.")
    } else {
      lines.append(
        "Ran \(summary.ran.joined(separator: ", ")) in \(Decimals.text(summary.seconds, 1)) s"
          + (summary.reused.isEmpty ? "." : "; \(summary.reused.count) were up to date."))
    }
    let report = workFolder.resultLink(of: StageName.report)
    let settled = Set(summary.ran + summary.reused)
    if settled.contains(StageName.report),
      let data = FileManager.default.contents(atPath: report + "/summary.txt")
    {
      lines += ["", String(decoding: data, as: UTF8.self)]
    }
    if settled.contains(StageName.library) {
      lines.append("Library QC: \(workFolder.resultLink(of: StageName.library))/library_qc.html")
    }
    if settled.contains(StageName.reproducibility) {
      lines.append(
        "Replicate QC: \(workFolder.resultLink(of: StageName.reproducibility))/replicate_qc.html")
    }
    if settled.contains(StageName.calls) {
      lines.append("Calls: \(workFolder.resultLink(of: StageName.calls))/calls.html")
    }
    if settled.contains(StageName.report) { lines.append("Report: \(report)/report.html") }
    return lines.joined(separator: "\n") + "\n"
  }
}
