import Foundation

/// What chance alone does to random barcodes of a length: collisions and overlaps.
public enum BarcodeSpace {
  /// 4^L, the number of barcodes of a length.
  public static func size(length: Int) -> Double { pow(4, Double(length)) }

  /// Pairs among n random barcodes that are expected to be equal: n(n − 1)/(2·4^L).
  ///
  /// ```swift
  /// BarcodeSpace.expectedCollidingPairs(barcodes: 1_000_000, length: 15)  // 465.7
  /// ```
  public static func expectedCollidingPairs(barcodes: Int, length: Int) -> Double {
    Double(barcodes) * Double(max(0, barcodes - 1)) / (2 * size(length: length))
  }

  /// Barcodes expected in both of two independent random sets: n₁·n₂/4^L.
  ///
  /// ```swift
  /// BarcodeSpace.expectedShared(1_000_000, 2_000_000, length: 20)  // 1.8
  /// ```
  public static func expectedShared(_ first: Int, _ second: Int, length: Int) -> Double {
    Double(first) * Double(second) / size(length: length)
  }

  /// Probability that a random sequence differs in one base from some of n listed barcodes, at most
  /// 1: n·3L/4^L.
  ///
  /// ```swift
  /// BarcodeSpace.falseRescueRate(listed: 1_000_000, length: 15)  // 0.042
  /// ```
  public static func falseRescueRate(listed: Int, length: Int) -> Double {
    min(1, Double(listed) * 3 * Double(length) / size(length: length))
  }

  /// Expected share of reads whose barcode has an error: 1 − (1 − e)^L.
  ///
  /// ```swift
  /// BarcodeSpace.readsWithError(perBase: 0.001, length: 20)  // 0.020
  /// ```
  public static func readsWithError(perBase errorRate: Double, length: Int) -> Double {
    -expm1(Double(length) * log1p(-errorRate))
  }

  /// How many barcodes are in both of two ascending lists without repeats.
  ///
  /// ```swift
  /// BarcodeSpace.shared([1, 4, 9], [4, 5, 9])  // 2
  /// ```
  ///
  /// - Complexity: O(n₁ + n₂), no memory.
  public static func shared(_ first: [UInt64], _ second: [UInt64]) -> Int {
    var (i, j, shared) = (0, 0, 0)
    while i < first.count, j < second.count {
      let (a, b) = (first[i], second[j])
      if a == b { shared += 1 }
      if a <= b { i += 1 }
      if b <= a { j += 1 }
    }
    return shared
  }
}
