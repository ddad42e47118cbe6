import GradientBoosting
import Statistics
import Testing

@Suite struct GradientBoostingOptionsTests {
  @Test func theDefaultsAreValid() throws {
    let options = GradientBoostingOptions()
    try options.validate()
    #expect(options.seed == Seed(0) && options.maximumDepth == 6 && options.learningRate == 0.2)
  }

  @Test func everyOptionHasARange() {
    let changes: [(String, (inout GradientBoostingOptions) -> Void)] = [
      ("maximumRounds", { $0.maximumRounds = 0 }),
      ("earlyStoppingRounds", { $0.earlyStoppingRounds = 0 }),
      ("maximumLeaves", { $0.growth = .lossGuided(maximumLeaves: 1) }),
      ("maximumDepth", { $0.maximumDepth = 31 }),
      ("maximumBins", { $0.maximumBins = 257 }),
      ("learningRate", { $0.learningRate = 0 }),
      ("learningRateDecay", { $0.learningRateDecay = 1.5 }),
      ("rowSubsample", { $0.rowSubsample = -1 }),
      ("columnSubsample", { $0.columnSubsample = .nan }),
      ("l2Penalty", { $0.l2Penalty = -1 }),
      ("l1Penalty", { $0.l1Penalty = .infinity }),
      ("minimumSplitGain", { $0.minimumSplitGain = -0.1 }),
      ("minimumChildWeight", { $0.minimumChildWeight = -1 }),
    ]
    for (name, change) in changes {
      var options = GradientBoostingOptions()
      change(&options)
      let error = #expect(throws: GradientBoostingError.self) { try options.validate() }
      if case .invalidOption(let found, _, _) = error {
        #expect(found == name)
      } else {
        Issue.record("\(name): \(String(describing: error))")
      }
    }
    #expect(
      GradientBoostingError.invalidOption(name: "maximumBins", found: "257", expected: "2 to 256")
        .description
        == "boosted trees: option 'maximumBins' is 257; expected 2 to 256. Change the option.")
  }
}
