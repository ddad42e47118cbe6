import Wording

/// The columns of one file that a format reads, as positions counted from 0.
struct ColumnMap {
  /// Names of the file's columns for messages: the header's, or "#1", "#2", …
  let names: [String]
  let chromosome: Int?
  let start: Int?
  let end: Int?
  let strand: Int?
  let name: Int?
  let sequence: Int?
  let counts: [Int]
  let activities: [Int]
  let labels: [Int]

  /// Resolves a format against the columns of a file.
  ///
  /// - Parameters:
  ///   - header: names of the columns; nil when the file has no header.
  ///   - columns: number of columns.
  init(
    _ format: FragmentTableFormat, path: String, header: [String]?, columns: Int
  ) throws(GenomicsIOError) {
    let resolver = ColumnResolver(path: path, header: header, columns: columns)
    names = header ?? (1...max(columns, 1)).map { "#\($0)" }
    if case .column(let column) = format.chromosome {
      chromosome = try resolver.position(of: column, role: "the chromosome")
    } else {
      chromosome = nil
    }
    start = try resolver.position(ofOptional: format.start, role: "the start")
    end = try resolver.position(ofOptional: format.end, role: "the end")
    strand = try resolver.position(ofOptional: format.strand, role: "the strand")
    name = try resolver.position(ofOptional: format.name, role: "the name")
    sequence = try resolver.position(ofOptional: format.sequence, role: "the sequence")
    counts = try resolver.positions(of: format.counts, kind: "count")
    activities = try resolver.positions(of: format.activities, kind: "activity")
    labels = try resolver.positions(of: format.labels, kind: "label")
    try checkSingleUse(format, resolver)
  }

  /// Names and labels may repeat a column; a number read for two purposes is a mistake.
  private func checkSingleUse(
    _ format: FragmentTableFormat, _ resolver: ColumnResolver
  ) throws(GenomicsIOError) {
    var uses: [Int: String] = [:]
    for (role, column) in format.roles where role != "the name" && !role.hasPrefix("the label") {
      let position = try resolver.position(of: column, role: role)
      if let earlier = uses.updateValue(role, forKey: position) {
        throw .format(
          .columnUsedTwice(
            path: resolver.path, column: names[position], first: earlier, second: role))
      }
    }
  }
}

/// Finds the columns of one file.
struct ColumnResolver {
  let path: String
  let header: [String]?
  let columns: Int

  func position(
    of reference: ColumnReference, role: String
  ) throws(GenomicsIOError) -> Int {
    switch reference {
    case .number(let number):
      guard number <= columns else {
        throw .format(
          .columnOutOfRange(path: path, role: role, number: number, columns: columns))
      }
      return number - 1
    case .name(let name):
      guard let header else { throw .format(.nameWithoutHeader(role: role, name: name)) }
      let positions = header.indices.filter {
        header[$0] == name || ($0 == 0 && "#\(header[$0])" == name)
      }
      guard let position = positions.first else {
        throw .format(
          .missingColumn(
            path: path, role: role, name: name, present: header,
            nearest: nearestName(to: name, among: header)))
      }
      if positions.count > 1 {
        throw .format(
          .ambiguousColumn(path: path, role: role, name: name, numbers: positions.map { $0 + 1 }))
      }
      return position
    }
  }

  func position(
    ofOptional reference: ColumnReference?, role: String
  ) throws(GenomicsIOError) -> Int? {
    guard let reference else { return nil }
    return try position(of: reference, role: role)
  }

  func positions(of columns: [NamedColumn], kind: String) throws(GenomicsIOError) -> [Int] {
    var positions: [Int] = []
    for column in columns {
      positions.append(try position(of: column.column, role: "the \(kind) '\(column.name)'"))
    }
    return positions
  }
}
