public import Estimators
public import GenomicTypes
import Sharding

extension FeatureSet {
  /// Rows of one shard: their features fit the cache, whole cache lines of a column are written.
  private static let shardRows = 32
  /// Shards computed before their rows are copied to the matrix; bounds the extra memory.
  private static let shardsAtOnce = 128

  /// The features of every sequence, (sequences, features), column-major.
  ///
  /// Unknown bases: excluded from composition; a word window that holds one is skipped; a GC
  /// window without a known base takes the GC of the sequence. Word frequencies are counts divided
  /// by the number of valid windows of that length, all 0 when there is none.
  ///
  /// ```swift
  /// var sequences = SequenceCollection()
  /// sequences.append(letters: "ACGNT".utf8)
  /// let matrix = try FeatureSet(composition: true, kmerLengths: [2]).matrix(
  ///   of: sequences, threads: 1)
  /// // gc 2/4; CpG o/e 1·4/(1·1) = 4; kmer_AC 1/2 and kmer_CG 1/2, other words 0
  /// ```
  ///
  /// The result does not depend on the number of threads.
  ///
  /// - Complexity: O(bases + sequences · features).
  public func matrix(of sequences: SequenceCollection, threads: Int) throws -> FeatureMatrix {
    let names = names
    let describer = SequenceDescriber(self, featureCount: names.count)
    let rowCount = sequences.count
    var values = [Float](repeating: 0, count: names.count * rowCount)
    let shards = (rowCount + Self.shardRows - 1) / Self.shardRows
    var first = 0
    while first < shards {
      let batch = min(Self.shardsAtOnce, shards - first)
      let start = first
      let blocks = try shardedMap(shards: batch, threads: threads) { shard in
        Self.block(
          of: sequences, rows: Self.rows(ofShard: start + shard, rowCount: rowCount),
          by: describer)
      }
      for (shard, block) in blocks.enumerated() {
        let rows = Self.rows(ofShard: first + shard, rowCount: rowCount)
        Self.copy(block, rows: rows, to: &values, rowCount: rowCount, columns: names.count)
      }
      first += batch
    }
    return FeatureMatrix(rowCount: rowCount, names: names, values: values)
  }

  private static func rows(ofShard shard: Int, rowCount: Int) -> Range<Int> {
    (shard * shardRows)..<min((shard + 1) * shardRows, rowCount)
  }

  private static func block(
    of sequences: SequenceCollection, rows: Range<Int>, by prototype: SequenceDescriber
  ) -> [Float] {
    var describer = prototype
    var block = [Float](repeating: 0, count: describer.featureCount * rows.count)
    for row in rows {
      describer.describe(
        sequences.codes(at: row), into: &block, slot: row - rows.lowerBound, stride: rows.count)
    }
    return block
  }

  private static func copy(
    _ block: [Float], rows: Range<Int>, to values: inout [Float], rowCount: Int, columns: Int
  ) {
    let source = block.span
    var target = values.mutableSpan
    for column in 0..<columns {
      let from = column * rows.count
      let to = column * rowCount + rows.lowerBound
      for offset in 0..<rows.count { target[to + offset] = source[from + offset] }
    }
  }
}
