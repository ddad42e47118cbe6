/// Numbers by the ``NameHash`` of a name, with open addressing.
///
/// ```swift
/// var table = NameTable()
/// table.insert(NameHash.of("read1".utf8), 7)
/// table.value(of: NameHash.of("read1".utf8))  // 7
/// ```
public struct NameTable: Sendable {
  /// Hashes, 0 where a place is free; the hash 0 is kept as 1.
  private var hashes = [UInt64](repeating: 0, count: 16)
  private var values = [UInt64](repeating: 0, count: 16)
  /// Number of names.
  public private(set) var count = 0

  /// An empty table.
  public init() {}

  /// The number of a name by its hash, nil without one.
  public func value(of hash: UInt64) -> UInt64? {
    let key = max(hash, 1)
    let place = self.place(of: key)
    return hashes[place] == key ? values[place] : nil
  }

  /// Sets the number of a name by its hash.
  public mutating func insert(_ hash: UInt64, _ value: UInt64) {
    if 2 * (count + 1) > hashes.count { grow() }
    let key = max(hash, 1)
    let place = self.place(of: key)
    if hashes[place] == 0 { count += 1 }
    hashes[place] = key
    values[place] = value
  }

  /// The same names with other numbers; those without one are left out.
  public func mapValues(_ transform: (UInt64) -> UInt64?) -> NameTable {
    var mapped = NameTable()
    for place in hashes.indices where hashes[place] != 0 {
      if let value = transform(values[place]) { mapped.insert(hashes[place], value) }
    }
    return mapped
  }

  /// Where a hash lies, or the free place where it belongs.
  private func place(of key: UInt64) -> Int {
    let mask = hashes.count - 1
    var place = Int(truncatingIfNeeded: key) & mask
    while hashes[place] != 0, hashes[place] != key { place = (place + 1) & mask }
    return place
  }

  private mutating func grow() {
    let (oldHashes, oldValues) = (hashes, values)
    hashes = [UInt64](repeating: 0, count: 2 * oldHashes.count)
    values = hashes
    for place in oldHashes.indices where oldHashes[place] != 0 {
      let target = self.place(of: oldHashes[place])
      hashes[target] = oldHashes[place]
      values[target] = oldValues[place]
    }
  }
}
