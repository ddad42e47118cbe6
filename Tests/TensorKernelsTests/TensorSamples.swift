import Foundation
import TensorKernels

/// A small generator of test values, the same on every run.
struct SampleValues {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 | 1 }

  mutating func word() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }

  /// Uniform in [−1, 1), on a grid of 2⁻²³ so that it is exact in single precision.
  mutating func value() -> Double { Double(word() >> 40) * 0x1p-23 - 1 }

  mutating func values(_ count: Int) -> [Double] { (0..<count).map { _ in value() } }
}

/// A buffer with the given values.
func tensor(_ values: [Double]) throws -> TensorSlice {
  let slice = try TensorBuffer(count: values.count).all
  slice.write(values.map { Float($0) })
  return slice
}

/// Sequences of (position, channel) values as a packed batch, gaps zero.
func packed(_ sequences: [[Double]], channels: Int, layout: PackedLayout) throws -> TensorSlice {
  let slice = try TensorBuffer(count: layout.rowCount * channels).all
  for (index, values) in sequences.enumerated() {
    slice.slice(at: layout.starts[index] * channels, count: values.count)
      .write(values.map { Float($0) })
  }
  return slice
}

/// The sequences of a packed batch.
func unpacked(_ x: TensorSlice, channels: Int, layout: PackedLayout) -> [[Double]] {
  (0..<layout.count).map { index in
    x.slice(at: layout.starts[index] * channels, count: layout.lengths[index] * channels)
      .values.map(Double.init)
  }
}

/// Largest absolute difference.
func largestDifference(_ a: [[Double]], _ b: [[Double]]) -> Double {
  zip(a, b).reduce(0) { largest, pair in
    max(largest, pair.0.count == pair.1.count ? largestDifference(pair.0, pair.1) : .infinity)
  }
}

func largestDifference(_ a: [Double], _ b: [Double]) -> Double {
  guard a.count == b.count else { return .infinity }
  return zip(a, b).reduce(0) { max($0, abs($1.0 - $1.1)) }
}
