/// Which fragments carry which allele of which variant.
///
/// A fragment with several variants is listed once for each. The numbers that tests need are given
/// by fragment of the table that `rows` point into.
public struct AllelicFragments: Sendable {
  /// First entry of every variant and, last, the number of entries.
  public let starts: [Int]
  /// Row of the fragment table, by entry.
  public let rows: [Int]
  /// Whether the fragment carries the alternative allele, by entry.
  public let isAlternative: [Bool]

  /// Number of variants.
  public var variantCount: Int { starts.count - 1 }

  /// Collects the entries.
  ///
  /// - Precondition: `starts` begins at 0, ascends and ends at the number of entries.
  public init(starts: [Int], rows: [Int], isAlternative: [Bool]) {
    precondition(starts.first == 0 && starts.last == rows.count, "starts")
    precondition(rows.count == isAlternative.count, "entries")
    precondition(zip(starts, starts.dropFirst()).allSatisfy { $0 <= $1 }, "starts descend")
    self.starts = starts
    self.rows = rows
    self.isAlternative = isAlternative
  }

  /// The rows with the reference and with the alternative allele of a variant.
  func alleles(of variant: Int) -> (reference: [Int], alternative: [Int]) {
    var alleles: (reference: [Int], alternative: [Int]) = ([], [])
    for entry in starts[variant]..<starts[variant + 1] {
      if isAlternative[entry] {
        alleles.alternative.append(rows[entry])
      } else {
        alleles.reference.append(rows[entry])
      }
    }
    return alleles
  }
}

/// How many fragments each allele must have.
public struct AllelicCoverage: Hashable, Codable, Sendable {
  /// Fewest fragments of each allele.
  public var minimum: Int
  /// Most fragments of each allele; more point to repeats or jackpots.
  public var maximum: Int

  /// The defaults are those of the raQTL study (van Arensbergen 2019, doi
  /// 10.1038/s41588-019-0455-2): at least 10 and fewer than 1,000.
  public init(minimum: Int = 10, maximum: Int = 999) {
    self.minimum = minimum
    self.maximum = maximum
  }

  func check() throws(ActivityTestingError) {
    if minimum < 2 {
      throw .parameter(
        name: "minimum_fragments", found: "\(minimum)", expected: "a whole number of at least 2")
    }
    if maximum < minimum {
      throw .parameter(
        name: "maximum_fragments", found: "\(maximum)",
        expected: "at least the minimum of \(minimum)")
    }
  }

  func reason(_ first: Int, _ second: Int) -> UntestedReason? {
    if min(first, second) < minimum { return .tooFewFragments }
    return max(first, second) > maximum ? .tooManyFragments : nil
  }
}
