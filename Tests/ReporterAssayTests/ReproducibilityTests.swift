import Foundation
import GenomicTypes
import ReporterAssay
import Statistics
import Testing

@Suite struct ReproducibilityTests {
  static func assessedOracle(threads: Int) throws -> Reproducibility {
    let merged = try ReplicateCalculationTests.mergedBarcodes()
    let resolved = try ReplicateCalculationTests.barcodeDesign.resolved(against: merged.fragments)
    let values = try activity(
      of: merged, design: resolved, parameters: NormalizationParameters(), threads: threads)
    return try Reproducibility(
      of: values, merged: merged, design: resolved,
      parameters: ReproducibilityParameters(draws: 200), seed: Seed(3), threads: threads)
  }

  static func expectations() throws -> [String: Double] {
    let text = try oracle("agreement.tsv")
    return Dictionary(
      uniqueKeysWithValues: zip(text.column("quantity"), text.numbers("value").map { $0 ?? .nan }))
  }

  @Test func pairsEqualSciPy() throws {
    let expected = try Self.expectations()
    let cells = try Self.assessedOracle(threads: 1).cellTypes[0]
    #expect(cells.pairs.map { "\($0.first)-\($0.second)" } == ["1-2", "1-3", "2-3"])
    for pair in cells.pairs {
      let label = "\(pair.first)-\(pair.second)"
      let counts = try #require(pair.counts)
      #expect(Double(pair.rows) == expected["\(label) rows"])
      #expect(pair.denominator == .own)
      let found: [(String, Estimate)] = [
        ("dna pearson", counts.dna.pearson), ("dna spearman", counts.dna.spearman),
        ("rna pearson", counts.rna.pearson), ("rna spearman", counts.rna.spearman),
        ("activity pearson", pair.activity.pearson),
        ("activity spearman", pair.activity.spearman),
        ("rna|dna pearson", counts.rnaGivenDNA.pearson),
        ("rna|dna spearman", counts.rnaGivenDNA.spearman),
        ("activity|dna pearson", counts.activityGivenDNA.pearson),
        ("fisher se", counts.fisherStandardError), ("pooled rna", counts.strata.pooledRNA),
      ]
      for (what, estimate) in found {
        #expect(
          agree(estimate.value, expected["\(label) \(what)"], within: 1e-10), "\(label) \(what)")
      }
      for (index, stratum) in counts.strata.strata.enumerated() {
        let name = "\(label) stratum \(index)"
        #expect(Double(stratum.activity.rows) == expected["\(name) rows"], "\(name)")
        #expect(
          agree(
            stratum.activity.pearson.value, expected["\(name) activity pearson"], within: 1e-10))
      }
    }
  }

  @Test func replicatesAndCeilingsEqualTheirFormulas() throws {
    let expected = try Self.expectations()
    let cells = try Self.assessedOracle(threads: 1).cellTypes[0]
    for replicate in cells.replicates {
      let agreement = try #require(replicate.counts?.rnaAgainstDNA)
      let name = "\(replicate.name) rna-dna"
      #expect(agree(agreement.pearson.value, expected["\(name) pearson"], within: 1e-10))
      #expect(agree(agreement.spearman.value, expected["\(name) spearman"], within: 1e-10))
    }
    for (kind, levels) in [
      ("pearson", cells.ceiling.pearson), ("spearman", cells.ceiling.spearman),
    ] {
      for (what, level) in [
        ("r", levels.replicateCorrelation), ("one", levels.oneReplicate),
        ("mean", levels.meanOfReplicates),
      ] {
        let value = level.estimate.value
        #expect(agree(value, expected["ceiling \(kind) \(what)"], within: 1e-10))
        let interval = try #require(level.interval)
        #expect(interval.contains(try #require(value)))
        #expect(interval.upperBound - interval.lowerBound < 0.3)
      }
    }
    #expect(agree(cells.ceiling.givenDNA?.value, expected["ceiling given dna"], within: 1e-10))
    for (index, reliability) in cells.ceiling.triadReliabilities.enumerated() {
      let triad = try #require(expected["triad \(index + 1)"])
      #expect(agree(reliability.value, triad <= 1 ? triad : nil, within: 1e-10))
    }
    #expect(cells.ceiling.blocks == 80 && cells.ceiling.draws == 200)
  }

  @Test func theReportIsPlainJSONAndTheSameForAnyThreads() throws {
    let one = try Self.assessedOracle(threads: 1)
    #expect(one == (try Self.assessedOracle(threads: 4)))
    let data = try JSONEncoder().encode(one)
    #expect(try JSONDecoder().decode(Reproducibility.self, from: data) == one)
  }

  @Test func barcodesAreSummedUp() throws {
    let counts = table(
      counts: replicateColumns([([1, 2, 3], [1, 2, 3])]), barcodes: [1, 3, 8])
    let barcodes = try #require(try assessed(counts, design: design(replicates: 1)).barcodes)
    #expect(barcodes.total == 12)
    #expect(barcodes.mean == .defined(4) && barcodes.median == .defined(3))
    #expect(agree(barcodes.coefficientOfVariation.value, 13.0.squareRoot() / 4, within: 1e-12))
    #expect(barcodes.histogram.bins.map(\.rows) == [0, 1, 1, 0, 1])
  }

  @Test func cellTypesAreComparedOnTheirPooledValues() throws {
    let given = table(activities: [
      ActivityColumn(name: "a", values: [1, 2, 3, nil]),
      ActivityColumn(name: "b", values: [1, 3, 2, 9]),
      ActivityColumn(name: "c", values: [nil, nil, nil, 1]),
    ])
    let cells = AssayDesign(
      cellTypes: ["a", "b", "c"].map {
        AssayDesign.CellType(
          name: $0, replicates: [AssayDesign.Replicate(name: "pooled", activity: $0)])
      })
    let across = try assessed(given, design: cells).acrossCellTypes
    #expect(across.map { $0.first + $0.second } == ["ab", "ac", "bc"])
    #expect(across[0].activity.rows == 3)
    #expect(agree(across[0].activity.pearson.value, 0.5, within: 1e-12))
    #expect(across[1].activity.pearson == .undefined(.tooFewRows) && across[1].density == nil)
  }

  @Test func parametersOutOfRangeAreRefused() {
    let counts = table(counts: replicateColumns([([1, 2], [1, 2])]))
    #expect(
      throws: ReporterAssayError.parameter(name: "strata", found: "0", expected: "at least 1")
    ) {
      try assessed(
        counts, design: design(replicates: 1),
        reproducibility: ReproducibilityParameters(strata: 0))
    }
  }
}
