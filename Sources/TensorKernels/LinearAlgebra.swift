import COpenBLAS

// Pointers: BLAS and LAPACK take their matrices by address. Every pointer below is borrowed from an
// array for the length of one call and the array has been checked to hold what the call touches.

/// Dense double-precision linear algebra on column-major arrays.
///
/// BLAS runs on the calling thread only; work is spread over threads by fixed shards, so results
/// have the same bytes for any number of threads on one machine. BLAS kernels, and with them the
/// last digits, differ between processor families.
public enum LinearAlgebra {
  /// Solves (A + d·I) X = B for a symmetric positive definite A + d·I by Cholesky factorisation.
  ///
  /// ```swift
  /// // [4 2; 2 3] x = [8, 7]  →  x = [1.25, 1.5]
  /// try LinearAlgebra.solvePositiveDefinite(
  ///   [4, 2, 2, 3], size: 2, diagonal: 0, rightHandSides: [8, 7])
  /// ```
  ///
  /// - Parameters:
  ///   - matrix: A, (size, size), column-major; only its lower triangle is read.
  ///   - size: order of A, ≥ 0.
  ///   - diagonal: d, added to every diagonal element.
  ///   - rightHandSides: B, (size, any number of columns), column-major.
  /// - Returns: X, laid out like B.
  /// - Throws: ``LinearAlgebraError/notPositiveDefinite(order:)``.
  /// - Complexity: size³/3 multiplications and one copy of A.
  public static func solvePositiveDefinite(
    _ matrix: [Double], size: Int, diagonal: Double, rightHandSides: [Double]
  ) throws -> [Double] {
    precondition(
      matrix.count == size * size, "\(matrix.count) elements in a matrix of order \(size)")
    if size == 0 { return [] }
    precondition(
      rightHandSides.count % size == 0,
      "\(rightHandSides.count) right-hand elements for order \(size)")
    BLAS.prepare()
    var factor = matrix
    for index in 0..<size { factor[index * size + index] += diagonal }
    var order = Int32(size)
    var columns = Int32(rightHandSides.count / size)
    var status: Int32 = 0
    unsafe dpotrf_("L", &order, &factor, &order, &status)
    if status != 0 { throw LinearAlgebraError.notPositiveDefinite(order: Int(status)) }
    var solution = rightHandSides
    unsafe dpotrs_("L", &order, &columns, factor, &order, &solution, &order, &status)
    precondition(status == 0, "dpotrs: argument \(-status) is illegal")
    return solution
  }

  /// C ← C + AᵀB for column-major panels that share `rows`.
  ///
  /// - Parameters:
  ///   - left: A, (rows, m).
  ///   - right: B, (rows, n).
  ///   - product: C, (m, n).
  static func accumulateTransposedProduct(
    rows: Int, left: [Double], leftColumns m: Int, right: [Double], rightColumns n: Int,
    into product: inout [Double]
  ) {
    precondition(left.count >= rows * m && right.count >= rows * n && product.count == m * n)
    if rows == 0 || m == 0 || n == 0 { return }
    unsafe cblas_dgemm(
      CblasColMajor, CblasTrans, CblasNoTrans, Int32(m), Int32(n), Int32(rows), 1, left,
      Int32(rows), right, Int32(rows), 1, &product, Int32(m))
  }

  /// C ← C + A·B for column-major A (rows, inner), B (inner, n), C (rows, n); B's columns lie
  /// `rightStride` apart and start at `rightOffset`.
  static func accumulateProduct(
    rows: Int, left: [Double], inner: Int, right: [Double], rightOffset: Int, rightStride: Int,
    rightColumns n: Int, into product: inout [Double]
  ) {
    if rows == 0 || inner == 0 || n == 0 { return }
    precondition(left.count >= rows * inner && product.count == rows * n)
    precondition(right.count >= rightOffset + (n - 1) * rightStride + inner)
    unsafe right.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      unsafe cblas_dgemm(
        CblasColMajor, CblasNoTrans, CblasNoTrans, Int32(rows), Int32(n), Int32(inner), 1, left,
        Int32(rows), base + rightOffset, Int32(rightStride), 1, &product, Int32(rows))
    }
  }
}
