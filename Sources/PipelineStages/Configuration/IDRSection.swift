import PipelineEngine
import Statistics

/// The section `idr`: irreproducible discovery rates of the fragments.
enum IDRSection {
  static let schema = RecordSchema(
    "Irreproducible discovery rates: which fragments keep their rank in every replicate.",
    fields: [
      Field("enabled", .boolean, default: .value(true), "Whether the rates are computed."),
      Field(
        "signal", .choice(IDRParameters.Signal.allCases.map(\.rawValue)),
        default: .value(.string(IDRParameters.Signal.activity.rawValue)),
        "What fragments are ranked by: activity, or the raw RNA count."),
      Field(
        "threshold", .number(.closed(0, 1)), default: .value(0.05),
        "Largest global rate of a fragment that counts as reproducible."),
      Field(
        "maximum_rows", .integer(20...Int.max), default: .value(100_000), unit: "fragment",
        "Fragments compared at most; of more, a random choice that is the same in every run."),
      Field(
        "method", .choice(IDRFit.Method.allCases.map(\.rawValue)),
        default: .value(.string(IDRFit.Method.automatic.rawValue)),
        "How the fit ends: published (the rule of idr 2.0.3), accelerated (extrapolated to the end), "
          + "or automatic, which is accelerated from 10000 fragments on. Whatever the method, rows "
          + "that pass are no evidence when the mixture does not separate."),
    ])

  /// Reads the section; nil when it is switched off.
  static func parameters(_ section: ConfigurationRecord) -> IDRParameters? {
    let parameters = IDRParameters(
      signal: IDRParameters.Signal(rawValue: section.text("signal")) ?? .activity,
      threshold: section.number("threshold"), maximumRows: section.int("maximum_rows"),
      method: IDRFit.Method(rawValue: section.text("method")) ?? .automatic)
    return section.bool("enabled") ? parameters : nil
  }
}

/// How fragments are compared.
struct IDRParameters {
  /// What fragments are ranked by.
  enum Signal: String, CaseIterable, Codable {
    case activity, rna
  }

  let signal: Signal
  let threshold: Double
  let maximumRows: Int
  let method: IDRFit.Method
}
