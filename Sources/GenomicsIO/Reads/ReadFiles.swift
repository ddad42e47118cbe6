public import GenomicTypes

/// Reads FASTQ files whose reads belong together, one from each, in step.
///
/// ```swift
/// try ReadFiles.forEachBatch(["barcodes.fastq.gz", "umis.fastq.gz"], threads: 2) { batches in
///   // batches[0] and batches[1] have equally many reads; read i of both has one name
/// }
/// ```
public enum ReadFiles {
  /// Calls `body` with the next reads of every file until the files end.
  ///
  /// The names of reads from several files are compared. Batches do not depend on `threads`. From
  /// two threads on every file is read and decompressed on a thread of its own, at most three
  /// batches ahead of `body`, which runs on the caller's.
  ///
  /// - Parameters:
  ///   - keepsNames: whether batches of a single file have names; those of several always have.
  ///   - threads: threads that decompress BGZF; 1 for everything on the caller's thread.
  /// - Throws: ``GenomicsIOError`` when a file cannot be read (see ``FASTQReader``), names differ, or
  ///   one file ends before another; and what `body` throws.
  public static func forEachBatch(
    _ paths: [String], keepsNames: Bool = false, threads: Int,
    readsPerBatch: Int = FASTQReader.readsPerBatch, _ body: ([ReadBatch]) throws -> Void
  ) throws {
    precondition(!paths.isEmpty && threads >= 1, "\(paths.count) files, \(threads) threads")
    let names = keepsNames || paths.count > 1
    let sources: [any BatchSource] = try paths.map { path in
      if threads == 1 {
        return try ReadHere(path: path, keepsNames: names, readsPerBatch: readsPerBatch)
      }
      return ReadAhead(
        path: path, keepsNames: names, threads: threads, readsPerBatch: readsPerBatch)
    }
    defer { for source in sources { source.stop() } }
    var records = 0
    while true {
      let next = try sources.map { try $0.next() }
      let batches = next.compactMap { $0 }
      if batches.isEmpty { return }
      try check(next, paths, recordsBefore: records)
      records += batches[0].count
      try body(batches)
    }
  }

  /// Compares batches that should belong together.
  private static func check(
    _ batches: [ReadBatch?], _ paths: [String], recordsBefore: Int
  ) throws(GenomicsIOError) {
    guard batches.count > 1 else { return }
    let counts = batches.map { $0?.count ?? 0 }
    for file in 1..<batches.count {
      if let first = batches[0], let second = batches[file],
        let difference = firstDifference(first, second)
      {
        throw .pairedReads(
          .names(
            first: paths[0], second: paths[file], record: recordsBefore + difference + 1,
            firstName: first.name(difference) ?? "", secondName: second.name(difference) ?? ""))
      }
      if counts[file] != counts[0] {
        let (ended, other) = counts[file] < counts[0] ? (file, 0) : (0, file)
        throw .pairedReads(
          .ended(
            ended: paths[ended], other: paths[other], records: recordsBefore + counts[ended]))
      }
    }
  }

  private static func firstDifference(_ first: ReadBatch, _ second: ReadBatch) -> Int? {
    if first.names == second.names, first.nameOffsets == second.nameOffsets { return nil }
    return (0..<min(first.count, second.count)).first { first.name($0) != second.name($0) }
  }
}

/// Where batches of one file come from.
protocol BatchSource: AnyObject {
  /// The next batch, nil after the last.
  func next() throws(GenomicsIOError) -> ReadBatch?
  /// Ends reading; called once, whether or not the file is at its end.
  func stop()
}

/// The batches of one file, read when they are asked for.
private final class ReadHere: BatchSource {
  private var reader: FASTQReader
  private let readsPerBatch: Int

  init(path: String, keepsNames: Bool, readsPerBatch: Int) throws(GenomicsIOError) {
    reader = try FASTQReader(path: path, keepsNames: keepsNames)
    self.readsPerBatch = readsPerBatch
  }

  func next() throws(GenomicsIOError) -> ReadBatch? {
    try reader.next(maximumReads: readsPerBatch)
  }

  func stop() {}
}
