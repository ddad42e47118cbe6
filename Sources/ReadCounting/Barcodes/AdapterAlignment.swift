/// Aligns an adapter to a read cell by cell, for the reads that a scan leaves unclear.
///
/// One column of the matrix is kept; a value is reused from read to read.
struct AdapterAlignment: Sendable {
  /// The best alignment of the first bases of the adapter to letters that end in this column.
  private struct Cell: Sendable {
    var errors: Int32 = 0
    var score: Int32 = 0
    /// Letters before the alignment, or minus the bases that hang over the read's start.
    var origin: Int32 = 0
  }

  private struct Place {
    var origin: Int
    var end: Int
    var score: Int
    var errors: Int
  }

  private var column: [Cell]

  init(length: Int) { column = Array(repeating: Cell(), count: length + 1) }

  /// Finds the adapter; see ``AdapterSearch`` for the rules.
  mutating func match(
    _ search: AdapterSearch, _ letters: [UInt8], _ read: Range<Int>, lastEnd: Int
  ) -> AdapterMatch? {
    let length = search.bases.count
    for position in 0...length {
      column[position] = Cell(origin: Int32(-position))
    }
    var best: Place?
    // Cells below this one have more errors than a whole adapter may have.
    var lowest = length
    for end in stride(from: 1, through: lastEnd, by: 1) {
      extend(search, letter: letters[read.lowerBound + end - 1] & 0xDF, lowest: lowest)
      while lowest >= 0, column[lowest].errors > search.maximumErrors { lowest -= 1 }
      if lowest < length {
        lowest += 1
        continue
      }
      let cell = column[length]
      let place = Place(
        origin: Int(cell.origin), end: end, score: Int(cell.score), errors: Int(cell.errors))
      guard isAcceptable(place, search), isBetter(place, than: best, length: length) else {
        continue
      }
      best = place
      if place.errors == 0, place.origin >= 0 { break }
    }
    return best.map { best in
      AdapterMatch(
        range: max(best.origin, 0)..<best.end, overhang: max(-best.origin, 0), errors: best.errors)
    }
  }

  /// Computes the next column down to the cell `lowest`.
  private mutating func extend(_ search: AdapterSearch, letter: UInt8, lowest: Int) {
    var diagonal = column[0]
    column[0].origin += 1
    var above = column[0]
    for position in stride(from: 1, through: lowest, by: 1) {
      let left = column[position]
      var cell = diagonal
      if letter == search.bases[position - 1] {
        cell.score += 1
      } else if diagonal.errors <= above.errors, diagonal.errors <= left.errors {
        cell.errors += 1
        cell.score -= 1
      } else {
        cell = above.errors <= left.errors ? above : left
        cell.errors += 1
        cell.score -= 2
      }
      diagonal = left
      above = cell
      column[position] = cell
    }
  }

  private func isAcceptable(_ place: Place, _ search: AdapterSearch) -> Bool {
    let covered = search.bases.count + min(place.origin, 0)
    return covered >= search.minimumOverlap
      && Double(place.errors) <= Double(covered) * search.errorRate
  }

  private func isBetter(_ place: Place, than best: Place?, length: Int) -> Bool {
    guard let best else { return true }
    guard place.score > best.score else { return false }
    return place.origin <= best.origin + length / 2
      || min(place.origin, 0) > min(best.origin, 0)
  }
}
