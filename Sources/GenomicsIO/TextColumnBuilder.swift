/// Collects a column of text; equal neighbours share one value, as barcodes of one element do.
struct TextColumnBuilder {
  private(set) var values: [String] = []
  private var staged = ""
  private var stagedBytes: [UInt8] = []

  /// Reads a field without adding it yet; false when it is not UTF-8.
  mutating func stage(_ row: borrowing DelimitedLineReader, _ field: Int) -> Bool {
    if !stagedBytes.isEmpty, row.field(field, equals: stagedBytes) { return true }
    guard let text = row.text(field) else { return false }
    staged = text
    stagedBytes.replaceSubrange(
      0..., with: row.lines.buffer[row.starts[field]..<row.ends[field]])
    return true
  }

  /// The field read last.
  var stagedText: String { staged }

  /// Adds the field read last.
  mutating func commit() { values.append(staged) }

  /// Adds the values of another column.
  mutating func append(_ other: TextColumnBuilder) { values += other.values }
}

/// Chromosome names in order of first appearance, found again without a `String` for each row.
struct ChromosomeNames {
  private(set) var names: [String] = []
  private var indices: [String: Int32] = [:]
  private var staged = ""
  private var stagedBytes: [UInt8] = []
  /// Index of the staged name, nil until it is committed.
  private var stagedIndex: Int32?

  /// Reads a field without adding its name yet; false when it is not UTF-8.
  mutating func stage(_ row: borrowing DelimitedLineReader, _ field: Int) -> Bool {
    if !stagedBytes.isEmpty, row.field(field, equals: stagedBytes) { return true }
    guard let text = row.text(field) else { return false }
    stage(text)
    stagedBytes.replaceSubrange(
      0..., with: row.lines.buffer[row.starts[field]..<row.ends[field]])
    return true
  }

  /// Prepares a name without adding it yet.
  mutating func stage(_ name: String) {
    guard name != staged || stagedIndex == nil else { return }
    staged = name
    stagedIndex = indices[name]
    stagedBytes.removeAll(keepingCapacity: true)
  }

  /// The index of the staged name, added when it is new.
  mutating func commit() -> Int32 {
    if let stagedIndex { return stagedIndex }
    let index = indices[staged] ?? Int32(names.count)
    if Int(index) == names.count {
      names.append(staged)
      indices[staged] = index
    }
    stagedIndex = index
    return index
  }
}
