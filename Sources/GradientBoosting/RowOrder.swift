import Sharding

/// The training rows of a tree, ordered so that the rows of every node lie together.
///
/// Within a node rows stay in ascending order, so memory is read front to back.
struct RowOrder: Sendable {
  /// Row numbers.
  private(set) var rows: [UInt32]

  private static let chunk = 16_384

  init(rows: [UInt32]) { self.rows = rows }

  /// How the rows of a node are parted.
  struct Division: Sendable {
    /// Where the rows of the node lie.
    let positions: Range<Int>
    /// Feature that is looked at.
    let feature: Int
    /// Last bin that goes left.
    let lastLeftBin: Int
  }

  /// Parts the rows of nodes in place and returns, per division, where the right part begins.
  mutating func divide(
    _ divisions: [Division], features: BinnedFeatures, threads: Int
  ) throws -> [Int] {
    let pieces = divisions.indices.flatMap { index in
      let positions = divisions[index].positions
      return stride(from: positions.lowerBound, to: positions.upperBound, by: Self.chunk).map {
        (index, $0..<min($0 + Self.chunk, positions.upperBound))
      }
    }
    let parts = try parts(pieces, divisions, features: features, threads: threads)
    var boundaries = divisions.map(\.positions.lowerBound)
    for (piece, part) in zip(pieces, parts) {
      rows.replaceSubrange(
        boundaries[piece.0]..<(boundaries[piece.0] + part.left.count), with: part.left)
      boundaries[piece.0] += part.left.count
    }
    var cursors = boundaries
    for (piece, part) in zip(pieces, parts) {
      rows.replaceSubrange(
        cursors[piece.0]..<(cursors[piece.0] + part.right.count), with: part.right)
      cursors[piece.0] += part.right.count
    }
    return boundaries
  }

  private typealias Part = (left: [UInt32], right: [UInt32])

  private func parts(
    _ pieces: [(Int, Range<Int>)], _ divisions: [Division], features: BinnedFeatures, threads: Int
  ) throws -> [Part] {
    let rows = rows
    return try shardedMap(shards: pieces.count, threads: threads) { shard in
      let (index, positions) = pieces[shard]
      let division = divisions[index]
      let octet = features.octets[division.feature / FeatureOctet.width]
      let shift = UInt64(8 * (division.feature % FeatureOctet.width))
      return Self.part(
        rows, positions, words: octet.words, shift: shift, lastLeft: UInt64(division.lastLeftBin))
    }
  }

  private static func part(
    _ rows: [UInt32], _ positions: Range<Int>, words: [UInt64], shift: UInt64, lastLeft: UInt64
  ) -> Part {
    var left = [UInt32](repeating: 0, count: positions.count)
    var right = left
    var leftCount = 0
    var rightCount = 0
    for position in positions {
      let row = rows[position]
      // Both sides are written and one cursor moves: no branch to mispredict.
      left[leftCount] = row
      right[rightCount] = row
      let isLeft = words[Int(row)] >> shift & 255 <= lastLeft
      leftCount += isLeft ? 1 : 0
      rightCount += isLeft ? 0 : 1
    }
    left.removeLast(left.count - leftCount)
    right.removeLast(right.count - rightCount)
    return (left, right)
  }
}
