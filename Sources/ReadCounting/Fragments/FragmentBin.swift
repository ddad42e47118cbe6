/// The fragments of one bin of a chromosome that carry no barcode.
///
/// Fragments are collected as 8-byte places; when enough have come they are sorted, counted and
/// merged into the distinct ones, which take 12 bytes each, or 16 with counts of duplicates.
struct FragmentBin: Sendable {
  private var fresh: [UInt64] = []
  /// Distinct places, ascending, with the highest mapping quality in the low bits.
  private(set) var places: [UInt64] = []
  private(set) var reads: [UInt32] = []
  /// Reads flagged as duplicates; empty when they are not marked.
  private(set) var duplicates: [UInt32] = []

  /// Adds one fragment; see ``FragmentPlace``.
  mutating func add(_ place: UInt64, marksDuplicates: Bool) {
    fresh.append(place)
    if fresh.count >= 4096, fresh.count >= places.count / 2 {
      compact(marksDuplicates: marksDuplicates)
    }
  }

  /// Sorts, counts and merges what was added. O(n log n) in what was added.
  mutating func compact(marksDuplicates: Bool) {
    guard !fresh.isEmpty else { return }
    fresh.sort()
    // Sorted input adds almost only at the end: what lies before stays where it is.
    let kept = firstPlace(notBefore: fresh[0])
    let (oldPlaces, oldReads) = (Array(places[kept...]), Array(reads[kept...]))
    let oldDuplicates = marksDuplicates ? Array(duplicates[kept...]) : []
    places.removeSubrange(kept...)
    reads.removeSubrange(kept...)
    if marksDuplicates { duplicates.removeSubrange(kept...) }

    let low = FragmentPlace.lowBits
    var (old, new) = (0, 0)
    while old < oldPlaces.count || new < fresh.count {
      let oldKey = old < oldPlaces.count ? oldPlaces[old] >> low : .max
      let newKey = new < fresh.count ? fresh[new] >> low : .max
      let key = min(oldKey, newKey)
      var (count, flagged, quality): (UInt32, UInt32, UInt8) = (0, 0, 0)
      if oldKey == key {
        count = oldReads[old]
        if marksDuplicates { flagged = oldDuplicates[old] }
        quality = FragmentPlace.mappingQuality(oldPlaces[old])
        old += 1
      }
      while new < fresh.count, fresh[new] >> low == key {
        count += 1
        if FragmentPlace.isDuplicate(fresh[new]) { flagged += 1 }
        quality = max(quality, FragmentPlace.mappingQuality(fresh[new]))
        new += 1
      }
      places.append(key << low | UInt64(quality))
      reads.append(count)
      if marksDuplicates { duplicates.append(flagged) }
    }
    fresh.removeAll(keepingCapacity: fresh.count <= 4096)
  }

  private func firstPlace(notBefore place: UInt64) -> Int {
    let key = place >> FragmentPlace.lowBits
    var (low, high) = (0, places.count)
    while low < high {
      let middle = (low + high) / 2
      if places[middle] >> FragmentPlace.lowBits < key { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
