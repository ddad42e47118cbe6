extension ThresholdResult {
  /// Checks with their bands and sources, the same in every report.
  ///
  /// - Throws: ``ReportsError`` when a value is not finite.
  package static func table(_ thresholds: [ThresholdResult]) throws(ReportsError) -> TableContent {
    try TableContent(
      name: "thresholds", caption: "Checks against the thresholds in use",
      columns: [
        TableColumn("metric", "Measure"), TableColumn("scope", "For"),
        TableColumn("observed", "Observed", .number(decimals: 3)), TableColumn("band", "Band"),
        TableColumn("status", "Outcome", .status), TableColumn("source", "Source of the band"),
        TableColumn("remark", "Remark"),
      ],
      rows: thresholds.map { check in
        [
          .text(check.metric), .text(check.scope),
          .real(check.observed, orMissing: "does not apply to these data"), .text(check.band),
          .status(check.status), .text(check.source), .text(check.remark),
        ]
      })
  }
}
