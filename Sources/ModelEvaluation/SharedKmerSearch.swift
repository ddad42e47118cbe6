import GenomicTypes
import Sharding

/// A held-out row that shares a canonical 32-mer with a learned one.
struct SharedKmer: Hashable, Sendable {
  var heldOutRow: Int
  /// The first learned row, in the order given, that shares a 32-mer with it.
  var learnedRow: Int
}

/// Finds held-out sequences that share a canonical 32-mer with learned sequences.
///
/// Held-out minimizers are indexed by hash bucket; learned sequences stream past, and every hit is
/// extended on the bases until 32 agree, so the answer is exact. Memory: the held-out bases plus
/// about 16 bytes for every nine of them.
struct SharedKmerSearch: Sendable {
  private let heldOutRows: [Int]
  private let offsets: [Int]
  private let bases: [UInt8]
  private let bucketStarts: [Int]
  private let entries: [Entry]
  private let shift: UInt32

  private struct Entry: Sendable {
    var minimizer: Minimizer
    var index: Int32
  }

  private static let shards = 32
  /// Buckets longer than this are thinned of rows already found as the search goes on.
  private static let longBucket = 64

  /// Indexes held-out sequences.
  init(sequences: SequenceCollection, heldOutRows rows: [Int]) {
    heldOutRows = rows
    var scanner = MinimizerScanner()
    var minimizers: [Minimizer] = []
    var unsorted: [Entry] = []
    var bases: [UInt8] = []
    var offsets = [0]
    for (index, row) in rows.enumerated() {
      let codes = sequences.codes(at: row)
      scanner.scan(codes, into: &minimizers)
      for minimizer in minimizers {
        unsorted.append(Entry(minimizer: minimizer, index: Int32(index)))
      }
      bases += codes
      offsets.append(bases.count)
    }
    self.bases = bases
    self.offsets = offsets
    var bits: UInt32 = 1
    while bits < 26, 1 << Int(bits) < unsorted.count { bits += 1 }
    let shift = 32 - bits
    self.shift = shift
    var starts = [Int](repeating: 0, count: (1 << Int(bits)) + 1)
    for entry in unsorted { starts[Int(entry.minimizer.hash >> shift) + 1] += 1 }
    for bucket in 1..<starts.count { starts[bucket] += starts[bucket - 1] }
    var order = [Int](repeating: 0, count: unsorted.count)
    var next = starts
    for (index, entry) in unsorted.enumerated() {
      let bucket = Int(entry.minimizer.hash >> shift)
      order[next[bucket]] = index
      next[bucket] += 1
    }
    bucketStarts = starts
    entries = order.map { unsorted[$0] }
  }

  /// The held-out rows that share a 32-mer with any learned row, ascending in the order indexed.
  func matches(
    in sequences: SequenceCollection, learnedRows: [Int], threads: Int
  ) throws -> [SharedKmer] {
    let ranges = shardRanges(count: learnedRows.count, shards: Self.shards)
    let partners = try shardedMap(shards: Self.shards, threads: threads) { shard in
      firstPartners(in: sequences, learnedRows: learnedRows[ranges[shard]])
    }
    return heldOutRows.indices.compactMap { index in
      partners.lazy.compactMap { $0[index] }.first.map {
        SharedKmer(heldOutRow: heldOutRows[index], learnedRow: $0)
      }
    }
  }

  /// For each held-out row the first of the learned rows that shares a 32-mer with it.
  private func firstPartners(
    in sequences: SequenceCollection, learnedRows: ArraySlice<Int>
  ) -> [Int?] {
    var partners = [Int?](repeating: nil, count: heldOutRows.count)
    var thinned: [Int: [Int]] = [:]
    var scanner = MinimizerScanner()
    var minimizers: [Minimizer] = []
    for row in learnedRows {
      let codes = sequences.codes(at: row)
      scanner.scan(codes, into: &minimizers)
      for minimizer in minimizers {
        let bucket = Int(minimizer.hash >> shift)
        let range = bucketStarts[bucket]..<bucketStarts[bucket + 1]
        if range.count > Self.longBucket {
          var open = thinned.removeValue(forKey: bucket) ?? Array(range)
          for entry in open { check(entry, codes, minimizer, row, &partners) }
          open.removeAll { partners[Int(entries[$0].index)] != nil }
          thinned[bucket] = open
        } else {
          for entry in range { check(entry, codes, minimizer, row, &partners) }
        }
      }
    }
    return partners
  }

  private func check(
    _ entry: Int, _ codes: [UInt8], _ minimizer: Minimizer, _ row: Int, _ partners: inout [Int?]
  ) {
    let candidate = entries[entry]
    guard candidate.minimizer.hash == minimizer.hash, partners[Int(candidate.index)] == nil else {
      return
    }
    let isTurned = candidate.minimizer.isReversed != minimizer.isReversed
    let isMatch =
      agrees(candidate, codes, minimizer, isTurned: isTurned)
      || (minimizer.isPalindrome && agrees(candidate, codes, minimizer, isTurned: !isTurned))
    if isMatch { partners[Int(candidate.index)] = row }
  }

  /// Whether the agreement around the common word reaches 32 bases.
  private func agrees(
    _ candidate: Entry, _ codes: [UInt8], _ minimizer: Minimizer, isTurned: Bool
  ) -> Bool {
    let word = MinimizerScanner.wordLength
    let first = offsets[Int(candidate.index)]
    let end = offsets[Int(candidate.index) + 1]
    let here = Int(minimizer.position)
    let there = first + Int(candidate.minimizer.position)
    var agreed = word
    var step = 1
    while here - step >= 0, codes[here - step] <= 3 {
      let other = isTurned ? there + word - 1 + step : there - step
      guard other >= first, other < end,
        bases[other] == (isTurned ? 3 - codes[here - step] : codes[here - step])
      else { break }
      agreed += 1
      step += 1
    }
    step = 0
    while here + word + step < codes.count, codes[here + word + step] <= 3 {
      let base = codes[here + word + step]
      let other = isTurned ? there - 1 - step : there + word + step
      guard other >= first, other < end, bases[other] == (isTurned ? 3 - base : base) else {
        break
      }
      agreed += 1
      step += 1
    }
    return agreed >= MinimizerScanner.windowLength
  }
}
