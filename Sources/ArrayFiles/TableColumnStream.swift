import SystemFiles

/// A column of a table that is written while its rows are computed; see
/// ``TableWriter/stream(_:unit:description:of:masked:)``.
///
/// The files appear on `finish`; without it nothing is left behind.
public final class TableColumnStream<Value: NPYElement> {
  private let column: String
  private let rows: Int
  private var values: NPYStream<Value>
  private var mask: NPYStream<Bool>?
  private var appended = 0

  init(
    column: String, rows: Int, values: String, mask: String?, isHeld: Bool
  ) throws(ArrayFileError) {
    self.column = column
    self.rows = rows
    self.values = try NPYStream(path: values, count: rows, isHeld: isHeld)
    self.mask = nil
    if let mask { self.mask = try NPYStream(path: mask, count: rows, isHeld: isHeld) }
  }

  /// Adds the next rows.
  ///
  /// - Parameter defined: false where the entry is undefined; nil when all of them are defined.
  /// - Precondition: masked when `defined` is given; as many flags as values.
  /// - Throws: ``ArrayFileError/system(path:step:reason:)`` when the disk refuses.
  public func append(_ values: [Value], defined: [Bool]? = nil) throws(ArrayFileError) {
    precondition(defined.map { $0.count == values.count } ?? true, "mask of '\(column)'")
    precondition(defined == nil || mask != nil, "column '\(column)' has no mask")
    try self.values.append(values)
    try mask?.append(defined ?? [Bool](repeating: true, count: values.count))
    appended += values.count
  }

  /// Completes the column.
  ///
  /// - Throws: ``ArrayFileError`` when rows are missing or too many, or the disk refuses.
  public func finish() throws(ArrayFileError) {
    guard appended == rows else {
      throw .wrongColumnLength(path: "table.json", column: column, rows: rows, found: appended)
    }
    try values.finish()
    try mask?.finish()
  }
}

/// A vector written to a `.npy` file in pieces.
private struct NPYStream<Element: NPYElement>: ~Copyable {
  private let path: String
  private var file: OutputFile<ArrayFileError>?
  private var held: [Element] = []

  /// - Parameter isHeld: whether the pieces are kept in memory and written at the end.
  init(path: String, count: Int, isHeld: Bool) throws(ArrayFileError) {
    self.path = path
    guard !isHeld else { return }
    file = try OutputFile<ArrayFileError>(path: path)
    try file?.write(NPYHeader.bytes(descriptor: Element.npyDescriptor, shape: [count]))
  }

  mutating func append(_ elements: [Element]) throws(ArrayFileError) {
    if file == nil { held += elements }
    try file?.write(elements)
  }

  mutating func finish() throws(ArrayFileError) {
    if file == nil { try NPYFile.write(held, to: path) }
    held = []
    try file?.commit()
  }
}
