extension Array {
  /// The first index at which a condition holds that all later elements meet too; the count if none
  /// does.
  ///
  /// ```swift
  /// [1, 3, 3, 8].partitioningIndex { $0 >= 3 }  // 1
  /// ```
  ///
  /// - Complexity: O(log n).
  package func partitioningIndex(where condition: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = (low + high) / 2
      if condition(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
