import ActivityTesting
import TestSupport
import Testing

@Suite struct ContrastDesignTests {
  @Test func workedExample() throws {
    let design = try ContrastDesign(
      samples: samples(["A", "B"], replicates: 2), contrast: .difference(of: "B", from: "A"),
      dependence: .independent)
    #expect(design.columns == 2)
    // the tested column is +1 or −1 for one condition; the other column is the sum of both
    #expect(design.values == [1, -1, 1, -1, 1, 0, 1, 0])
    #expect(design.residualDegrees == 2)
  }

  @Test func messages() {
    func text(
      _ samples: [AssaySample], _ contrast: ActivityContrast, _ dependence: SampleDependence
    ) -> String {
      message {
        _ = try ContrastDesign(samples: samples, contrast: contrast, dependence: dependence)
      }
    }
    let both = samples(["HepG2", "K562"])
    #expect(
      text(both, .activity(of: "K652"), .independent)
        == "contrast: no sample of condition 'K652'; expected one of 'HepG2', 'K562'. Did you mean "
        + "'K562'?")
    #expect(
      text(both, ActivityContrast(name: "none", weights: ["K562": 0]), .independent)
        == "contrast 'none': every weight is 0; expected at least one that is not. Correct the "
        + "weights.")
    #expect(
      text(both, .activity(of: "K562"), .pairedBlocks)
        == "contrast 'K562': the weights do not add up to 0; expected a difference between "
        + "conditions, because paired blocks leave no other comparison. Use correlated blocks or "
        + "no "
        + "blocks.")
    let confounded = both.map {
      AssaySample(
        name: $0.name, condition: $0.condition, replicate: $0.replicate, block: $0.condition)
    }
    #expect(
      text(confounded, .difference(of: "K562", from: "HepG2"), .pairedBlocks)
        == "contrast 'K562 - HepG2': the blocks take up the whole comparison; expected blocks that "
        + "contain several conditions. Use correlated blocks or no blocks.")
    #expect(
      text(samples(["A", "B"], replicates: 1), .difference(of: "A", from: "B"), .independent)
        == "contrast 'A - B': 2 samples for 2 coefficients; expected more samples than "
        + "coefficients, because replicates measure the noise. Add replicates, or test against "
        + "negative controls without a model.")
  }
}
