import GenomicTypes
import GenomicsIO
import TestSupport
import Testing

@Suite struct FASTAReaderTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func failure(_ text: String) throws -> String {
    let path = try folder.file("g.fa", text)
    let found = message { _ = try FASTAReader.read(path) }
    return String(found.dropFirst(path.count))
  }

  @Test func workedExample() throws {
    let path = try folder.file("g.fa.gz", bytes: gzipMember(">chr1 first\nACGTN\r\nacg\n\n>b\nRY"))
    let genome = try FASTAReader.read(path)
    #expect(genome.names == ["chr1", "b"])
    #expect(genome.sequences.letters(at: 0) == "ACGTNACG")
    #expect(genome.sequences.letters(at: 1) == "NN")
    #expect(genome.sequences.unknownRuns == [4..<5, 8..<10])
  }

  @Test func unknownRunsOfNeighbouringSequencesStayApart() throws {
    let genome = try FASTAReader.read(folder.file("g.fa", ">a\nACNN\nN\n>b\nNNG\n"))
    var expected = SequenceCollection()
    expected.append(letters: "ACNNN".utf8)
    expected.append(letters: "NNG".utf8)
    #expect(genome.sequences == expected)
  }

  @Test func everyProblemHasItsMessage() throws {
    #expect(
      try failure("ACGT\n")
        == ":1: the file starts with 'ACGT'; expected '>' and a name. Is it FASTA?")
    #expect(
      try failure("> chr1\nACGT\n")
        == ":1: the header has no name; expected one right after '>'.")
    #expect(
      try failure(">a\nA\n>a\nC\n")
        == ":3: the name 'a' appears twice; expected every sequence to have a name of its own.")
    #expect(try failure(">a\n>b\nC\n") == ":2: 'a' has no bases; expected at least one.")
    #expect(try failure(">a\nC\n>b\n") == ":3: 'b' has no bases; expected at least one.")
    #expect(
      try failure(">a\nAC\nA-C\n")
        == ":3: 'a' has '-' in column 2; expected A, C, G, T, N or another IUPAC letter for an "
        + "uncertain base.")
    #expect(
      try failure("\n\n") == ": the file is empty; expected text. Check how it was made or copied.")
  }
}
