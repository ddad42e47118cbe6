/// Two elements that differ by an allele.
public struct AllelePair: Hashable, Codable, Sendable {
  /// Element with the reference allele.
  public let reference: Int
  /// Element with the alternative allele.
  public let alternative: Int

  /// Names the two.
  public init(reference: Int, alternative: Int) {
    self.reference = reference
    self.alternative = alternative
  }
}

extension ActivityContrast {
  /// Activity with the alternative allele minus activity with the reference, in one condition.
  public static func allele(in condition: String) -> ActivityContrast {
    ActivityContrast(
      name: "\(condition) alt - ref",
      weights: ["\(condition) alt": 1, "\(condition) ref": -1])
  }

  /// How much larger the effect of the allele is in one condition than in another.
  public static func allele(in condition: String, minusIn other: String) -> ActivityContrast {
    ActivityContrast(
      name: "(\(condition) alt - ref) - (\(other) alt - ref)",
      weights: [
        "\(condition) alt": 1, "\(condition) ref": -1, "\(other) alt": -1, "\(other) ref": 1,
      ])
  }
}

extension LogRatios {
  /// One element for every pair, with every sample twice: of condition "X" become "X ref" and "X
  /// alt".
  ///
  /// The two halves of a sample share its name as block, so that paired or correlated blocks
  /// account for what a transfection does to both alleles. Barcodes of the two elements stay apart.
  ///
  /// - Complexity: O(observations of the pairs).
  public func pairing(_ pairs: [AllelePair]) -> LogRatios {
    var doubled: [AssaySample] = []
    for allele in ["ref", "alt"] {
      doubled += samples.map {
        AssaySample(
          name: "\($0.name) \(allele)", condition: "\($0.condition) \(allele)",
          replicate: $0.replicate, block: $0.name,
          // Reads of the two alleles are counted apart.
          dnaLibrary: $0.dnaLibrary.map { 2 * $0 + (allele == "ref" ? 0 : 1) })
      }
    }
    var starts = [0]
    var sources: [Int] = []
    var sampleOf: [Int32] = []
    var barcodes: [Int32] = []
    for pair in pairs {
      var largest: Int32 = -1
      for (element, isAlternative) in [(pair.reference, false), (pair.alternative, true)] {
        let firstBarcode = largest + 1
        for observation in observations(of: element) {
          sources.append(observation)
          sampleOf.append(
            self.sampleOf[observation] + (isAlternative ? Int32(samples.count) : 0))
          guard let barcodeOf else { continue }
          barcodes.append(firstBarcode + barcodeOf[observation])
          largest = max(largest, firstBarcode + barcodeOf[observation])
        }
      }
      starts.append(sources.count)
    }
    return LogRatios(
      samples: doubled, starts: starts, ratios: sources.map { ratios[$0] },
      logDNA: sources.map { logDNA[$0] }, sampleOf: sampleOf,
      barcodeOf: barcodeOf == nil ? nil : barcodes,
      counting: counting.map { counting in
        var chosen = CountingVariance()
        chosen.dna = sources.map { counting.dna[$0] }
        chosen.rna = sources.map { counting.rna[$0] }
        return chosen
      })
  }
}
