import CZlib
import Sharding
import SystemFiles

/// A part of a bigWig file, compressed with zlib, and the stretch of a chromosome it covers.
struct CompressedSection: Sendable {
  let start: UInt32
  let end: UInt32
  let bytes: [UInt8]

  private static let level: Int32 = 6

  /// Cuts `count` items into sections and compresses them, each by itself.
  ///
  /// - Parameter content: stretch and bytes of the items in a range.
  static func compressing(
    count: Int, itemsPerSection: Int, threads: Int, path: String,
    _ content: @Sendable (Range<Int>) -> (start: UInt32, end: UInt32, bytes: [UInt8])
  ) throws(GenomicsIOError) -> [CompressedSection] {
    let sections = (count + itemsPerSection - 1) / itemsPerSection
    do {
      return try shardedMap(shards: sections, threads: threads) { section in
        let first = section * itemsPerSection
        let part = content(first..<min(first + itemsPerSection, count))
        return CompressedSection(
          start: part.start, end: part.end, bytes: try compressed(part.bytes))
      }
    } catch {
      throw .system(path: path, step: .write, reason: "zlib cannot compress a block")
    }
  }

  private static func compressed(_ bytes: [UInt8]) throws -> [UInt8] {
    var length = compressBound(uLong(bytes.count))
    var target = [UInt8](repeating: 0, count: Int(length))
    // Unsafe: zlib reads the source and writes at most `length` bytes of the target.
    let status = unsafe bytes.withUnsafeBufferPointer { source in
      unsafe target.withUnsafeMutableBufferPointer { target in
        unsafe compress2(
          target.baseAddress, &length, source.baseAddress, uLong(source.count), level)
      }
    }
    guard status == Z_OK else { throw StreamFailure.corrupt(detail: "zlib error \(status)") }
    target.removeSubrange(Int(length)...)
    return target
  }
}
