internal import GenomicTypes
internal import TensorKernels

extension NetworkEngine {
  /// Outputs for the given rows in standardised units, (rows, tasks), row-major.
  ///
  /// With `posthoc` the mean of the outputs for a fragment and for its reverse complement.
  func predict(
    _ sequences: SequenceCollection, rows: [Int], strandMode: StrandMode
  ) throws -> [Float] {
    var results: [Float] = []
    results.reserveCapacity(rows.count * architecture.taskCount)
    for first in stride(from: 0, to: rows.count, by: capacity) {
      if Task.isCancelled { throw CancellationError() }
      let batch = rows[first..<min(first + capacity, rows.count)]
      let forward = try evaluate(batch.map { sequences.codes(at: $0) })
      if strandMode == .posthoc {
        let reverse = try evaluate(batch.map { sequences.reverseComplementCodes(at: $0) })
        results += zip(forward, reverse).map { 0.5 * ($0 + $1) }
      } else {
        results += forward
      }
    }
    return results
  }

  private func evaluate(_ batch: [[UInt8]]) throws -> [Float] {
    try load(batch)
    try forward(.evaluation)
    return predictions.slice(at: 0, count: batch.count * architecture.taskCount).values
  }
}
