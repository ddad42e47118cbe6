import AssaySimulation
import Foundation
import Testing

@Suite struct SimulationParametersTests {
  @Test func presetsCanBeUsed() {
    #expect(
      SimulationParameters.presets.map(\.name) == [
        "embedded", "embedded_two_cell_types", "sure50k", "tiled_mpra",
      ])
    for preset in SimulationParameters.presets {
      #expect(preset.parameters.problems().isEmpty, "\(preset.name)")
    }
    #expect(SimulationParameters() == .embedded)
  }

  @Test func chromosomesAreScaledToTheirTotal() {
    let total = ChromosomeParameters.embedded.map(\.length).reduce(0, +)
    #expect((3_999_992...4_000_000).contains(total))
    #expect(ChromosomeParameters.embedded.first?.length == 700_000)
    #expect(ChromosomeParameters.embedded.last?.length == 300_000)
  }

  @Test func parametersSurviveJSON() throws {
    for preset in SimulationParameters.presets {
      let data = try JSONEncoder().encode(preset.parameters)
      let read = try JSONDecoder().decode(SimulationParameters.self, from: data)
      #expect(read == preset.parameters)
    }
  }

  @Test func aProblemSaysWhereWhatAndHow() {
    var parameters = SimulationParameters.embedded
    parameters.grammar.motifs[0].consensus = "GATX"
    #expect(
      parameters.problems().map(\.description) == [
        "grammar.motifs 'aurum'.consensus: 'GATX'; expected 4 to 24 IUPAC letters with at least "
          + "one that is not N. Correct the value."
      ])
    #expect(
      AssaySimulationError.invalidParameters(parameters.problems()).description
        == parameters.problems()[0].description)
  }

  private static let damages: [(String, @Sendable (inout SimulationParameters) -> Void)] = [
    ("genome.chromosomes", { $0.genome.chromosomes = [] }),
    ("genome.chromosomes", { $0.genome.chromosomes[1].name = "chr1" }),
    ("genome.chromosomes 'chr1'.length", { $0.genome.chromosomes[0].length = 900 }),
    ("genome.gcMean", { $0.genome.gcMinimum = 0.5 }),
    ("genome.cpgObservedToExpected", { $0.genome.cpgObservedToExpected = 1.5 }),
    ("genome.islandMinimumLength", { $0.genome.islandMinimumLength = 5_000 }),
    ("genome.islandGC", { $0.genome.islandGC = 1 }),
    ("genome.repeatFamilies 'short'.share", { $0.genome.repeatFamilies[0].share = -0.1 }),
    ("genome.repeatDivergenceMinimum", { $0.genome.repeatDivergenceMinimum = 0.5 }),
    ("genome.gapsPerMegabase", { $0.genome.gapsPerMegabase = .nan }),
    ("grammar.motifs", { $0.grammar.motifs[1].name = "aurum" }),
    ("grammar.motifs 'aurum'.effect", { $0.grammar.motifs[0].effect = .infinity }),
    ("grammar.pairs[0]", { $0.grammar.pairs[0].first = "gold" }),
    ("grammar.pairs[0].spacingTolerance", { $0.grammar.pairs[0].spacingTolerance = 0 }),
    ("grammar.cellTypes", { $0.grammar.cellTypes = [] }),
    ("grammar.cellTypes 'cellA'.effects", { $0.grammar.cellTypes[0].effects = ["gold": 1] }),
    ("grammar.occupancySteepness", { $0.grammar.occupancySteepness = 0 }),
    ("grammar.occupancyMinimum", { $0.grammar.occupancyMinimum = 0 }),
    ("grammar.positionalHalvingDistance", { $0.grammar.positionalHalvingDistance = -1 }),
    ("grammar.compositionHalvingDistance", { $0.grammar.compositionHalvingDistance = 0 }),
    ("fragments.count", { $0.fragments.count = 0 }),
    ("fragments.minimumLength", { $0.fragments.minimumLength = 0 }),
    ("fragments.meanLength", { $0.fragments.meanLength = 2_000 }),
    ("fragments.logLengthDeviation", { $0.fragments.logLengthDeviation = 0 }),
    (
      "fragments.meanLength",
      {
        $0.fragments.design = .tiles
        $0.fragments.meanLength = 200.5
      }
    ),
    ("counts.barcodesPerFragment", { $0.counts.barcodesPerFragment = 0.5 }),
    ("counts.barcodeLength", { $0.counts.barcodeLength = 40 }),
    ("counts.replicates", { $0.counts.replicates = 0 }),
    ("counts.rnaDispersion", { $0.counts.rnaDispersion = -1 }),
    ("counts.dropout", { $0.counts.dropout = 2 }),
  ]

  @Test(arguments: damages.indices)
  func everyDamageIsReportedAtItsPlace(index: Int) {
    let (path, damage) = Self.damages[index]
    var parameters = SimulationParameters.embedded
    damage(&parameters)
    #expect(parameters.problems().map(\.parameter).contains(path))
  }
}
