public import GenomicTypes

/// A named set of fragments, for example those that overlap enhancers.
public struct FragmentClass: Hashable, Sendable {
  /// Name for tables.
  public let name: String
  /// What makes a fragment a member, in words.
  public let definition: String
  /// Whether each row of the table is a member.
  public let isMember: [Bool]

  /// Makes a class from known membership.
  public init(name: String, definition: String, isMember: [Bool]) {
    self.name = name
    self.definition = definition
    self.isMember = isMember
  }

  /// The fragments that share at least one base with an interval, on either strand.
  ///
  /// Rows without an interval are not members. Chromosomes are matched by their exact names.
  ///
  /// ```swift
  /// // intervals chr1:100-200; fragments chr1:0-100, chr1:150-160, chr2:150-160
  /// // members: no (touching), yes, no
  /// ```
  ///
  /// - Complexity: O((rows + intervals) · log intervals).
  public init(
    name: String, intervals: [GenomicInterval], placements: [FragmentPlacement?],
    chromosomeNames: [String]
  ) {
    self.init(
      name: name, definition: "at least one base in an interval of the class",
      isMember: IntervalSet(intervals).overlaps(placements, chromosomeNames: chromosomeNames))
  }

  /// The fragments that come within a distance of a transcription start site.
  ///
  /// - Parameters:
  ///   - sites: start sites, for example single bases or CAGE clusters.
  ///   - distance: bases added on both sides of a site, ≥ 0.
  public static func nearTSS(
    _ sites: [GenomicInterval], distance: Int, placements: [FragmentPlacement?],
    chromosomeNames: [String]
  ) -> FragmentClass {
    precondition(distance >= 0, "distance \(distance)")
    let widened = sites.map { site in
      GenomicInterval(
        chromosome: site.chromosome, start: max(0, site.start - distance),
        end: site.end + distance)
    }
    return FragmentClass(
      name: "near TSS",
      definition: "at least one base within \(distance) bp of a transcription start site",
      isMember: IntervalSet(widened).overlaps(placements, chromosomeNames: chromosomeNames))
  }

  /// The fragments with an interval that are not members.
  public func complement(of placements: [FragmentPlacement?]) -> FragmentClass {
    precondition(placements.count == isMember.count, "\(placements.count) placements")
    return FragmentClass(
      name: "not " + name, definition: "placed fragments outside the class '\(name)'",
      isMember: isMember.indices.map { !isMember[$0] && placements[$0]?.interval != nil })
  }
}

/// Disjoint stretches per chromosome, in order.
private struct IntervalSet {
  private var stretches: [String: [Range<Int>]] = [:]

  init(_ intervals: [GenomicInterval]) {
    for interval in intervals where interval.length > 0 {
      stretches[interval.chromosome, default: []].append(interval.start..<interval.end)
    }
    for (chromosome, ranges) in stretches {
      var merged: [Range<Int>] = []
      for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
        if let last = merged.last, range.lowerBound <= last.upperBound {
          merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
        } else {
          merged.append(range)
        }
      }
      stretches[chromosome] = merged
    }
  }

  func overlaps(_ placements: [FragmentPlacement?], chromosomeNames: [String]) -> [Bool] {
    let perChromosome = chromosomeNames.map { stretches[$0] ?? [] }
    return placements.map { placement in
      guard let placement, let interval = placement.interval, !interval.isEmpty else {
        return false
      }
      let ranges = perChromosome[Int(placement.chromosome)]
      let first = Self.firstEnding(after: Int(interval.lowerBound), in: ranges)
      return first < ranges.count && ranges[first].lowerBound < Int(interval.upperBound)
    }
  }

  /// Index of the first stretch whose end lies beyond a position.
  private static func firstEnding(after position: Int, in ranges: [Range<Int>]) -> Int {
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound > position { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
