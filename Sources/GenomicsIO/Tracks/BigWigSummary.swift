import GenomicTypes

/// The summary of a whole bigWig file: bases with a value, extremes and sums over them.
struct BigWigSummary {
  /// Intervals of all tracks.
  private(set) var intervals = 0
  private var covered: UInt64 = 0
  private var minimum = 0.0
  private var maximum = 0.0
  private var sum = 0.0
  private var sumOfSquares = 0.0

  mutating func add(_ track: ChromosomeTrack) {
    for index in 0..<track.count {
      let value = Double(Float(track.values[index]))
      let width = Double(track.ends[index] - track.starts[index])
      minimum = intervals == 0 ? value : min(minimum, value)
      maximum = intervals == 0 ? value : max(maximum, value)
      covered += UInt64(width)
      sum += width * value
      sumOfSquares += width * value * value
      intervals += 1
    }
  }

  var bytes: [UInt8] {
    var file = LittleEndianBytes()
    file.append(covered)
    for number in [minimum, maximum, sum, sumOfSquares] { file.append(number) }
    return file.bytes
  }
}
