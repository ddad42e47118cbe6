import AssaySimulation
import GenomicTypes
import Statistics
import Testing

/// What each condition takes away, on experiments large enough for correlations to mean something.
@Suite struct SimulationConditionTests {
  private func experiment(_ condition: SimulationCondition) throws -> SimulatedExperiment {
    var parameters = SimulationParameters.embedded
    parameters.condition = condition
    return try SimulatedExperiment(parameters, threads: 2)
  }

  private func correlations(_ experiment: SimulatedExperiment) -> TruthCorrelations {
    truthCorrelations(truth: experiment.truth[0], replicates: Toy.activity(experiment))
  }

  /// The activity of each fragment that its sequence would have under the full grammar.
  private func wouldBe(_ experiment: SimulatedExperiment) throws -> [Double] {
    let grammar = MotifGrammar(experiment.parameters.grammar)
    let sequences = try #require(experiment.fragments.sequences)
    return (0..<sequences.count).map { grammar.activity(of: sequences.codes(at: $0))[0].total }
  }

  @Test func fullLeavesMostOfTheReproducibleActivityToTheSequence() throws {
    let experiment = try experiment(.full)
    let found = correlations(experiment)
    let between = try #require(found.betweenReplicates)
    #expect((0.6...0.78).contains(between), "replicate correlation \(between)")
    #expect(try #require(found.sequence.spearman) > 0.68)
    #expect(try #require(found.motifs.spearman) > 0.5)
    let measured = Toy.activity(experiment)[0]
    let pairs = completePairs(Toy.gc(experiment), measured)
    let gc = try #require(spearmanCorrelation(pairs.x, pairs.y))
    #expect((0.15...0.35).contains(gc), "GC alone \(gc)")
    let shares = try #require(experiment.truth[0].varianceShares)
    #expect(shares.unexplained < 0.08)
    #expect(shares.motif > 0.5 && shares.composition > 0.05 && shares.pair > 0.02)
  }

  @Test func compositionOnlyKeepsGCAndSilencesMotifs() throws {
    let experiment = try experiment(.compositionOnly)
    let truth = experiment.truth[0]
    #expect(truth.motif.allSatisfy { $0 == 0 } && truth.pair.allSatisfy { $0 == 0 })
    let full = try self.experiment(.full)
    #expect(truth.composition == full.truth[0].composition)
    #expect(experiment.chromosomes.map(\.codes) == full.chromosomes.map(\.codes))
    #expect(try #require(correlations(experiment).composition.pearson) > 0.2)
  }

  @Test func inputOnlyHasReproducibleRNAWithoutActivity() throws {
    let experiment = try experiment(.inputOnly)
    let counts = experiment.fragments.counts.map { $0.values.map(Double.init) }
    // five standard errors of a correlation of 9 000 independent rows: 0.053
    #expect(try #require(spearmanCorrelation(counts[1], counts[2])) > 0.3)
    #expect(try #require(spearmanCorrelation(counts[0], counts[1])) > 0.3)
    let truth = experiment.truth[0]
    #expect(truth.sequenceActivity.allSatisfy { $0 == truth.baseline })
    let wouldBe = try wouldBe(experiment)
    for measured in Toy.activity(experiment) {
      let pairs = completePairs(wouldBe, measured)
      #expect(abs(try #require(spearmanCorrelation(pairs.x, pairs.y))) < 0.06)
    }
  }

  @Test func unlinkedIsReproducibleAndUnrelatedToTheSequence() throws {
    let experiment = try experiment(.unlinked)
    let full = try self.experiment(.full)
    let between = try #require(correlations(experiment).betweenReplicates)
    #expect(between > 0.45)
    let spread = try #require(standardDeviation(of: experiment.truth[0].activity))
    let wanted = try #require(standardDeviation(of: full.truth[0].activity))
    #expect(abs(spread / wanted - 1) < 0.15)
    let truth = experiment.truth[0]
    // overlapping fragments share activity: about 3 000 independent rows, five standard errors
    let wouldBe = try wouldBe(experiment)
    #expect(abs(try #require(spearmanCorrelation(wouldBe, truth.activity))) < 0.09)
    #expect(abs(try #require(spearmanCorrelation(Toy.gc(experiment), truth.activity))) < 0.09)
    #expect(truth.sequenceActivity.allSatisfy { $0 == truth.baseline })
    // neighbours that overlap still agree, unlike after a permutation of the rows
    let pairs = zip(experiment.fragments.placements, experiment.fragments.placements.dropFirst())
    let rows = pairs.enumerated().filter { _, pair in
      guard let left = pair.0?.interval, let right = pair.1?.interval else { return false }
      return pair.0?.chromosome == pair.1?.chromosome && pair.0?.strand == pair.1?.strand
        && left.clamped(to: right).count > 250
    }.map(\.offset)
    let neighbours = pearsonCorrelation(
      rows.map { truth.activity[$0] }, rows.map { truth.activity[$0 + 1] })
    #expect(try #require(neighbours) > 0.4)
  }

  @Test func twoCellTypesShareSomeOfTheirActivity() throws {
    let experiment = try SimulatedExperiment(.embeddedTwoCellTypes, threads: 2)
    let correlation = try #require(
      pearsonCorrelation(
        experiment.truth[0].sequenceActivity, experiment.truth[1].sequenceActivity))
    #expect((0.3...0.85).contains(correlation), "\(correlation)")
    #expect(
      experiment.fragments.counts.map(\.name) == [
        "DNA", "cellA_1", "cellA_2", "cellA_3", "cellB_1", "cellB_2", "cellB_3",
      ])
  }
}
