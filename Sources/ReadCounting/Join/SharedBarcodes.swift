import GenomicTypes

/// The barcodes that several libraries of one sample know, found before any sample is looked at: what
/// is observed must not depend on what was counted.
///
/// A barcode that two libraries assign to different fragments or oligos, or that one assigns and another
/// saw at several of them (a tie, or spread over positions), belongs to either: its rows are not
/// observed and its counts are lost. Where the libraries agree, the first of them has the counts, and
/// the row of every other is not observed.
struct SharedBarcodes: Sendable {
  /// Barcodes that belong to either of several fragments or oligos, ascending.
  private(set) var ambiguous: [UInt64] = []
  /// Rows that the sample does not observe.
  private(set) var hidden: [Int] = []

  /// Compares the libraries of a sample.
  ///
  /// - Complexity: O(barcodes of the libraries); nothing for one library.
  init(of indices: [Int], libraries: [BarcodeLibrary], rows: LibraryRows) {
    if indices.count < 2 { return }
    let lists = indices.map { libraries[$0].barcodes }
    var places = [Int](repeating: 0, count: lists.count)
    var unclearPlaces = places
    let unclear = lists.map(Self.unclearBarcodes)
    var holders: [(list: Int, row: Int)] = []
    while true {
      var next: UInt64?
      for (list, place) in zip(lists, places) where place < list.barcodes.count {
        next = min(next ?? .max, list.barcodes[place])
      }
      guard let barcode = next else { return }
      holders.removeAll(keepingCapacity: true)
      var isUnclear = false
      for number in lists.indices {
        let list = lists[number].barcodes
        if places[number] < list.count, list[places[number]] == barcode {
          let row = rows.rowOfBarcode[rows.starts[indices[number]] + places[number]]
          holders.append((number, Int(row)))
        }
        advance(&unclearPlaces[number], in: unclear[number], to: barcode)
        let place = unclearPlaces[number]
        if place < unclear[number].count, unclear[number][place] == barcode { isUnclear = true }
      }
      if holders.count > 1 || isUnclear {
        let targets = holders.map {
          rows.target(of: places[$0.list], in: indices[$0.list], libraries)
        }
        if isUnclear || targets.contains(where: { $0 != targets[0] }) {
          ambiguous.append(barcode)
          hidden += holders.map(\.row)
        } else {
          hidden += holders.dropFirst().map(\.row)
        }
      }
      for holder in holders { places[holder.list] += 1 }
    }
  }

  /// What is observed, without the hidden rows; nil when all of `rows` rows are.
  func hiding(_ observed: [Bool]?, rows: Int) -> [Bool]? {
    if hidden.isEmpty { return observed }
    var flags = observed ?? [Bool](repeating: true, count: rows)
    for row in hidden { flags[row] = false }
    return flags
  }

  /// Barcodes that a library saw with several fragments or oligos; those with too few reads may be
  /// errors of others and do not count.
  private static func unclearBarcodes(_ library: AssignedBarcodes) -> [UInt64] {
    guard let list = library.unassigned else { return [] }
    return zip(list.barcodes, list.reasons).filter { $0.1 != .lowSupport }.map(\.0)
  }
}

/// What a barcode belongs to, comparable between libraries.
enum BarcodeTarget: Equatable {
  case fragment(FragmentPlacement)
  case oligo(String)
}

extension LibraryRows {
  /// What the barcode at a place of a library belongs to.
  func target(of place: Int, in number: Int, _ libraries: [BarcodeLibrary]) -> BarcodeTarget {
    switch libraries[number].barcodes.targets {
    case .fragments(_, let placements):
      var placement = placements[place]
      placement.chromosome = chromosomeIndices[number][Int(placement.chromosome)]
      return .fragment(placement)
    case .oligos(let list, let indices): return .oligo(list.names[Int(indices[place])])
    }
  }
}
