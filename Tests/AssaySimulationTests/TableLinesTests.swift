import AssaySimulation
import GenomicTypes
import Testing

@Suite struct TableLinesTests {
  @Test func fastaLinesHoldTheWholeChromosome() throws {
    let chromosome = SimulatedChromosome(Toy.small, index: 2)
    let lines = Array(FASTALines(chromosome, width: 70))
    #expect(lines[0] == ">chr3")
    #expect(lines.dropFirst().dropLast().allSatisfy { $0.utf8.count == 70 })
    #expect(Toy.codes(lines.dropFirst().joined()) == chromosome.codes)
    #expect(lines[1] == String(repeating: "N", count: 70))
  }

  @Test func sureLinesAreOneBasedAndClosed() throws {
    var parameters = Toy.small
    parameters.counts.dnaSamples = 2
    parameters.counts.replicates = 2
    let header = SuRETableLines.header(parameters)
    #expect(
      header
        == "chr\tstart\tend\tstrand\tiPCR\tSuRE cellA cDNA, Biorep1, PCRrep1\t"
        + "SuRE cellA cDNA, Biorep2, PCRrep1\tplasmid library, PCR rep1")
    let experiment = try SimulatedExperiment(parameters, threads: 1)
    let part = try SimulatedLibraryPart(parameters, index: 0)
    let lines = Array(SuRETableLines(part))
    #expect(lines.count == part.placements.count)
    for row in [0, lines.count - 1] {
      let interval = try #require(part.placements[row].interval)
      let counts = experiment.fragments.counts
      let fields = [
        "chr1", "\(interval.lowerBound + 1)", "\(interval.upperBound)",
        part.placements[row].strand.symbol, "\(counts[0].values[row])",
        "\(counts[2].values[row])", "\(counts[3].values[row])", "\(counts[1].values[row])",
      ]
      #expect(lines[row] == fields.joined(separator: "\t"))
    }
  }
}
