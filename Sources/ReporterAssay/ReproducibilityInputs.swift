public import GenomicTypes

/// What ``Reproducibility`` can use beside counts and activity; all of it optional.
public struct ReproducibilityInputs: Sendable {
  /// Barcode rows by the name of the cell type; those of ``MergedFragments`` are used where none
  /// are given, else fragments are halved within windows.
  public var barcodes: [String: BarcodeRows]
  /// GC, length and strand of the fragments; what is not given is taken from the placements and
  /// sequences of ``MergedFragments``, where it has them.
  public var properties: FragmentProperties
  /// Named classes of fragments, one flag per row of the fragment table.
  public var classes: [FragmentClass]

  /// Takes what is known.
  public init(
    barcodes: [String: BarcodeRows] = [:], properties: FragmentProperties = FragmentProperties(),
    classes: [FragmentClass] = []
  ) {
    self.barcodes = barcodes
    self.properties = properties
    self.classes = classes
  }
}

extension FragmentProperties {
  /// Length and strand of placed fragments; nil where no fragment has one, or, for the strand,
  /// where all have the same.
  public init(of placements: [FragmentPlacement?]) {
    let lengths = placements.map { $0?.interval.map { Double($0.count) } }
    let strands = placements.map { placement -> Double? in
      switch placement?.strand {
      case .forward: 0
      case .reverse: 1
      default: nil
      }
    }
    self.init(
      lengths: lengths.contains { $0 != nil } ? lengths : nil,
      strands: strands.contains(0) && strands.contains(1) ? strands : nil)
  }
}

extension FragmentProperties {
  /// Share of G and C among the A, C, G and T of each sequence; nil for one without any.
  ///
  /// ```swift
  /// // "GCAN": 2 of 3
  /// ```
  public static func gcShares(of sequences: SequenceCollection) -> [Double?] {
    (0..<sequences.count).map { index in
      var counts = (strong: 0, known: 0)
      for code in sequences.codes(at: index) where code < 4 {
        counts.known += 1
        if code == 1 || code == 2 { counts.strong += 1 }
      }
      return counts.known > 0 ? Double(counts.strong) / Double(counts.known) : nil
    }
  }
}

extension ReproducibilityInputs {
  /// The same with length and strand from the fragments where they are not given.
  func completed(from merged: MergedFragments) -> ReproducibilityInputs {
    var completed = self
    let sequences = merged.fragments.sequences
    if properties.gc == nil, let sequences {
      completed.properties.gc = FragmentProperties.gcShares(of: sequences)
    }
    guard properties.lengths == nil || properties.strands == nil else { return completed }
    let placed = FragmentProperties(of: merged.fragments.placements)
    completed.properties.lengths =
      properties.lengths ?? placed.lengths
      ?? sequences.map { sequences in
        (0..<sequences.count).map { Double(sequences.length(at: $0)) }
      }
    completed.properties.strands = properties.strands ?? placed.strands
    return completed
  }

  /// The rows to halve: those given, those the fragments were merged from, or the fragments of
  /// windows; nil when the input gave the activity or nothing tells which rows belong together.
  func halvedRows(
    of cellType: ResolvedDesign.CellType, _ signals: [ReplicateSignal], merged: MergedFragments,
    windowLength: Int
  ) -> BarcodeRows? {
    let counts = signals.compactMap(\.counts)
    guard counts.count == signals.count, signals.count >= 2 else { return nil }
    if let given = barcodes[cellType.name] { return given }
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
