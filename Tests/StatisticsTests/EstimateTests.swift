import Foundation
import Statistics
import Testing

@Suite struct EstimateTests {
  @Test func notANumberBecomesTheReason() {
    #expect(Estimate(.nan, orUndefined: .noVariance) == .undefined(.noVariance))
    #expect(Estimate(nil, orUndefined: .tooFewRows).undefined == .tooFewRows)
    #expect(Estimate(0.5, orUndefined: .tooFewRows) == .defined(0.5))
  }

  @Test func jsonHoldsEitherTheValueOrTheReason() throws {
    let encoder = JSONEncoder()
    let defined = String(decoding: try encoder.encode(Estimate.defined(0.5)), as: UTF8.self)
    let undefined = String(
      decoding: try encoder.encode(Estimate.undefined(.noVariance)), as: UTF8.self)
    #expect(defined == #"{"value":0.5}"#)
    #expect(undefined == #"{"undefined":"no_variance"}"#)
  }

  @Test func reasonCodesAreSnakeCase() {
    for reason in UndefinedReason.allCases {
      #expect(reason.rawValue.allSatisfy { $0.isLowercase || $0 == "_" }, "\(reason)")
    }
  }
}
