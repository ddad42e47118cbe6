extension SimulationParameters {
  /// Everything that is wrong with these parameters, in the order of the properties; empty when
  /// they can be used.
  public func problems() -> [SimulationParameterProblem] {
    var checks = ParameterChecks()
    genome.check(&checks)
    grammar.check(&checks)
    fragments.check(&checks)
    counts.check(&checks)
    return checks.problems
  }
}

/// Collects problems.
struct ParameterChecks {
  private(set) var problems: [SimulationParameterProblem] = []

  mutating func require(
    _ condition: Bool, _ parameter: String, _ found: some CustomStringConvertible,
    _ expected: String, remedy: String = "Correct the value."
  ) {
    if !condition {
      problems.append(
        SimulationParameterProblem(
          parameter: parameter, found: found.description, expected: expected, remedy: remedy))
    }
  }

  mutating func fraction(_ value: Double, _ parameter: String) {
    require(value >= 0 && value <= 1, parameter, value, "a number from 0 to 1")
  }

  mutating func notNegative(_ value: Double, _ parameter: String) {
    require(value >= 0 && value.isFinite, parameter, value, "a number of at least 0")
  }

  mutating func finite(_ value: Double, _ parameter: String) {
    require(value.isFinite, parameter, value, "a finite number")
  }

  mutating func unique(_ names: [String], _ parameter: String) {
    var seen: Set<String> = []
    for name in names where !seen.insert(name).inserted || name.isEmpty {
      require(
        false, parameter, "name '\(name)'", "distinct, non-empty names", remedy: "Rename one.")
    }
  }
}

extension GenomeParameters {
  fileprivate func check(_ checks: inout ParameterChecks) {
    checks.require(
      !chromosomes.isEmpty, "genome.chromosomes", "an empty list", "at least one chromosome",
      remedy: "Add one.")
    checks.unique(chromosomes.map(\.name), "genome.chromosomes")
    for chromosome in chromosomes {
      let path = "genome.chromosomes '\(chromosome.name)'.length"
      checks.require(
        chromosome.length > 0 && chromosome.length < Int(Int32.max), path, chromosome.length,
        "1 to 2 147 483 646 bases")
      checks.require(
        2 * telomereLength < chromosome.length, path, chromosome.length,
        "more than twice genome.telomereLength (\(telomereLength))",
        remedy: "Lengthen the chromosome or shorten the telomeres.")
    }
    checks.require(
      0 < gcMinimum && gcMinimum <= gcMean && gcMean <= gcMaximum && gcMaximum < 1, "genome.gcMean",
      "\(gcMean) between gcMinimum \(gcMinimum) and gcMaximum \(gcMaximum)",
      "0 < gcMinimum ≤ gcMean ≤ gcMaximum < 1")
    checks.notNegative(gcDeviation, "genome.gcDeviation")
    checks.require(isochoreLength >= 1, "genome.isochoreLength", isochoreLength, "at least 1")
    checks.fraction(cpgObservedToExpected, "genome.cpgObservedToExpected")
    checks.notNegative(islandsPerMegabase, "genome.islandsPerMegabase")
    checks.require(
      1 <= islandMinimumLength && islandMinimumLength <= islandMaximumLength,
      "genome.islandMinimumLength", islandMinimumLength,
      "1 to genome.islandMaximumLength (\(islandMaximumLength))")
    checks.require(islandGC > 0 && islandGC < 1, "genome.islandGC", islandGC, "between 0 and 1")
    checks.unique(repeatFamilies.map(\.name), "genome.repeatFamilies")
    for family in repeatFamilies {
      let path = "genome.repeatFamilies '\(family.name)'"
      checks.require(family.length >= 10, path + ".length", family.length, "at least 10 bases")
      checks.fraction(family.gc, path + ".gc")
      checks.fraction(family.share, path + ".share")
    }
    checks.fraction(repeatDivergenceMinimum, "genome.repeatDivergenceMinimum")
    checks.fraction(repeatDivergenceMaximum, "genome.repeatDivergenceMaximum")
    checks.require(
      repeatDivergenceMinimum <= repeatDivergenceMaximum, "genome.repeatDivergenceMinimum",
      repeatDivergenceMinimum, "at most genome.repeatDivergenceMaximum")
    checks.require(telomereLength >= 0, "genome.telomereLength", telomereLength, "at least 0")
    checks.notNegative(gapsPerMegabase, "genome.gapsPerMegabase")
    checks.require(gapLength >= 0, "genome.gapLength", gapLength, "at least 0")
  }
}

extension GrammarParameters {
  fileprivate func check(_ checks: inout ParameterChecks) {
    checks.unique(motifs.map(\.name), "grammar.motifs")
    for motif in motifs {
      let path = "grammar.motifs '\(motif.name)'"
      checks.require(
        MotifMatrix(consensus: motif.consensus) != nil, path + ".consensus",
        "'\(motif.consensus)'", "4 to 24 IUPAC letters with at least one that is not N")
      checks.finite(motif.effect, path + ".effect")
      checks.finite(motif.reverseFactor, path + ".reverseFactor")
      checks.notNegative(motif.instancesPerMegabase, path + ".instancesPerMegabase")
    }
    let known = Set(motifs.map(\.name))
    for (index, pair) in pairs.enumerated() {
      let path = "grammar.pairs[\(index)]"
      for name in [pair.first, pair.second] {
        checks.require(
          known.contains(name), path, "motif '\(name)'", "the name of a motif of the grammar")
      }
      checks.notNegative(pair.spacing, path + ".spacing")
      checks.require(
        pair.spacingTolerance > 0 && pair.spacingTolerance.isFinite, path + ".spacingTolerance",
        pair.spacingTolerance, "a number above 0")
      checks.finite(pair.effect, path + ".effect")
      checks.notNegative(pair.pairsPerMegabase, path + ".pairsPerMegabase")
    }
    checks.require(
      !cellTypes.isEmpty, "grammar.cellTypes", "an empty list", "at least one cell type",
      remedy: "Add one.")
    checks.unique(cellTypes.map(\.name), "grammar.cellTypes")
    for cellType in cellTypes {
      let path = "grammar.cellTypes '\(cellType.name)'"
      checks.finite(cellType.gcSlope, path + ".gcSlope")
      for (name, effect) in cellType.effects.sorted(by: { $0.key < $1.key }) {
        checks.require(
          known.contains(name), path + ".effects", "motif '\(name)'",
          "the name of a motif of the grammar")
        checks.finite(effect, path + ".effects.\(name)")
      }
    }
    checks.finite(baseline, "grammar.baseline")
    checks.fraction(gcReference, "grammar.gcReference")
    checks.fraction(occupancyMidpoint, "grammar.occupancyMidpoint")
    checks.require(
      occupancySteepness > 0 && occupancySteepness.isFinite, "grammar.occupancySteepness",
      occupancySteepness, "a number above 0")
    checks.require(
      occupancyMinimum > 0 && occupancyMinimum <= 0.5, "grammar.occupancyMinimum",
      occupancyMinimum, "a number above 0 and at most 0.5")
    for (name, distance) in [
      ("positionalHalvingDistance", positionalHalvingDistance),
      ("compositionHalvingDistance", compositionHalvingDistance),
    ] {
      guard let distance else { continue }
      checks.require(
        distance > 0 && distance.isFinite, "grammar.\(name)", distance,
        "a number of bases above 0, or none")
    }
  }
}

extension FragmentParameters {
  fileprivate func check(_ checks: inout ParameterChecks) {
    checks.require(count >= 1, "fragments.count", count, "at least 1")
    switch design {
    case .random:
      checks.require(
        1 <= minimumLength && minimumLength < maximumLength, "fragments.minimumLength",
        minimumLength, "1 to below fragments.maximumLength (\(maximumLength))")
      checks.require(
        logLengthDeviation > 0 && logLengthDeviation <= 3, "fragments.logLengthDeviation",
        logLengthDeviation, "a number above 0 and at most 3")
      checks.require(
        meanLength > Double(minimumLength) && meanLength < Double(maximumLength),
        "fragments.meanLength", meanLength, "between minimumLength and maximumLength")
      if 1 <= minimumLength, minimumLength < maximumLength, logLengthDeviation > 0,
        meanLength > Double(minimumLength), meanLength < Double(maximumLength)
      {
        checks.require(
          TruncatedLogNormal(self) != nil, "fragments.meanLength", meanLength,
          "a mean that a log-normal of this spread can have between the limits",
          remedy: "Move the mean away from the limit or lower fragments.logLengthDeviation.")
      }
    case .tiles:
      checks.require(
        meanLength >= 1 && meanLength == meanLength.rounded() && meanLength < 1e6,
        "fragments.meanLength", meanLength, "a whole number of bases, as the length of the tiles")
      checks.require(tileStep >= 1, "fragments.tileStep", tileStep, "at least 1")
    }
  }
}

extension CountParameters {
  fileprivate func check(_ checks: inout ParameterChecks) {
    checks.require(
      barcodesPerFragment >= 1 && barcodesPerFragment < 1e6, "counts.barcodesPerFragment",
      barcodesPerFragment, "a number of at least 1")
    checks.require(
      (8...31).contains(barcodeLength), "counts.barcodeLength", barcodeLength, "8 to 31 letters")
    checks.require(dnaSamples >= 1, "counts.dnaSamples", dnaSamples, "at least 1")
    checks.notNegative(dnaMean, "counts.dnaMean")
    checks.notNegative(dnaDispersion, "counts.dnaDispersion")
    checks.require(replicates >= 1, "counts.replicates", replicates, "at least 1")
    checks.notNegative(rnaMean, "counts.rnaMean")
    checks.notNegative(rnaDispersion, "counts.rnaDispersion")
    checks.notNegative(librarySizeDeviation, "counts.librarySizeDeviation")
    checks.notNegative(replicateNoise, "counts.replicateNoise")
    checks.notNegative(unexplainedDeviation, "counts.unexplainedDeviation")
    checks.fraction(dropout, "counts.dropout")
  }
}
