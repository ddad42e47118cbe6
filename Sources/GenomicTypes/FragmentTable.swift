/// Fragments, or barcodes of fragments, with everything measured on them; one entry per row.
///
/// Every column has `rowCount` entries. Sequences are in transcript orientation. Memory: 16 bytes
/// per row for placements, 4 per row and count column, 1 more for a count column with unobserved
/// rows, 16 per row and activity column.
public struct FragmentTable: Sendable {
  /// Names that the placements index.
  public var chromosomeNames: [String]
  /// Number of rows.
  public let rowCount: Int
  /// One entry per row, or none when no row has a placement.
  private var storedPlacements: [FragmentPlacement?]
  /// Name of the element of each row, when the input has one.
  public var names: [String]?
  /// Sequence of each row; nil until read or extracted.
  public var sequences: SequenceCollection?
  /// Number of barcodes merged into each row; nil before merging.
  public var barcodeCounts: [UInt32]?
  /// DNA and RNA counts, one column per sequenced sample.
  public var counts: [CountColumn]
  /// Activity values given by the input, one column per replicate or cell type.
  public var activities: [ActivityColumn]
  /// Text carried along with each row, for example a fold or a homology group.
  public var labels: [LabelColumn]

  /// Makes a table.
  ///
  /// - Precondition: every column has as many entries as `placements`.
  public init(
    chromosomeNames: [String], placements: [FragmentPlacement?], names: [String]? = nil,
    sequences: SequenceCollection? = nil, barcodeCounts: [UInt32]? = nil,
    counts: [CountColumn] = [], activities: [ActivityColumn] = [], labels: [LabelColumn] = []
  ) {
    self.init(
      chromosomeNames: chromosomeNames, rowCount: placements.count, storedPlacements: placements,
      names: names, sequences: sequences, barcodeCounts: barcodeCounts, counts: counts,
      activities: activities, labels: labels)
  }

  /// Makes a table whose rows have no placement, or whose placements are of no concern.
  ///
  /// - Precondition: every column has `unplacedRows` entries.
  public init(
    unplacedRows rows: Int, names: [String]? = nil, sequences: SequenceCollection? = nil,
    barcodeCounts: [UInt32]? = nil, counts: [CountColumn] = [],
    activities: [ActivityColumn] = [], labels: [LabelColumn] = []
  ) {
    self.init(
      chromosomeNames: [], rowCount: rows, storedPlacements: [], names: names,
      sequences: sequences, barcodeCounts: barcodeCounts, counts: counts, activities: activities,
      labels: labels)
  }

  private init(
    chromosomeNames: [String], rowCount rows: Int, storedPlacements: [FragmentPlacement?],
    names: [String]?, sequences: SequenceCollection?, barcodeCounts: [UInt32]?,
    counts: [CountColumn], activities: [ActivityColumn], labels: [LabelColumn]
  ) {
    precondition(names.map { $0.count == rows } ?? true, "names")
    precondition(sequences.map { $0.count == rows } ?? true, "sequences")
    precondition(barcodeCounts.map { $0.count == rows } ?? true, "barcode counts")
    precondition(counts.allSatisfy { $0.values.count == rows }, "counts")
    precondition(activities.allSatisfy { $0.values.count == rows }, "activities")
    precondition(labels.allSatisfy { $0.values.count == rows }, "labels")
    self.chromosomeNames = chromosomeNames
    rowCount = rows
    self.storedPlacements = storedPlacements
    self.names = names
    self.sequences = sequences
    self.barcodeCounts = barcodeCounts
    self.counts = counts
    self.activities = activities
    self.labels = labels
  }

  /// Where each row lies; nil for rows without a chromosome, such as designed controls.
  ///
  /// - Precondition: as many entries as rows, or none, when it is set.
  public var placements: [FragmentPlacement?] {
    get { hasPlacements ? storedPlacements : Array(repeating: nil, count: rowCount) }
    _modify {
      if !hasPlacements { storedPlacements = Array(repeating: nil, count: rowCount) }
      yield &storedPlacements
      precondition(
        hasPlacements || storedPlacements.isEmpty,
        "\(storedPlacements.count) placements of \(rowCount) rows")
    }
  }

  /// Whether placements are stored: false when no row has one.
  private var hasPlacements: Bool { storedPlacements.count == rowCount }

  /// The chromosome name of a row, nil for a row without one.
  public func chromosomeName(of row: Int) -> String? {
    hasPlacements ? storedPlacements[row].map { chromosomeNames[Int($0.chromosome)] } : nil
  }

  /// The given rows, in that order, with all columns.
  public func selecting(rows: [Int]) -> FragmentTable {
    FragmentTable(
      chromosomeNames: chromosomeNames,
      rowCount: rows.count,
      storedPlacements: hasPlacements ? rows.map { storedPlacements[$0] } : [],
      names: names.map { names in rows.map { names[$0] } },
      sequences: sequences.map { $0.selecting(rows) },
      barcodeCounts: barcodeCounts.map { counts in rows.map { counts[$0] } },
      counts: counts.map { $0.selecting(rows: rows) },
      activities: activities.map { column in
        ActivityColumn(name: column.name, values: rows.map { column.values[$0] })
      },
      labels: labels.map { column in
        LabelColumn(name: column.name, values: rows.map { column.values[$0] })
      })
  }
}

/// Counts of one sequenced sample, one per row.
///
/// A count that is not observed (an empty cell) is not a zero: its `observed` flag is false and
/// its value is stored as 0.
public struct CountColumn: Sendable {
  /// Name of the sample.
  public var name: String
  /// Reads, UMIs or whatever unit the input counts.
  public var values: [UInt32]
  /// False where the input had an empty cell; nil when every row was observed.
  public var observed: [Bool]?

  /// Makes a column.
  ///
  /// - Precondition: `observed`, when given, is as long as `values`.
  public init(name: String, values: [UInt32], observed: [Bool]? = nil) {
    precondition(observed.map { $0.count == values.count } ?? true)
    self.name = name
    self.values = values
    self.observed = observed
  }

  /// The count of a row, nil when it was not observed.
  public func count(at row: Int) -> UInt32? {
    if let observed, !observed[row] { return nil }
    return values[row]
  }

  /// The given rows, in that order.
  public func selecting(rows: [Int]) -> CountColumn {
    CountColumn(
      name: name, values: rows.map { values[$0] },
      observed: observed.map { flags in rows.map { flags[$0] } })
  }
}

/// Activity given by the input, one optional value per row; nil is an empty cell, NA or NaN.
public struct ActivityColumn: Sendable {
  /// Name of the replicate or cell type.
  public var name: String
  /// The values in the unit of the input.
  public var values: [Double?]

  /// Makes a column.
  public init(name: String, values: [Double?]) {
    self.name = name
    self.values = values
  }
}

/// Text carried along with each row.
public struct LabelColumn: Sendable {
  /// Name of the column.
  public var name: String
  /// One text per row, empty where the input was empty.
  public var values: [String]

  /// Makes a column.
  public init(name: String, values: [String]) {
    self.name = name
    self.values = values
  }
}
