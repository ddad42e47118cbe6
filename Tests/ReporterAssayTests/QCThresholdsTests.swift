import GenomicTypes
import ReporterAssay
import Statistics
import Testing

@Suite struct QCThresholdsTests {
  func counts(noise: Double, depth: Double) -> FragmentTable {
    var generator = SeededGenerator(Seed(11))
    var columns: [[UInt32]] = [[], [], [], []]
    for _ in 0..<400 {
      let dna = depth * (1 + 9 * generator.uniform())
      let activity = 1 + 99 * generator.uniform()
      for column in 0..<4 {
        let level = column % 2 == 0 ? dna : dna * activity
        columns[column].append(UInt32(level * (1 + noise * (generator.uniform() - 0.5))))
      }
    }
    return table(
      counts: replicateColumns([(columns[0], columns[1]), (columns[2], columns[3])]),
      barcodes: Array(repeating: 12, count: 400))
  }

  func verdicts(_ table: FragmentTable, thresholds: QCThresholds = QCThresholds()) throws
    -> [QCCheck.Metric: QCCheck.Verdict]
  {
    let checks = try assessed(
      table, design: design(replicates: 2),
      reproducibility: ReproducibilityParameters(draws: 20, thresholds: thresholds)
    ).checks
    return Dictionary(uniqueKeysWithValues: checks.map { ($0.metric, $0.verdict) })
  }

  @Test func aCleanExperimentPassesEverything() throws {
    let found = try verdicts(counts(noise: 0.05, depth: 100))
    #expect(found.count == QCCheck.Metric.allCases.count)
    #expect(found.values.allSatisfy { $0 == .pass })
  }

  @Test func oneFailedCorrelationWarnsAndAllThreeFail() throws {
    let clean = counts(noise: 0.05, depth: 100)
    let one = try verdicts(clean, thresholds: QCThresholds(rnaSpearman: 0.9999999))
    #expect(one[.rnaSpearman] == .warn && one[.dnaSpearman] == .pass)
    let all = try verdicts(
      clean,
      thresholds: QCThresholds(
        dnaSpearman: 0.9999999, rnaSpearman: 0.9999999, activitySpearman: 0.9999999))
    #expect(all[.rnaSpearman] == .fail && all[.dnaSpearman] == .fail)
    #expect(all[.activitySpearman] == .fail && all[.meanDNA] == .pass)
  }

  @Test func lowCountsAndFewBarcodesWarn() throws {
    var low = counts(noise: 0.05, depth: 2)
    low.barcodeCounts = Array(repeating: 9, count: 400)
    let found = try verdicts(low)
    #expect(found[.meanDNA] == .warn && found[.meanRNA] == .pass)
    #expect(found[.barcodesPerFragment] == .warn)
  }

  @Test func everyCheckNamesItsLimitAndSource() throws {
    let checks = try assessed(
      counts(noise: 0.05, depth: 100), design: design(replicates: 2)
    ).checks
    #expect(
      checks.map { "\($0.metric.rawValue) \($0.expected) \($0.source)" } == [
        "dna_spearman_min ≥ 0.85 MPRAsnakeflow count report",
        "rna_spearman_min ≥ 0.95 MPRAsnakeflow count report",
        "activity_spearman_min ≥ 0.75 MPRAsnakeflow count report",
        "mean_dna_count > 20 MPRASuite", "mean_rna_count > 20 MPRASuite",
        "rna_r_minus_partial ≤ 0.2 cupel", "activity_dna_spearman within ±0.3 cupel",
        "rna_depth_ratio ≤ 10 cupel", "barcodes_per_fragment ≥ 10 MPRAsnakeflow, MPRAflow",
      ])
  }
}
