import Foundation
import Statistics

/// What the replicates of a cell type say, in one sentence.
public struct ReplicateVerdict: Hashable, Codable, Sendable {
  /// What the sentence amounts to.
  public enum Judgement: String, Hashable, Codable, Sendable {
    /// Replicates agree, and not because of input DNA.
    case sound
    /// Input DNA accounts for much of the agreement.
    case confounded
    /// Replicates hardly agree in activity.
    case weak
    /// Replicates are one measurement twice.
    case repeated
    /// There is nothing to judge by.
    case notJudged
  }

  /// The sentence, for example "RNA r 0.91; 0.51 after controlling input DNA; ratio r 0.46."
  public let sentence: String
  /// What it amounts to.
  public let judgement: Judgement

  /// Whether input DNA accounts for much of the agreement of replicates.
  public var isConfounded: Bool { judgement == .confounded }
}

extension ReplicateVerdict {
  /// Fewer rows are not judged.
  static let fewestRows = 20
  /// A smaller correlation of activity is called weak (*cupel's rule*).
  static let weakestActivity = 0.2

  /// What agrees because of input DNA.
  enum Confound {
    case rna, ratio
  }

  /// What input DNA accounts for much of the agreement of (*cupel's rule*); nil for nothing.
  ///
  /// RNA, when it loses more than `largestDrop` of its correlation with DNA held fixed, or when the
  /// ratio agrees less than half as well as RNA does, which catches sparse counts, whose noisy DNA the
  /// partial correlation cannot remove. The ratio, when it agrees better by more than `largestDrop`
  /// than RNA among fragments of equal DNA does: then the denominator agrees.
  static func confound(
    rna: Double, partial: Double?, activity: Double, largestDrop: Double
  ) -> Confound? {
    if let partial, rna - partial > largestDrop { return .rna }
    if rna >= weakestActivity, activity < rna / 2 { return .rna }
    if let partial, activity - partial > largestDrop { return .ratio }
    return nil
  }

  /// Sums up replicate pairs by the medians over the pairs.
  init(of pairs: [ReplicatePairQuality], isGiven: Bool, largestDrop: Double) {
    guard !pairs.isEmpty else {
      self.init("One replicate: reproducibility cannot be judged.", .notJudged)
      return
    }
    let rows = pairs.map(\.rows).min() ?? 0
    if rows < Self.fewestRows {
      self.init(
        "Replicates have \(rows) \(rows == 1 ? "fragment" : "fragments") in common: too few to judge "
          + "reproducibility.", .notJudged)
      return
    }
    let middle = median(of: pairs.compactMap(\.activity.pearson.value))
    let activity = Self.text(middle)
    let counts = pairs.compactMap(\.counts)
    if counts.contains(where: \.isRepeated) {
      let names = pairs.filter { $0.counts?.isRepeated == true }
        .map { "\($0.first) and \($0.second)" }
      self.init(
        "\(names.joined(separator: ", ")) have the same RNA counts: one measurement twice, which says "
          + "nothing of reproducibility.", .repeated)
      return
    }
    if isGiven {
      self.init(
        "Activity r \(activity); given by the input, so input DNA cannot be controlled.",
        middle.map { $0 < Self.weakestActivity ? .weak : .sound } ?? .notJudged)
      return
    }
    let rna = median(of: counts.compactMap(\.rna.pearson.value))
    let partial = median(of: counts.compactMap(\.rnaGivenDNA.pearson.value))
    var words =
      "RNA r \(Self.text(rna)); \(Self.text(partial)) after controlling input DNA; "
      + "ratio r \(activity)"
    if pairs.contains(where: { $0.denominator == .shared }) { words += " (shared input DNA)" }
    words += "."
    guard let rna, let middle else {
      self.init(words + " Without these correlations reproducibility cannot be judged.", .notJudged)
      return
    }
    switch Self.confound(
      rna: rna, partial: partial, activity: middle, largestDrop: largestDrop)
    {
    case .rna:
      self.init(
        words + " Warning: much of the RNA agreement comes from input DNA.", .confounded)
    case .ratio:
      self.init(
        words + " Warning: much of the agreement of the ratio comes from input DNA.", .confounded)
    case nil where middle < Self.weakestActivity:
      self.init(words + " Warning: replicates hardly agree in activity.", .weak)
    case nil: self.init(words, .sound)
    }
  }

  private init(_ sentence: String, _ judgement: Judgement) {
    self.sentence = sentence
    self.judgement = judgement
  }

  private static func text(_ value: Double?) -> String {
    value.map { String(format: "%.2f", $0) } ?? "undefined"
  }
}
