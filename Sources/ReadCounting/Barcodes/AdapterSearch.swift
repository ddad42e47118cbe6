private import GenomicTypes

/// Where an adapter was found in a read.
public struct AdapterMatch: Hashable, Sendable {
  /// The part of the read that the adapter covers, 0-based half-open.
  public let range: Range<Int>
  /// Bases at the adapter's start that hang over the read's start; 0 for a whole adapter.
  public let overhang: Int
  /// Changed, inserted and deleted bases.
  public let errors: Int

  /// Describes a match.
  public init(range: Range<Int>, overhang: Int, errors: Int) {
    self.range = range
    self.overhang = overhang
    self.errors = errors
  }
}

/// Finds a 5′ adapter anywhere in a read, choosing the place that `cutadapt -g` chooses.
///
/// The whole adapter lies in the read, or its end does, at the very start of the read, with at least
/// `minimumOverlap` bases. Errors are changed, inserted and deleted bases, at most `errorRate` times
/// the bases of the adapter that lie in the read. An adapter that the **end** of the read cuts off is
/// not found, as `-g` does not find it; a letter other than A, C, G or T of the read is an error.
///
/// Of several places the choice is that of cutadapt 4.2 to 5.2 (doi:10.14806/ej.17.1.200, "Algorithm
/// details" of its guide): places are met by their end, from the left; a base costs nothing when
/// equal and 1 otherwise and scores +1 when equal, −1 when changed, −2 when inserted or deleted; a
/// later place replaces the one held when it scores more and either starts at most half an adapter
/// after it or covers more of the adapter. The search stops at a whole adapter without errors that
/// is taken. Between alignments of one end and one cost, a change is preferred to a deletion and a
/// deletion to an insertion, from the end of the adapter on.
///
/// ```swift
/// let search = try AdapterSearch(adapter: "CCTAGCTAACTATAACG")
/// search.match(in: "ACGTACGTCCTAGCTAACTATAACGTT")  // 8..<25, no errors
/// search.match(in: "ACGTACGTCCTAGCTATCTATAACGTT")  // 8..<25, one error
/// search.match(in: "AAGTACGTCCTAGCTA")             // nil: the read ends inside the adapter
/// search.match(in: "ACGTTTTTT")                    // 0..<3: the adapter's last three bases
/// ```
///
/// - Complexity: O(letters) with one word of state for most reads (Myers 1999,
///   doi:10.1145/316542.316550), O(letters · adapter) for the others and for adapters beyond 64.
public struct AdapterSearch: Hashable, Sendable {
  /// cutadapt's default error rate.
  public static let defaultErrorRate = 0.1
  /// cutadapt's default minimum overlap.
  public static let defaultMinimumOverlap = 3

  /// The adapter in upper case.
  public let adapter: String
  /// Errors for each base of the adapter that lies in the read, in 0..<1.
  public let errorRate: Double
  /// Fewest bases of the adapter that lie in the read, at least 1.
  public let minimumOverlap: Int

  /// The adapter in upper-case ASCII.
  let bases: [UInt8]
  /// Most errors in a whole adapter.
  let maximumErrors: Int
  /// For each letter of a read, the places of the adapter that equal it, as bits; empty for
  /// adapters beyond 64 bases.
  let places: [UInt64]
  /// For each end of a place, the most errors with which it can be one; −1 where it cannot.
  let limits: [Int]

  /// Sets up a search.
  ///
  /// - Throws: ``BarcodeCountingError`` when the adapter is empty or has letters other than A, C, G
  ///   and T, when the error rate is not in 0..<1, or the minimum overlap is below 1.
  public init(
    adapter: String, errorRate: Double = AdapterSearch.defaultErrorRate,
    minimumOverlap: Int = AdapterSearch.defaultMinimumOverlap
  ) throws(BarcodeCountingError) {
    let bases = Array(adapter.uppercased().utf8)
    guard !bases.isEmpty, bases.allSatisfy({ BaseCode.code(ofLetter: $0) < 4 }) else {
      throw .badAdapter(adapter)
    }
    guard errorRate >= 0, errorRate < 1 else { throw .badErrorRate(errorRate) }
    guard minimumOverlap >= 1 else { throw .badMinimumOverlap(minimumOverlap) }
    self.adapter = adapter.uppercased()
    self.bases = bases
    self.errorRate = errorRate
    self.minimumOverlap = min(minimumOverlap, bases.count)
    maximumErrors = Int(errorRate * Double(bases.count))
    places = Self.places(bases)
    limits = Self.limits(
      length: bases.count, errorRate: errorRate, minimumOverlap: self.minimumOverlap)
  }

  private static func places(_ bases: [UInt8]) -> [UInt64] {
    guard bases.count <= 64 else { return [] }
    var places = [UInt64](repeating: 0, count: 256)
    for (position, base) in bases.enumerated() {
      places[Int(base)] |= 1 << UInt64(position)
      places[Int(base | 0x20)] |= 1 << UInt64(position)
    }
    return places
  }

  /// A place that ends after `end` letters with `errors` errors covers at most `end + errors` bases
  /// of the adapter.
  private static func limits(length: Int, errorRate: Double, minimumOverlap: Int) -> [Int] {
    let most = Int(errorRate * Double(length))
    return (0...length).map { end in
      (0...most).last { errors in
        let covered = min(length, end + errors)
        return covered >= minimumOverlap && Double(errors) <= Double(covered) * errorRate
      } ?? -1
    }
  }

  /// Finds the adapter in a read, nil when it is not there.
  public func match(in read: String) -> AdapterMatch? {
    var scratch = AdapterAlignment(length: bases.count)
    let letters = Array(read.utf8)
    return match(in: letters, letters.indices, &scratch)
  }

  /// Finds the adapter in a part of `letters`; positions of the match count from its start.
  func match(
    in letters: [UInt8], _ read: Range<Int>, _ scratch: inout AdapterAlignment
  ) -> AdapterMatch? {
    guard !places.isEmpty else { return scratch.match(self, letters, read, lastEnd: read.count) }
    switch scan(letters, read) {
    case .nowhere: return nil
    case .certain(let end, let errors):
      return AdapterMatch(range: (end - bases.count)..<end, overhang: 0, errors: errors)
    case .unclear(let lastEnd): return scratch.match(self, letters, read, lastEnd: lastEnd)
    }
  }
}
