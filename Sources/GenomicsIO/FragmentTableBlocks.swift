import Sharding
import Synchronization

/// Reads the rows of one file in blocks: while some threads parse the blocks of one batch, another
/// reads and decompresses the next batch.
struct FragmentTableBlocks: Sendable {
  let format: FragmentTableFormat
  let map: ColumnMap
  let separator: UInt8

  // Small enough that text and columns of a block stay in a processor's cache and in reused memory.
  private static let blockBytes = 1 << 18
  private static let blocksPerBatch = 16

  /// Blocks that were read together, and what stopped the reading.
  private struct Batch: Sendable {
    var blocks: [TextLines] = []
    var failure: GenomicsIOError?
    var fractionRead: Double?
  }

  private enum Done: Sendable {
    case read(Batch)
    case parsed(FragmentTableBuilder, GenomicsIOError?)
  }

  /// Appends the rows that follow in a file.
  ///
  /// - Returns: the number of rows read, rejected ones included.
  /// - Throws: what is wrong first in the file, whatever the number of threads.
  func append(
    _ reader: consuming sending DelimitedLineReader, to builder: inout FragmentTableBuilder,
    threads: Int
  ) throws(GenomicsIOError) -> Int {
    let path = reader.path
    let source = Mutex(reader)
    let rowsBefore = builder.rowCount
    var rowsRead = 0
    var batch = Self.nextBatch(of: source)
    while true {
      let blocks = batch.blocks
      let isLast = blocks.isEmpty || batch.failure != nil
      let done: [Done]
      do {
        done = try shardedMap(shards: blocks.count + 1, threads: threads) { shard in
          if shard == 0 { return .read(isLast ? Batch() : Self.nextBatch(of: source)) }
          let (parsed, failure) = self.parsed(blocks[shard - 1], path: path)
          return .parsed(parsed, failure)
        }
      } catch {
        preconditionFailure("parsing a block threw \(error)")
      }
      var next = Batch()
      for result in done {
        switch result {
        case .read(let read): next = read
        case .parsed(let parsed, let failure):
          rowsRead += parsed.rowsRead
          builder.append(parsed)
          if let failure { throw failure }
        }
      }
      if let failure = batch.failure { throw failure }
      if isLast { return rowsRead }
      if let part = batch.fractionRead {
        builder.reserve(rows: rowsBefore + Int(1.1 * Double(builder.rowCount - rowsBefore) / part))
      }
      batch = next
    }
  }

  private static func nextBatch(of source: borrowing Mutex<DelimitedLineReader>) -> Batch {
    source.withLock { reader in
      var batch = Batch()
      do throws(GenomicsIOError) {
        while batch.blocks.count < blocksPerBatch,
          let lines = try reader.takeLines(bytes: blockBytes)
        {
          batch.blocks.append(lines)
        }
      } catch {
        batch.failure = error
      }
      batch.fractionRead = reader.fractionRead()
      return batch
    }
  }

  /// The rows of a block; with an error, the rows before it.
  private func parsed(
    _ lines: TextLines, path: String
  ) -> (FragmentTableBuilder, GenomicsIOError?) {
    var builder = FragmentTableBuilder(format: format)
    builder.reserveCells(rows: lines.count)
    var reader = DelimitedLineReader(LineReader(lines, path: path), separator: separator)
    do throws(GenomicsIOError) {
      while try reader.advance() { try builder.read(reader, map) }
      builder.moveCells()
      return (builder, nil)
    } catch {
      return (builder, error)
    }
  }
}
