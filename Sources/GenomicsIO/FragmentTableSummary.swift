public import GenomicTypes

/// What reading a fragment table met: rows read, kept and rejected.
public struct FragmentTableSummary: Sendable, Hashable {
  /// One file of the table.
  public struct File: Sendable, Hashable {
    /// Path as it was given.
    public let path: String
    /// How the file is compressed.
    public let compression: TextCompression
    /// Rows read, rejected ones included, headers not.
    public let rowsRead: Int
  }

  /// The files in the order they were read.
  public internal(set) var files: [File] = []
  /// Rows rejected, by reason code.
  public internal(set) var rejectedByReason: [String: Int] = [:]
  /// The first rejected rows, as many as the format asked for.
  public internal(set) var rejected: [RejectedRow] = []

  /// Rows read, rejected ones included.
  public var rowsRead: Int { files.reduce(0) { $0 + $1.rowsRead } }
  /// Rows rejected.
  public var rowsRejected: Int { rejectedByReason.values.reduce(0, +) }
  /// Rows kept.
  public var rowsKept: Int { rowsRead - rowsRejected }

  /// The rows as an attrition node; entered = left + dropped by construction.
  ///
  /// - Parameter unit: what a row is: fragment or barcode.
  /// - Throws: never in practice; ``AttritionImbalance`` would be a bug of the reader.
  public func attrition(unit: String) throws(AttritionImbalance) -> AttritionNode {
    try AttritionNode(
      step: "read", unit: unit, entered: rowsRead, left: rowsKept, dropped: rejectedByReason)
  }
}
