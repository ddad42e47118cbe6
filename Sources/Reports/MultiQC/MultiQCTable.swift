/// The main numbers as MultiQC custom content: a file `…_mqc.json` that MultiQC finds by itself and
/// shows as a table.
///
/// ```swift
/// MultiQCTable(
///   id: "cupel_replicates", title: "cupel: replicates", description: "Agreement of replicates.",
///   columns: [.init(key: "spearman", title: "Spearman", description: "activity", decimals: 2)],
///   rows: [.init(sample: "K562", values: [0.46])])
/// ```
public struct MultiQCTable: Hashable, Sendable {
  /// One column.
  public struct Column: Hashable, Sendable {
    /// Machine name.
    public var key: String
    /// Title.
    public var title: String
    /// Shown when the mouse rests on the title.
    public var description: String
    /// Decimals shown.
    public var decimals: Int

    /// Makes a column.
    public init(key: String, title: String, description: String, decimals: Int) {
      self.key = key
      self.title = title
      self.description = description
      self.decimals = decimals
    }
  }

  /// One sample with its values, in the order of the columns; nil where undefined.
  public struct Row: Hashable, Sendable {
    /// Name of the sample, for example the cell type.
    public var sample: String
    /// The values.
    public var values: [Double?]

    /// Makes a row.
    public init(sample: String, values: [Double?]) {
      self.sample = sample
      self.values = values
    }
  }

  /// Identifier, unique among the custom contents of a MultiQC report.
  public let id: String
  /// Section title.
  public let title: String
  /// One line below the title.
  public let description: String
  /// The columns.
  public let columns: [Column]
  /// The samples.
  public let rows: [Row]

  /// Makes a table.
  ///
  /// - Throws: ``ReportsError`` when a row has another number of values than there are columns, or a
  ///   value is not finite.
  public init(id: String, title: String, description: String, columns: [Column], rows: [Row])
    throws(ReportsError)
  {
    for (index, row) in rows.enumerated() {
      guard row.values.count == columns.count else {
        throw .rowLength(table: id, row: index, cells: row.values.count, columns: columns.count)
      }
      for (value, column) in zip(row.values, columns) {
        if let value, !value.isFinite {
          throw .notFinite(content: id, path: "\(row.sample).\(column.key)", value: "\(value)")
        }
      }
    }
    self.id = id
    self.title = title
    self.description = description
    self.columns = columns
    self.rows = rows
  }

  /// The text of the `_mqc.json` file; missing values are left out, as MultiQC expects.
  public var json: String {
    let headers = columns.enumerated().map { index, column in
      OrderedJSON.Member(
        column.key,
        .object([
          .init("title", .text(column.title)), .init("description", .text(column.description)),
          .init("format", .text("{:,.\(column.decimals)f}")),
          .init("placement", .integer((index + 1) * 10)),
        ]))
    }
    let data = rows.map { row in
      OrderedJSON.Member(
        row.sample,
        .object(
          zip(columns, row.values).compactMap { column, value in
            value.map { .init(column.key, .number($0)) }
          }))
    }
    let members: [OrderedJSON.Member] = [
      .init("id", .text(id)), .init("section_name", .text(title)),
      .init("description", .text(description)), .init("plot_type", .text("table")),
      .init(
        "pconfig",
        .object([
          .init("id", .text(id + "_table")), .init("title", .text(title)),
          .init("namespace", .text("cupel")),
        ])),
      .init("headers", .object(headers)), .init("data", .object(data)),
    ]
    return OrderedJSON.object(members).document
  }
}
