import GenomicTypes
public import Statistics

/// How many barcodes each element, or fragment, has.
///
/// Elements without a barcode are known only for a designed library; then they count in the
/// fractions and in `undetectedFraction`, never in the quantiles.
public struct Multiplicity: Hashable, Codable, Sendable {
  /// Elements by their number of barcodes.
  public let spectrum: CountOfCounts
  /// Elements with at least one barcode.
  public let detected: Int
  /// Elements that were designed; nil when that is not known, as for genomic fragments.
  public let designed: Int?
  /// Mean number of barcodes of the detected elements.
  public let mean: Estimate
  /// Median number of barcodes of the detected elements.
  public let median: Estimate
  /// Standard deviation over mean, of the detected elements.
  public let coefficientOfVariation: Estimate
  /// The cumulative distribution: quantiles of the detected elements.
  public let quantiles: [Quantile]
  /// Share of elements with at least 5 barcodes, of the designed where known, else of the detected.
  public let fractionWithFive: Estimate
  /// Share of elements with at least 10 barcodes, likewise.
  public let fractionWithTen: Estimate
  /// Share of the designed elements without any barcode; undefined when the design is not known.
  public let undetectedFraction: Estimate

  /// One quantile.
  public struct Quantile: Hashable, Codable, Sendable {
    /// Probability.
    public let p: Double
    /// Number of barcodes, interpolated.
    public let barcodes: Double
  }

  /// From the number of barcodes of each element; zeros are undetected.
  ///
  /// ```swift
  /// let found = Multiplicity(barcodesPerElement: [1, 5, 12, 0], designed: 4)
  /// found.mean                // 6
  /// found.fractionWithFive    // 2/4
  /// found.undetectedFraction  // 1/4
  /// ```
  ///
  /// - Parameter designed: elements in the design, at least as many as were detected.
  public init(barcodesPerElement counts: [UInt32], designed: Int? = nil) {
    self.init(CountOfCounts(of: counts), designed: designed)
  }

  /// From distinct pairs of barcode and fragment: each row is one barcode of its place.
  ///
  /// - Complexity: O(rows); rows of one place lie together.
  public init(of pairs: CountedFragments) {
    var counts: [UInt32] = []
    var last: FragmentPlacement?
    for placement in pairs.placements {
      if placement == last {
        counts[counts.count - 1] += 1
      } else {
        counts.append(1)
        last = placement
      }
    }
    self.init(CountOfCounts(of: counts), designed: nil)
  }

  /// From elements by their number of barcodes.
  public init(_ spectrum: CountOfCounts, designed: Int? = nil) {
    let detected = spectrum.distinct
    precondition((designed ?? detected) >= detected, "\(detected) of \(designed ?? 0) elements")
    self.spectrum = spectrum
    self.detected = detected
    self.designed = designed
    mean = Estimate(spectrum.mean, orUndefined: .noCounts)
    median = Estimate(spectrum.quantile(at: 0.5), orUndefined: .noCounts)
    coefficientOfVariation = Estimate(
      spectrum.coefficientOfVariation, orUndefined: .tooFewRows)
    quantiles = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99].compactMap { p in
      spectrum.quantile(at: p).map { Quantile(p: p, barcodes: $0) }
    }
    let all = Double(designed ?? detected)
    func fraction(_ count: Int) -> Estimate {
      Estimate(all > 0 ? Double(count) / all : nil, orUndefined: .noCounts)
    }
    fractionWithFive = fraction(spectrum.distinct(countedAtLeast: 5))
    fractionWithTen = fraction(spectrum.distinct(countedAtLeast: 10))
    undetectedFraction =
      designed.map { fraction($0 - detected) } ?? .undefined(.notMeasured)
  }
}
