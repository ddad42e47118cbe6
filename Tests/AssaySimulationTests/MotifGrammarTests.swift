import AssaySimulation
import GenomicTypes
import Glibc
import Statistics
import Testing

@Suite struct MotifGrammarTests {
  private let occupancy = 1 / (1 + exp(-1.5 * 0.25 * 7 * log2(0.94 / 0.25)))

  @Test func oneConsensusAddsItsOccupancyTimesItsEffect() {
    let grammar = MotifGrammar(Toy.oneMotif())
    let activity = grammar.activity(of: Toy.codes("TTTGATAAGCTTT"))
    #expect(abs(activity[0].motif - 2 * occupancy) < 2e-3)
    #expect(abs(activity[0].motif - 1.987) < 2e-3)
    #expect(activity[0].total == activity[0].motif)
  }

  @Test func instancesAdd() {
    let grammar = MotifGrammar(Toy.oneMotif())
    let once = grammar.activity(of: Toy.codes("TTTGATAAGCTTT"))[0].motif
    let twice = grammar.activity(of: Toy.codes("TTTGATAAGCTTTTGATAAGCTTT"))[0].motif
    #expect(abs(twice - 2 * once) < 1e-12)
  }

  @Test func orientationScalesTheOppositeStrandOnly() {
    let grammar = MotifGrammar(Toy.oneMotif(reverseFactor: 0.25))
    let codes = Toy.codes("TTTGATAAGCTTT")
    let forward = grammar.activity(of: codes)[0].motif
    let reverse = grammar.activity(of: BaseCode.reverseComplement(codes))[0].motif
    #expect(abs(forward - 2 * occupancy) < 2e-3)
    #expect(abs(reverse - 0.25 * forward) < 1e-12)
  }

  @Test func aPalindromeTakesTheMeanOfBothOrientations() {
    let grammar = MotifGrammar(Toy.oneMotif("GTCACGTGAC", reverseFactor: 0.5))
    let plain = MotifGrammar(Toy.oneMotif("GTCACGTGAC"))
    let codes = Toy.codes("AAAGTCACGTGACAAAA")
    let whole = plain.activity(of: codes)[0].motif
    #expect(abs(grammar.activity(of: codes)[0].motif - 0.75 * whole) < 1e-12)
  }

  @Test func withoutOrientationAndPositionBothStrandsAreEquallyActive() {
    var parameters = SimulationParameters.embedded.grammar
    parameters.positionalHalvingDistance = nil
    parameters.compositionHalvingDistance = nil
    for index in parameters.motifs.indices { parameters.motifs[index].reverseFactor = 1 }
    let grammar = MotifGrammar(parameters)
    var generator = SeededGenerator(Seed(5))
    for _ in 0..<50 {
      let codes = (0..<400).map { _ in UInt8(generator.index(below: 4)) }
      let forward = grammar.activity(of: codes)[0].total
      let reverse = grammar.activity(of: BaseCode.reverseComplement(codes))[0].total
      #expect(abs(forward - reverse) < 1e-9)
    }
  }

  @Test func influenceHalvesWithDistanceFromTheReporter() {
    let grammar = MotifGrammar(Toy.oneMotif(halving: 100))
    func effect(_ after: Int) -> Double {
      let tail = String(repeating: "T", count: after)
      return grammar.activity(of: Toy.codes("TTTGATAAGC" + tail))[0].motif
    }
    // the centre of the motif is 3.5 bases further from the end than its last base
    #expect(abs(effect(10) - 2 * occupancy * exp2(-0.135)) < 2e-3)
    #expect(abs(effect(110) - effect(10) / 2) < 1e-12)
  }

  @Test func compositionIsTheSlopeTimesTheDistanceFromTheReference() {
    var parameters = Toy.oneMotif()
    parameters.cellTypes = [CellTypeParameters(name: "a", gcSlope: 4)]
    parameters.gcReference = 0.4
    let activity = MotifGrammar(parameters).activity(of: Toy.codes("GGGCCCTTTN"))
    #expect(abs(activity[0].composition - 4 * (6.0 / 9 - 0.4)) < 1e-12)  // N is no base
    #expect(MotifGrammar(parameters).activity(of: Toy.codes("NNN"))[0].composition == 0)
  }

  /// "GT" with a halving distance of one base: weights 1 (T) and ½ (G), GC = ½ / 1½.
  @Test func compositionNearTheReporterWeighsMore() {
    var parameters = Toy.oneMotif(compositionHalving: 1)
    parameters.cellTypes = [CellTypeParameters(name: "a", gcSlope: 1)]
    parameters.gcReference = 0
    let grammar = MotifGrammar(parameters)
    #expect(abs(grammar.activity(of: Toy.codes("GT"))[0].composition - 1.0 / 3) < 1e-12)
    #expect(abs(grammar.activity(of: Toy.codes("TG"))[0].composition - 2.0 / 3) < 1e-12)
  }

  private func pairParameters(_ orientation: PairOrientation) -> GrammarParameters {
    var parameters = Toy.oneMotif()
    parameters.motifs.append(
      MotifParameters(name: "n", consensus: "CCATGAACC", effect: 0, instancesPerMegabase: 0))
    parameters.pairs = [
      MotifPairParameters(
        first: "m", second: "n", spacing: 5, spacingTolerance: 2, orientation: orientation,
        effect: 3, pairsPerMegabase: 0)
    ]
    return parameters
  }

  @Test func aPairActsBestAtItsSpacingAndFadesAroundIt() {
    let grammar = MotifGrammar(pairParameters(.any))
    func pair(_ spacing: Int) -> Double {
      let middle = String(repeating: "T", count: spacing)
      return grammar.activity(of: Toy.codes("TTGATAAGC" + middle + "CCATGAACCTT"))[0].pair
    }
    let best = pair(5)
    #expect(abs(best - 3) < 0.05)  // both occupancies are close to 1
    #expect(abs(pair(7) - best * exp(-0.5)) < 1e-12)
    #expect(abs(pair(3) - best * exp(-0.5)) < 1e-12)
    #expect(pair(14) == 0)  // beyond four standard deviations
    #expect(pair(0) > 0)
  }

  @Test func aPairMindsOrientationButNotOrder() {
    let m = "GATAAGC"
    let n = "CCATGAACC"
    let reversedN = "GGTTCATGG"
    func pair(_ orientation: PairOrientation, _ letters: String) -> Double {
      MotifGrammar(pairParameters(orientation)).activity(of: Toy.codes(letters))[0].pair
    }
    #expect(pair(.same, m + "TTTTT" + n) > 2.9)
    #expect(pair(.same, n + "TTTTT" + m) > 2.9)
    #expect(pair(.same, m + "TTTTT" + reversedN) == 0)
    #expect(pair(.opposite, m + "TTTTT" + reversedN) > 2.9)
    #expect(pair(.opposite, m + "TTTTT" + n) == 0)
    #expect(pair(.any, m + "TTTTT" + reversedN) > 2.9)
  }

  @Test func aCellTypeReplacesOnlyTheEffectsItNames() {
    var parameters = pairParameters(.any)
    parameters.cellTypes.append(
      CellTypeParameters(name: "b", gcSlope: 0, effects: ["m": -1]))
    let activity = MotifGrammar(parameters).activity(of: Toy.codes("TTGATAAGCTT"))
    #expect(abs(activity[1].motif + activity[0].motif / 2) < 1e-12)
  }

  @Test func ablationMarksTheMotifAndNothingElse() {
    let grammar = MotifGrammar(Toy.oneMotif())
    let effects = grammar.ablationEffects(of: Toy.codes("TTTCTCGATAAGCTTTCTCNT"), cellType: 0)
    #expect(effects.count == 21)
    for (position, effect) in effects.enumerated() {
      if (6..<13).contains(position) {
        #expect(effect > 1.2, "base \(position) of the motif")
      } else {
        #expect(abs(effect) < 0.2, "base \(position) beside the motif")
      }
    }
    #expect(effects[19] == 0)
  }

  /// GC only: another base at a G changes GC by −1/4 for two of three bases and not for C.
  @Test func ablationIsExactForComposition() {
    var parameters = Toy.oneMotif()
    parameters.cellTypes = [CellTypeParameters(name: "a", gcSlope: 1)]
    let effects = MotifGrammar(parameters).ablationEffects(of: Toy.codes("GATT"), cellType: 0)
    let expected = [1.0 / 4 * 2 / 3, -1.0 / 6, -1.0 / 6, -1.0 / 6]
    for (effect, value) in zip(effects, expected) { #expect(abs(effect - value) < 1e-12) }
  }
}
