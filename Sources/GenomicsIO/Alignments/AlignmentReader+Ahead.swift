import Dispatch
public import GenomicTypes
import Synchronization

extension AlignmentReader {
  /// Hands every batch to `body`, in order, on the calling thread.
  ///
  /// With more than one thread in the options another thread reads up to three batches ahead. The
  /// batches, and so what `body` makes of them, are the same.
  ///
  /// - Throws: ``GenomicsIOError`` as ``next(into:)``, after the batches before the problem; or what
  ///   `body` throws, which ends the reading.
  public consuming func forEachBatch(_ body: (AlignmentBatch) throws -> Void) throws {
    if options.threads == 1 {
      var batch = AlignmentBatch()
      while try next(into: &batch) { try body(batch) }
      return
    }
    let ahead = ReadingAhead(self)
    ahead.start()
    defer { ahead.stop() }
    while let batch = try ahead.next() {
      try body(batch)
      ahead.recycle(batch)
    }
  }
}

/// A reader that works on a thread of its own, a few batches ahead of its consumer.
// Sendable: the reader is touched by the reading thread only, from `start` until it signals
// `finished`; all else is behind the mutex.
private final class ReadingAhead: @unchecked Sendable {
  private struct State: Sendable {
    var ready: [AlignmentBatch] = []
    var spare: [AlignmentBatch] = []
    var failure: GenomicsIOError?
    var isStopped = false
  }

  private var reader: AlignmentReader
  private let state = Mutex(State())
  /// Batches that may still be filled: 3 at first, as signals, because a semaphore must not be
  /// destroyed below its first value.
  private let free = DispatchSemaphore(value: 0)
  private let filled = DispatchSemaphore(value: 0)
  private let finished = DispatchSemaphore(value: 0)

  init(_ reader: consuming AlignmentReader) { self.reader = reader }

  func start() {
    for _ in 0..<3 { free.signal() }
    DispatchQueue(label: "alignments").async { self.read() }
  }

  /// Ends the reading and waits for it.
  func stop() {
    state.withLock { $0.isStopped = true }
    free.signal()
    finished.wait()
  }

  /// The next batch; nil after the last.
  func next() throws(GenomicsIOError) -> AlignmentBatch? {
    filled.wait()
    let (batch, failure) = state.withLock { state in
      (state.ready.isEmpty ? nil : state.ready.removeFirst(), state.failure)
    }
    if let batch { return batch }
    // The end stays signalled.
    filled.signal()
    if let failure { throw failure }
    return nil
  }

  /// Gives the memory of a batch back, to be filled again.
  func recycle(_ batch: consuming AlignmentBatch) {
    let batch = batch
    state.withLock { $0.spare.append(batch) }
    free.signal()
  }

  private func read() {
    defer {
      filled.signal()
      finished.signal()
    }
    while true {
      free.wait()
      let (isStopped, spare) = state.withLock { ($0.isStopped, $0.spare.popLast()) }
      if isStopped { return }
      var batch = spare ?? AlignmentBatch()
      do throws(GenomicsIOError) {
        guard try reader.next(into: &batch) else { return }
      } catch {
        state.withLock { $0.failure = error }
        return
      }
      let full = batch
      state.withLock { $0.ready.append(full) }
      filled.signal()
    }
  }
}
