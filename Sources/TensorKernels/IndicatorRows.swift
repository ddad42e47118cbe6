private import CKernels

/// Writes one sequence of a four-letter alphabet as rows of indicators: letter c sets channel c
/// of its row to 1; a code above 3 (an unknown letter) is a row of zeros.
///
/// - Parameters:
///   - codes: one code per position.
///   - x: packed batch (rows, 4).
///   - layout: layout of the batch.
///   - sequence: which sequence of the batch.
/// - Precondition: `codes` has the length the layout gives the sequence.
package func writeIndicatorRows(
  _ codes: [UInt8], into x: TensorSlice, layout: PackedLayout, sequence: Int
) {
  precondition(codes.count == layout.lengths[sequence], "\(codes.count) codes")
  let rows = x.slice(at: layout.starts[sequence] * 4, count: codes.count * 4)
  // Writes four floats per code into the checked slice.
  unsafe codes.withUnsafeBufferPointer { source in
    if let start = source.baseAddress {
      unsafe ck_indicator_rows(start, source.count, rows.pointer)
    }
  }
}
