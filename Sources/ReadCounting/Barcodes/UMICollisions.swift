private import Glibc

/// How many molecules hide behind the distinct UMIs of a barcode, when molecules take one of K = 4^u
/// UMIs at random and two may take the same.
///
/// ```swift
/// let collisions = UMICollisions(umiLength: 2)  // K = 16
/// collisions.expectedDistinct(molecules: 10)    // 7.61
/// collisions.molecules(distinct: 8)             // 10.74
/// collisions.molecules(distinct: 16)            // 53.70: the value at 15.5, there is no finite one
/// ```
public struct UMICollisions: Hashable, Sendable {
  /// Number of UMIs of this length.
  public let space: Double

  /// For UMIs of `umiLength` bases.
  ///
  /// - Precondition: the length is in 1...32.
  public init(umiLength: Int) {
    precondition((1...32).contains(umiLength), "UMIs of \(umiLength) bases")
    space = pow(4, Double(umiLength))
  }

  /// Expected distinct UMIs of a number of molecules: K·(1 − (1 − 1/K)ⁿ).
  public func expectedDistinct(molecules: Double) -> Double {
    -space * expm1(molecules * log1p(-1 / space))
  }

  /// The number of molecules whose expected distinct UMIs are `distinct`:
  /// ln(1 − obs/K)/ln(1 − 1/K). When all K are seen, its value at K − ½.
  ///
  /// - Precondition: 0 ≤ distinct ≤ K.
  public func molecules(distinct: Int) -> Double {
    precondition(distinct >= 0 && Double(distinct) <= space, "\(distinct) of \(space) UMIs")
    let seen = isSaturated(distinct: distinct) ? space - 0.5 : Double(distinct)
    return log1p(-seen / space) / log1p(-1 / space)
  }

  /// Whether every UMI is seen, so that the number of molecules has only a lower bound.
  public func isSaturated(distinct: Int) -> Bool { Double(distinct) >= space }
}
