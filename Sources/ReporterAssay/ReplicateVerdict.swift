import Foundation
import Statistics

/// What the replicates of a cell type say, in one sentence.
public struct ReplicateVerdict: Hashable, Codable, Sendable {
  /// The sentence, for example "RNA r 0.91; 0.51 after controlling input DNA; ratio r 0.46."
  public let sentence: String
  /// True when input DNA accounts for more of the RNA agreement than the threshold allows.
  public let isConfounded: Bool
}

extension ReplicateVerdict {
  /// Sums up replicate pairs by the medians over the pairs.
  init(of pairs: [ReplicatePairQuality], isGiven: Bool, largestDrop: Double) {
    guard !pairs.isEmpty else {
      sentence = "One replicate: reproducibility cannot be judged."
      isConfounded = false
      return
    }
    let activity = Self.text(pairs.map(\.activity.pearson))
    if isGiven {
      sentence = "Activity r \(activity); given by the input, so input DNA cannot be controlled."
      isConfounded = false
      return
    }
    let counts = pairs.compactMap(\.counts)
    let drop = median(of: counts.compactMap { $0.rnaExplainedByDNA.value })
    isConfounded = (drop ?? 0) > largestDrop
    var words =
      "RNA r \(Self.text(counts.map(\.rna.pearson))); "
      + "\(Self.text(counts.map(\.rnaGivenDNA.pearson))) after controlling input DNA; "
      + "ratio r \(activity)"
    if pairs.contains(where: { $0.denominator == .shared }) { words += " (shared input DNA)" }
    words += "."
    if isConfounded { words += " Warning: much of the RNA agreement comes from input DNA." }
    sentence = words
  }

  private static func text(_ estimates: [Estimate]) -> String {
    guard let middle = median(of: estimates.compactMap(\.value)) else { return "undefined" }
    return String(format: "%.2f", middle)
  }
}
