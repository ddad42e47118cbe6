/// One group of the reads of a barcode: a position, or positions within the tolerance, or an oligo.
struct BarcodeGroup {
  /// Where it lies: its best-supported position.
  var key: TargetKey
  /// A row of that position.
  var row: UInt32
  var reads: Int
  var quality: UInt8

  /// The order in which groups are preferred; total for groups of one barcode.
  func isBetter(than other: BarcodeGroup) -> Bool {
    if reads != other.reads { return reads > other.reads }
    if quality != other.quality { return quality > other.quality }
    return key < other.key
  }
}

/// The groups of one barcode at a time, in storage that is used again.
///
/// The groups do not depend on the order in which rows were added.
struct TargetGroups {
  private(set) var groups: [BarcodeGroup] = []
  private var merged: [BarcodeGroup] = []
  private let tolerance: Int64
  /// From so many positions on, clusters are found through a grid instead of one by one.
  private static let gridFrom = 48

  init(tolerance: Int32) { self.tolerance = Int64(tolerance) }

  mutating func removeAll() { groups.removeAll(keepingCapacity: true) }

  mutating func add(_ group: BarcodeGroup) { groups.append(group) }

  /// Sums rows of one position, joins positions within the tolerance, and puts the best first.
  mutating func settle() {
    if groups.count == 1 { return }
    groups.sort { ($0.key, $0.row) < ($1.key, $1.row) }
    merge { merged, group in merged.last?.key == group.key ? merged.count - 1 : nil }
    groups.sort { $0.isBetter(than: $1) }
    guard tolerance > 0, groups.count > 1 else { return }
    if groups.count < Self.gridFrom { joinNear() } else { joinNearOnGrid() }
    groups.sort { $0.isBetter(than: $1) }
  }

  /// Adds every group to an earlier one that `place` finds, or keeps it as it is.
  private mutating func merge(_ place: ([BarcodeGroup], BarcodeGroup) -> Int?) {
    merged.removeAll(keepingCapacity: true)
    for group in groups {
      if let place = place(merged, group) {
        merged[place].reads += group.reads
        merged[place].quality = max(merged[place].quality, group.quality)
      } else {
        merged.append(group)
      }
    }
    swap(&groups, &merged)
  }

  /// From the best position down, each joins the best existing cluster that it is near to.
  private mutating func joinNear() {
    let tolerance = self.tolerance
    merge { clusters, group in
      clusters.firstIndex { group.key.isWithin(tolerance, of: $0.key) }
    }
  }

  private mutating func joinNearOnGrid() {
    let tolerance = self.tolerance
    var clustersOfCell: [TargetCell: [Int]] = [:]
    merge { clusters, group in
      var found: Int?
      for neighbour: Int64 in -1...1 {
        let cell = group.key.cell(tolerance: tolerance, neighbour: neighbour)
        let near = clustersOfCell[cell]?.first {
          group.key.isWithin(tolerance, of: clusters[$0].key)
        }
        if let near, near < found ?? .max { found = near }
      }
      if found == nil {
        clustersOfCell[group.key.cell(tolerance: tolerance), default: []].append(clusters.count)
      }
      return found
    }
  }
}
