/// The outcome of one check, always shown as a word, never by colour alone.
public enum CheckStatus: String, Codable, Hashable, Sendable, CaseIterable {
  /// Within the band.
  case pass
  /// Outside the band, but the results can be read with care.
  case warn
  /// The results should not be used before this is understood.
  case fail
  /// For information, or the check does not apply to these data.
  case note

  /// The word printed in the report.
  public var word: String { rawValue }
}

/// One plain sentence of judgement.
public struct Verdict: Codable, Hashable, Sendable {
  /// Its outcome.
  public let status: CheckStatus
  /// The sentence.
  public let sentence: String

  /// Makes a verdict.
  public init(_ status: CheckStatus, _ sentence: String) {
    self.status = status
    self.sentence = sentence
  }
}

/// A main number of a report, large, with what it means below.
public struct SummaryCard: Codable, Hashable, Sendable {
  /// What the number is.
  public let label: String
  /// The number as printed, for example `0.46` or `71%`.
  public let value: String
  /// One short line of context.
  public let detail: String

  /// Makes a card.
  public init(label: String, value: String, detail: String) {
    self.label = label
    self.value = value
    self.detail = detail
  }
}

/// One line of the parameters or versions list.
public struct NamedValue: Codable, Hashable, Sendable {
  /// The name, as it is written in the configuration.
  public let name: String
  /// The value in full.
  public let value: String

  /// Makes a line.
  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// What ends every report: how it was made, with nothing that differs between two equal runs.
public struct ReportColophon: Codable, Hashable, Sendable {
  /// Paragraphs that say what was computed and how.
  public var methods: [String]
  /// Every resolved scientific parameter.
  public var parameters: [NamedValue]
  /// Program, schema and input versions or digests; no dates, no durations, no host names.
  public var versions: [NamedValue]
  /// Sources cited, one per line.
  public var references: [String]

  /// Makes a colophon.
  public init(
    methods: [String] = [], parameters: [NamedValue] = [], versions: [NamedValue] = [],
    references: [String] = []
  ) {
    self.methods = methods
    self.parameters = parameters
    self.versions = versions
    self.references = references
  }
}
