private import CKernels

/// Inverted dropout: an element is kept with probability `keep` and divided by it, else zero.
///
/// Whether element i of the stream `seed` is kept depends on (seed, i) only; applying the same seed
/// to the gradient therefore uses the same mask, and nothing is stored.
///
/// - Precondition: 0 < keep ≤ 1.
package func applyDropout(to x: TensorSlice, seed: UInt64, keep: Double) {
  precondition(keep > 0 && keep <= 1, "keep \(keep)")
  // Every element of the slice, in place.
  unsafe ck_dropout(x.pointer, x.count, seed, Float(keep))
}
