import Statistics

extension GammaPoissonReport {
  /// What to tell a user who asked for covariates that counts could not be corrected for; empty when
  /// all of them were used, and without a fit, which has a reason of its own.
  ///
  /// ```swift
  /// report.covariateWarnings(requested: [.gc])
  /// // ["K562: counts were not corrected for gc, because no fragment with RNA has every covariate;
  /// // name input.genome or input.design"]
  /// ```
  public func covariateWarnings(requested: [GammaPoissonOptions.Covariate]) -> [String] {
    guard !requested.isEmpty, pooled.undefined == nil else { return [] }
    guard let effects else {
      let names = requested.map(\.rawValue).joined(separator: ", ")
      return [
        "\(cellType): counts were not corrected for \(names), because no fragment with RNA has "
          + "every covariate; name input.genome or input.design"
      ]
    }
    return effects.dropped.map { name in
      effects.names.contains(name)
        ? "\(cellType): counts were corrected for \(name) only in part, because the other covariates "
          + "or its few values determine the rest"
        : "\(cellType): counts were not corrected for \(name), because it is the same in all "
          + "fragments with RNA and DNA"
    }
  }
}
