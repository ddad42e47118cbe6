import GenomicTypes

/// Rows of barcodes with what they were read with.
protocol AssignmentRows: Sendable {
  var barcodes: [UInt64] { get }
  var reads: [UInt32] { get }
  func key(of row: Int) -> TargetKey
  func quality(of row: Int) -> UInt8
  /// Reads of the row's barcode that no row lists.
  func otherReads(of row: Int) -> UInt32
  func target(of row: Int) -> MultiPositionEntry.Target
}

/// The assignment of a stretch of the barcodes.
struct AssignmentPart: Sendable {
  private(set) var barcodes: [UInt64] = []
  /// A row at the chosen position of each barcode.
  private(set) var rows: [UInt32] = []
  private(set) var support: [UInt32] = []
  private(set) var totals: [UInt32] = []
  private(set) var unassigned = UnassignedBarcodes()
  private(set) var log: [MultiPositionEntry] = []
  private(set) var tally = AssignmentTally()

  private let rules: BarcodeAssignmentRules
  private let details: AssignmentDetails
  private let length: Int

  init(rules: BarcodeAssignmentRules, details: AssignmentDetails, length: Int) {
    self.rules = rules
    self.details = details
    self.length = length
  }

  /// Assigns the barcodes of rows that are ordered by barcode.
  mutating func assign(_ order: ArraySlice<UInt32>, of source: some AssignmentRows) throws {
    var groups = TargetGroups(tolerance: rules.positionTolerance)
    var place = order.startIndex
    while place < order.endIndex {
      let barcode = source.barcodes[Int(order[place])]
      groups.removeAll()
      var total = 0
      while place < order.endIndex {
        let row = Int(order[place])
        guard source.barcodes[row] == barcode else { break }
        total += Int(source.reads[row]) + Int(source.otherReads(of: row))
        groups.add(
          BarcodeGroup(
            key: source.key(of: row), row: UInt32(row), reads: Int(source.reads[row]),
            quality: source.quality(of: row)))
        place += 1
      }
      groups.settle()
      guard total <= Int(UInt32.max) else {
        throw BarcodeJoinError.countOverflow(
          what: "barcode \(PackedBarcode.text(barcode, length: length))")
      }
      settle(barcode, groups.groups, total: total, source)
    }
  }

  private mutating func settle(
    _ barcode: UInt64, _ groups: [BarcodeGroup], total: Int, _ source: some AssignmentRows
  ) {
    let reason = reasonToDrop(groups, total: total)
    tally.add(reason, groups: groups, total: total)
    if let reason {
      if details.contains(.unassignedBarcodes) {
        unassigned.barcodes.append(barcode)
        unassigned.reasons.append(reason)
        unassigned.reads.append(UInt32(total))
      }
    } else {
      barcodes.append(barcode)
      rows.append(groups[0].row)
      support.append(UInt32(groups[0].reads))
      totals.append(UInt32(total))
    }
    if groups.count > 1, details.contains(.multiPositionLog) {
      for (rank, group) in groups.enumerated() {
        log.append(
          MultiPositionEntry(
            barcode: barcode, target: source.target(of: Int(group.row)),
            reads: UInt32(group.reads), mappingQuality: group.quality,
            isSelected: rank == 0 && reason == nil))
      }
    }
  }

  private func reasonToDrop(_ groups: [BarcodeGroup], total: Int) -> UnassignedReason? {
    let best = groups[0]
    if rules.rule == .majority { return nil }
    if best.reads < Int(rules.minimumSupport) { return .lowSupport }
    switch rules.rule {
    case .unique:
      return groups.count > 1 || total > best.reads ? .multiPosition : nil
    case .fraction, .majority:
      if groups.count > 1, groups[1].reads == best.reads { return .tie }
      let share = Double(best.reads) / Double(total)
      return share < rules.minimumFraction ? .multiPosition : nil
    }
  }
}

/// Barcodes and reads of an assignment, by what became of them.
struct AssignmentTally: Sendable {
  static let step = "assign barcodes"
  private var assigned = 0
  private var assignedReads = 0
  private var minorReads = 0
  private var dropped = [Int](repeating: 0, count: UnassignedReason.allCases.count)
  private var droppedReads = [Int](repeating: 0, count: UnassignedReason.allCases.count)
  private var barcodes = 0
  private var reads = 0
  private(set) var multiPositionBarcodes = 0
  private(set) var pairs = 0

  mutating func add(_ reason: UnassignedReason?, groups: [BarcodeGroup], total: Int) {
    barcodes += 1
    reads += total
    pairs += groups.count
    if groups.count > 1 { multiPositionBarcodes += 1 }
    if let reason {
      dropped[Int(reason.rawValue)] += 1
      droppedReads[Int(reason.rawValue)] += total
    } else {
      assigned += 1
      assignedReads += groups[0].reads
      minorReads += total - groups[0].reads
    }
  }

  mutating func add(_ other: AssignmentTally) {
    assigned += other.assigned
    assignedReads += other.assignedReads
    minorReads += other.minorReads
    barcodes += other.barcodes
    reads += other.reads
    multiPositionBarcodes += other.multiPositionBarcodes
    pairs += other.pairs
    for index in dropped.indices {
      dropped[index] += other.dropped[index]
      droppedReads[index] += other.droppedReads[index]
    }
  }

  func barcodeNode() throws(AttritionImbalance) -> AttritionNode {
    try AttritionNode(
      step: Self.step, unit: "barcode", entered: barcodes, left: assigned,
      dropped: byCode(dropped))
  }

  func readNode() throws(AttritionImbalance) -> AttritionNode {
    var reasons = byCode(droppedReads)
    reasons["minor_position"] = minorReads
    return try AttritionNode(
      step: Self.step, unit: "read", entered: reads, left: assignedReads, dropped: reasons)
  }

  private func byCode(_ counts: [Int]) -> [String: Int] {
    Dictionary(
      uniqueKeysWithValues: UnassignedReason.allCases.map { ($0.code, counts[Int($0.rawValue)]) })
  }
}
