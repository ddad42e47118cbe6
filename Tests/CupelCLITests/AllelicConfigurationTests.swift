import PipelineEngine
import PipelineStages
import TestSupport
import Testing

@Suite struct AllelicConfigurationTests {
  private static let row = "chr1\t100\t400\t+\t"

  @Test(arguments: [
    (
      "tests: [rank_sum, linear_model, rank_sum]",
      "x.yaml:15:12: 'rank_sum' is listed twice; expected each test once. Remove one of them."
    ),
    (
      "minimum_fragments: 1000",
      "x.yaml:11:5: 999 fragments; expected at least the minimum of 1000. Correct one of the two "
        + "numbers."
    ),
  ])
  func aWrongKeyIsNamed(alleles: String, expected: String) throws {
    var made = try AllelicExperiment(variants: 2, active: 0, seed: 1)
    made.alleles = alleles
    #expect(made.message() == expected)
  }

  @Test func labelsThatListDifferentNumbersAreRefused() throws {
    let made = try AllelicExperiment(
      table: AllelicExperiment.header + "\n" + Self.row + "rs1\t0\t5\t1\t2\n"
        + Self.row
        .replacing("100", with: "200") + "rs1,rs2\t0,1,1\t5\t1\t2\n")
    #expect(
      made.message()
        == "stage calls: calls.alleles: fragment 2 (chr1:200-400(+)) has 'rs1,rs2' in the column "
        + "'SNP_ID' and '0,1,1' in 'SNP_VAR'; expected as many alleles as variants, separated by "
        + "commas. Correct the labels, or write names of variants without commas.")
  }

  @Test func anAlleleThatNeverOccursIsMissed() throws {
    let made = try AllelicExperiment(
      table: AllelicExperiment.header + "\n" + Self.row + "rs1,rs2\t0,2\t5\t1\t2\n")
    #expect(
      made.message()
        == "stage calls: calls.alleles: no element has '1' in the column 'SNP_VAR', which holds "
        + "'0', '2'; expected both alleles. Did you mean '0'? Correct 'reference' or "
        + "'alternative'.")
  }

  @Test func cellTypesWhoseFilesHaveOneNameAreRefused() throws {
    var made = try AllelicExperiment(variants: 2, active: 0, seed: 1)
    made.cellTypes =
      "    K 562: {replicates: {r1: {rna: K1}}}\n    K/562: {replicates: {r1: {rna: K2}}}"
    #expect(
      made.message()
        == "x.yaml:8:5: the cell types 'K 562' and 'K/562' make files of one name, 'K_562'; "
        + "expected names that differ in ASCII letters, digits, '-', '_' or '.'. Rename one of "
        + "them.")
  }

  /// 'A' against 'B_vs_C' and 'A_vs_B' against 'C'.
  @Test func contrastsWithFilesOfOneNameAreNumbered() throws {
    var made = try AllelicExperiment(variants: 12, active: 0, seed: 1)
    made.table =
      made.table.split(separator: "\n").enumerated().map { row, line in
        let counts = line.split(separator: "\t").suffix(2)
        return line + (row == 0 ? "\tL1\tL2" : "\t" + counts.joined(separator: "\t"))
      }.joined(separator: "\n") + "\n"
    made.cellTypes = zip(["A", "B_vs_C", "A_vs_B", "C"], ["K1", "K2", "L1", "L2"]).map {
      "    \($0): {replicates: {r1: {rna: \($1)}}}"
    }.joined(separator: "\n")
    made.alleles = "tests: [linear_model]\n  comparisons: [[A, B_vs_C], [A_vs_B, C]]"
    try made.run()
    #expect(made.folder.exists("work/results/calls/A_vs_B_vs_C.tsv.gz"))
    #expect(made.folder.exists("work/results/calls/A_vs_B_vs_C_2.tsv.gz"))
    let files = (try made.summary()["contrasts"] as? [[String: Any]])?.compactMap {
      $0["file"] as? String
    }
    #expect(files?.count == Set(files ?? []).count)
  }
}
