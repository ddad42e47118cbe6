import Foundation
import GenomicTypes
import ReporterAssay
import Statistics
import Testing

@Suite struct CentringTests {
  /// Three quarters of the fragments are silent at ratio 1/2, the rest active; every fifth row is a
  /// control among the silent ones.
  private func assay(rows: Int = 4_000, rnaFactor: UInt32 = 1) -> FragmentTable {
    var generator = SeededGenerator(Seed(1))
    var columns: [[UInt32]] = [[], [], [], []]
    var labels: [String] = []
    for row in 0..<rows {
      let activity = row % 4 == 3 ? 2 + generator.exponential(mean: 6) : 0.5
      labels.append(row % 20 == 0 ? "control" : "tested")
      for (column, mean) in [40, 40 * activity, 60, 120 * activity].enumerated() {
        let count = UInt32(generator.poisson(mean: mean))
        columns[column].append(column == 1 ? count * rnaFactor : count)
      }
    }
    var result = table(
      counts: replicateColumns([(columns[0], columns[1]), (columns[2], columns[3])]))
    result.labels = [LabelColumn(name: "type", values: labels)]
    return result
  }

  private func calculation(
    _ table: FragmentTable, _ centring: Centring, method: ActivityMethod = .ratioOfSums,
    pseudocount: Pseudocount? = nil, threads: Int = 1
  ) throws -> ActivityCalculation {
    try ActivityCalculation(
      of: MergedFragments(unmerged: table), design: design(replicates: 2).resolved(against: table),
      parameters: NormalizationParameters(
        method: method, pseudocount: pseudocount, centring: centring), threads: threads)
  }

  private let controls = Centring.negativeControls(.mean, column: "type", value: "control")

  @Test func workedExample() throws {
    // log2 ratios of T_D = T_R = 7: 1/1, 2/1, 4/5 → controls are the first two: mean 0.5
    var counts = table(counts: replicateColumns([([1, 1, 5], [1, 2, 4])]))
    counts.labels = [LabelColumn(name: "type", values: ["n", "n", "t"])]
    let found = try ActivityCalculation(
      of: MergedFragments(unmerged: counts),
      design: design(replicates: 1).resolved(against: counts),
      parameters: NormalizationParameters(
        pseudocount: Pseudocount.none,
        centring: .negativeControls(.mean, column: "type", value: "n")), threads: 1)
    let centres = try #require(found.centres?.cellTypes.first)
    #expect(centres.name == "cells" && centres.replicates == [0.5] && centres.pooled == 0)
    let values = try found.table(threads: 1).cellTypes[0].pooled
    #expect(agree(values[0], -0.5, within: 1e-12) && agree(values[1], 0.5, within: 1e-12))
  }

  @Test func controlsHaveMeanOrMedianZero() throws {
    let table = assay()
    for method in [ActivityMethod.ratioOfSums, .pooled, .mpralmSum, .gammaPoisson] {
      let result = try calculation(table, controls, method: method).table(threads: 2).cellTypes[0]
      for values in result.replicates.map(\.values) + [result.pooled] {
        let own = stride(from: 0, to: 4_000, by: 20).compactMap { values[$0] }
        #expect(agree(mean(of: own), 0, within: 1e-9), "\(method)")
      }
      let medians = try calculation(
        table, .negativeControls(.median, column: "type", value: "control"), method: method
      ).table(threads: 1).cellTypes[0].pooled
      let own = stride(from: 0, to: 4_000, by: 20).compactMap { medians[$0] }
      #expect(agree(median(of: own), 0, within: 1e-9))
    }
  }

  @Test func theModeIsThatOfSilentFragments() throws {
    let table = assay()
    let values = try calculation(table, .mode).table(threads: 1).cellTypes[0].pooled
    let silent = (0..<4_000).filter { $0 % 4 != 3 }.compactMap { values[$0] }
    #expect(abs(median(of: silent) ?? 1) < 0.15)
    let plain = try calculation(table, .none)
    #expect(plain.centres == nil)
    let shift = try plain.table(threads: 1).cellTypes[0].pooled
    #expect((median(of: shift.compactMap { $0 }) ?? 0) < -0.8)
  }

  @Test func centringOnlySubtractsAConstant() throws {
    let table = assay(rows: 500)
    for method in [ActivityMethod.ratioOfSums, .pooled, .gammaPoisson] {
      let plain = try calculation(table, .none, method: method).table(threads: 1).cellTypes[0]
      let centred = try calculation(table, .mode, method: method).table(threads: 1).cellTypes[0]
      let differences = zip(plain.pooled, centred.pooled).compactMap { one, other in
        one.flatMap { one in other.map { one - $0 } }
      }
      #expect(differences.count == 500)
      #expect((differences.max() ?? 1) - (differences.min() ?? 0) < 1e-9)
      guard let posterior = plain.posterior, let shifted = centred.posterior else { continue }
      // the expected count λ·x stays what it was
      for row in 0..<500 {
        let before = (posterior.mean[row] ?? 0) * (posterior.exposure[row] ?? 0)
        let after = (shifted.mean[row] ?? 0) * (shifted.exposure[row] ?? 0)
        #expect(abs(after / before - 1) < 1e-9)
      }
      #expect(shifted.weight == posterior.weight)
    }
  }

  @Test func theDepthOfASampleDoesNotMatter() throws {
    for centring in [Centring.none, .mode, controls] {
      let once = try calculation(assay(), centring, pseudocount: Pseudocount.none)
      let thrice = try calculation(
        assay(rnaFactor: 3), centring, pseudocount: Pseudocount.none)
      let (first, second) = (
        try once.table(threads: 1).cellTypes[0].pooled,
        try thrice.table(threads: 1).cellTypes[0].pooled
      )
      let isSame = zip(first, second).allSatisfy { agree($0, $1, within: 1e-9) }
      #expect(isSame)
    }
  }

  @Test func theOrderOfRowsAndTheThreadsDoNotMatter() throws {
    let table = assay()
    var generator = SeededGenerator(Seed(2))
    let order = generator.permutation(table.rowCount)
    for centring in [Centring.mode, controls] {
      let one = try calculation(table, centring)
      #expect(try calculation(table, centring, threads: 3).centres == one.centres)
      #expect(
        try calculation(table.selecting(rows: order), centring, threads: 2).centres
          == one.centres)
    }
  }

  @Test func controlsThatAreNotThereAreAnError() throws {
    let table = assay(rows: 100)
    let unknown = ReporterAssayError.parameter(
      name: "centring", found: "the label column 'kind'", expected: "one of 'type'")
    #expect(throws: unknown) {
      try calculation(table, .negativeControls(.mean, column: "kind", value: "control"))
    }
    #expect(
      unknown.description
        == "centring: found the label column 'kind'; expected one of 'type'. Correct the parameter."
    )
    #expect(
      throws: ReporterAssayError.parameter(
        name: "centring",
        found: "no row labelled 'scrambled' in 'type' with an activity in replicate '1'",
        expected: "at least one negative control")
    ) { try calculation(table, .negativeControls(.mean, column: "type", value: "scrambled")) }
    #expect(
      throws: ReporterAssayError.fixedByMethod(
        .raqtl, parameter: "centring", found: "given", expected: "none, because it gives a ratio")
    ) { try NormalizationParameters(method: .raqtl, centring: .mode) }
  }

  @Test func parametersThatAreNotUsedLeaveNoTraceInJSON() throws {
    let plain = try JSONEncoder().encode(NormalizationParameters())
    let text = String(decoding: plain, as: UTF8.self)
    for key in ["sizeFactors", "centring", "gammaPoisson"] { #expect(!text.contains(key)) }
    let full = try NormalizationParameters(
      method: .gammaPoisson, sizeFactors: .tmm, centring: controls,
      gammaPoisson: GammaPoissonOptions(prior: .mixture(components: 2), covariates: [.gc]))
    let data = try JSONEncoder().encode(full)
    #expect(try JSONDecoder().decode(NormalizationParameters.self, from: data) == full)
  }
}
