import GenomicTypes
import ReadCounting
import Statistics
import Testing

@Suite struct DNAContaminationTests {
  @Test func aCopyOfThePlasmidCorrelatesPerfectly() {
    let found = DNAContamination(
      sample: "cDNA", against: "plasmid", dna: [1, 3, 7, 0], rna: [1, 3, 7, 50])
    #expect(abs((found.correlation.value ?? 0) - 1) < 1e-12)
    #expect(found.rows == 3)
  }

  @Test func columnsOfATableLeaveOutWhatWasNotObserved() {
    let table = FragmentTable(
      chromosomeNames: [], placements: [nil, nil, nil, nil],
      counts: [
        CountColumn(name: "plasmid", values: [1, 3, 7, 9]),
        CountColumn(name: "cDNA", values: [7, 3, 1, 0], observed: [true, true, true, false]),
      ])
    let found = DNAContamination(of: table, dnaColumn: 0, rnaColumn: 1)
    #expect(abs((found.correlation.value ?? 0) + 1) < 1e-12)
    #expect((found.sample, found.against, found.rows) == ("cDNA", "plasmid", 3))
  }

  @Test func undefinedCorrelationsHaveTheirReason() {
    let one = DNAContamination(sample: "r", against: "d", dna: [1], rna: [1])
    #expect(one.correlation == .undefined(.tooFewRows))
    let flat = DNAContamination(sample: "r", against: "d", dna: [1, 2, 3], rna: [4, 4, 4])
    #expect(flat.correlation == .undefined(.noVariance))
  }
}
