/// How much more replicates scatter than Poisson counts of the same activity would, free of the
/// activities themselves.
///
/// Given its total R, the counts of a fragment in its replicates are multinomial with shares
/// q_r = x_r/Σx. κ = Σ_i Σ_r (R_ir − R_i·q_ir)²/(R_i·q_ir) / Σ_i (n_i − 1) over fragments with R_i > 0,
/// with n_i the replicates of fragment i that have exposure; its expectation is exactly 1 for Poisson
/// replicates, however small the counts.
///
/// The sum is kept in whole units of 2⁻⁴⁰, so that it does not depend on the order of the fragments.
///
/// ```swift
/// var dispersion = ReplicateOverdispersion()
/// dispersion.add(counts: [1, 3], exposures: [1, 1])  // (1 − 2)²/2 + (3 − 2)²/2 = 1 over 1
/// dispersion.value                                   // 1
/// ```
public struct ReplicateOverdispersion: Hashable, Sendable {
  private var units: Int128 = 0
  /// Σ (n_i − 1).
  public private(set) var degrees = 0

  /// Starts without fragments.
  public init() {}

  /// Σ (R_ir − R_i·q_ir)²/(R_i·q_ir).
  public var statistic: Double { Double(units) * 0x1p-40 }

  /// κ; nil without a fragment that has RNA in two replicates with exposure.
  public var value: Double? { degrees > 0 ? statistic / Double(degrees) : nil }

  /// Adds a fragment. Replicates without exposure are left out; so is a fragment without RNA.
  ///
  /// - Precondition: as many exposures as counts.
  public mutating func add(counts: [Int], exposures: [Double]) {
    precondition(counts.count == exposures.count, "\(counts.count), \(exposures.count)")
    var (total, whole, places) = (0, 0.0, 0)
    for (count, exposure) in zip(counts, exposures) where exposure > 0 {
      total += count
      whole += exposure
      places += 1
    }
    guard total > 0, places > 1 else { return }
    for (count, exposure) in zip(counts, exposures) where exposure > 0 {
      let expected = Double(total) * exposure / whole
      let deviation = Double(count) - expected
      units += Int128((deviation * deviation / expected * 0x1p40).rounded())
    }
    degrees += places - 1
  }

  /// Adds the fragments of another.
  public mutating func add(_ other: ReplicateOverdispersion) {
    units += other.units
    degrees += other.degrees
  }
}
