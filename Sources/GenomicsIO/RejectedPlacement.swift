public import GenomicTypes
import Wording

/// Why a fragment has no sequence in a reference genome.
public enum PlacementProblem: Hashable, Sendable {
  /// The fragment has no chromosome or no interval.
  case noInterval
  /// The genome has no chromosome of this name; `nearest` is the one that may be meant.
  case unknownChromosome(name: String, present: [String], nearest: String?)
  /// The fragment ends after its chromosome does.
  case offTheEnd(interval: GenomicInterval, length: Int)

  /// A short code that groups fragments rejected for the same reason.
  public var code: String {
    switch self {
    case .noInterval: "no_interval"
    case .unknownChromosome: "unknown_chromosome"
    case .offTheEnd: "off_the_end"
    }
  }
}

/// A fragment without a sequence in a reference genome.
public struct RejectedPlacement: Hashable, Sendable {
  /// The FASTA file.
  public let path: String
  /// Row of the fragment, counted from 0.
  public let row: Int
  /// Why it has no sequence.
  public let problem: PlacementProblem

  /// Short code of the reason, for example `off_the_end`.
  public var reason: String { problem.code }
}

extension RejectedPlacement: CustomStringConvertible {
  /// The message a user reads; rows are counted from 1 in it.
  public var description: String {
    let place = "\(path): fragment \(row + 1)"
    switch problem {
    case .noInterval:
      return "\(place) has no start and end; expected both, to take its sequence from the genome."
    case .unknownChromosome(let name, let present, let nearest):
      let hint =
        nearest.map { "Did you mean '\($0)'? Use the same names in both files." }
        ?? "Use the genome that the fragments were mapped to."
      return "\(place) is on '\(name)', which the genome does not have; it has "
        + "\(NameList(present)). \(hint)"
    case .offTheEnd(let interval, let length):
      return "\(place) is \(interval), but '\(interval.chromosome)' has \(length) bases; "
        + "expected end ≤ \(length). Use the genome that the fragments were mapped to."
    }
  }
}

/// Sequences taken from a genome, one for each fragment that has one.
public struct ExtractedSequences: Sendable {
  /// Rows that have a sequence, ascending; all rows unless bad ones are skipped.
  public internal(set) var keptRows: [Int]
  /// Their sequences in transcript orientation, in the order of `keptRows`.
  public internal(set) var sequences: SequenceCollection
  /// Fragments without a sequence, by reason code.
  public internal(set) var rejectedByReason: [String: Int]
  /// The first of them, as many as were asked for.
  public internal(set) var rejected: [RejectedPlacement]
}
