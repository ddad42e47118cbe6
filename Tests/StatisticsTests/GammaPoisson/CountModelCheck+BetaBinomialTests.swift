import Statistics
import Testing

@Suite struct BetaBinomialCheckTests {
  @Test func workedExample() throws {
    // a = b = 1: given N = 2 and D ≥ 1, R is 0 or 1 with probability 1/2; given N = 1 it is 0
    let pairs = try CountExposureTable(
      counts: [0, 0, 1, 0], exposures: [1, 2, 1, 2], threads: 1)
    let check = CountModelCheck(of: pairs, prior: BetaPrior(a: 1, b: 1))
    #expect(check.rows == 4 && check.observedZeros == 3)
    #expect(isClose(check.expectedZeros, 1 + 3 * 0.5, relative: 1e-14))
    #expect(check.observedTail == 0 && check.expectedTail == 0)
  }

  @Test func agreesWithSciPy() throws {
    for oracle in try PoissonOracles.load().betaBinomial {
      var pairs = CountExposureAggregator()
      for place in oracle.rna.indices {
        pairs.add(
          count: oracle.rna[place], exposure: Double(oracle.dna[place]),
          rows: oracle.multiplicities[place])
      }
      let check = CountModelCheck(
        of: CountExposureTable(merging: [pairs]), prior: BetaPrior(a: oracle.a, b: oracle.b))
      #expect(isClose(check.expectedZeros, oracle.expectedZeros, relative: 1e-9))
      #expect(!check.isPoor)
    }
  }

  @Test func massesOfManyReadsDoNotOverflow() throws {
    let most = CountModelCheck.largestReads
    let pairs = try CountExposureTable(
      counts: [3_000, 1_000, most], exposures: [1_000, 3_000, 5], threads: 1)
    let check = CountModelCheck(of: pairs, prior: BetaPrior(a: 5e5, b: 5e5))
    // one row has too many reads; of 4,000 reads 3,000 RNA is far beyond the 99.9th percentile
    #expect(check.rows == 2 && check.observedZeros == 0 && check.observedTail == 1)
    #expect(check.expectedZeros < 1e-100)
    #expect(check.expectedTail > 0.001 && check.expectedTail <= 0.002)
  }

  @Test func aGoodModelIsNotPoorAndABadOneIs() throws {
    var generator = SeededGenerator(Seed(2))
    var pairs = CountExposureAggregator()
    for _ in 0..<60_000 {
      let (above, below) = (
        generator.gamma(shape: 0.8, scale: 1), generator.gamma(shape: 2, scale: 1)
      )
      let reads = 1 + generator.poisson(mean: 12)
      let rna = generator.binomial(trials: reads, probability: above / (above + below))
      if rna < reads { pairs.add(count: rna, exposure: Double(reads - rna)) }
    }
    let table = CountExposureTable(merging: [pairs])
    #expect(!CountModelCheck(of: table, prior: BetaPrior(a: 0.8, b: 2)).isPoor)
    #expect(CountModelCheck(of: table, prior: BetaPrior(a: 3, b: 7.5)).isPoor)
  }
}
