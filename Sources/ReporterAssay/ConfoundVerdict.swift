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
  ///   passes.
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
    guard let partial = counts.rnaGivenDNA.pearson.value else {
      if counts.rnaGivenDNA.pearson.undefined == .tooFewRows {
        return ConfoundVerdict(
          sentence:
            "\(names): RNA agrees at r \(Self.text(rna)), but fewer than four fragments are "
            + "too few to hold input DNA fixed.", isConfounded: nil)
      }
      return ConfoundVerdict(
        sentence: "\(names): RNA agrees at r \(Self.text(rna)), but nothing is left once input "
          + "DNA is held fixed.", isConfounded: nil)
    }
    let drop = rna - partial
    var words = "\(names): RNA agrees at r \(Self.text(rna))"
    if drop > largestDrop {
      words +=
        ", but only at \(Self.text(partial)) among fragments of equal input DNA: "
        + (partial < rna / 2 ? "most" : "much") + " of the agreement is input DNA, not activity."
    } else {
      words +=
        " and at \(Self.text(partial)) among fragments of equal input DNA: the agreement is not "
        + "explained by input DNA."
    }
    return ConfoundVerdict(sentence: words, isConfounded: drop > largestDrop)
  }

  private static func text(_ value: Double) -> String { String(format: "%.2f", value) }
}
