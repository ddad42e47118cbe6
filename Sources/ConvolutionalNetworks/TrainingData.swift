internal import Estimators
internal import GenomicTypes
internal import Statistics

/// Rows of one role, checked and standardised.
struct TrainingData: Sendable {
  let sequences: SequenceCollection
  let targets: StandardizedTargets
  /// Targets in their own unit; those of weight 0 are missing.
  let raw: TargetMatrix
  /// Rows with at least one observed target; the others take part in nothing.
  let rows: [Int]

  init(_ labelled: LabelledRows<SequenceCollection>, scaling: [TaskScaling]) {
    sequences = labelled.input
    raw = labelled.targets.withoutZeroWeights
    let standardized = StandardizedTargets(labelled.targets, scaling: scaling)
    targets = standardized
    rows = (0..<labelled.targets.rowCount).filter { standardized.isObserved(row: $0) }
  }

  var lengths: [Int] { rows.map { sequences.length(at: $0) } }

  /// Checks what scaling and training rely on. Targets of weight 0 count as missing.
  static func check(
    _ labelled: LabelledRows<SequenceCollection>, role: String, needed: Int
  ) throws(ConvolutionalNetworkError) {
    let targets = labelled.targets
    guard labelled.input.count == targets.rowCount else {
      throw .rowMismatch(
        role: role, sequences: labelled.input.count, targets: targets.rowCount)
    }
    for (task, column) in zip(targets.tasks, targets.values) {
      if let row = column.firstIndex(where: { $0.map { !$0.isFinite } ?? false }) {
        throw .targetNotFinite(role: role, task: task, row: row)
      }
    }
    if let weights = targets.weights {
      for (index, task) in targets.tasks.enumerated() {
        let bad = weights[index].indices.first {
          targets.values[index][$0] != nil && !TargetMatrix.isUsable(weight: weights[index][$0])
        }
        if let bad {
          throw .unusableWeight(
            role: role, task: task, row: bad, value: weights[index][bad])
        }
      }
    }
    let counted = targets.withoutZeroWeights
    for (task, column) in zip(counted.tasks, counted.values) {
      let found = column.reduce(0) { $0 + ($1 == nil ? 0 : 1) }
      guard found >= needed else {
        throw .tooFewTargets(role: role, task: task, found: found, needed: needed)
      }
    }
  }

  /// A digest of everything training depends on: sequences, targets, what is missing, and weights
  /// when there are any (FNV-1a over 64-bit words; not cryptographic, it tells runs apart).
  var fingerprint: UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func mix(_ word: UInt64) { hash = (hash ^ word) &* 0x0000_0100_0000_01b3 }
    for offset in sequences.offsets { mix(UInt64(offset)) }
    for byte in sequences.packed { mix(UInt64(byte)) }
    for run in sequences.unknownRuns {
      mix(UInt64(run.lowerBound))
      mix(UInt64(run.upperBound))
    }
    for (task, column) in zip(raw.tasks, raw.values) {
      for byte in task.utf8 { mix(UInt64(byte)) }
      for value in column { mix(value?.bitPattern ?? UInt64.max) }
    }
    for (column, weights) in zip(raw.values, raw.weights ?? []) {
      for (value, weight) in zip(column, weights) where value != nil { mix(weight.bitPattern) }
    }
    return hash
  }
}
