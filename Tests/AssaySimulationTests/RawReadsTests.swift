import AssaySimulation
import GenomicTypes
import Testing

@Suite struct RawReadsTests {
  private let experiment: SimulatedExperiment
  private let reads: RawReads

  init() throws {
    experiment = try SimulatedExperiment(Toy.small, threads: 1)
    reads = RawReads(experiment, parameters: RawReadParameters())
  }

  @Test func aSampleHasOneReadPerCountAndTheFlawedOnes() {
    let counts = experiment.fragments.counts[1].values.map(Int.init)
    let sample = reads.reads(ofSample: 1)
    #expect(sample.name == "cellA_1")
    #expect(sample.records.count == counts.reduce(0, +) + sample.flawed.values.reduce(0, +))
    #expect(sample.flawed[.noAdapter] == counts.reduce(0, +) / 100)
    let adapter = RawReadParameters().adapter
    let starts = sample.records.map { $0.split(separator: "\n")[1] }
    for row in [0, 17, experiment.fragments.rowCount - 1] {
      let start = reads.barcode(ofRow: row) + adapter
      #expect(starts.count { $0.hasPrefix(start) } == counts[row])
    }
    #expect(starts.allSatisfy { $0.utf8.count == 75 })
  }

  @Test func theLibraryIsSortedAndSpansItsFragments() throws {
    let lines = reads.alignments
    let records = lines.filter { !$0.hasPrefix("@") }.map { $0.split(separator: "\t") }
    let pairs = experiment.fragments.counts[0].values.reduce(0) { $0 + Int($1) }
    #expect(records.count == 2 * pairs + 7 * reads.flawedPairs)
    let order = Dictionary(
      uniqueKeysWithValues: experiment.fragments.chromosomeNames.enumerated().map { ($1, $0) })
    let places = try records.map { record in
      (try #require(order[String(record[2])]), try #require(Int(record[3])))
    }
    #expect(zip(places, places.dropFirst()).allSatisfy { $0 <= $1 })
    let first = try #require(experiment.fragments.placements[0]?.interval)
    let barcode = "BC:Z:" + reads.barcode(ofRow: 0)
    let lefts = records.filter { $0[11] == barcode && $0[8] == "\(first.count)" && $0[4] == "42" }
    #expect(lefts.count >= Int(experiment.fragments.counts[0].values[0]))
    #expect(lefts.allSatisfy { $0[3] == "\(first.lowerBound + 1)" })
  }

  @Test func theSameSeedGivesTheSameReads() {
    let again = RawReads(experiment, parameters: RawReadParameters())
    #expect(again.alignments == reads.alignments)
    #expect(again.reads(ofSample: 2).records == reads.reads(ofSample: 2).records)
  }
}
