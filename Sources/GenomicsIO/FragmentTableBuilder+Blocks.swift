import GenomicTypes

/// What a builder does so that a file can be read in blocks.
extension FragmentTableBuilder {
  /// Makes room, so that columns need not move while they grow.
  mutating func reserve(rows: Int) {
    guard rows > placements.capacity else { return }
    placements.reserveCapacity(rows)
    for index in counts.indices {
      counts[index].reserveCapacity(rows)
      observed[index]?.reserveCapacity(rows)
    }
    for index in activities.indices { activities[index].reserveCapacity(rows) }
  }

  /// Makes room for the rows of one block.
  mutating func reserveCells(rows: Int) {
    placements.reserveCapacity(rows)
    countCells.reserveCapacity(rows * counts.count)
    for index in activities.indices { activities[index].reserveCapacity(rows) }
  }

  /// Moves the cells of the latest rows into their columns.
  mutating func moveCells() {
    let columns = counts.count
    guard !countCells.isEmpty else { return }
    let rows = countCells.count / columns
    for index in counts.indices {
      let cells = countCells
      counts[index].append(contentsOf: (0..<rows).map { cells[$0 * columns + index] })
      let flags =
        observedCells.isEmpty ? [] : (0..<rows).map { observedCells[$0 * columns + index] }
      addFlags(flags, rows: rows, toColumn: index, after: counts[index].count - rows)
    }
    countCells = []
    observedCells = []
  }

  /// Adds which of the latest rows were observed; no flags mean all of them.
  private mutating func addFlags(_ flags: [Bool], rows: Int, toColumn index: Int, after: Int) {
    if observed[index] == nil {
      if flags.allSatisfy({ $0 }) { return }
      observed[index] = Array(repeating: true, count: after)
    }
    observed[index]?.append(
      contentsOf: flags.isEmpty ? Array(repeating: true, count: rows) : flags)
  }

  /// Appends the rows of another builder of the same format, as if they had been read here.
  mutating func append(_ other: consuming FragmentTableBuilder) {
    moveCells()
    other.moveCells()
    rowsRead += other.rowsRead
    summary.rejectedByReason.merge(other.summary.rejectedByReason, uniquingKeysWith: +)
    if case .skip(let listing) = format.badRows {
      summary.rejected += other.summary.rejected.prefix(listing - summary.rejected.count)
    }
    for index in counts.indices {
      addFlags(
        other.observed[index] ?? [], rows: other.rowCount, toColumn: index, after: rowCount)
      counts[index].append(contentsOf: other.counts[index])
    }
    for index in activities.indices {
      activities[index].append(contentsOf: other.activities[index])
    }
    sequences.append(other.sequences)
    names.append(other.names)
    for index in labels.indices { labels[index].append(other.labels[index]) }
    let indices = other.chromosomes.names.map { name in
      chromosomes.stage(name)
      return chromosomes.commit()
    }
    if indices.enumerated().allSatisfy({ $0 == Int($1) }) {
      placements.append(contentsOf: other.placements)
    } else {
      placements.append(
        contentsOf: other.placements.lazy.map { placement in
          placement.map {
            FragmentPlacement(
              chromosome: indices[Int($0.chromosome)], interval: $0.interval, strand: $0.strand)
          }
        })
    }
  }
}
