import Dispatch
import GenomicTypes
import Synchronization

/// The batches of one file, read on a thread of its own while the caller works on earlier ones.
///
/// At most `depth` batches wait. The thread ends with the file, with the first error, or with
/// `stop`, which every user calls.
final class ReadAhead: BatchSource, Sendable {
  private struct State: Sendable {
    var waiting: [ReadBatch] = []
    var failure: GenomicsIOError?
    var isStopped = false
  }

  private static let depth = 3
  private let state = Mutex(State())
  private let room = DispatchSemaphore(value: 0)
  private let ready = DispatchSemaphore(value: 0)
  private let ended = DispatchGroup()

  init(path: String, keepsNames: Bool, threads: Int, readsPerBatch: Int) {
    for _ in 0..<Self.depth { room.signal() }
    DispatchQueue.global().async(group: ended) { [self] in
      do throws(GenomicsIOError) {
        var reader = try FASTQReader(path: path, keepsNames: keepsNames, threads: threads)
        while true {
          room.wait()
          if state.withLock({ $0.isStopped }) { break }
          guard let batch = try reader.next(maximumReads: readsPerBatch) else { break }
          state.withLock { $0.waiting.append(batch) }
          ready.signal()
        }
      } catch {
        state.withLock { $0.failure = error }
      }
      ready.signal()
    }
  }

  /// The next batch, nil after the last; waits for it.
  ///
  /// - Throws: what the reader threw, after the batches before it.
  func next() throws(GenomicsIOError) -> ReadBatch? {
    ready.wait()
    let found = state.withLock { state in
      (batch: state.waiting.isEmpty ? nil : state.waiting.removeFirst(), failure: state.failure)
    }
    if let batch = found.batch {
      room.signal()
      return batch
    }
    // Whoever asks again finds the end again.
    ready.signal()
    if let failure = found.failure { throw failure }
    return nil
  }

  /// Ends the thread and waits until it has ended.
  func stop() {
    state.withLock { $0.isStopped = true }
    room.signal()
    ended.wait()
  }
}
