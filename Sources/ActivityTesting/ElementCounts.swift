/// DNA and RNA counts of elements in samples: one row for an element, or one for each of its
/// barcodes.
///
/// A count that was not observed is nil, which is not 0. Samples that share their DNA repeat its
/// column; the copies share memory.
///
/// ```swift
/// let counts = try ElementCounts(
///   samples: samples, rowStarts: [0, 2, 3],          // element 0 has two barcodes, element 1 one
///   dna: [[10, 20, 5], [8, nil, 6]], rna: [[30, 50, 4], [20, nil, 9]])
/// ```
public struct ElementCounts: Sendable {
  /// The columns.
  public let samples: [AssaySample]
  /// First row of every element and, last, the number of rows.
  public let rowStarts: [Int]
  /// DNA counts by sample, then row.
  public let dna: [[UInt32?]]
  /// RNA counts by sample, then row.
  public let rna: [[UInt32?]]
  /// Totals of the libraries by sample; nil when they are the sums of the columns.
  public let libraries: Libraries?

  /// Totals of libraries that are not the sums of their columns: the rows show a part of them, or a
  /// row twice because it belongs to several elements, or size factors correct them.
  public struct Libraries: Hashable, Sendable {
    /// DNA reads by sample.
    public let dna: [Double]
    /// RNA reads by sample.
    public let rna: [Double]

    /// Names the totals.
    public init(dna: [Double], rna: [Double]) {
      self.dna = dna
      self.rna = rna
    }
  }

  /// Number of elements.
  public var elementCount: Int { rowStarts.count - 1 }
  /// Number of rows.
  public var rowCount: Int { rowStarts[rowStarts.count - 1] }

  /// Makes a table with several rows for an element.
  ///
  /// - Parameter libraries: totals of the libraries where they are not the sums of the columns.
  /// - Throws: ``ActivityTestingError`` for no samples, repeated names of samples, or no elements.
  /// - Precondition: `rowStarts` starts at 0 and ascends; every column has as many rows as it says;
  ///   there is one total for every sample.
  public init(
    samples: [AssaySample], rowStarts: [Int], dna: [[UInt32?]], rna: [[UInt32?]],
    libraries: Libraries? = nil
  ) throws(ActivityTestingError) {
    guard !samples.isEmpty else { throw .noSamples }
    var names: Set<String> = []
    for sample in samples where !names.insert(sample.name).inserted {
      throw .repeatedSample(sample.name)
    }
    guard rowStarts.count >= 2 else { throw .noElements(step: "counts") }
    precondition(rowStarts[0] == 0, "first row \(rowStarts[0])")
    precondition(zip(rowStarts, rowStarts.dropFirst()).allSatisfy { $0 <= $1 }, "rows descend")
    precondition(dna.count == samples.count && rna.count == samples.count, "columns")
    let rows = rowStarts[rowStarts.count - 1]
    precondition((dna + rna).allSatisfy { $0.count == rows }, "every column must have \(rows) rows")
    precondition(
      libraries.map { $0.dna.count == samples.count && $0.rna.count == samples.count } ?? true,
      "libraries")
    self.samples = samples
    self.rowStarts = rowStarts
    self.libraries = libraries
    self.dna = dna
    self.rna = rna
  }

  /// Makes a table with one row for every element.
  ///
  /// - Throws: as the other initialiser.
  public init(
    samples: [AssaySample], dna: [[UInt32?]], rna: [[UInt32?]]
  ) throws(ActivityTestingError) {
    let rows = dna.first?.count ?? 0
    try self.init(samples: samples, rowStarts: Array(0...rows), dna: dna, rna: rna)
  }
}
