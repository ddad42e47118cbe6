import ActivityTesting
import PipelineEngine

/// How the alleles of a variant are compared.
enum AllelicTest: String, Codable, CaseIterable, Sendable {
  /// Counts summed by allele, replicates against replicates.
  case linearModel = "linear_model"
  /// Scores of single fragments, as raQTLs are called.
  case rankSum = "rank_sum"
  /// Counts of single fragments, by likelihood ratio.
  case gammaPoisson = "gamma_poisson"
}

extension CallsSection {
  /// Label columns that say which elements differ by an allele, and how they are compared.
  struct Alleles: Sendable {
    static let schema = RecordSchema(
      "Pairs of alleles by two labels.",
      fields: [
        Field(
          "column_element", .text, default: .value(.null),
          """
          Label column with the same text for both alleles, the name of the variant; empty for \
          elements without a partner. A fragment with several variants lists them, separated by \
          commas (`SNP_ID` of SuRE).
          """),
        Field(
          "column_allele", .text, default: .value(.null),
          """
          Label column that names the allele; of a list of variants, the list of alleles \
          (`SNP_VAR`). Values that are neither of the two alleles are left out and counted.
          """),
        Field("reference", .text, default: .value("ref"), "What the reference allele is called."),
        Field("alternative", .text, default: .value("alt"), "What the other allele is called."),
        Field(
          "tests", .list(.choice(AllelicTest.allCases.map(\.rawValue)), count: 1...3),
          default: .value([.string(AllelicTest.linearModel.rawValue)]),
          """
          How alleles are compared; each test makes a table of its own, and the first is exported. \
          `linear_model` compares replicates by counts summed over the fragments of an allele: for \
          designed elements. For SuRE, where every fragment is an observation: `rank_sum` ranks \
          fragments by RNA over DNA, as raQTLs were called; `gamma_poisson` compares mean activities \
          by their counts.
          """),
        Field(
          "minimum_fragments", .integer(2...Int.max), default: .value(10), unit: "fragments",
          "Fewest fragments of each allele in `rank_sum` and `gamma_poisson`."),
        Field(
          "maximum_fragments", .integer(2...Int.max), default: .value(999), unit: "fragments",
          """
          Most fragments of each allele in `rank_sum` and `gamma_poisson`; more point to repeats.
          """),
      ])

    let columnElement: String
    let columnAllele: String
    let reference: String
    let alternative: String
    /// At least one.
    let tests: [AllelicTest]
    let coverage: AllelicCoverage

    /// Reads the section; nil when it names no columns.
    ///
    /// - Throws: `ConfigurationProblems` for one column without the other, a test that is listed
    ///   twice, or an impossible coverage.
    init?(_ section: ConfigurationRecord) throws {
      let columns = (section.text(ifSet: "column_element"), section.text(ifSet: "column_allele"))
      reference = section.text("reference")
      alternative = section.text("alternative")
      let tests = section.texts("tests").compactMap { AllelicTest(rawValue: $0) }
      self.tests = tests
      coverage = AllelicCoverage(
        minimum: section.int("minimum_fragments"), maximum: section.int("maximum_fragments"))
      var problems: [ConfigurationProblem] = []
      if let repeated = tests.enumerated().first(where: { tests[..<$0.offset].contains($0.element) }
      ) {
        problems.append(
          section.problem(
            at: "tests", found: "'\(repeated.element.rawValue)' is listed twice",
            expected: "each test once", fix: "Remove one of them."))
      }
      if coverage.maximum < coverage.minimum {
        problems.append(
          section.problem(
            at: "maximum_fragments", found: "\(coverage.maximum) fragments",
            expected: "at least the minimum of \(coverage.minimum)",
            fix: "Correct one of the two numbers."))
      }
      if (columns.0 == nil) != (columns.1 == nil) {
        problems.append(
          section.problem(
            at: "column_element", found: "calls.alleles names one of its two columns",
            expected: "the column of the element and that of the allele",
            fix: "Write both 'column_element:' and 'column_allele:', or neither."))
      }
      if !problems.isEmpty { throw ConfigurationProblems(problems) }
      guard let element = columns.0, let allele = columns.1 else { return nil }
      columnElement = element
      columnAllele = allele
    }
  }
}
