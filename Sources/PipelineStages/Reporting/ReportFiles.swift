import PipelineEngine
import Reports

/// A report on disk: the page, `figures/*.svg`, `tables/*.tsv` and a file for MultiQC.
enum ReportFiles {
  static func write(
    _ report: RenderedReport, page: String, multiQC: MultiQCTable, to folder: String
  ) throws {
    try AtomicFile.write(report.html, to: folder + "/" + page)
    for figure in report.figures {
      try AtomicFile.write(figure.text, to: folder + "/figures/\(figure.name).svg")
    }
    for table in report.tables {
      try AtomicFile.write(table.text, to: folder + "/tables/\(table.name).tsv")
    }
    try AtomicFile.write(multiQC.json, to: folder + "/\(multiQC.id)_mqc.json")
  }
}
