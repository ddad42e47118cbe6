import GenomicsIO
import TestSupport
import Testing

@Suite struct FASTAIndexTests {
  let folder: TemporaryFolder
  let fasta: String
  init() throws {
    folder = try TemporaryFolder()
    fasta = try folder.file("g.fa", ">one first\nACGTA\nCGTAC\nGG\n>two\nTTTTT\nA\n")
  }

  private func failure(_ index: String) throws -> String {
    let path = try folder.file("g.fa.fai", index)
    return message { _ = try ReferenceGenome(path: fasta) }
      .replacing(fasta, with: "g.fa").replacing(path, with: "g.fa.fai")
  }
  private let remedy = "; expected the index of g.fa. Make it again: samtools faidx g.fa"

  @Test func rightIndexIsAccepted() throws {
    _ = try folder.file("g.fa.fai", "one\t12\t11\t5\t6\ntwo\t6\t31\t5\t6\n")
    let genome = try ReferenceGenome(path: fasta)
    #expect(genome.chromosomes.map(\.name) == ["one", "two"])
    #expect(genome.chromosomes.map(\.length) == [12, 6])
  }

  @Test func lengthThatTheFileContradictsIsRefused() throws {
    for length in [11, 13, 6] {
      #expect(
        try failure("one\t\(length)\t11\t5\t6\ntwo\t6\t31\t5\t6\n").hasSuffix(remedy),
        "length \(length)")
    }
    #expect(
      try failure("one\t12\t11\t5\t6\ntwo\t7\t31\t5\t6\n")
        == "g.fa.fai: 'two' has 7 bases, which the file contradicts" + remedy)
    #expect(
      try failure("one\t12\t11\t5\t6\ntwo\t5\t31\t5\t6\n")
        == "g.fa.fai: 'two' has 5 bases, which the file contradicts" + remedy)
  }

  @Test func lineWidthThatTheFileContradictsIsRefused() throws {
    #expect(
      try failure("one\t12\t11\t6\t7\ntwo\t6\t31\t5\t6\n")
        == "g.fa.fai: 'one' has 6 bases on a line, which the file contradicts" + remedy)
  }

  @Test func offsetOrNameThatTheFileContradictsIsRefused() throws {
    #expect(
      try failure("one\t12\t12\t5\t6\ntwo\t6\t31\t5\t6\n")
        == "g.fa.fai: 'one' starts at byte 12, where no sequence of this name starts" + remedy)
    #expect(
      try failure("eins\t12\t11\t5\t6\ntwo\t6\t31\t5\t6\n")
        == "g.fa.fai: 'eins' starts at byte 11, where no sequence of this name starts" + remedy)
    #expect(
      try failure("one\t12\t11\t5\t6\ntwo\t6\t20\t5\t6\n")
        == "g.fa.fai: 'two' starts at byte 20, inside the sequence before it" + remedy)
    #expect(
      try failure("one\t12\t11\t5\t6\ntwo\t6\t5000\t5\t6\n")
        == "g.fa.fai: 'two' starts at byte 5000, where no sequence of this name starts" + remedy)
  }

  @Test func indexThatLacksASequenceIsRefused() throws {
    #expect(try failure("one\t12\t11\t5\t6\n").hasSuffix(remedy))
    #expect(try failure("two\t6\t31\t5\t6\n").hasSuffix(remedy))
  }

  @Test func lineThatIsNoIndexLineIsRefused() throws {
    #expect(
      try failure("one\t12\t11\t5\n")
        == "g.fa.fai: line 1 is not name, length, offset, bases and bytes a line" + remedy)
    #expect(try failure("one\t12\tx\t5\t6\n").hasSuffix(remedy))
    #expect(try failure("one\t12\t11\t6\t5\n").hasSuffix(remedy))
  }

  @Test func compressedFileWithTheIndexOfAnotherIsRefused() throws {
    let text = ">one\n" + String(repeating: "ACGTACGTAC\n", count: 20_000)
    let path = try folder.bgzf("c.fa.gz", text)
    _ = try ReferenceGenome(path: path, missingIndex: .buildBeside)
    #expect(try folder.names().contains("c.fa.gz.gzi"))
    _ = try folder.bgzf("c.fa.gz", text + "ACG\n")
    #expect(
      message { _ = try ReferenceGenome(path: path) }
        == "\(path).fai: 'one' has 200000 bases, which the file contradicts; expected the index "
        + "of \(path). Make it again: samtools faidx \(path)")
    _ = try folder.file("c.fa.gz.gzi", "no index")
    #expect(
      message { _ = try ReferenceGenome(path: path) }
        == "\(path).gzi: the index cannot be read; expected the index of \(path). "
        + "Make it again: samtools faidx \(path)")
  }
}
