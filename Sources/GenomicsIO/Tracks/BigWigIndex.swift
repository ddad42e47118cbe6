/// A compressed block of a bigWig file: what it covers, and where it lies.
struct BigWigBlock {
  let chromosome: UInt32
  let start: UInt32
  let end: UInt32
  let offset: UInt64
  let size: UInt64
}

/// The R tree of a bigWig file that finds the blocks overlapping a region.
///
/// Layout: Kent et al. 2010, supplementary tables 14–17 (doi:10.1093/bioinformatics/btq351).
struct BigWigIndex {
  private let blocks: [BigWigBlock]

  private static let magic: UInt32 = 0x2468_ACE0
  private static let nodeSize = 256
  private static let headerBytes = 48
  private static let leafItemBytes = 32
  private static let branchItemBytes = 24

  /// What a node covers: from a place on one chromosome to a place on a later one.
  private struct Bounds {
    var startChromosome: UInt32 = 0
    var start: UInt32 = 0
    var endChromosome: UInt32 = 0
    var end: UInt32 = 0

    init(_ block: BigWigBlock) {
      (startChromosome, start) = (block.chromosome, block.start)
      (endChromosome, end) = (block.chromosome, block.end)
    }

    init(joining parts: ArraySlice<Bounds>) {
      guard let first = parts.first, let last = parts.last else { return }
      (startChromosome, start) = (first.startChromosome, first.start)
      (endChromosome, end) = (last.endChromosome, last.end)
    }

    func append(to file: inout LittleEndianBytes) {
      file.append(startChromosome)
      file.append(start)
      file.append(endChromosome)
      file.append(end)
    }
  }

  /// Indexes blocks that are sorted by chromosome and start and do not overlap.
  init(_ blocks: [BigWigBlock]) { self.blocks = blocks }

  /// The tree as it lies at a place of the file.
  func bytes(at offset: Int, itemsPerBlock: Int) -> [UInt8] {
    let leaves = blocks.map { Bounds($0) }
    var levels: [[Bounds]] = [leaves]
    while levels.count == 1 || levels[levels.count - 1].count > 1 {
      let below = levels[levels.count - 1]
      levels.append(
        Self.groups(of: max(1, below.count)).map {
          Bounds(joining: below[$0.clamped(to: 0..<below.count)])
        })
    }
    var file = LittleEndianBytes()
    file.append(Self.magic)
    file.append(UInt32(Self.nodeSize))
    file.append(UInt64(blocks.count))
    levels[levels.count - 1][0].append(to: &file)
    file.append(UInt64(offset))
    file.append(UInt32(itemsPerBlock))
    file.append(UInt32(0))
    appendNodes(levels, from: offset + Self.headerBytes, to: &file)
    return file.bytes
  }

  /// Nodes level by level from the root; the items of a node are bounds in the level below it.
  private func appendNodes(
    _ levels: [[Bounds]], from offset: Int, to file: inout LittleEndianBytes
  ) {
    var levelStart = offset
    for height in (1..<levels.count).reversed() {
      let items = levels[height - 1]
      let itemBytes = height == 1 ? Self.leafItemBytes : Self.branchItemBytes
      let nodes = Self.groups(of: max(1, items.count)).map { $0.clamped(to: 0..<items.count) }
      let levelBytes = 4 * nodes.count + itemBytes * items.count
      var childStart = levelStart + levelBytes
      for node in nodes {
        file.append(UInt8(height == 1 ? 1 : 0))
        file.append(UInt8(0))
        file.append(UInt16(node.count))
        for item in node {
          items[item].append(to: &file)
          if height == 1 {
            file.append(blocks[item].offset)
            file.append(blocks[item].size)
          } else {
            file.append(UInt64(childStart))
            childStart += Self.nodeBytes(item, height: height - 1, levels)
          }
        }
      }
      levelStart += levelBytes
    }
  }

  /// Bytes of the nth node whose items are in the level below `height`.
  private static func nodeBytes(_ node: Int, height: Int, _ levels: [[Bounds]]) -> Int {
    let items = levels[height - 1].count
    let count = min(nodeSize, items - node * nodeSize)
    return 4 + count * (height == 1 ? leafItemBytes : branchItemBytes)
  }

  private static func groups(of count: Int) -> [Range<Int>] {
    stride(from: 0, to: count, by: nodeSize).map { $0..<min($0 + nodeSize, count) }
  }
}
