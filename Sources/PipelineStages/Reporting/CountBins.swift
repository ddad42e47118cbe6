import ReporterAssay
import Reports

/// Histograms over the doubling bins 0, 1, 2–3, 4–7, …
enum CountBins {
  /// One histogram with a series for each named one; all share the bins of the widest.
  static func histogram(
    title: String, xTitle: String, series: [(name: String, histogram: CountHistogram)]
  ) throws -> Histogram {
    let widest = series.map(\.histogram).max { $0.bins.count < $1.bins.count }
    let labels = (widest?.bins ?? []).map { bin in
      bin.first == bin.last
        ? compact(bin.first) : compact(bin.first) + "\u{2013}" + compact(bin.last)
    }
    return try Histogram(
      title: title, xTitle: xTitle, bins: .labels(labels),
      series: series.map { name, histogram in
        Histogram.Series(
          name: name,
          counts: labels.indices.map {
            $0 < histogram.bins.count ? histogram.bins[$0].rows : 0
          })
      })
  }

  /// "512", "16k", "2M": labels must fit below their bars.
  private static func compact(_ count: Int64) -> String {
    if count < 10_000 { return "\(count)" }
    if count < 10_000_000 { return "\((count + 500) / 1000)k" }
    return "\((count + 500_000) / 1_000_000)M"
  }
}
