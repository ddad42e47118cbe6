import AssaySimulation
import GenomicTypes
import Statistics
import Testing

/// Fragments as the public types show them.
@Suite struct FragmentCutterTests {
  private func lengths(_ parameters: SimulationParameters) throws -> [Double] {
    let part = try SimulatedLibraryPart(parameters, index: 0)
    return part.placements.compactMap { $0.interval.map { Double($0.count) } }
  }

  private var oneChromosome: SimulationParameters {
    var parameters = SimulationParameters.embedded
    parameters.genome.chromosomes = [ChromosomeParameters(name: "c", length: 300_000)]
    parameters.genome.gapsPerMegabase = 30
    return parameters
  }

  @Test(arguments: [(380.0, 0.35, 150, 1_000), (950, 0.4, 200, 2_000), (300, 1, 100, 600)])
  func lengthsHaveTheMeanAskedForWithinTheirLimits(
    mean wanted: Double, deviation: Double, minimum: Int, maximum: Int
  ) throws {
    var parameters = oneChromosome
    parameters.fragments.count = 4_000
    parameters.fragments.meanLength = wanted
    parameters.fragments.logLengthDeviation = deviation
    parameters.fragments.minimumLength = minimum
    parameters.fragments.maximumLength = maximum
    parameters.genome.gapsPerMegabase = 0
    let lengths = try lengths(parameters)
    let spread = try #require(standardDeviation(of: lengths))
    let average = try #require(mean(of: lengths))
    // five standard errors, and the part of the long fragments that does not fit at the ends
    #expect(abs(average - wanted) < 5 * spread / 4_000.0.squareRoot() + 2)
    #expect(lengths.allSatisfy { $0 >= Double(minimum) && $0 <= Double(maximum) })
  }

  @Test func randomFragmentsAreSortedOverlapAndAvoidGaps() throws {
    var parameters = oneChromosome
    parameters.fragments.count = 3_000
    let part = try SimulatedLibraryPart(parameters, index: 0)
    let intervals = part.placements.compactMap(\.interval)
    #expect(intervals.count == 3_000)
    for (left, right) in zip(intervals, intervals.dropFirst()) {
      #expect((left.lowerBound, left.upperBound) <= (right.lowerBound, right.upperBound))
    }
    #expect(zip(intervals, intervals.dropFirst()).count { $0.overlaps($1) } > 2_000)
    #expect(part.chromosome.gaps.count > 4)
    for interval in intervals {
      let bases = part.chromosome.codes[Int(interval.lowerBound)..<Int(interval.upperBound)]
      #expect(bases.allSatisfy { $0 < 4 })
    }
  }

  @Test func fragmentsAreSharedOutByChromosomeLength() throws {
    var parameters = Toy.small
    parameters.fragments.count = 1_000
    let experiment = try SimulatedExperiment(parameters, threads: 1)
    var shares = [Int](repeating: 0, count: 8)
    for placement in experiment.fragments.placements {
      shares[Int(try #require(placement).chromosome)] += 1
    }
    // 1000 · (49, 45, 41, 37, 33, 29, 25, 21) / 280
    #expect(shares == [175, 161, 146, 132, 118, 104, 89, 75])
  }

  @Test func oneStrandWhenAskedFor() throws {
    var parameters = oneChromosome
    parameters.fragments.bothStrands = false
    let part = try SimulatedLibraryPart(parameters, index: 0)
    #expect(part.placements.allSatisfy { $0.strand == .forward })
  }

  @Test func tilesHaveOneLengthAndLieOnTheGrid() throws {
    var parameters = SimulationParameters.tiledMPRA
    parameters.fragments.bothStrands = true
    parameters.fragments.count = 2_001
    let experiment = try SimulatedExperiment(parameters, threads: 2)
    let placements = experiment.fragments.placements.compactMap(\.self)
    #expect(placements.count == 2_001)
    #expect(placements.allSatisfy { $0.interval?.count == 200 })
    #expect(placements.allSatisfy { ($0.interval?.lowerBound ?? 1).isMultiple(of: 100) })
    #expect(placements[0].interval == placements[1].interval)
    #expect(placements[0].strand == .forward && placements[1].strand == .reverse)
    #expect(experiment.fragments.sequences?.unknownRuns.isEmpty == true)
    #expect(Set(placements).count == placements.count)
  }

  @Test func moreTilesThanThereAreIsAnError() {
    var parameters = SimulationParameters.tiledMPRA
    parameters.genome.chromosomes = [ChromosomeParameters(name: "c", length: 2_200)]
    parameters.genome.gapsPerMegabase = 0
    parameters.fragments.count = 20
    // starts 500 … 1500 between the telomeres
    let expected = AssaySimulationError.tooFewTiles(
      chromosome: "c", available: 11, requested: 20)
    #expect(throws: expected) { try SimulatedExperiment(parameters, threads: 1) }
    #expect(
      expected.description
        == "fragments.count: the share of 'c' is 20 tiles; expected at most the 11 it has. Lower "
        + "fragments.count or fragments.tileStep, or lengthen the chromosome.")
  }

  @Test func noRoomForFragmentsIsAnError() {
    var parameters = SimulationParameters.embedded
    parameters.genome.chromosomes = [ChromosomeParameters(name: "c", length: 1_100)]
    parameters.genome.gapsPerMegabase = 0
    let expected = AssaySimulationError.noRoomForFragments(chromosome: "c", length: 150)
    #expect(throws: expected) { try SimulatedExperiment(parameters, threads: 1) }
    #expect(
      expected.description
        == "genome.chromosomes 'c': no 150 bases between gaps; expected room for one fragment. "
        + "Lengthen the chromosome or lower genome.gapsPerMegabase.")
  }
}
