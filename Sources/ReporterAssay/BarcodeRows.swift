public import GenomicTypes

/// Counts of single barcodes, each of one element, in the replicates of a cell type; or of single
/// fragments, each of one window.
public struct BarcodeRows: Sendable {
  /// What a row is and what it belongs to.
  public enum Unit: String, Hashable, Codable, Sendable {
    /// Barcodes of an element.
    case barcodesOfElement = "barcodes of an element"
    /// Fragments of a window of the genome.
    case fragmentsOfWindow = "fragments of a window"
  }

  /// The counts of one replicate, one per row.
  public struct Replicate: Sendable {
    /// Name of the replicate.
    public let name: String
    /// DNA counts; 0 where nothing was observed.
    public let dna: [Int64]
    /// RNA counts; 0 where nothing was observed.
    public let rna: [Int64]

    /// Makes a replicate.
    ///
    /// - Precondition: as many RNA counts as DNA counts.
    public init(name: String, dna: [Int64], rna: [Int64]) {
      precondition(dna.count == rna.count, "\(dna.count) DNA and \(rna.count) RNA counts")
      self.name = name
      self.dna = dna
      self.rna = rna
    }
  }

  /// What a row is.
  public let unit: Unit
  /// Number of elements.
  public let elementCount: Int
  /// Element of each row, −1 for a row that is not used.
  public let elementOfRow: [Int32]
  /// The replicates.
  public let replicates: [Replicate]
  /// A number that names each row, for example its packed barcode: with it the halves do not
  /// depend on the order of rows. Nil to use row numbers.
  public let keys: [UInt64]?

  /// Puts rows together.
  ///
  /// - Precondition: as many entries everywhere as rows; elements below `elementCount`.
  public init(
    unit: Unit = .barcodesOfElement, elementCount: Int, elementOfRow: [Int32],
    replicates: [Replicate], keys: [UInt64]? = nil
  ) {
    precondition(
      replicates.allSatisfy { $0.dna.count == elementOfRow.count }
        && keys.map { $0.count == elementOfRow.count } ?? true,
      "\(elementOfRow.count) rows, replicates of \(replicates.map(\.dna.count))")
    precondition(elementOfRow.allSatisfy { $0 < elementCount }, "elements below \(elementCount)")
    self.unit = unit
    self.elementCount = elementCount
    self.elementOfRow = elementOfRow
    self.replicates = replicates
    self.keys = keys
  }

  /// Groups fragments by the fixed window of one strand that holds their middle.
  ///
  /// Rows without an interval are not used. Windows are numbered in the order of first appearance.
  ///
  /// ```swift
  /// // length 100; chr1:0-60+ (middle 30), chr1:80-119+ (99), chr1:80-130+ (105), chr1:0-60−
  /// // windows 0, 0, 1, 2
  /// ```
  ///
  /// - Precondition: `length` ≥ 1; as many counts as placements.
  public init(windowsOf length: Int, placements: [FragmentPlacement?], replicates: [Replicate]) {
    precondition(length >= 1, "window length \(length)")
    struct Window: Hashable {
      let chromosome: Int32
      let number: Int32
      let strand: Strand
    }
    var numbers: [Window: Int32] = [:]
    var elements = [Int32](repeating: -1, count: placements.count)
    var keys = [UInt64](repeating: 0, count: placements.count)
    for (row, placement) in placements.enumerated() {
      guard let placement, let interval = placement.interval else { continue }
      let middle = (Int(interval.lowerBound) + Int(interval.upperBound)) / 2
      let window = Window(
        chromosome: placement.chromosome, number: Int32(middle / length),
        strand: placement.strand)
      let next = Int32(numbers.count)
      elements[row] = numbers[window, default: next]
      if elements[row] == next { numbers[window] = next }
      let start = UInt64(UInt32(bitPattern: interval.lowerBound))
      let end = UInt64(UInt32(bitPattern: interval.upperBound))
      keys[row] =
        (start << 32 | end) &* 0x9e37_79b9_7f4a_7c15
        ^ UInt64(placement.chromosome) << 2 ^ UInt64(placement.strand.rawValue)
    }
    self.init(
      unit: .fragmentsOfWindow, elementCount: numbers.count, elementOfRow: elements,
      replicates: replicates, keys: keys)
  }
}

extension BarcodeRows {
  /// The barcode rows that fragments were merged from; nil when there are none or when the input
  /// gave the activity.
  init?(of merged: MergedFragments, replicates: [ResolvedDesign.Replicate]) {
    guard let source = merged.source, let fragmentOfRow = merged.fragmentOfRow else { return nil }
    var counts: [Replicate] = []
    for replicate in replicates {
      guard let columns = replicate.countColumns else { return nil }
      counts.append(
        Replicate(
          name: replicate.name,
          dna: LibraryCounts(
            summing: columns.dna, of: source, totals: merged.libraryTotals
          ).values,
          rna: LibraryCounts(
            summing: columns.rna, of: source, totals: merged.libraryTotals
          ).values))
    }
    self.init(
      elementCount: merged.fragments.rowCount, elementOfRow: fragmentOfRow, replicates: counts)
  }
}
