/// Why an experiment cannot be simulated.
public enum AssaySimulationError: Error, Hashable, Sendable {
  /// Parameters outside their range or contradicting each other, all of them.
  case invalidParameters([SimulationParameterProblem])
  /// A chromosome has fewer tiles than its share of the fragments asked for.
  case tooFewTiles(chromosome: String, available: Int, requested: Int)
  /// No stretch without unknown bases is long enough for a fragment.
  case noRoomForFragments(chromosome: String, length: Int)
}

extension AssaySimulationError: CustomStringConvertible {
  /// One line per problem.
  public var description: String {
    switch self {
    case .invalidParameters(let problems):
      problems.map(\.description).joined(separator: "\n")
    case .tooFewTiles(let chromosome, let available, let requested):
      "fragments.count: the share of '\(chromosome)' is \(requested) tiles; expected at most the "
        + "\(available) it has. Lower fragments.count or fragments.tileStep, or lengthen the "
        + "chromosome."
    case .noRoomForFragments(let chromosome, let length):
      "genome.chromosomes '\(chromosome)': no \(length) bases between gaps; expected room for one "
        + "fragment. Lengthen the chromosome or lower genome.gapsPerMegabase."
    }
  }
}

/// One parameter that cannot be used.
public struct SimulationParameterProblem: Hashable, Sendable {
  /// Path of the parameter, for example "genome.gcMean".
  public let parameter: String
  /// The value found.
  public let found: String
  /// What was expected.
  public let expected: String
  /// What to do.
  public let remedy: String
}

extension SimulationParameterProblem: CustomStringConvertible {
  /// "genome.gcMean: 1.4; expected a number from 0 to 1. Correct the value."
  public var description: String { "\(parameter): \(found); expected \(expected). \(remedy)" }
}
