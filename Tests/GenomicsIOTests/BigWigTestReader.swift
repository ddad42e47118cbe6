import CZlib
import Foundation

/// A reader of bigWig files for tests: it trusts nothing but the offsets in the file, and is itself
/// checked on a file that another program wrote.
struct BigWigTestReader {
  struct Interval: Equatable {
    var start: UInt32
    var end: UInt32
    var value: Float
  }

  struct ZoomRecord {
    var start: UInt32
    var end: UInt32
    var covered: UInt32
    var minimum: Float
    var maximum: Float
    var sum: Float
    var sumOfSquares: Float
  }

  struct Block {
    let offset: Int
    let size: Int
  }

  private let bytes: [UInt8]
  let version: UInt16
  /// Name → number and length.
  private(set) var chromosomes: [String: (number: UInt32, length: UInt32)] = [:]
  /// Reduction, offset of the count before the data, offset of the index.
  let zoomHeaders: [(reduction: UInt32, data: Int, index: Int)]
  private let indexOffset: Int
  let sectionCount: UInt64
  private let bufferSize: Int
  private let summaryOffset: Int

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    func number<Number: FixedWidthInteger>(_ offset: Int, _ type: Number.Type) -> Number {
      Self.number(bytes, offset)
    }
    precondition(number(0, UInt32.self) == 0x888F_FC26, "not bigWig")
    version = number(4, UInt16.self)
    let tree = Int(number(8, UInt64.self))
    sectionCount = number(Int(number(16, UInt64.self)), UInt64.self)
    indexOffset = Int(number(24, UInt64.self))
    summaryOffset = Int(number(44, UInt64.self))
    bufferSize = Int(number(52, UInt32.self))
    zoomHeaders = (0..<Int(number(6, UInt16.self))).map { level in
      let start = 64 + 24 * level
      return (
        number(start, UInt32.self), Int(number(start + 8, UInt64.self)),
        Int(number(start + 16, UInt64.self))
      )
    }
    precondition(number(tree, UInt32.self) == 0x78CA_8C91, "no chromosome tree")
    let keyBytes = Int(number(tree + 8, UInt32.self))
    readChromosomes(node: tree + 32, keyBytes: keyBytes)
    precondition(chromosomes.count == Int(number(tree + 16, UInt64.self)), "chromosomes")
  }

  var covered: UInt64 { Self.number(bytes, summaryOffset) }

  /// Minimum, maximum, sum and sum of squares of the header.
  var summary: [Double] {
    (1...4).map { Double(bitPattern: Self.number(bytes, summaryOffset + 8 * $0)) }
  }

  private static func number<Number: FixedWidthInteger>(
    _ bytes: [UInt8], _ offset: Int
  ) -> Number {
    (0..<(Number.bitWidth / 8)).reduce(0) { $0 | Number(bytes[offset + $1]) << (8 * $1) }
  }

  private mutating func readChromosomes(node: Int, keyBytes: Int) {
    let isLeaf = bytes[node] == 1
    let count: UInt16 = Self.number(bytes, node + 2)
    for item in 0..<Int(count) {
      let place = node + 4 + item * (keyBytes + 8)
      if isLeaf {
        let name = String(
          decoding: bytes[place..<(place + keyBytes)].prefix { $0 != 0 }, as: UTF8.self)
        chromosomes[name] = (
          Self.number(bytes, place + keyBytes), Self.number(bytes, place + keyBytes + 4)
        )
      } else {
        let child: UInt64 = Self.number(bytes, place + keyBytes)
        readChromosomes(node: Int(child), keyBytes: keyBytes)
      }
    }
  }

  /// Blocks of an index that overlap a region, found by walking down from its root.
  func blocks(index: Int, chromosome: UInt32, _ region: Range<UInt32>) -> [Block] {
    precondition(Self.number(bytes, index) as UInt32 == 0x2468_ACE0, "no index")
    return blocks(node: index + 48, chromosome, region)
  }

  private func blocks(node: Int, _ chromosome: UInt32, _ region: Range<UInt32>) -> [Block] {
    let isLeaf = bytes[node] == 1
    let count: UInt16 = Self.number(bytes, node + 2)
    var found: [Block] = []
    for item in 0..<Int(count) {
      let place = node + 4 + item * (isLeaf ? 32 : 24)
      let bounds = (0..<4).map { Self.number(bytes, place + 4 * $0) as UInt32 }
      let startsBefore = (bounds[0], bounds[1]) < (chromosome, region.upperBound)
      let endsAfter = (bounds[2], bounds[3]) > (chromosome, region.lowerBound)
      guard startsBefore && endsAfter else { continue }
      let offset: UInt64 = Self.number(bytes, place + 16)
      if isLeaf {
        let size: UInt64 = Self.number(bytes, place + 24)
        found.append(Block(offset: Int(offset), size: Int(size)))
      } else {
        found += blocks(node: Int(offset), chromosome, region)
      }
    }
    return found
  }

  /// Intervals that overlap a region.
  func intervals(_ name: String, _ region: Range<UInt32>) -> [Interval] {
    guard let chromosome = chromosomes[name]?.number else { return [] }
    var found: [Interval] = []
    for block in blocks(index: indexOffset, chromosome: chromosome, region) {
      let section = inflated(block)
      precondition(Self.number(section, 0) as UInt32 == chromosome && section[20] == 1, "section")
      let count: UInt16 = Self.number(section, 22)
      for item in 0..<Int(count) {
        let place = 24 + 12 * item
        let interval = Interval(
          start: Self.number(section, place), end: Self.number(section, place + 4),
          value: Float(bitPattern: Self.number(section, place + 8)))
        if interval.start < region.upperBound, interval.end > region.lowerBound {
          found.append(interval)
        }
      }
    }
    return found
  }

  /// Records of a zoom level on one chromosome.
  func zoomRecords(_ level: Int, _ name: String) -> [ZoomRecord] {
    guard let chromosome = chromosomes[name] else { return [] }
    var found: [ZoomRecord] = []
    let whole = 0..<chromosome.length
    for block in blocks(index: zoomHeaders[level].index, chromosome: chromosome.number, whole) {
      let section = inflated(block)
      for place in stride(from: 0, to: section.count, by: 32)
      where Self.number(section, place) as UInt32 == chromosome.number {
        func float(_ offset: Int) -> Float {
          Float(bitPattern: Self.number(section, place + offset))
        }
        found.append(
          ZoomRecord(
            start: Self.number(section, place + 4), end: Self.number(section, place + 8),
            covered: Self.number(section, place + 12), minimum: float(16), maximum: float(20),
            sum: float(24), sumOfSquares: float(28)))
      }
    }
    return found
  }

  private func inflated(_ block: Block) -> [UInt8] {
    var target = [UInt8](repeating: 0, count: bufferSize)
    var length = uLong(bufferSize)
    let source = Array(bytes[block.offset..<(block.offset + block.size)])
    // Unsafe: zlib reads the source and writes at most `length` bytes of the target.
    let status = unsafe source.withUnsafeBufferPointer { source in
      unsafe target.withUnsafeMutableBufferPointer { target in
        unsafe uncompress(target.baseAddress, &length, source.baseAddress, uLong(source.count))
      }
    }
    precondition(status == Z_OK, "zlib \(status)")
    return Array(target[..<Int(length)])
  }
}
