import GenomicTypes
import Testing

struct NameHashTests {
  @Test func hashesAreTheSameEverywhere() {
    // Frozen: tables of other tasks are keyed by it.
    #expect(NameHash.of("read1".utf8) == 0x0CBC_0605_2A0F_A09B)
    #expect(NameHash.of("".utf8) == 0xA9E1_78DA_E64C_2292)
    #expect(NameHash.of("A00123:45:HXXXXDSXX:1:1101:1:7".utf8) == 0x9558_96F0_A02A_2889)
  }

  @Test func bytesAndTextsAgree() {
    let bytes = Array("lane:1:22".utf8)
    #expect(NameHash.of(bytes.span) == NameHash.of("lane:1:22".utf8))
  }

  @Test func similarNamesHaveHashesOfTheirOwn() {
    var hashes: Set<UInt64> = []
    for number in 0..<20_000 {
      hashes.insert(NameHash.of("A00123:45:HXXXXDSXX:1:1101:\(number):7".utf8))
      hashes.insert(NameHash.of("\(number)".utf8))
      hashes.insert(NameHash.of(repeatElement(UInt8(0), count: number % 200 + 1)))
    }
    #expect(hashes.count == 20_000 * 2 + 200)
    // The low bits choose the slot of hash tables.
    let slots = Set((0..<4096).map { NameHash.of("read\($0)".utf8) & 4095 })
    #expect(slots.count > 2400)
  }
}
