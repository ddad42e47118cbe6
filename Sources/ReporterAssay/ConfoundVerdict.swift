import Foundation
import Statistics

/// What one pair of replicates says about input DNA, in plain words.
public struct ConfoundVerdict: Hashable, Codable, Sendable {
  /// One sentence.
  public let sentence: String
  /// Nil when it could not be judged; true when input DNA accounts for more of the RNA agreement
  /// than the threshold allows.
  public let isConfounded: Bool?
}

extension ReplicatePairQuality {
  /// Judges the pair.
  ///
  /// ```swift
  /// pair.confoundVerdict(largestDrop: 0.2).sentence
  /// // "1 and 2: RNA agrees at r 0.91, but only at 0.51 among fragments of equal input DNA: much of
  /// // the agreement is input DNA, not activity."
  /// ```
  ///
  /// - Parameter largestDrop: the largest difference of RNA r and its partial correlation that
  ///   passes. A ratio that agrees less than half as well as RNA never does.
  public func confoundVerdict(largestDrop: Double) -> ConfoundVerdict {
    let names = "\(first) and \(second)"
    guard let counts else {
      return ConfoundVerdict(
        sentence: "\(names): activity was given, so input DNA cannot be controlled.",
        isConfounded: nil)
    }
    guard let rna = counts.rna.pearson.value else {
      return ConfoundVerdict(
        sentence: "\(names): RNA has no correlation to judge.", isConfounded: nil)
    }
    guard rows >= ReplicateVerdict.fewestRows else {
      return ConfoundVerdict(
        sentence:
          "\(names): \(rows) \(rows == 1 ? "fragment" : "fragments") in common are too few to "
          + "hold input DNA fixed.", isConfounded: nil)
    }
    guard let partial = counts.rnaGivenDNA.pearson.value else {
      return ConfoundVerdict(
        sentence: "\(names): RNA agrees at r \(Self.text(rna)), but nothing is left once input "
          + "DNA is held fixed.", isConfounded: nil)
    }
    var words = "\(names): RNA agrees at r \(Self.text(rna))"
    let ratio = activity.pearson.value
    let confound = ReplicateVerdict.confound(
      rna: rna, partial: partial, activity: ratio ?? rna, largestDrop: largestDrop)
    if rna - partial > largestDrop {
      words +=
        ", but only at \(Self.text(partial)) among fragments of equal input DNA: "
        + (partial < rna / 2 ? "most" : "much") + " of the agreement is input DNA, not activity."
    } else if confound == .ratio, let ratio {
      words +=
        " and the ratio at \(Self.text(ratio)), but RNA only at \(Self.text(partial)) among fragments of "
        + "equal input DNA: what agrees in the ratio is input DNA, not RNA."
    } else if confound == .rna, let ratio {
      words +=
        ", but the ratio only at \(Self.text(ratio)): much of the agreement is input DNA, whose counts "
        + "are too noisy to be held fixed (r \(Self.text(partial)) among fragments of equal input DNA)."
    } else {
      words +=
        " and at \(Self.text(partial)) among fragments of equal input DNA: the agreement is not "
        + "explained by input DNA."
    }
    return ConfoundVerdict(sentence: words, isConfounded: confound != nil)
  }

  private static func text(_ value: Double) -> String { String(format: "%.2f", value) }
}
