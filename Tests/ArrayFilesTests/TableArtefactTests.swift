import ArrayFiles
import TestSupport
import Testing

@Suite struct TableArtefactTests {
  let folder: TemporaryFolder
  let path: String
  init() throws {
    folder = try TemporaryFolder()
    path = "\(folder.path)/table"
  }

  private func writeExample() throws {
    var table = TableWriter(rows: 2, metadata: ["stage": "normalize"])
    try table.add("DNA", unit: "read", description: "input DNA count", values: [3, 5] as [UInt32])
    try table.add(
      "activity", unit: "log2", description: "pooled", optionals: [nil, 0.5] as [Double?])
    try table.add("name", description: "element", strings: ["tile é", ""])
    try table.add("fold", description: "fold", optionalStrings: [nil, "b"])
    try table.add(
      "sequence", description: "transcript orientation",
      sequences: PackedSequences(
        offsets: [0, 3, 5], packed: [0b11_10_01_00, 1], unknownRuns: [2..<3]))
    try table.write(to: path)
  }

  @Test func workedExample() throws {
    try writeExample()
    let table = try TableArtefact(folder: path)
    #expect(table.rows == 2 && table.metadata == ["stage": "normalize"])
    #expect(try table.column("DNA", as: UInt32.self) == [3, 5])
    #expect(try table.optionalColumn("activity", as: Double.self) == [nil, 0.5])
    #expect(try table.optionalColumn("DNA", as: UInt32.self) == [3, 5])
    #expect(try table.strings("name") == ["tile é", ""])
    #expect(try table.optionalStrings("fold") == [nil, "b"])
    #expect(try table.mask("activity") == [false, true])
    #expect(try table.mask("DNA") == nil)
    let sequences = try table.sequences("sequence")
    #expect(sequences.offsets == [0, 3, 5] && sequences.packed == [0b11_10_01_00, 1])
    #expect(sequences.unknownRuns == [2..<3])
    let mapped = try table.mappedColumn("DNA", as: UInt32.self)
    #expect(mapped.withSpan { $0[1] } == 5)
    #expect(table.columns.map(\.name) == ["DNA", "activity", "name", "fold", "sequence"])
    #expect(table.describe("DNA")?.unit == "read" && table.describe("RNA") == nil)
  }

  @Test func everyNumberTypeReadsBack() throws {
    var table = TableWriter(rows: 1)
    try table.add("u1", description: "", values: [7] as [UInt8])
    try table.add("i4", description: "", values: [-7] as [Int32])
    try table.add("i8", description: "", values: [-8] as [Int64])
    try table.add("int", description: "", values: [-9])
    try table.add("f4", description: "", values: [0.25] as [Float])
    try table.add("f8", description: "", values: [0.125])
    try table.add("b", description: "", values: [true])
    try table.write(to: path)
    let read = try TableArtefact(folder: path)
    #expect(try read.column("u1", as: UInt8.self) == [7])
    #expect(try read.column("i4", as: Int32.self) == [-7])
    #expect(try read.column("i8", as: Int.self) == [-8])
    #expect(try read.column("int", as: Int64.self) == [-9])
    #expect(try read.column("f4", as: Float.self) == [0.25])
    #expect(try read.column("f8", as: Double.self) == [0.125])
    #expect(try read.column("b", as: Bool.self) == [true])
  }

  @Test func sameColumnsGiveTheSameBytes() throws {
    try writeExample()
    let inner = try folder.names(in: "table")
    let first = try inner.map { try folder.bytes("table/\($0)") }
    try writeExample()
    #expect(try inner.map { try folder.bytes("table/\($0)") } == first)
    #expect(
      inner == [
        "DNA.npy", "activity.mask.npy", "activity.npy", "fold.bytes.npy", "fold.mask.npy",
        "fold.offsets.npy", "name.bytes.npy", "name.offsets.npy", "sequence.offsets.npy",
        "sequence.packed.npy", "sequence.unknown.npy", "table.json",
      ])
  }

  @Test func descriptionIsReadableAndUndefinedFloatsAreNaNBelowTheMask() throws {
    var table = TableWriter(rows: 1, metadata: ["b": "2", "a": "1/2"])
    try table.add("x", unit: "log2", description: "activity", optionals: [nil] as [Double?])
    try table.write(to: path)
    let json = String(decoding: try folder.bytes("table/table.json"), as: UTF8.self)
    #expect(
      json == """
        {
          "columns" : [
            {
              "description" : "activity",
              "files" : {
                "mask" : "x.mask.npy",
                "values" : "x.npy"
              },
              "name" : "x",
              "type" : "float64",
              "unit" : "log2"
            }
          ],
          "metadata" : {
            "a" : "1/2",
            "b" : "2"
          },
          "rows" : 1,
          "schemaVersion" : 1
        }

        """)
    #expect(try NPYFile.readVector(Double.self, from: "\(path)/x.npy")[0].isNaN)
  }

  @Test func columnNamesOfAnyKindGetFilesOfTheirOwn() throws {
    var table = TableWriter(rows: 1)
    let names = ["a/b", "a b", "../x", "", "A b", "é"]
    for (index, name) in names.enumerated() {
      try table.add(name, description: "", values: [index])
    }
    try table.write(to: path)
    let read = try TableArtefact(folder: path)
    for (index, name) in names.enumerated() {
      #expect(try read.column(name, as: Int.self) == [index])
    }
    #expect(try folder.names() == ["table"])
  }

  @Test func writerRefusesWhatDoesNotFit() throws {
    var table = TableWriter(rows: 2)
    try table.add("x", description: "", values: [1, 2])
    #expect(
      message { try table.add("x", description: "", strings: ["a", "b"]) }
        == "column 'x' is given twice; expected every column once. Rename one of them.")
    #expect(
      message { try table.add("y", description: "", values: [1]) }
        == "table.json: column 'y' has 1 entries; expected one for each of 2 rows.")
    #expect(
      message { try table.add("y", description: "", values: [1, 2], defined: [true]) }
        == "table.json: column 'y' has 1 entries; expected one for each of 2 rows.")
    let broken = PackedSequences(offsets: [0, 3, 5], packed: [1], unknownRuns: [])
    #expect(
      message { try table.add("s", description: "", sequences: broken) }
        == "table.json: the parts of column 's' contradict each other: 5 bases need 2 bytes, found "
        + "1. Make the table again.")
  }

  @Test func readerNamesFileColumnAndWhatItExpected() throws {
    try writeExample()
    let table = try TableArtefact(folder: path)
    let json = "\(path)/table.json"
    #expect(
      message { _ = try table.column("activty", as: Double.self) }
        == "\(json): there is no column 'activty'; the table has 'DNA', 'activity', 'name', "
        + "'fold', 'sequence'. Did you mean 'activity'?")
    #expect(
      message { _ = try table.column("DNA", as: Double.self) }
        == "\(json): column 'DNA' holds uint32; expected float64.")
    #expect(
      message { _ = try table.strings("DNA") }
        == "\(json): column 'DNA' holds uint32; expected string.")
    #expect(
      message { _ = try table.column("activity", as: Double.self) }
        == "\(json): column 'activity' has 1 undefined entries; expected none. "
        + "Read it as optional values.")
  }

  @Test func damagedPartsAreRefused() throws {
    try writeExample()
    let table = try TableArtefact(folder: path)
    let json = "\(path)/table.json"
    try NPYFile.write([3] as [UInt32], to: "\(path)/DNA.npy")
    let short = "\(json): column 'DNA' has 1 entries; expected one for each of 2 rows."
    #expect(message { _ = try table.column("DNA", as: UInt32.self) } == short)
    #expect(message { _ = try table.mappedColumn("DNA", as: UInt32.self) } == short)
    try NPYFile.write([0, 2, 99], to: "\(path)/name.offsets.npy")
    #expect(
      message { _ = try table.strings("name") }
        == "\(json): the parts of column 'name' contradict each other: the offsets do not fit the "
        + "text. Make the table again.")
    try NPYFile.write([0, 6, 7], to: "\(path)/name.offsets.npy")
    try NPYFile.write([65, 65, 65, 65, 65, 0xC3, 65] as [UInt8], to: "\(path)/name.bytes.npy")
    #expect(
      message { _ = try table.strings("name") }
        == "\(json): the parts of column 'name' contradict each other: row 0 is not UTF-8 text. "
        + "Make the table again.")
    try NPYFile.write([4, 9], shape: [1, 2], to: "\(path)/sequence.unknown.npy")
    #expect(
      message { _ = try table.sequences("sequence") }
        == "\(json): the parts of column 'sequence' contradict each other: the unknown runs "
        + "overlap or leave the sequences. Make the table again.")
  }

  @Test func folderWithoutAGoodDescriptionIsRefused() throws {
    let missing = "\(folder.path)/none/table.json"
    #expect(
      message { _ = try TableArtefact(folder: "\(folder.path)/none") }
        == "\(missing): cannot open: No such file or directory.")
    let json = try folder.file("table.json", bytes: Array("[]".utf8))
    #expect(
      message { _ = try TableArtefact(folder: folder.path) }
        == "\(json): this is not the description of a table. Make the table again.")
    _ = try folder.file("table.json", bytes: Array("{\"schemaVersion\": 7}".utf8))
    #expect(
      message { _ = try TableArtefact(folder: folder.path) }
        == "\(json): schemaVersion is 7; expected 2. Make the table again with this version of "
        + "cupel.")
    _ = try folder.file("table.json", bytes: Array("{\"schemaVersion\": 1}".utf8))
    #expect(
      message { _ = try TableArtefact(folder: folder.path) }
        == "\(json): the description of the table is incomplete. Make the table again.")
    let empty = try folder.file("table.json", bytes: [])
    #expect(
      message { _ = try TableArtefact(folder: folder.path) }
        == "\(empty): this is not the description of a table. Make the table again.")
  }

  @Test func tableWithoutRowsOrColumnsReadsBack() throws {
    var table = TableWriter(rows: 0)
    try table.add("x", description: "", values: [] as [Double])
    try table.add("s", description: "", strings: [])
    try table.write(to: path)
    let read = try TableArtefact(folder: path)
    #expect(try read.rows == 0 && read.column("x", as: Double.self) == [])
    #expect(try read.strings("s") == [])
    try TableWriter(rows: 3).write(to: path)
    #expect(try TableArtefact(folder: path).columns.isEmpty)
  }

  @Test func categoriesAreStoredAsCodes() throws {
    var table = TableWriter(rows: 3)
    try table.add(
      "chromosome", description: "", categories: ["chr1", "chrX"], codes: [1, 0, 0] as [UInt8],
      defined: [true, true, false])
    try table.add(
      "none", description: "", categories: [], codes: [0, 0, 0] as [Int32],
      defined: [false, false, false])
    try table.write(to: path)
    let read = try TableArtefact(folder: path)
    let column = try read.categorical("chromosome")
    #expect(column.categories == ["chr1", "chrX"] && column.codes == [1, 0, 0])
    #expect((0..<3).map { column.text(at: $0) } == ["chrX", "chr1", nil])
    #expect(try read.categorical("none").text(at: 0) == nil)
    #expect(try NPYFile.readVector(UInt8.self, from: "\(path)/chromosome.codes.npy") == [1, 0, 0])
    let json = try folder.text("table/table.json")
    #expect(json.contains("\"schemaVersion\" : 2") && json.contains("\"type\" : \"categorical\""))
    #expect(
      message { _ = try read.strings("chromosome") }
        == "\(path)/table.json: column 'chromosome' holds categorical; expected string.")
    #expect(
      message {
        try table.add("x", description: "", categories: ["a"], codes: [0, 1, 0] as [UInt8])
      }
        == "table.json: the parts of column 'x' contradict each other: row 1 has the code 1. "
        + "Make the table again.")
  }

  @Test func aTableWrittenColumnByColumnHasTheSameBytes() throws {
    try writeExample()
    var table = try TableWriter(
      rows: 2, metadata: ["stage": "normalize"], writingTo: "\(folder.path)/stream")
    let dna = try table.stream(
      "DNA", unit: "read", description: "input DNA count", of: UInt32.self, masked: false)
    let activity = try table.stream(
      "activity", unit: "log2", description: "pooled", of: Double.self, masked: true)
    try table.add("name", description: "element", strings: ["tile é", ""])
    try table.add("fold", description: "fold", optionalStrings: [nil, "b"])
    try table.add(
      "sequence", description: "transcript orientation",
      sequences: PackedSequences(
        offsets: [0, 3, 5], packed: [0b11_10_01_00, 1], unknownRuns: [2..<3]))
    for row in 0..<2 {
      try dna.append([[3, 5][row]])
      try activity.append([[.nan, 0.5][row]], defined: [row == 1])
    }
    #expect(try !folder.names(in: "stream").contains("DNA.npy"))
    try dna.finish()
    try activity.finish()
    #expect(!folder.exists("stream/table.json"))
    try table.finish()
    let names = try folder.names(in: "table")
    #expect(try folder.names(in: "stream") == names)
    for name in names {
      #expect(try folder.bytes("stream/\(name)") == folder.bytes("table/\(name)"), "\(name)")
    }
  }

  @Test func aStreamedColumnMustHaveEveryRowAndMoreThanAHundredAreHeld() throws {
    var table = try TableWriter(rows: 2, writingTo: path)
    let streams = try (0..<150).map {
      try table.stream("c\($0)", description: "", of: Int32.self, masked: $0 % 2 == 0)
    }
    for stream in streams { try stream.append([7]) }
    #expect(
      message { try streams[0].finish() }
        == "table.json: column 'c0' has 1 entries; expected one for each of 2 rows.")
    for stream in streams {
      try stream.append([8])
      try stream.finish()
    }
    try table.finish()
    let read = try TableArtefact(folder: path)
    for index in [0, 99, 100, 149] {
      #expect(try read.column("c\(index)", as: Int32.self) == [7, 8])
      #expect(try read.mask("c\(index)") == (index % 2 == 0 ? [true, true] : nil))
    }
    let (values, defined) = try read.maskedColumn("c0", as: Int32.self)
    #expect(values == [7, 8] && defined == [true, true])
  }
}
