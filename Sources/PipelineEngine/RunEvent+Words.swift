extension RunEvent {
  /// The event as one line for people, or nothing when it is not worth one.
  var line: String? {
    switch self {
    case .planned(let plan):
      let running = plan.stages.filter { !$0.reasons.isEmpty }
      return running.isEmpty
        ? nil : "to do: " + running.map(\.name).joined(separator: ", ")
    case .digesting(let path, let bytes):
      return bytes > 1_000_000_000 ? "reading \(path) (\(ByteCount(bytes)))" : nil
    case .stageReused(let stage, _): return "\(stage): up to date"
    case .stageStarted(let stage, let summary, let reasons):
      return "\(stage): \(summary) (\(reasons.map(\.words).joined(separator: "; ")))"
    case .progress(let progress): return "\(progress.stage): \(progress.words)"
    case .message(let stage, let level, let text):
      return level == "info" ? "\(stage): \(text)" : "\(stage): \(level): \(text)"
    case .stageFinished(let record):
      let memory = record.peakMemoryBytes.map { ", \(ByteCount($0)) of memory" } ?? ""
      return "\(record.stage): finished in \(durationWords(record.seconds))\(memory)"
    case .stageFailed(let stage, let seconds):
      return "\(stage): failed after \(durationWords(seconds))"
    case .finished(let summary):
      return "done in \(durationWords(summary.seconds)): \(summary.ran.count) run, "
        + "\(summary.reused.count) up to date"
    }
  }
}

extension ProgressSnapshot {
  /// `reading fragments 1.2 M of 5 M fragments (24 %), 410 k/s, 9.3 s left`.
  public var words: String {
    guard completed > 0 || total != nil else { return phase }
    var text = phase + " " + Self.count(completed)
    if let total {
      text += " of " + Self.count(total)
    }
    if !unit.isEmpty { text += " " + unit }
    if let total, total > 0 { text += " (\(completed * 100 / total) %)" }
    if let rate { text += ", \(ScaledNumber(rate).words)/s".replacing(" /s", with: "/s") }
    if let secondsLeft { text += ", \(durationWords(secondsLeft)) left" }
    return text
  }

  private static func count(_ value: Int) -> String {
    let words = ScaledNumber(Double(value)).words
    return words.hasSuffix(" ") ? String(words.dropLast()) : words
  }
}

/// A duration in words: `0.4 s`, `12.3 s`, `4 min 05 s`, `2 h 03 min`.
package func durationWords(_ seconds: Double) -> String {
  if seconds < 60 { return "\((seconds * 10).rounded() / 10) s" }
  let whole = Int(seconds.rounded())
  let padded = { (value: Int) in value < 10 ? "0\(value)" : "\(value)" }
  if whole < 3600 { return "\(whole / 60) min \(padded(whole % 60)) s" }
  return "\(whole / 3600) h \(padded(whole % 3600 / 60)) min"
}
