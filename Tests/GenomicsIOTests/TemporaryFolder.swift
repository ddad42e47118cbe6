import Foundation
import GenomicsIO

/// A folder for one test, removed when the test lets go of it.
final class TemporaryFolder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("genomics-io-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes bytes and returns the path.
  func file(_ name: String, bytes: [UInt8]) throws -> String {
    let full = "\(path)/\(name)"
    try Data(bytes).write(to: URL(fileURLWithPath: full))
    return full
  }

  /// Writes text and returns the path.
  func file(_ name: String, _ text: String) throws -> String {
    try file(name, bytes: Array(text.utf8))
  }

  /// Writes BGZF text and returns the path.
  func bgzf(_ name: String, _ text: String, threads: Int = 1) throws -> String {
    let full = "\(path)/\(name)"
    var writer = try TextFileWriter(path: full, compression: .bgzf, threads: threads)
    try writer.write(text)
    try writer.finish()
    return full
  }

  func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")))
  }

  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }
}

/// One gzip member (RFC 1952) whose deflate blocks are stored, so that every byte is known.
func gzipMember(_ text: String) -> [UInt8] {
  let content = Array(text.utf8)
  var bytes: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]
  var start = 0
  repeat {
    let end = min(start + 65535, content.count)
    let length = end - start
    bytes += [end == content.count ? 1 : 0, UInt8(length & 255), UInt8(length >> 8)]
    bytes += [UInt8(~length & 255), UInt8(~length >> 8 & 255)]
    bytes += content[start..<end]
    start = end
  } while start < content.count
  for number in [crc32(content), UInt32(content.count)] {
    bytes += (0..<4).map { UInt8(truncatingIfNeeded: number >> UInt32($0 * 8)) }
  }
  return bytes
}

private func crc32(_ bytes: [UInt8]) -> UInt32 {
  var crc: UInt32 = 0xFFFF_FFFF
  for byte in bytes {
    crc ^= UInt32(byte)
    for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
  }
  return ~crc
}

/// The message of the error that `body` throws, "no error" when it throws none.
func message(_ body: () throws -> Void) -> String {
  do {
    try body()
    return "no error"
  } catch {
    return "\(error)"
  }
}

/// SplitMix64, for test data that is the same in every run.
struct TestGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

/// Folder of the real experiments, nil when the variable is not set.
let realData = ProcessInfo.processInfo.environment["CUPEL_REAL_DATA"]
