import Foundation
public import Statistics

/// How the method `beta-binomial` was fitted to one cell type: everything a report shows of it.
public struct BetaBinomialReport: Hashable, Codable, Sendable {
  /// One fit: the counts of a replicate, or those of all replicates together.
  public struct Model: Hashable, Codable, Sendable {
    /// Name of the replicate or cell type.
    public let name: String
    /// Rows in the fit: those with DNA, whatever the smallest counts asked for are.
    public let rows: Int
    /// s: library total of RNA over that of DNA; nil for an empty library.
    public let scale: Double?
    /// The prior of largest likelihood; nil when there is none.
    public let fit: BetaBinomialFit?
    /// Why there is none.
    public let undefined: UndefinedReason?
    /// Zeros and tail of RNA given the reads of each row.
    public let check: CountModelCheck?

    /// E[log2 λ] over fragments; nil without a fit.
    public var log2Mean: Double? {
      guard let prior = fit?.prior, let scale else { return nil }
      return prior.logOddsMean / log(2) - log2(scale)
    }

    /// The standard deviation of log2 λ over fragments; nil without a fit.
    public var log2Deviation: Double? {
      fit.map { $0.prior.logOddsVariance.squareRoot() / log(2) }
    }
  }

  /// Name of the cell type.
  public let cellType: String
  /// The fit of each replicate alone.
  public let replicates: [Model]
  /// The fit of counts summed over the replicates that most rows have; a DNA column that
  /// replicates share enters once.
  public let pooled: Model
  /// Rows that other replicates define. Their prior is the pooled one moved to their ratio of library
  /// totals (``BetaPrior/shifted(by:)``).
  public let rowsOfOtherReplicates: Int
  /// κ, the scatter of RNA between replicates beyond Poisson around library totals; nil when no
  /// fragment has RNA and two replicates. The method does not use it: intervals of counts with κ > 1
  /// are too narrow.
  public let replicateOverdispersion: Double?
  /// Observations (fragment and replicate) with RNA but no DNA. They have a posterior where the
  /// smallest DNA count is 0, and never enter the fit.
  public let rnaWithoutDNA: Int
  /// Observations with neither RNA nor DNA, without a value.
  public let withoutAnyCount: Int
}
