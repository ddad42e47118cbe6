import GenomicTypes

/// What a bigWig file says about one stretch at a coarser scale.
struct BigWigZoomRecord: Hashable {
  var start: UInt32
  var end: UInt32
  /// Bases with a value.
  var covered: UInt32
  var minimum: Float
  var maximum: Float
  var sum: Double
  var sumOfSquares: Double

  static let bytes = 32

  mutating func join(_ other: BigWigZoomRecord) {
    end = other.end
    covered += other.covered
    minimum = min(minimum, other.minimum)
    maximum = max(maximum, other.maximum)
    sum += other.sum
    sumOfSquares += other.sumOfSquares
  }

  func append(to file: inout LittleEndianBytes, chromosome: UInt32) {
    file.append(chromosome)
    file.append(start)
    file.append(end)
    file.append(covered)
    file.append(minimum)
    file.append(maximum)
    file.append(Float(sum))
    file.append(Float(sumOfSquares))
  }
}

/// One scale of a bigWig file: the stretches [k·reduction, (k + 1)·reduction) that hold a value.
///
/// A record starts at the first base with a value and ends after the last, so that browsers do not
/// draw it over bases without one.
struct BigWigZoomLevel {
  let reduction: Int
  private(set) var recordCount = 0
  /// Compressed blocks, with offsets counted from the first of them.
  private(set) var blocks: [BigWigBlock] = []
  private(set) var bytes: [UInt8] = []

  init(reduction: Int) { self.reduction = reduction }

  /// The records of a track.
  func records(of track: ChromosomeTrack) -> [BigWigZoomRecord] {
    var records: [BigWigZoomRecord] = []
    var bin = -1
    for index in 0..<track.count {
      let value = track.values[index]
      var start = Int(track.starts[index])
      let end = Int(track.ends[index])
      while start < end {
        let here = start / reduction
        let stop = min(end, (here + 1) * reduction)
        let width = Double(stop - start)
        add(
          BigWigZoomRecord(
            start: UInt32(start), end: UInt32(stop), covered: UInt32(stop - start),
            minimum: Float(value), maximum: Float(value), sum: width * value,
            sumOfSquares: width * value * value), to: &records, startsNew: here != bin)
        bin = here
        start = stop
      }
    }
    return records
  }

  /// The records of this level from those of a finer one whose stretches lie inside its own.
  func records(of finer: [BigWigZoomRecord]) -> [BigWigZoomRecord] {
    var records: [BigWigZoomRecord] = []
    var bin = -1
    for record in finer {
      let here = Int(record.start) / reduction
      add(record, to: &records, startsNew: here != bin)
      bin = here
    }
    return records
  }

  private func add(
    _ record: BigWigZoomRecord, to records: inout [BigWigZoomRecord], startsNew: Bool
  ) {
    if startsNew {
      records.append(record)
    } else {
      records[records.count - 1].join(record)
    }
  }

  /// Takes the compressed blocks of one chromosome.
  mutating func add(_ compressed: [CompressedSection], records: Int, chromosome: UInt32) {
    recordCount += records
    for section in compressed {
      blocks.append(
        BigWigBlock(
          chromosome: chromosome, start: section.start, end: section.end,
          offset: UInt64(bytes.count), size: UInt64(section.bytes.count)))
      bytes += section.bytes
    }
  }
}
