/// How the values of one feature are cut into histogram bins.
///
/// Bin b holds the values from `lowestValues[b]` to just below `lowestValues[b + 1]`. A split after
/// bin b has the threshold `lowestValues[b + 1]`: smaller values go left.
///
/// With at most `maximumBins` distinct values every value has its own bin and the histogram method
/// finds the same splits as an exact search. With more, values that fill at least one even
/// share of the rows keep a bin of their own (most k-mer frequencies are 0) and the others
/// are cut into bins of nearly equal numbers of rows.
///
/// Rows are counted, not weighed: weights say how far targets are to be trusted, cuts describe the
/// features, and tasks of different weights share them. XGBoost's sketch is weighted; the two differ
/// only with more than `maximumBins` distinct values.
///
/// ```swift
/// // values 1, 1, 1, 1, 2, 3, 4, 5 in at most 3 bins: 1 fills more than 8/3 rows and stays alone;
/// // 2, 3 and 4, 5 share the other two bins: lowest values 1, 2, 4
/// ```
package struct FeatureCuts: Hashable, Sendable {
  /// The lowest training value of every bin, ascending.
  package let lowestValues: [Float]

  /// Number of bins.
  package var binCount: Int { lowestValues.count }

  /// Threshold of the split that sends bins 0…`bin` to the left.
  package func threshold(afterBin bin: Int) -> Float { lowestValues[bin + 1] }

  /// Cuts the values given as ascending runs of equal values.
  ///
  /// - Precondition: at least one run; counts are positive.
  package init(runs: [(value: Float, count: Int)], maximumBins: Int) {
    if runs.count <= maximumBins {
      lowestValues = runs.map(\.value)
      return
    }
    var total = 0
    for run in runs { total += run.count }
    let isHeavy = { (count: Int) in count * maximumBins >= total }
    var lightRows = total
    var lightBins = maximumBins
    for run in runs where isHeavy(run.count) {
      lightRows -= run.count
      lightBins -= 1
    }
    var lowest: [Float] = []
    var filled = 0
    var isOpen = false
    for run in runs {
      if isHeavy(run.count) {
        lowest.append(run.value)
        isOpen = false
        continue
      }
      lightRows -= run.count
      if !isOpen {
        // Light values above the last heavy one join its bin when no bin is left.
        if lightBins == 0 { continue }
        lowest.append(run.value)
        lightBins -= 1
        isOpen = true
        filled = 0
      }
      filled += run.count
      if filled * (lightBins + 1) >= filled + lightRows { isOpen = false }
    }
    lowestValues = lowest
  }
}
