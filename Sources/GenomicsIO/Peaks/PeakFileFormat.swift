/// The formats that peak callers write.
public enum PeakFileFormat: String, CaseIterable, Hashable, Sendable {
  /// ENCODE's BED6+4: with signal, −log10 p, −log10 q and the offset of the summit.
  case narrowPeak
  /// ENCODE's BED6+3: narrowPeak without summits.
  case broadPeak
  /// Three or more columns of BED.
  case bed

  /// Fewest columns.
  var columns: Int {
    switch self {
    case .narrowPeak: 10
    case .broadPeak: 9
    case .bed: 3
    }
  }

  /// The names of the columns, for messages and to rank by.
  var columnNames: [String] {
    let bed = ["chrom", "chromStart", "chromEnd", "name", "score", "strand"]
    switch self {
    case .narrowPeak: return bed + ["signalValue", "pValue", "qValue", "peak"]
    case .broadPeak: return bed + ["signalValue", "pValue", "qValue"]
    case .bed: return bed
    }
  }

  /// What peaks are ranked by when nothing is said.
  public var usualRank: PeakRank { self == .bed ? .score : .signal }

  /// The format that a file name tells: ".narrowPeak", ".broadPeak" or another, perhaps with ".gz".
  ///
  /// ```swift
  /// PeakFileFormat(fileName: "rep1.narrowPeak.gz")  // narrowPeak
  /// ```
  public init(fileName: String) {
    var name = fileName.lowercased()
    for suffix in [".gz", ".bgz"] where name.hasSuffix(suffix) {
      name = String(name.dropLast(suffix.count))
    }
    self =
      name.hasSuffix("narrowpeak") ? .narrowPeak : name.hasSuffix("broadpeak") ? .broadPeak : .bed
  }
}

/// The column that peaks are ranked by.
public enum PeakRank: Hashable, Sendable {
  /// Column 5 of BED.
  case score
  /// Signal of narrowPeak and broadPeak.
  case signal
  /// −log10 of the p-value.
  case pValue
  /// −log10 of the q-value.
  case qValue
  /// Any column, by number from 1 or by its name in a header line that starts with "#".
  case column(ColumnReference)

  /// Reads "score", "signal.value", "p.value" or "q.value", a number, "#7" or a name.
  public init(_ word: String) {
    switch word {
    case "score": self = .score
    case "signal.value": self = .signal
    case "p.value": self = .pValue
    case "q.value": self = .qValue
    default:
      if let number = Int(word), number >= 1 {
        self = .column(.number(number))
      } else {
        self = .column(ColumnReference(word))
      }
    }
  }

  /// The number of the column, from 1; nil for a column of any file.
  var fixedColumn: Int? {
    switch self {
    case .score: 5
    case .signal: 7
    case .pValue: 8
    case .qValue: 9
    case .column: nil
    }
  }
}
