import GenomicTypes
import ReporterAssay
import Statistics
import Testing

@Suite struct ReproducibilityInputsTests {
  func assess(
    _ table: FragmentTable, _ inputs: ReproducibilityInputs, threads: Int = 1
  ) throws -> CellTypeReproducibility {
    let merged = MergedFragments(unmerged: table)
    let resolved = try design(replicates: 2).resolved(against: table)
    let values = try activity(
      of: merged, design: resolved, parameters: NormalizationParameters(), threads: threads)
    return try Reproducibility(
      of: values, merged: merged, design: resolved,
      parameters: ReproducibilityParameters(draws: 50), inputs: inputs, seed: Seed(1),
      threads: threads
    ).cellTypes[0]
  }

  @Test func lengthAndStrandComeFromThePlacementsAndGCFromTheInput() throws {
    let table = PairCoefficientsTests.fragments(seed: 1)
    let cells = try assess(table, ReproducibilityInputs())
    #expect(cells.biases.count == 2 * 2 * 3)
    #expect(Set(cells.biases.map(\.covariate)) == [.length, .strand])
    #expect(
      cells.missing == [
        "bias_gc":
          "the sequences of the fragments are not known; name input.genome or input.design",
        "classes": "no classes of fragments were named (reproducibility.classes or .tss)",
      ])
    let strand = try #require(cells.biases.first { $0.covariate == .strand })
    #expect(strand.bins.map(\.range) == [0...0, 1...1])
    #expect(strand.bins.map(\.rows).reduce(0, +) == strand.rows)
  }

  @Test func aMeasureThatFollowsGCIsSeen() throws {
    let table = PairCoefficientsTests.fragments(seed: 1)
    let gc = table.counts[1].values.map { Optional(Double($0) / 1e4) }
    let cells = try assess(
      table, ReproducibilityInputs(properties: FragmentProperties(gc: gc)))
    let rna = try #require(
      cells.biases.first { $0.covariate == .gc && $0.measure == .rna && $0.replicate == "1" })
    #expect(agree(rna.spearman.value, 1, within: 1e-12))
    #expect(rna.bins.count == 10)
    #expect(rna.bins.map(\.median) == rna.bins.map(\.median).sorted())
    #expect(cells.missing["bias_gc"] == nil)
  }

  @Test func sequencesGiveGCAndLengthWhereNothingElseDoes() throws {
    var sequences = SequenceCollection()
    for text in ["GCAN", "NN", "GGGG", "AT"] { sequences.append(letters: text.utf8) }
    let cells = try assess(
      FragmentTable(
        unplacedRows: 4, sequences: sequences,
        counts: replicateColumns([([5, 6, 7, 9], [1, 2, 3, 4]), ([5, 6, 8, 9], [1, 4, 3, 4])])),
      ReproducibilityInputs())
    #expect(Set(cells.biases.map(\.covariate)) == [.gc, .length])
    #expect(cells.biases[0].rows == 3)
  }

  @Test func classesHaveTheirOwnAgreement() throws {
    let table = PairCoefficientsTests.fragments(seed: 1)
    let half = FragmentClass.nearTSS(
      [GenomicInterval(chromosome: "chr1", start: 0, end: 10_000)], distance: 500,
      placements: table.placements, chromosomeNames: table.chromosomeNames)
    let inputs = ReproducibilityInputs(classes: [half, half.complement(of: table.placements)])
    let cells = try assess(table, inputs)
    #expect(cells.classes.map(\.name) == ["near TSS", "not near TSS"])
    #expect(cells.classes.map(\.activity.rows).reduce(0, +) == cells.pairs[0].rows)
    #expect(cells.classes.map(\.members).reduce(0, +) == 400)
    let rows = half.isMember.indices.filter { half.isMember[$0] }
    let alone = try assess(table.selecting(rows: rows), ReproducibilityInputs())
    #expect(
      agree(
        cells.classes[0].activity.spearman.estimate.value, alone.pairs[0].activity.spearman.value,
        within: 1e-12))
    #expect(cells.classes[0].activity.pearson.interval != nil)
    #expect(cells == (try assess(table, inputs, threads: 3)))
  }

  @Test func barcodeRowsOfMergedFragmentsAreUsed() throws {
    let cells = try ReproducibilityTests.assessedOracle(threads: 1).cellTypes[0]
    let halves = try #require(cells.disjointBarcodes)
    #expect(halves.unit == .barcodesOfElement && halves.pairs.count == 3)
    #expect(halves.windowLength == nil)
  }

  @Test func withoutBarcodesAndPlacesThereIsAReason() throws {
    let cells = try assess(
      table(
        counts: replicateColumns([([5, 6, 7, 9], [1, 2, 3, 4]), ([5, 6, 8, 9], [1, 4, 3, 4])])),
      ReproducibilityInputs())
    #expect(cells.disjointBarcodes == nil && cells.biases.isEmpty)
    #expect(
      cells.missing["disjoint_barcodes"]
        == "the input has neither barcode rows nor fragments placed on a genome")
    #expect(cells.missing["bias_length"] == "the fragments have no interval on a genome")
    #expect(cells.missing["bias_strand"] == "the fragments are not on both strands of a genome")
  }

  @Test func positivesAreCountedByHand() throws {
    // Activity log2((R + 1)/(D + 1)) + log2(ΣD/ΣR); totals are equal in each replicate.
    let cells = try assess(
      table(
        counts: replicateColumns([
          ([3, 3, 3, 15], [0, 7, 15, 2]), ([3, 3, 3, 15], [0, 15, 7, 2]),
        ])), ReproducibilityInputs())
    let positives = cells.pairs[0].positives
    #expect(positives.rnaInBoth?.rows == 3 && positives.threshold == 1)
    #expect(positives.activeInEither == 2 && positives.activeInBoth.rows == 0)
    #expect(cells.pairs[0].rows == 4)
  }
}
