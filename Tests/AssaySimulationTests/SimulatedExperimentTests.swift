import AssaySimulation
import GenomicTypes
import Statistics
import Testing

@Suite struct SimulatedExperimentTests {
  @Test func columnsAreNamedAndFilled() throws {
    let experiment = try SimulatedExperiment(Toy.small, threads: 1)
    let table = experiment.fragments
    #expect(table.rowCount == 900)
    #expect(table.counts.map(\.name) == ["DNA", "cellA_1", "cellA_2", "cellA_3"])
    #expect(table.chromosomeNames == (1...8).map { "chr\($0)" })
    #expect(table.names?.first == "chr1_1")
    #expect(Set(table.names ?? []).count == 900)
    #expect(experiment.truth.map(\.cellType) == ["cellA"])
    #expect(experiment.truth[0].count == 900)
    #expect(experiment.barcodes == nil && table.barcodeCounts == nil)
  }

  @Test func anyNumberOfThreadsGivesTheSameBytes() throws {
    var parameters = Toy.small
    parameters.counts.barcodesPerFragment = 2
    parameters.counts.dnaSamples = 2
    let one = try SimulatedExperiment(parameters, threads: 1)
    let four = try SimulatedExperiment(parameters, threads: 4)
    #expect(Toy.bytes(one) == Toy.bytes(four))
    #expect(one.barcodes?.labels[0].values == four.barcodes?.labels[0].values)
  }

  @Test func theSeedDecidesEverything() throws {
    let first = try SimulatedExperiment(Toy.small, threads: 2)
    let again = try SimulatedExperiment(Toy.small, threads: 2)
    #expect(Toy.bytes(first) == Toy.bytes(again))
    var parameters = Toy.small
    parameters.seed = 2
    let other = try SimulatedExperiment(parameters, threads: 2)
    for (one, two) in zip(Toy.bytes(first), Toy.bytes(other)) { #expect(one != two) }
  }

  @Test func aPartAloneIsTheSameAsInTheExperiment() throws {
    let experiment = try SimulatedExperiment(Toy.small, threads: 1)
    let part = try SimulatedLibraryPart(Toy.small, index: 5)
    let rows = experiment.fragments.placements.indices.filter {
      experiment.fragments.placements[$0]?.chromosome == 5
    }
    #expect(part.placements == rows.compactMap { experiment.fragments.placements[$0] })
    #expect(part.truth[0].activity == rows.map { experiment.truth[0].activity[$0] })
    #expect(part.instances == experiment.instances[5])
  }

  @Test func sequencesAreThoseOfTheGenomeInTranscriptOrientation() throws {
    let experiment = try SimulatedExperiment(Toy.small, threads: 1)
    let sequences = try #require(experiment.fragments.sequences)
    #expect(sequences.unknownRuns.isEmpty)
    var reversed = 0
    for (row, placement) in experiment.fragments.placements.enumerated() {
      let placement = try #require(placement)
      let interval = try #require(placement.interval)
      let chromosome = experiment.chromosomes[Int(placement.chromosome)]
      let codes = Array(chromosome.codes[Int(interval.lowerBound)..<Int(interval.upperBound)])
      let expected =
        placement.strand == .reverse ? BaseCode.reverseComplement(codes) : codes
      if placement.strand == .reverse { reversed += 1 }
      #expect(sequences.codes(at: row) == expected)
    }
    #expect((375...525).contains(reversed))
  }

  /// The scan of whole chromosomes against a scan of each fragment's own sequence.
  @Test func truthIsTheActivityOfTheFragmentsOwnSequence() throws {
    var parameters = Toy.small
    parameters.grammar.cellTypes = [.cellA, .cellB]
    let experiment = try SimulatedExperiment(parameters, threads: 1)
    let grammar = MotifGrammar(parameters.grammar)
    let sequences = try #require(experiment.fragments.sequences)
    var withPairs = 0
    for row in 0..<sequences.count {
      let components = grammar.activity(of: sequences.codes(at: row))
      for cell in 0..<2 {
        let truth = experiment.truth[cell]
        #expect(abs(components[cell].motif - truth.motif[row]) < 1e-9)
        #expect(abs(components[cell].pair - truth.pair[row]) < 1e-9)
        #expect(abs(components[cell].composition - truth.composition[row]) < 1e-9)
        #expect(abs(components[cell].total - truth.sequenceActivity[row]) < 1e-9)
      }
      if components[0].pair > 0.1 { withPairs += 1 }
    }
    #expect(withPairs > 20)
    #expect(experiment.truth[0].motif != experiment.truth[1].motif)
  }

  @Test func barcodesAddUpToTheirFragments() throws {
    var parameters = Toy.small
    parameters.counts.barcodesPerFragment = 3.5
    parameters.counts.dnaSamples = 2
    let experiment = try SimulatedExperiment(parameters, threads: 1)
    let barcodes = try #require(experiment.barcodes)
    let numbers = try #require(experiment.fragments.barcodeCounts)
    #expect(barcodes.rowCount == numbers.reduce(0) { $0 + Int($1) })
    #expect(numbers.allSatisfy { $0 >= 1 })
    let average = Double(barcodes.rowCount) / 900
    #expect(abs(average - 3.5) < 5 * (2.5 / 900).squareRoot())
    let words = barcodes.labels[0].values
    #expect(barcodes.labels[0].name == "barcode")
    #expect(Set(words).count == words.count)
    #expect(words.allSatisfy { $0.utf8.count == 20 })
    #expect(experiment.fragments.counts.map(\.name).prefix(2) == ["DNA_1", "DNA_2"])
    let rows = Dictionary(
      uniqueKeysWithValues: zip(experiment.fragments.names ?? [], 0..<900))
    for (sample, column) in barcodes.counts.enumerated() {
      var sums = [UInt32](repeating: 0, count: 900)
      for (name, count) in zip(barcodes.names ?? [], column.values) {
        sums[try #require(rows[name])] += count
      }
      #expect(sums == experiment.fragments.counts[sample].values)
    }
  }

  @Test func parametersThatCannotBeUsedAreAllReported() {
    var parameters = Toy.small
    parameters.genome.gcMean = 0.8
    parameters.fragments.count = 0
    #expect(throws: AssaySimulationError.invalidParameters(parameters.problems())) {
      try SimulatedExperiment(parameters, threads: 1)
    }
    #expect(parameters.problems().map(\.parameter) == ["genome.gcMean", "fragments.count"])
  }
}
