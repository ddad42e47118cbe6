/// What a look at the number of errors at every end says.
enum AdapterScan {
  /// No end of a place has few enough errors.
  case nowhere
  /// The whole adapter ends here, changed at most, and no other place can be preferred to it.
  case certain(end: Int, errors: Int)
  /// Places have to be aligned and compared; none ends after `lastEnd`.
  case unclear(lastEnd: Int)
}

extension AdapterSearch {
  /// Computes the fewest errors of a place at every end, all bases of the adapter at once.
  ///
  /// Why a place can be certain, with m bases, at most k errors allowed, s the fewest errors at any
  /// end from m − 3k on, e the first end that has them, and s bases changed in the m letters before
  /// e: the alignment at e has only changes, because a change is preferred wherever it costs no
  /// more, and scores m − 2s, which no whole place with s errors or more exceeds. If e ≥ m + 2k and
  /// no end in (m − 3k)..<(e − k) has k errors or fewer, then every place met before e either
  /// covers fewer than m − 2k bases and scores less, or starts at most 2k bases before and scores
  /// less; 4k ≤ m makes that less than half an adapter. Places met after e score no more.
  func scan(_ letters: [UInt8], _ read: Range<Int>) -> AdapterScan {
    let length = bases.count
    let most = maximumErrors
    let firstWhole = length - 3 * most
    let top = UInt64(1) << UInt64(length - 1)
    // Bits of places where the number of errors rises or falls by one from the base before.
    var rising = UInt64(0)
    var falling = UInt64(0)
    var errors = 0
    var lastEnd = 0
    var firstNear = Int.max
    var fewest = Int.max
    var fewestEnd = 0
    var end = 0
    for index in read {
      end &+= 1
      let equal = places[Int(letters[index])]
      let matching = equal | falling
      let diagonal = (((equal & rising) &+ rising) ^ rising) | equal
      var up = falling | ~(diagonal | rising)
      var down = rising & diagonal
      if up & top != 0 { errors &+= 1 } else if down & top != 0 { errors &-= 1 }
      up <<= 1
      down <<= 1
      rising = down | ~(matching | up)
      falling = up & matching
      if errors > most { continue }
      if errors <= limits[min(end, length)] { lastEnd = end }
      if end < firstWhole { continue }
      if firstNear == .max { firstNear = end }
      if errors < fewest {
        (fewest, fewestEnd) = (errors, end)
        if errors == 0, end >= length { break }
      }
    }
    if lastEnd == 0 { return .nowhere }
    if fewest <= most, 4 * most <= length, fewestEnd >= length + 2 * most,
      firstNear >= fewestEnd - most,
      differences(letters, read.lowerBound + fewestEnd - length) == fewest
    {
      return .certain(end: fewestEnd, errors: fewest)
    }
    return .unclear(lastEnd: end < read.count ? read.count : lastEnd)
  }

  /// Bases that differ when the adapter lies at a place without insertions and deletions.
  private func differences(_ letters: [UInt8], _ start: Int) -> Int {
    var count = 0
    for position in bases.indices where letters[start + position] & 0xDF != bases[position] {
      count += 1
    }
    return count
  }
}
