import GenomicTypes
import GenomicsIO
import TestSupport
import Testing

@Suite struct ReferenceGenomeTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }
  static let text = ">chr1 a\nACGTA\nCGGTT\n>chr2\naaccggttnR\nA\n"

  /// The same genome read in every way there is.
  private func genomes(_ text: String = Self.text) throws -> [(way: String, ReferenceGenome)] {
    let plain = try folder.file("plain.fa", text)
    let blocked = try folder.bgzf("bgzf.fa.gz", text)
    let zipped = try folder.file("gzip.fa.gz", bytes: gzipMember(text))
    return [
      ("plain, memory", try ReferenceGenome(path: plain)),
      ("bgzf, memory", try ReferenceGenome(path: blocked, threads: 2)),
      ("gzip, memory", try ReferenceGenome(path: zipped, missingIndex: .buildBeside)),
      ("plain, index", try ReferenceGenome(path: plain, missingIndex: .buildBeside)),
      ("bgzf, index", try ReferenceGenome(path: blocked, missingIndex: .buildBeside)),
    ]
  }

  private func letters(
    _ genome: ReferenceGenome, _ chromosome: String, _ range: Range<Int>, _ strand: Strand
  ) throws -> String {
    let interval = GenomicInterval(
      chromosome: chromosome, start: range.lowerBound, end: range.upperBound)
    let codes = try genome.codes(of: interval, strand: strand)
    return String(decoding: codes.map { BaseCode.letter(ofCode: $0) }, as: UTF8.self)
  }

  @Test func workedExampleAndBoundaries() throws {
    for (way, genome) in try genomes() {
      #expect(genome.chromosomes.map(\.name) == ["chr1", "chr2"], "\(way)")
      #expect(genome.length(of: "chr2") == 11 && genome.length(of: "chr3") == nil, "\(way)")
      for (range, forward, reverse) in [
        (6..<10, "GGTT", "AACC"), (0..<1, "A", "T"), (9..<10, "T", "A"), (4..<5, "A", "T"),
        (5..<6, "C", "G"), (3..<7, "TACG", "CGTA"), (0..<10, "ACGTACGGTT", "AACCGTACGT"),
      ] {
        #expect(try letters(genome, "chr1", range, .forward) == forward, "\(way)")
        #expect(try letters(genome, "chr1", range, .unstranded) == forward, "\(way)")
        #expect(try letters(genome, "chr1", range, .reverse) == reverse, "\(way)")
      }
    }
  }

  @Test func lowerCaseIsReadAndOtherLettersAreUnknown() throws {
    for (way, genome) in try genomes() {
      #expect(try letters(genome, "chr2", 0..<11, .forward) == "AACCGGTTNNA", "\(way)")
      #expect(try letters(genome, "chr2", 7..<11, .reverse) == "TNNA", "\(way)")
    }
  }

  @Test func offTheEndNamesRowAndLength() throws {
    for (_, genome) in try genomes() {
      #expect(
        message { _ = try letters(genome, "chr1", 9..<11, .forward) }
          == "\(genome.path): fragment 1 is chr1:9-11, but 'chr1' has 10 bases; expected "
          + "end ≤ 10. Use the genome that the fragments were mapped to.")
    }
  }

  @Test func unknownChromosomeHintsAtTheOtherNaming() throws {
    let path = try folder.file("g.fa", ">1\nACGT\n>MT\nAC\n>chrX\nA\n")
    let genome = try ReferenceGenome(path: path)
    for (asked, nearest) in [("chr1", "1"), ("chrM", "MT"), ("X", "chrX")] {
      #expect(
        message { _ = try letters(genome, asked, 0..<1, .forward) }
          == "\(path): fragment 1 is on '\(asked)', which the genome does not have; it has '1', "
          + "'MT', 'chrX'. Did you mean '\(nearest)'? Use the same names in both files.")
    }
    #expect(
      message { _ = try letters(genome, "scaffold_12", 0..<1, .forward) }
        == "\(path): fragment 1 is on 'scaffold_12', which the genome does not have; it has '1', "
        + "'MT', 'chrX'. Use the genome that the fragments were mapped to.")
  }

  @Test func indexIsBuiltOnlyWhereAskedAndFoundAgain() throws {
    let cache = try TemporaryFolder()
    let path = try folder.bgzf("g.fa.gz", Self.text)
    _ = try ReferenceGenome(path: path)
    let genome = try ReferenceGenome(path: path, missingIndex: .build(inFolder: cache.path))
    #expect(try letters(genome, "chr1", 6..<10, .reverse) == "AACC")
    #expect(try folder.names() == ["g.fa.gz"])
    let built = try cache.names()
    #expect(built.count == 2 && built.allSatisfy { $0.hasPrefix("g.fa.gz.") }, "\(built)")
    let again = try ReferenceGenome(path: path, missingIndex: .build(inFolder: cache.path))
    #expect(again.chromosomes == genome.chromosomes)
    #expect(try cache.names() == built)
    _ = try folder.bgzf("g.fa.gz", Self.text + ">chr3\nACGT\n")
    let changed = try ReferenceGenome(path: path, missingIndex: .build(inFolder: cache.path))
    #expect(changed.length(of: "chr3") == 4)
  }

  @Test func fileThatHtslibCannotIndexIsRefused() throws {
    let path = try folder.file("g.fa", ">a\nACG\nACGTACGT\nAC\n")
    #expect(
      message { _ = try ReferenceGenome(path: path, missingIndex: .buildBeside) }
        == "\(path): htslib cannot index the file; expected FASTA, plain or compressed with bgzip, "
        + "with lines of one length in each sequence. Reformat it or read it into memory.")
    #expect(try folder.names() == ["g.fa"])
    #expect(try ReferenceGenome(path: path).length(of: "a") == 13)
  }
}
