import GenomicTypes
import GenomicsIO
import TestSupport
import Testing

@Suite struct ReferenceGenomeExtractionTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func place(
    _ chromosome: Int32, _ range: Range<Int32>?, _ strand: Strand = .forward
  ) -> FragmentPlacement {
    FragmentPlacement(chromosome: chromosome, interval: range, strand: strand)
  }

  @Test(arguments: [11, 12] as [UInt64])
  func everyWayAndThreadCountGivesTheBasesOfTheText(seed: UInt64) throws {
    var generator = TestGenerator(state: seed)
    let lengths = [60_000, 1, 7_000]
    let chromosomes = lengths.map { length in
      (0..<length).map { _ in "ACGTACGTACGTN".randomElement(using: &generator) ?? "A" }
    }
    var text = ""
    for (index, bases) in chromosomes.enumerated() {
      text += ">c\(index)\n"
      for start in stride(from: 0, to: bases.count, by: 61) {
        text += String(bases[start..<min(start + 61, bases.count)]) + "\n"
      }
    }
    let placements: [FragmentPlacement?] = (0..<5000).map { _ in
      let chromosome = Int.random(in: 0..<3, using: &generator)
      let start = Int.random(in: 0..<lengths[chromosome], using: &generator)
      let end = min(lengths[chromosome], start + Int.random(in: 1...300, using: &generator))
      let strand = Strand.allCases.randomElement(using: &generator) ?? .forward
      return place(Int32(2 - chromosome), Int32(start)..<Int32(end), strand)
    }
    var expected = SequenceCollection()
    for placement in placements {
      guard let placement, let range = placement.interval else { continue }
      let bases = chromosomes[2 - Int(placement.chromosome)]
      let codes = bases[Int(range.lowerBound)..<Int(range.upperBound)].map {
        BaseCode.code(ofLetter: $0.asciiValue ?? 0)
      }
      expected.append(
        codes: placement.strand == .reverse ? BaseCode.reverseComplement(codes) : codes)
    }
    let genomes = [
      try ReferenceGenome(path: folder.file("m.fa", text)),
      try ReferenceGenome(path: folder.file("p.fa", text), missingIndex: .buildBeside),
      try ReferenceGenome(path: folder.bgzf("b.fa.gz", text), missingIndex: .buildBeside),
    ]
    for genome in genomes {
      for threads in [1, 4] {
        let extracted = try genome.sequences(
          for: placements, chromosomeNames: ["c2", "c1", "c0"], threads: threads)
        let isEqual = extracted.sequences == expected
        #expect(isEqual, "seed \(seed), \(genome.path), \(threads)")
        #expect(extracted.keptRows == Array(0..<5000))
      }
    }
  }

  @Test func badRowsStopOrAreSkippedAndCounted() throws {
    let path = try folder.file("g.fa", ">chr1\nACGTACGT\n")
    let genome = try ReferenceGenome(path: path)
    let placements: [FragmentPlacement?] = [
      place(0, 0..<4), nil, place(0, nil), place(1, 0..<2), place(0, 5..<9),
      place(0, 4..<8, .reverse),
    ]
    let names = ["chr1", "chr9"]
    let extracted = try genome.sequences(
      for: placements, chromosomeNames: names, threads: 2, badRows: .skip(listing: 3))
    #expect(extracted.keptRows == [0, 5])
    #expect((0..<2).map { extracted.sequences.letters(at: $0) } == ["ACGT", "ACGT"])
    #expect(
      extracted.rejectedByReason == ["no_interval": 2, "unknown_chromosome": 1, "off_the_end": 1])
    #expect(extracted.rejected.map(\.row) == [1, 2, 3])
    #expect(
      message { _ = try genome.sequences(for: placements, chromosomeNames: names, threads: 1) }
        == "\(path): fragment 2 has no start and end; expected both, to take its sequence from the "
        + "genome.")
  }

  @Test func noFragmentsGiveNoSequences() throws {
    let genome = try ReferenceGenome(path: folder.file("g.fa", ">chr1\nACGTACGT\n"))
    let extracted = try genome.sequences(for: [], chromosomeNames: [], threads: 3)
    #expect(extracted.sequences.count == 0 && extracted.keptRows.isEmpty)
  }
}
