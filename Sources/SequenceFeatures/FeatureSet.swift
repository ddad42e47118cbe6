/// Which features of a DNA sequence to compute.
///
/// ```swift
/// FeatureSet(length: true, composition: true, gcWindows: 2, kmerLengths: [1]).names
/// // length, log_length, gc, gc_squared, cpg_oe, gc_window_1, gc_window_2, kmer_A, kmer_C
/// ```
public struct FeatureSet: Hashable, Codable, Sendable {
  /// Whether a sequence and its reverse complement are the same thing.
  public enum Orientation: String, Hashable, Codable, Sendable, CaseIterable {
    /// A word and its reverse complement are one feature.
    case canonical
    /// Words are counted as read; GC skew is available.
    case oriented
  }

  /// Length in bp and its natural logarithm (0 for an empty sequence).
  public var length: Bool
  /// GC, GC² and CpG observed over expected.
  public var composition: Bool
  /// (G − C) / (G + C), 0 without G and C. It changes sign under reverse complement, so it is
  /// computed for oriented features only.
  public var gcSkew: Bool
  /// Number of equal windows whose GC is computed; 0 for none. Window 1 holds the first bases.
  public var gcWindows: Int
  /// Word lengths, each in 1…6, ascending.
  public let kmerLengths: [Int]
  /// Whether words and their reverse complements are one feature.
  public let orientation: Orientation

  /// Greatest supported word length.
  public static let maximumKmerLength = 6

  /// Makes a feature set; without arguments it is empty.
  ///
  /// - Precondition: word lengths lie in 1…6, `gcWindows` ≥ 0, and GC skew is asked for only with
  ///   oriented features.
  public init(
    length: Bool = false, composition: Bool = false, gcSkew: Bool = false, gcWindows: Int = 0,
    kmerLengths: [Int] = [], orientation: Orientation = .canonical
  ) {
    precondition(
      kmerLengths.allSatisfy { (1...Self.maximumKmerLength).contains($0) },
      "k-mer lengths \(kmerLengths)")
    precondition(gcWindows >= 0, "\(gcWindows) windows")
    precondition(!gcSkew || orientation == .oriented, "GC skew of canonical features")
    self.length = length
    self.composition = composition
    self.gcSkew = gcSkew
    self.gcWindows = gcWindows
    self.kmerLengths = Set(kmerLengths).sorted()
    self.orientation = orientation
  }

  /// Everything: length, composition, 10 GC windows, words of 1 to `longest` bases, and GC skew
  /// when oriented.
  public static func all(longest: Int = 6, orientation: Orientation) -> FeatureSet {
    FeatureSet(
      length: true, composition: true, gcSkew: orientation == .oriented, gcWindows: 10,
      kmerLengths: Array(1...longest), orientation: orientation)
  }

  /// Names of the features, in column order.
  public var names: [String] {
    var names: [String] = []
    if length { names += ["length", "log_length"] }
    if composition { names += ["gc", "gc_squared", "cpg_oe"] }
    if gcSkew { names.append("gc_skew") }
    names += (0..<gcWindows).map { "gc_window_\($0 + 1)" }
    for k in kmerLengths {
      names += KmerTable(length: k, orientation: orientation).names.map { "kmer_\($0)" }
    }
    return names
  }
}
