import GenomicTypes
import Testing

@Suite struct NameTableTests {
  @Test func numbersAreFoundByName() {
    var table = NameTable()
    for number in 0..<1000 { table.insert(NameHash.of("read\(number)".utf8), UInt64(number)) }
    table.insert(NameHash.of("read7".utf8), 70)
    #expect(table.count == 1000)
    #expect(
      (0..<1000).allSatisfy { number in
        table.value(of: NameHash.of("read\(number)".utf8)) == UInt64(number == 7 ? 70 : number)
      })
    #expect(table.value(of: NameHash.of("other".utf8)) == nil)
  }

  @Test func theHashZeroIsAHashLikeOthers() {
    var table = NameTable()
    #expect(table.value(of: 0) == nil)
    table.insert(0, 5)
    #expect(table.value(of: 0) == 5)
  }

  @Test func namesWithoutANewNumberAreLeftOut() {
    var table = NameTable()
    for number in 1...40 { table.insert(UInt64(number) << 20, UInt64(number)) }
    let even = table.mapValues { $0 % 2 == 0 ? $0 * 10 : nil }
    #expect(even.count == 20)
    #expect(even.value(of: 4 << 20) == 40)
    #expect(even.value(of: 3 << 20) == nil)
    #expect(ReadBarcodeTable(length: 4, barcodes: even)[4 << 20] == 40)
  }
}
