import Foundation
import ReporterAssay
import Testing

@Suite struct NormalizationParametersTests {
  @Test func defaultsKeepFragmentsWithoutRNA() throws {
    let parameters = try NormalizationParameters()
    #expect(parameters.method == .ratioOfSums)
    #expect(parameters.scaling == .cpm)
    #expect(parameters.pseudocount == Pseudocount(value: 1, placement: .count))
    #expect(parameters.minimumDNA == 1 && parameters.minimumRNA == 0)
    #expect(parameters.pooling == .meanOfReplicates && parameters.minimumReplicates == .all)
  }

  @Test func aMethodBringsItsOwnDefinition() throws {
    let raqtl = try NormalizationParameters(method: .raqtl)
    #expect(raqtl.scaling == .rpb && raqtl.pseudocount == .none && raqtl.method.unit == .ratio)
    #expect(try NormalizationParameters(method: .mpralmSum).scaling == .perTenMillion)
    #expect(try NormalizationParameters(method: .pooled).pooling == .sumOfCounts)
  }

  @Test func aParameterThatContradictsTheMethodIsRefused() {
    let expected = ReporterAssayError.fixedByMethod(
      .mpralibOligo, parameter: "pseudocount", found: "0.5 (count)", expected: "1.0 (observed-row)")
    #expect(throws: expected) {
      try NormalizationParameters(
        method: .mpralibOligo, pseudocount: Pseudocount(value: 0.5, placement: .count))
    }
    #expect(
      expected.description
        == "normalize: pseudocount is 0.5 (count), but method 'mpralib-oligo' is defined with 1.0 "
        + "(observed-row). Remove the parameter or choose another method.")
    #expect(
      throws: ReporterAssayError.fixedByMethod(
        .raqtl, parameter: "scaling", found: "cpm", expected: "rpb")
    ) { try NormalizationParameters(method: .raqtl, scaling: .cpm) }
    #expect(
      throws: ReporterAssayError.fixedByMethod(
        .pooled, parameter: "pooling", found: "mean_of_replicates", expected: "sum_of_counts")
    ) { try NormalizationParameters(method: .pooled, pooling: .meanOfReplicates) }
    #expect(
      throws: ReporterAssayError.fixedByMethod(
        .mpralmMean, parameter: "pooling", found: "sum_of_counts", expected: "mean_of_replicates")
    ) { try NormalizationParameters(method: .mpralmMean, pooling: .sumOfCounts) }
  }

  @Test func aParameterOutOfRangeIsRefused() {
    let expected = ReporterAssayError.parameter(
      name: "minimum_dna", found: "-1", expected: "a number of at least 0")
    #expect(throws: expected) { try NormalizationParameters(minimumDNA: -1) }
    #expect(
      expected.description
        == "minimum_dna: found -1; expected a number of at least 0. Correct the parameter.")
    #expect(
      throws: ReporterAssayError.parameter(
        name: "minimum_replicates", found: "0", expected: "'all' or at least 1")
    ) { try NormalizationParameters(minimumReplicates: .atLeast(0)) }
    #expect(
      throws: ReporterAssayError.parameter(
        name: "pseudocount", found: "nan", expected: "a finite number of at least 0")
    ) {
      try NormalizationParameters(pseudocount: Pseudocount(value: .nan, placement: .count))
    }
    #expect(
      throws: ReporterAssayError.parameter(
        name: "pseudocount", found: "1.0 (barcode)",
        expected: "one added to the count or the scaled-count when replicates are summed")
    ) {
      try NormalizationParameters(
        pseudocount: Pseudocount(value: 1, placement: .barcode), pooling: .sumOfCounts)
    }
  }

  @Test func parametersSurviveJSON() throws {
    let parameters = try NormalizationParameters(
      pseudocount: Pseudocount(value: 0.5, placement: .scaledCount), minimumBarcodes: 10,
      minimumReplicates: .atLeast(2))
    let data = try JSONEncoder().encode(parameters)
    #expect(try JSONDecoder().decode(NormalizationParameters.self, from: data) == parameters)
  }
}
