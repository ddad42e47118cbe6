private import Glibc

/// What chance alone does to random barcodes of one length.
///
/// ```swift
/// BarcodeCollisions.expectedPairs(barcodes: 1e6, length: 15)            // 466
/// BarcodeCollisions.expectedOverlap(1e6, 1e6, length: 15)               // 931
/// BarcodeCollisions.falseRescueRate(listed: 1e6, length: 15)            // 0.042
/// BarcodeCollisions.readsWithError(perBase: 0.001, length: 20)          // 0.020
/// ```
public enum BarcodeCollisions {
  /// Number of sequences of a length: 4^length.
  public static func sequences(length: Int) -> Double { pow(4, Double(length)) }

  /// Expected pairs of equal barcodes among n random ones: n²/(2·4^L), for n far below 4^L.
  public static func expectedPairs(barcodes: Double, length: Int) -> Double {
    barcodes * barcodes / (2 * sequences(length: length))
  }

  /// Expected barcodes that two independent random sets share: n₁·n₂/4^L.
  public static func expectedOverlap(_ first: Double, _ second: Double, length: Int) -> Double {
    first * second / sequences(length: length)
  }

  /// Probability that a random sequence differs in one base from some of n listed barcodes, at most
  /// 1: n·3L/4^L.
  public static func falseRescueRate(listed: Double, length: Int) -> Double {
    min(1, listed * 3 * Double(length) / sequences(length: length))
  }

  /// Expected share of reads whose barcode has an error: 1 − (1 − e)^L.
  public static func readsWithError(perBase errorRate: Double, length: Int) -> Double {
    -expm1(Double(length) * log1p(-errorRate))
  }
}
