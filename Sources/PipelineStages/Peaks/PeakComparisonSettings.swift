/// What `cupel idr` was asked for, in the words of the command line.
public struct PeakComparisonSettings: Sendable {
  /// Peak files, one for each replicate.
  public var samples: [String]
  /// A reference list of peaks; nil to merge the peaks of the replicates.
  public var peakList: String?
  /// narrowPeak, broadPeak or bed; nil for what the first file name tells.
  public var fileType: String?
  /// score, signal.value, p.value, q.value, or a column; nil for the usual one of the format.
  public var rank: String?
  /// sum, avg, min or max; nil for min of p- and q-values and sum of others.
  public var merge: String?
  /// Whether peaks that a replicate lacks are kept.
  public var keepsIncomplete = false
  /// Whether scores below 0 are allowed.
  public var allowsNegative = false
  /// Largest global rate of the peaks that are written.
  public var threshold = 1.0
  /// Fewest merged peaks.
  public var minimumPeaks = 20
  /// Rounds of a fit at most.
  public var maximumRounds = 3000
  /// published, accelerated or automatic.
  public var method = "automatic"
  /// Where the peaks go; table and summary go beside them.
  public var output: String
  /// Whether figures are drawn beside the peaks.
  public var plots = false
  /// Seed of the order of ties.
  public var seed: UInt64 = 0
  /// Threads; results do not depend on them.
  public var threads = 1

  /// The usual comparison of some files.
  public init(samples: [String], output: String) {
    self.samples = samples
    self.output = output
  }

  /// A name for each sample: its file's, or its path when two files share one.
  var names: [String] {
    let short = samples.map { String($0.split(separator: "/").last ?? Substring($0)) }
    return Set(short).count == short.count ? short : samples
  }
}
