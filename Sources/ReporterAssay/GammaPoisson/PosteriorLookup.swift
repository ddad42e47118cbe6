import Statistics

/// Posteriors of the rows of a block, each pair of a count and an exposure computed once where that
/// is slow: under a mixture, whose quantiles are searched for.
struct PosteriorLookup {
  private struct Pair: Hashable {
    let count: Int
    let exposure: Double
  }

  private let model: GammaPosteriors
  private let isMixture: Bool
  private var known: [Pair: GammaPosterior] = [:]

  init(_ model: GammaPosteriors) {
    self.model = model
    isMixture = model.prior.components.count > 1
  }

  mutating func posterior(count: Int, exposure: Double) -> GammaPosterior {
    guard isMixture else { return model.posterior(count: count, exposure: exposure) }
    let pair = Pair(count: count, exposure: exposure)
    if let found = known[pair] { return found }
    let found = model.posterior(count: count, exposure: exposure)
    known[pair] = found
    return found
  }
}
