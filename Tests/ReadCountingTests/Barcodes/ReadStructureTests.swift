import ReadCounting
import TestSupport
import Testing

struct ReadStructureTests {
  private let adapter: AdapterSearch
  init() throws { adapter = try AdapterSearch(adapter: "CCTAGCTAACTATAACGG") }

  private func problem(
    _ place: BarcodePlace, umi: ReadPiece? = nil
  ) -> String {
    message { _ = try ReadStructure(place, umi: umi) }
  }

  @Test func workedExample() throws {
    let apart = try ReadStructure(
      .piece(ReadPiece(length: 15)), umi: ReadPiece(file: 1, length: 16))
    #expect("\(apart)" == "barcode: bases 1 to 15 of file 1; UMI: bases 1 to 16 of file 2")
    #expect(apart.fileCount == 2)
    #expect(apart.knownLength == 15)
    #expect(!apart.hasAdapter)
  }

  @Test func everyStructureIsSaidInWords() throws {
    #expect(
      try "\(ReadStructure(.beforeAdapter(adapter, .detected)))"
        == "barcode: everything before CCTAGCTAACTATAACGG in file 1, its length detected")
    #expect(
      try "\(ReadStructure(.beforeAdapter(adapter, .expected(20)), isReverseComplemented: true))"
        == "barcode: everything before CCTAGCTAACTATAACGG in file 1, 20 bases, "
        + "reverse-complemented")
    #expect(
      try "\(ReadStructure(.beforeAdapter(adapter, .forced(20))))"
        == "barcode: everything before CCTAGCTAACTATAACGG in file 1 where that is 20 bases")
    #expect(
      try "\(ReadStructure(.afterAdapter(adapter, length: 12)))"
        == "barcode: the 12 bases after CCTAGCTAACTATAACGG in file 1")
    #expect(
      try "\(ReadStructure(.facingReads(length: 15, reverseFile: 2, minimumOverlap: 4)))"
        == "barcode: 15 bases from the starts of file 1 and, facing it, file 3, which share at "
        + "least 4")
    #expect(
      try "\(ReadStructure(.piece(ReadPiece(side: .end, length: 9))))"
        == "barcode: the last 9 bases of file 1")
    #expect(
      try "\(ReadStructure(.piece(ReadPiece(file: 1, side: .end, offset: 2, length: 9))))"
        == "barcode: the 9 bases before the last 2 of file 2")
  }

  @Test func filesAreCountedUpToTheLastOneUsed() throws {
    let place = BarcodePlace.facingReads(length: 15, reverseFile: 2, minimumOverlap: 4)
    #expect(try ReadStructure(place, umi: ReadPiece(file: 1, length: 10)).fileCount == 3)
    #expect(try ReadStructure(.beforeAdapter(adapter, .detected)).fileCount == 1)
    #expect(try ReadStructure(.beforeAdapter(adapter, .detected)).knownLength == nil)
    #expect(try ReadStructure(.beforeAdapter(adapter, .forced(9))).knownLength == 9)
  }

  @Test func everyProblemHasItsMessage() {
    for length in [0, 33] {
      let expected = ": the length is \(length); expected 1 to 32 bases. Correct the length."
      let wanted = ReadPiece(length: length)
      #expect(problem(.piece(wanted)) == "barcode" + expected)
      #expect(problem(.beforeAdapter(adapter, .expected(length))) == "barcode" + expected)
      #expect(problem(.afterAdapter(adapter, length: length)) == "barcode" + expected)
      #expect(problem(.piece(ReadPiece(length: 5)), umi: wanted) == "UMI" + expected)
    }
    #expect(
      problem(.piece(ReadPiece(offset: -1, length: 5)))
        == "barcode: the offset is -1; expected 0 or more. Count the bases before it.")
    #expect(
      problem(.piece(ReadPiece(file: -1, length: 5)))
        == "barcode: it is said to be in file 0; expected 1 or more. "
        + "Correct the number of the file.")
    #expect(
      problem(.facingReads(length: 15, reverseFile: 0, minimumOverlap: 4))
        == "reverse read: it is said to be in file 1; expected another file than the forward "
        + "read. Correct the number of the file.")
    #expect(
      problem(.facingReads(length: 15, reverseFile: 1, minimumOverlap: 16))
        == "barcode: the two reads are to share 16 bases; expected 1 to 15, the length of the "
        + "barcode. Correct the overlap.")
    #expect(
      problem(.piece(ReadPiece(length: 15)), umi: ReadPiece(offset: 14, length: 10))
        == "UMI: it is bases 15 to 24 of file 1, and the barcode is bases 1 to 15 of file 1; "
        + "expected no base in both. Correct the offsets.")
  }

  @Test func piecesSideBySideDoNotOverlap() {
    #expect(
      problem(.piece(ReadPiece(length: 15)), umi: ReadPiece(offset: 15, length: 10)) == "no error")
    #expect(
      problem(.piece(ReadPiece(length: 15)), umi: ReadPiece(file: 1, length: 10)) == "no error")
    #expect(
      problem(.piece(ReadPiece(length: 15)), umi: ReadPiece(side: .end, length: 10)) == "no error")
  }
}
