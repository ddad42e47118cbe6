/// What checking one file against an IGVF format found.
public struct IGVFValidation: Hashable, Sendable {
  /// The file.
  public let path: String
  /// The format it was checked against.
  public let format: IGVFFormat
  /// Rows read, the header not counted.
  public internal(set) var rows = 0
  /// Distinct elements, oligos or variants.
  public internal(set) var distinctElements = 0
  /// Distinct barcodes; nil for formats without barcodes.
  public internal(set) var distinctBarcodes: Int?
  /// Replicates named by the header or the rows, in order of appearance.
  public internal(set) var replicates: [String] = []
  /// Count cells that are empty: not observed, which is not zero.
  public internal(set) var emptyCounts = 0
  /// Column → empty cells of a value that is not known, where the format allows it.
  public internal(set) var emptyValues: [String: Int] = [:]
  /// Problems in all.
  public internal(set) var problemCount = 0
  /// The first problems, as many as were asked for.
  public internal(set) var problems: [LocatedIGVFProblem] = []

  /// Whether there is no problem.
  public var isValid: Bool { problemCount == 0 }

  /// What the file holds, in one line: rows, elements, barcodes, replicates, empty cells.
  public var summary: String {
    let thing = format == .variant || format == .genomicVariant ? "variant" : "element"
    var parts = [Self.count(rows, "row"), Self.count(distinctElements, thing)]
    if let distinctBarcodes { parts.append(Self.count(distinctBarcodes, "barcode")) }
    if !replicates.isEmpty { parts.append("replicates \(replicates.joined(separator: " "))") }
    if emptyCounts > 0 { parts.append("\(Self.count(emptyCounts, "count")) not observed") }
    for (column, count) in emptyValues.sorted(by: { $0.key < $1.key }) {
      parts.append("\(column) empty in \(Self.count(count, "row"))")
    }
    return parts.joined(separator: ", ")
  }

  private static func count(_ number: Int, _ thing: String) -> String {
    "\(number) \(thing)\(number == 1 ? "" : "s")"
  }
}
