import Foundation
import Statistics
import Testing

@Suite struct ModesTests {
  @Test func workedExample() throws {
    #expect(isClose(halfSampleMode(of: [0, 1, 1.1, 1.3, 9]), 1.05))
    #expect(abs(try #require(kernelMode(of: [0, 0, 1])).mode) < 0.2)
  }

  @Test func fewOrEqualValuesHaveTheirMode() {
    #expect(halfSampleMode(of: []) == nil && kernelMode(of: []) == nil)
    #expect(halfSampleMode(of: [4]) == 4)
    #expect(halfSampleMode(of: [4, 6]) == 5)
    #expect(halfSampleMode(of: [2, 2, 2, 2, 7]) == 2)
    #expect(kernelMode(of: [3, 3, 3]) == kernelMode(of: [3]))
    #expect(kernelMode(of: [3])?.mode == 3 && kernelMode(of: [3])?.bandwidth == 0)
  }

  @Test func agreesWithAnotherProgram() throws {
    for oracle in try PoissonOracles.load().modes {
      #expect(isClose(halfSampleMode(of: oracle.values), oracle.halfSample, absolute: 1e-12))
      #expect(
        isClose(halfSampleMode(of: oracle.values.reversed()), oracle.halfSample, absolute: 1e-12))
      guard let mode = oracle.mode, let bandwidth = oracle.bandwidth else { continue }
      let found = try #require(kernelMode(of: oracle.values))
      #expect(isClose(found.bandwidth, bandwidth, relative: 1e-12))
      #expect(abs(found.mode - mode) < 0.01 * bandwidth)
    }
  }

  @Test func theModeOfSkewedValuesIsWhereMostAre() throws {
    var generator = SeededGenerator(Seed(1))
    let values = (0..<40_000).map { row in
      row % 4 == 0 ? 1 + generator.exponential(mean: 3) : 0.2 * generator.standardNormal()
    }
    #expect(abs(try #require(kernelMode(of: values)).mode) < 0.05)
    #expect(abs(try #require(halfSampleMode(of: values))) < 0.15)
    #expect((mean(of: values) ?? 0) > 0.9)
  }
}
