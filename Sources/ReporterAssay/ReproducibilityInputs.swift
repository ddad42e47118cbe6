import GenomicTypes

/// What ``Reproducibility`` can use beside counts and activity; all of it optional.
public struct ReproducibilityInputs: Sendable {
  /// GC, length and strand of the fragments; what is not given is taken from the placements and
  /// sequences of ``MergedFragments``, where it has them.
  public var properties: FragmentProperties
  /// Named classes of fragments, one flag per row of the fragment table.
  public var classes: [FragmentClass]

  /// Takes what is known.
  public init(
    properties: FragmentProperties = FragmentProperties(), classes: [FragmentClass] = []
  ) {
    self.properties = properties
    self.classes = classes
  }
}

extension FragmentProperties {
  /// Strand of placed fragments; nil where all have the same.
  static func strands(of placements: [FragmentPlacement?]) -> [Double?]? {
    let strands = placements.map { placement -> Double? in
      switch placement?.strand {
      case .forward: 0
      case .reverse: 1
      default: nil
      }
    }
    return strands.contains(0) && strands.contains(1) ? strands : nil
  }
}

extension ReproducibilityInputs {
  /// The same with GC, length and strand from the fragments where they are not given.
  func completed(from merged: MergedFragments) -> ReproducibilityInputs {
    var completed = self
    let fragments = merged.fragments
    if properties.gc == nil { completed.properties.gc = fragments.gcShares }
    if properties.lengths == nil {
      let lengths = fragments.lengths
      if lengths.contains(where: { $0 != nil }) { completed.properties.lengths = lengths }
    }
    if properties.strands == nil {
      completed.properties.strands = FragmentProperties.strands(of: fragments.placements)
    }
    return completed
  }

  /// The rows to halve: those the fragments were merged from, or the fragments of windows; nil when
  /// the input gave the activity or nothing tells which rows belong together.
  func halvedRows(
    of cellType: ResolvedDesign.CellType, _ signals: [ReplicateSignal], merged: MergedFragments,
    windowLength: Int
  ) -> BarcodeRows? {
    let counts = signals.compactMap(\.counts)
    guard counts.count == signals.count, signals.count >= 2 else { return nil }
    if let rows = BarcodeRows(of: merged, replicates: cellType.replicates) { return rows }
    let placements = merged.fragments.placements
    guard placements.contains(where: { $0?.interval != nil }) else { return nil }
    return BarcodeRows(
      windowsOf: windowLength, placements: placements,
      replicates: zip(signals, counts).map { signal, counts in
        BarcodeRows.Replicate(
          name: signal.name, dna: counts.dna.values, rna: counts.rna.values)
      })
  }

  /// Why analyses are missing.
  func missing(
    of signals: [ReplicateSignal], halves: DisjointBarcodeCorrelation?
  ) -> [String: String] {
    var reasons: [String: String] = [:]
    let isGiven = signals.contains { $0.counts == nil }
    let general: String? =
      isGiven
      ? "the input gave the activity without counts"
      : signals.count < 2 ? "there is only one replicate" : nil
    if let halves {
      let (found, needed) = (halves.eligibleElements, DisjointBarcodeCorrelation.fewestElements)
      if found < needed {
        let what = halves.unit == .barcodesOfElement ? "elements" : "windows"
        reasons["disjoint_barcodes"] =
          "\(found) \(what) have enough rows to be halved; at least \(needed) are needed"
      }
    } else {
      reasons["disjoint_barcodes"] =
        general ?? "the input has neither barcode rows nor fragments placed on a genome"
    }
    if let general { reasons["depth"] = general }
    if classes.isEmpty {
      reasons["classes"] = "no classes of fragments were named (reproducibility.classes or .tss)"
    }
    if signals.count < 2, !classes.isEmpty { reasons["classes"] = "there is only one replicate" }
    if properties.gc == nil {
      reasons["bias_gc"] =
        "the sequences of the fragments are not known; name input.genome or input.design"
    }
    if properties.lengths == nil {
      reasons["bias_length"] = "the fragments have no interval on a genome"
    }
    if properties.strands == nil {
      reasons["bias_strand"] = "the fragments are not on both strands of a genome"
    }
    return reasons
  }
}
