private import COpenBLAS

/// The linear-algebra library underneath.
package enum BLAS {
  private static let threadsLimited: Void = openblas_set_num_threads(1)

  /// Makes every BLAS call run on the calling thread only. Work is cut into shards above BLAS, so
  /// that results do not depend on the number of threads. Cheap; call it before the first product.
  package static func prepare() { _ = threadsLimited }

  /// The processor kernel the library chose, for example "SkylakeX": results of different
  /// kernels differ in the last bits.
  package static var coreName: String {
    guard let name = unsafe openblas_get_corename() else { return "unknown" }
    // The library returns a pointer to a constant string of its own.
    return unsafe String(cString: name)
  }
}
