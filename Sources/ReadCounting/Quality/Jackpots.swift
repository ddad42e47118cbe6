import GenomicTypes
public import Statistics

/// The things that hold many of the reads: the most read, the share of the top 0.1 %, and those at
/// or above the limit.
public struct Jackpots: Hashable, Codable, Sendable {
  /// One of the most read.
  public struct Top: Hashable, Codable, Sendable {
    /// Barcode, or place of the fragment.
    public let name: String
    /// Its count.
    public let count: Int
    /// Its share of all reads.
    public let share: Double
  }

  /// The most read, most first; equal counts in the order of the input.
  public let top: [Top]
  /// The share of reads held by the most read 0.1 % of things.
  public let topShare: Estimate
  /// Count at which a thing is a jackpot.
  public let limit: Int
  /// Things at or above the limit.
  public let atLimit: Int
  /// Reads they hold, as a share.
  public let atLimitShare: Estimate
  /// The largest count; 0 when nothing was counted.
  public let largest: Int
  /// Share of reads held by the most read fraction of things: the points 0.0001, 0.001, 0.01, 0.1,
  /// 0.25, 0.5 and 1 of the cumulative curve.
  public let cumulative: [CumulativeShare]

  /// A point of the cumulative read curve.
  public struct CumulativeShare: Hashable, Codable, Sendable {
    /// Most read fraction of things.
    public let ofThings: Double
    /// Share of reads it holds.
    public let ofReads: Double
  }

  /// Finds them; names are made only for the top.
  ///
  /// ```swift
  /// Jackpots(counts: [5, 600, 2], limit: 500, top: 1) { "row \($0)" }.top  // "row 1": 600
  /// ```
  ///
  /// - Parameters:
  ///   - counts: the count of each thing.
  ///   - limit: count at which a thing is a jackpot; CeD-SuRE uses 500 summed cDNA reads.
  ///   - top: how many to name.
  ///   - name: the name of the thing at an index.
  /// - Complexity: O(n) for a fixed top; O(top) memory besides the count of counts.
  public init(
    counts: [UInt32], limit: Int = 500, top: Int = 10, name: (Int) -> String
  ) {
    precondition(limit >= 1 && top >= 0, "limit \(limit), top \(top)")
    let spectrum = CountOfCounts(of: counts)
    let all = Double(spectrum.total)
    self.limit = limit
    largest = spectrum.values.last ?? 0
    atLimit = spectrum.distinct(countedAtLeast: limit)
    topShare = Estimate(spectrum.share(ofTop: 0.001), orUndefined: .noCounts)
    var held = 0
    for (value, frequency) in zip(spectrum.values, spectrum.frequencies) where value >= limit {
      held += value * frequency
    }
    atLimitShare = Estimate(all > 0 ? Double(held) / all : nil, orUndefined: .noCounts)
    cumulative = [0.0001, 0.001, 0.01, 0.1, 0.25, 0.5, 1].compactMap { fraction in
      spectrum.share(ofTop: fraction).map { CumulativeShare(ofThings: fraction, ofReads: $0) }
    }
    self.top = Self.largestIndices(counts, top).map { index in
      Top(name: name(index), count: Int(counts[index]), share: Double(counts[index]) / all)
    }
  }

  /// The jackpots among barcodes.
  public init(of barcodes: CountedBarcodes, limit: Int = 500, top: Int = 10) {
    self.init(counts: barcodes.counts, limit: limit, top: top) { index in
      PackedBarcode.text(barcodes.barcodes[index], length: barcodes.length)
    }
  }

  /// The jackpots among fragments, named "chr1:100-400(+)" in 0-based half-open coordinates, with
  /// the barcode behind a space when there is one.
  public init(of fragments: CountedFragments, limit: Int = 500, top: Int = 10) {
    self.init(counts: fragments.reads, limit: limit, top: top) { index in
      let placement = fragments.placements[index]
      let place = placement.text(chromosomeNames: fragments.chromosomeNames)
      guard let barcodes = fragments.barcodes, let length = fragments.barcodeLength else {
        return place
      }
      return place + " " + PackedBarcode.text(barcodes[index], length: length)
    }
  }

  /// Indices of the `limit` largest positive counts, largest first, ties in order of index.
  private static func largestIndices(_ counts: [UInt32], _ limit: Int) -> [Int] {
    var best: [Int] = []
    for (index, count) in counts.enumerated() where count > 0 && limit > 0 {
      if best.count == limit, count <= counts[best[limit - 1]] { continue }
      let place = best.firstIndex { counts[$0] < count } ?? best.count
      best.insert(index, at: place)
      if best.count > limit { best.removeLast() }
    }
    return best
  }
}

extension FragmentPlacement {
  /// "chr1:100-400(+)", 0-based half-open; "chr1(+)" without an interval.
  func text(chromosomeNames: [String]) -> String {
    let name = chromosomeNames[Int(chromosome)]
    guard let interval else { return "\(name)(\(strand.symbol))" }
    return "\(name):\(interval.lowerBound)-\(interval.upperBound)(\(strand.symbol))"
  }
}
