/// A number along one chromosome: consecutive intervals, each with a value.
///
/// Intervals are 0-based half-open, not empty, ascending and do not overlap. Where there is no
/// interval the track has no value, which is not zero.
///
/// ```swift
/// var track = ChromosomeTrack(chromosome: "chr1")
/// track.append(start: 10, end: 20, value: 3)
/// track.append(start: 20, end: 30, value: 0)
/// track.coveredBases  // 20
/// track.area          // 30: the sum of width × value
/// ```
public struct ChromosomeTrack: Hashable, Sendable {
  /// Name of the chromosome.
  public let chromosome: String
  /// First base of each interval, 0-based.
  public private(set) var starts: [Int32] = []
  /// One past the last base of each interval.
  public private(set) var ends: [Int32] = []
  /// Value of each interval, finite.
  public private(set) var values: [Double] = []

  /// A track without intervals.
  public init(chromosome: String) { self.chromosome = chromosome }

  /// Number of intervals.
  public var count: Int { starts.count }

  /// Bases that have a value.
  public var coveredBases: Int {
    var bases = 0
    for index in 0..<starts.count { bases += Int(ends[index] - starts[index]) }
    return bases
  }

  /// Sum over intervals of width × value.
  public var area: Double {
    var area = 0.0
    for index in 0..<starts.count { area += Double(ends[index] - starts[index]) * values[index] }
    return area
  }

  /// Appends an interval.
  ///
  /// - Precondition: it has bases, starts at or after the end of the one before, and its value is
  ///   finite.
  public mutating func append(start: Int32, end: Int32, value: Double) {
    precondition(0 <= start && start < end, "start \(start), end \(end)")
    precondition(ends.last.map { $0 <= start } ?? true, "start \(start) before the last end")
    precondition(value.isFinite, "value \(value)")
    starts.append(start)
    ends.append(end)
    values.append(value)
  }

  /// Makes the last interval longer when the next one touches it and has the same value; false,
  /// and nothing changed, otherwise.
  public mutating func extendLast(to next: Range<Int32>, value: Double) -> Bool {
    guard ends.last == next.lowerBound, values.last == value else { return false }
    ends[ends.count - 1] = next.upperBound
    return true
  }

  /// The same intervals with every value multiplied.
  ///
  /// - Precondition: the factor is finite.
  public func scaled(by factor: Double) -> ChromosomeTrack {
    precondition(factor.isFinite, "factor \(factor)")
    var track = self
    for index in 0..<values.count { track.values[index] *= factor }
    return track
  }
}
