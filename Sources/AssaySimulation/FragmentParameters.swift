/// How fragments are cut from the genome. No fragment contains an unknown base.
public struct FragmentParameters: Hashable, Codable, Sendable {
  /// Random shearing (SuRE) or designed tiles (MPRA); default `random`.
  public var design: FragmentDesign
  /// Number of fragments of the whole genome; default 9 000.
  public var count: Int
  /// Mean length in bases of random fragments; the length of every tile; default 380.
  public var meanLength: Double
  /// Standard deviation of the natural logarithm of the length of random fragments, before the
  /// limits; default 0.35.
  public var logLengthDeviation: Double
  /// Shortest random fragment in bases; default 150.
  public var minimumLength: Int
  /// Longest random fragment in bases; default 1 000.
  public var maximumLength: Int
  /// Distance in bases between the starts of neighbouring tiles; default 190.
  public var tileStep: Int
  /// Fragments on both strands: at random for `random`, each tile twice for `tiles`; default true.
  public var bothStrands: Bool

  /// Makes parameters, see the defaults of the properties.
  public init(
    design: FragmentDesign = .random, count: Int = 9_000, meanLength: Double = 380,
    logLengthDeviation: Double = 0.35, minimumLength: Int = 150, maximumLength: Int = 1_000,
    tileStep: Int = 190, bothStrands: Bool = true
  ) {
    self.design = design
    self.count = count
    self.meanLength = meanLength
    self.logLengthDeviation = logLengthDeviation
    self.minimumLength = minimumLength
    self.maximumLength = maximumLength
    self.tileStep = tileStep
    self.bothStrands = bothStrands
  }
}

/// Where fragments begin and end.
public enum FragmentDesign: String, Hashable, Codable, Sendable, CaseIterable {
  /// Uniform starts, truncated log-normal lengths.
  case random
  /// Fixed length, fixed step; when there are more tiles than asked for, every so-manieth.
  case tiles
}
