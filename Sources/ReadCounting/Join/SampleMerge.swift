import GenomicTypes

/// The barcodes of one sample laid beside the rows of a join: one pass over sorted lists.
struct SampleMerge: Sendable {
  private(set) var column: CountColumn
  private(set) var dropped: DroppedBarcodes?
  private let sample: String
  private let hasMolecules: Bool
  private var joined = Tally()
  private var lost: [LossReason: Tally] = [:]
  private var entered = Tally()

  /// Lays a sample beside the libraries it was made from.
  ///
  /// - Parameter shared: barcodes that several of these libraries know.
  init(
    _ sample: BarcodeSample, libraries: [BarcodeLibrary], indices: [Int],
    shared: SharedBarcodes, rows: LibraryRows, listsDropped: Bool
  ) {
    self.sample = sample.name
    hasMolecules = sample.barcodes.molecules != nil
    dropped = listsDropped ? DroppedBarcodes(sample: sample.name) : nil
    column = CountColumn(
      name: sample.name, values: [UInt32](repeating: 0, count: rows.order.count),
      observed: shared.hiding(rows.observed(in: indices), rows: rows.order.count))
    merge(sample.barcodes, indices.map { (libraries[$0].barcodes, rows.starts[$0]) }, shared, rows)
  }

  private mutating func merge(
    _ counted: CountedBarcodes, _ libraries: [(barcodes: AssignedBarcodes, start: Int)],
    _ shared: SharedBarcodes, _ rows: LibraryRows
  ) {
    var sharedPlace = 0
    var places = [Int](repeating: 0, count: libraries.count)
    var unassignedPlaces = places
    let counts = counted.counts
    for index in counted.barcodes.indices {
      let barcode = counted.barcodes[index]
      let tally = Tally(
        barcodes: 1, reads: Int(counted.reads[index]), molecules: Int(counts[index]))
      entered.add(tally)
      var row: Int?
      for number in libraries.indices {
        let library = libraries[number].barcodes
        advance(&places[number], in: library.barcodes, to: barcode)
        if places[number] < library.barcodes.count, library.barcodes[places[number]] == barcode {
          row = row ?? Int(rows.rowOfBarcode[libraries[number].start + places[number]])
        }
      }
      advance(&sharedPlace, in: shared.ambiguous, to: barcode)
      let isAmbiguous =
        sharedPlace < shared.ambiguous.count && shared.ambiguous[sharedPlace] == barcode
      if let row, !isAmbiguous {
        column.values[row] = counts[index]
        joined.add(tally)
        continue
      }
      var reason = rows.isOligo ? LossReason.notAssigned : .notInLibrary
      if isAmbiguous {
        reason = .severalLibraries
      } else {
        for number in libraries.indices {
          guard let list = libraries[number].barcodes.unassigned else { continue }
          advance(&unassignedPlaces[number], in: list.barcodes, to: barcode)
          let place = unassignedPlaces[number]
          if place < list.barcodes.count, list.barcodes[place] == barcode {
            reason = .unassigned(list.reasons[place])
          }
        }
      }
      lost[reason, default: Tally()].add(tally)
      dropped?.append(barcode, reason.code, counts[index])
    }
  }

  /// What happened to barcodes, reads and molecules.
  func attrition() throws(AttritionImbalance) -> [AttritionNode] {
    var nodes = [try node("barcode", \.barcodes), try node("read", \.reads)]
    if hasMolecules { nodes.append(try node("molecule", \.molecules)) }
    return nodes
  }

  private func node(
    _ unit: String, _ count: KeyPath<Tally, Int>
  ) throws(AttritionImbalance) -> AttritionNode {
    var reasons: [String: Int] = [:]
    for (reason, tally) in lost { reasons[reason.code, default: 0] += tally[keyPath: count] }
    return try AttritionNode(
      step: "join \(sample)", unit: unit, entered: entered[keyPath: count],
      left: joined[keyPath: count], dropped: reasons)
  }
}

/// Moves a place in an ascending list to the first entry that is not below `target`.
///
/// Steps double until they pass it, so that a short list runs through a long one quickly.
func advance(_ place: inout Int, in list: [UInt64], to target: UInt64) {
  guard place < list.count, list[place] < target else { return }
  var step = 1
  var low = place
  while place + step < list.count, list[place + step] < target {
    low = place + step
    step *= 2
  }
  var high = min(place + step, list.count)
  while high - low > 1 {
    let middle = (low + high) / 2
    if list[middle] < target { low = middle } else { high = middle }
  }
  place = high
}

/// Why a barcode of a sample is in no row.
enum LossReason: Hashable, Sendable {
  case notInLibrary, notAssigned, severalLibraries
  case unassigned(UnassignedReason)

  var code: String {
    switch self {
    case .notInLibrary: "not_in_ipcr"
    case .notAssigned: "not_assigned"
    case .severalLibraries: "barcode_in_several_libraries"
    case .unassigned(let reason): reason.code
    }
  }
}

private struct Tally: Sendable {
  var barcodes = 0
  var reads = 0
  var molecules = 0

  mutating func add(_ other: Tally) {
    barcodes += other.barcodes
    reads += other.reads
    molecules += other.molecules
  }
}

extension DroppedBarcodes {
  fileprivate mutating func append(_ barcode: UInt64, _ reason: String, _ count: UInt32) {
    barcodes.append(barcode)
    reasons.append(reason)
    counts.append(count)
  }
}
