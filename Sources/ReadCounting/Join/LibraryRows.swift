import GenomicTypes

/// The rows of a join: every barcode of every library, in the order of the output.
///
/// Barcodes are numbered library by library, ascending inside each.
struct LibraryRows: Sendable {
  /// Names of all libraries' chromosomes, by first appearance.
  let chromosomeNames: [String]
  /// Where the barcodes of each library begin; one more entry than libraries.
  let starts: [Int]
  /// The barcode at each output row.
  let order: [UInt32]
  /// The output row of each barcode.
  let rowOfBarcode: [UInt32]
  /// Whether the rows are oligos.
  let isOligo: Bool
  /// For each library, from its chromosome indices to those of `chromosomeNames`.
  let chromosomeIndices: [[Int32]]

  init(_ libraries: [BarcodeLibrary], threads: Int) throws {
    let chromosomes = UnifiedNames(libraries.map(\.barcodes.targets.chromosomeNames))
    chromosomeNames = chromosomes.names
    chromosomeIndices = chromosomes.indices
    var starts = [0]
    for library in libraries {
      starts.append(starts[starts.count - 1] + library.barcodes.barcodes.count)
    }
    self.starts = starts
    isOligo = libraries.contains { $0.barcodes.targets.isOligo }
    order =
      try isOligo
      ? Self.oligoOrder(libraries, threads: threads)
      : RowOrder.rows(
        byPlacements: Self.placements(libraries, chromosomes.indices).compactMap(\.self),
        chromosomes: chromosomeNames.count, threads: threads)
    var rowOfBarcode = [UInt32](repeating: 0, count: order.count)
    for row in order.indices { rowOfBarcode[Int(order[row])] = UInt32(row) }
    self.rowOfBarcode = rowOfBarcode
  }

  /// By library, then oligo, then barcode.
  private static func oligoOrder(
    _ libraries: [BarcodeLibrary], threads: Int
  ) throws -> [UInt32] {
    var keys: [UInt64] = []
    for (number, library) in libraries.enumerated() {
      guard case .oligos(_, let indices) = library.barcodes.targets else { continue }
      keys += indices.map { UInt64(number) << 32 | UInt64($0) }
    }
    let bits = 32 + RowOrder.bitWidth(of: libraries.count)
    return try RowOrder.rows(byKeys: keys, bits: bits, threads: threads)
  }

  private static func placements(
    _ libraries: [BarcodeLibrary], _ indices: [[Int32]]
  ) -> [FragmentPlacement?] {
    var all: [FragmentPlacement?] = []
    for (number, library) in libraries.enumerated() {
      func renamed(_ placement: FragmentPlacement) -> FragmentPlacement {
        var placement = placement
        placement.chromosome = indices[number][Int(placement.chromosome)]
        return placement
      }
      switch library.barcodes.targets {
      case .fragments(_, let placements): all += placements.map(renamed)
      case .oligos(let list, let oligos):
        all += oligos.map { list.placements?[Int($0)].map(renamed) }
      }
    }
    return all
  }

  /// The columns of the table that come from the libraries, in the order of the output.
  func columns(_ libraries: [BarcodeLibrary]) -> LibraryColumns {
    let placements = Self.placements(libraries, chromosomeIndices)
    var barcodes: [UInt64] = []
    var numbers: [UInt16] = []
    var names: [String] = []
    for (number, library) in libraries.enumerated() {
      barcodes += library.barcodes.barcodes
      numbers += repeatElement(UInt16(number), count: library.barcodes.barcodes.count)
      if case .oligos(let list, let oligos) = library.barcodes.targets {
        names += oligos.map { list.names[Int($0)] }
      }
    }
    return LibraryColumns(
      placements: order.map { placements[Int($0)] },
      names: isOligo ? order.map { names[Int($0)] } : nil,
      barcodes: order.map { barcodes[Int($0)] }, libraries: order.map { numbers[Int($0)] })
  }

  /// The reads of each library as a column that is observed in its own rows only.
  func libraryCounts(_ libraries: [BarcodeLibrary]) -> [CountColumn] {
    libraries.indices.map { number in
      let library = libraries[number]
      var values = [UInt32](repeating: 0, count: order.count)
      for index in library.barcodes.support.indices {
        values[Int(rowOfBarcode[starts[number] + index])] = library.barcodes.support[index]
      }
      return CountColumn(
        name: library.name, values: values, observed: observed(in: [number]))
    }
  }

  /// True in the rows of the given libraries; nil when that is all of them.
  func observed(in libraries: [Int]) -> [Bool]? {
    if libraries.count == starts.count - 1 { return nil }
    var flags = [Bool](repeating: false, count: order.count)
    for library in libraries {
      for barcode in starts[library]..<starts[library + 1] {
        flags[Int(rowOfBarcode[barcode])] = true
      }
    }
    return flags
  }
}

/// The columns of a join that come from the libraries.
struct LibraryColumns {
  let placements: [FragmentPlacement?]
  let names: [String]?
  let barcodes: [UInt64]
  let libraries: [UInt16]
}

extension AssignedBarcodes.Targets {
  var chromosomeNames: [String] {
    switch self {
    case .fragments(let names, _): names
    case .oligos(let list, _): list.chromosomeNames
    }
  }

  var isOligo: Bool {
    if case .oligos = self { true } else { false }
  }
}

/// Several lists of names as one: each name once, by first appearance.
struct UnifiedNames: Sendable {
  private(set) var names: [String] = []
  /// For each list, from its positions to those of `names`.
  private(set) var indices: [[Int32]] = []

  init(_ lists: [[String]]) {
    var known: [String: Int32] = [:]
    for list in lists {
      var positions: [Int32] = []
      for name in list {
        if let index = known[name] {
          positions.append(index)
        } else {
          known[name] = Int32(names.count)
          positions.append(Int32(names.count))
          names.append(name)
        }
      }
      indices.append(positions)
    }
  }
}
