/// The rows of a table that belong to each barcode.
struct BarcodeGroups: Sendable {
  /// Distinct barcodes, ascending.
  var barcodes: [UInt64] = []
  /// First row of each barcode, and the number of rows.
  var starts: [Int] = []

  /// Rows of one barcode.
  func rows(_ group: Int) -> Range<Int> { starts[group]..<starts[group + 1] }
}

extension CountedWords {
  /// Sums the counts of equal words.
  ///
  /// - Precondition: the words are ascending.
  init(summing rows: [(word: Word, count: UInt32)]) throws(BarcodeCountingError) {
    self.init()
    for row in rows {
      if let last = words.last, last == row.word {
        let (sum, overflow) = counts[counts.count - 1].addingReportingOverflow(row.count)
        if overflow { throw .tooManyReads }
        counts[counts.count - 1] = sum
      } else {
        words.append(row.word)
        counts.append(row.count)
      }
    }
  }

  /// Groups rows whose barcodes stand above `umiBits` bits of UMI.
  func groups(umiBits: Int) -> BarcodeGroups {
    var groups = BarcodeGroups()
    for (row, word) in words.enumerated() {
      let barcode = UInt64(truncatingIfNeeded: word >> Word(umiBits))
      if groups.barcodes.last != barcode {
        groups.barcodes.append(barcode)
        groups.starts.append(row)
      }
    }
    groups.starts.append(words.count)
    return groups
  }
}
