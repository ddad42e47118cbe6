/// The B+ tree of a bigWig file that gives each chromosome its number and length.
///
/// Names are sorted in byte order and numbered from 0. Layout: Kent et al. 2010, supplementary
/// tables 8–11 (doi:10.1093/bioinformatics/btq351).
struct BigWigChromosomeTree {
  private let names: [String]
  private let lengths: [UInt32]

  private static let magic: UInt32 = 0x78CA_8C91
  private static let nodeSize = 256
  private static let headerBytes = 32

  init(names: [String], lengths: [UInt32]) {
    self.names = names
    self.lengths = lengths
  }

  /// The tree as it lies at a place of the file.
  func bytes(at offset: Int) -> [UInt8] {
    let keyBytes = max(1, names.map(\.utf8.count).max() ?? 1)
    var file = LittleEndianBytes()
    file.append(Self.magic)
    file.append(UInt32(Self.nodeSize))
    file.append(UInt32(keyBytes))
    file.append(UInt32(8))
    file.append(UInt64(names.count))
    file.append(UInt64(0))
    // Levels from the leaves up: each node is the range of its children in the level below.
    var levels = [Self.groups(of: max(1, names.count))]
    while levels[levels.count - 1].count > 1 {
      levels.append(Self.groups(of: levels[levels.count - 1].count))
    }
    let itemBytes = keyBytes + 8
    var levelStart = offset + Self.headerBytes
    for (height, nodes) in levels.enumerated().reversed() {
      let levelBytes = nodes.reduce(0) { $0 + 4 + $1.count * itemBytes }
      var childStart = levelStart + levelBytes
      for node in nodes {
        let children = height == 0 ? node.clamped(to: 0..<names.count) : node
        file.append(UInt8(height == 0 ? 1 : 0))
        file.append(UInt8(0))
        file.append(UInt16(children.count))
        for child in children {
          if height == 0 {
            file.append(names[child], paddedTo: keyBytes)
            file.append(UInt32(child))
            file.append(lengths[child])
          } else {
            file.append(names[Self.firstLeaf(child, height: height - 1)], paddedTo: keyBytes)
            file.append(UInt64(childStart))
            childStart += 4 + levels[height - 1][child].count * itemBytes
          }
        }
      }
      levelStart += levelBytes
    }
    return file.bytes
  }

  private static func groups(of count: Int) -> [Range<Int>] {
    stride(from: 0, to: count, by: nodeSize).map { $0..<min($0 + nodeSize, count) }
  }

  /// Number of the first name below a node.
  private static func firstLeaf(_ node: Int, height: Int) -> Int {
    (0...height).reduce(node) { place, _ in place * nodeSize }
  }
}
