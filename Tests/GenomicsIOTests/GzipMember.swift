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
