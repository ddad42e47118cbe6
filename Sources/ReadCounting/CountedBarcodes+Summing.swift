import GenomicTypes

extension CountedBarcodes {
  /// Sorts barcodes and sums those that come several times, for example from several lanes.
  ///
  /// ```swift
  /// // ACGT, AAAA and again ACGT
  /// let counted = try CountedBarcodes(summing: [27, 0, 27], reads: [1, 3, 2], length: 4)
  /// // counted.barcodes [0, 27], counted.reads [3, 3]
  /// ```
  ///
  /// - Parameter barcodes: barcodes of one length in the numbering of `PackedBarcode`.
  /// - Throws: ``BarcodeJoinError/countOverflow(what:)``.
  /// - Complexity: O(rows), memory 12 bytes a row beside the result.
  public init(summing barcodes: [UInt64], reads: [UInt32], length: Int, threads: Int = 1) throws {
    precondition(barcodes.count == reads.count, "\(barcodes.count) and \(reads.count)")
    let order = try RowOrder.rows(byKeys: barcodes, bits: 2 * length, threads: threads)
    var distinct: [UInt64] = []
    var sums: [UInt32] = []
    for row in order {
      let (barcode, count) = (barcodes[Int(row)], reads[Int(row)])
      if distinct.last == barcode {
        let (sum, overflow) = sums[sums.count - 1].addingReportingOverflow(count)
        if overflow {
          throw BarcodeJoinError.countOverflow(
            what: "barcode \(PackedBarcode.text(barcode, length: length))")
        }
        sums[sums.count - 1] = sum
      } else {
        distinct.append(barcode)
        sums.append(count)
      }
    }
    self.init(length: length, barcodes: distinct, reads: sums)
  }
}
