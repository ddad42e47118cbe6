import GenomicsIO
import TestSupport
import Testing

@Suite struct TextCompressionTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: [
    ([0x42, 0x5A, 0x68, 0x39] as [UInt8], "bzip2"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], "xz"),
    ([0x28, 0xB5, 0x2F, 0xFD, 0], "Zstandard"), ([0x50, 0x4B, 3, 4, 0], "ZIP"),
  ])
  func foreignCompressionIsNamed(bytes: [UInt8], name: String) throws {
    let path = try folder.file("a.bed.gz", bytes: bytes)
    #expect(
      message { _ = try BEDReader.read(path) }
        == "\(path): the file is compressed with \(name); expected plain text, gzip or bgzip. "
        + "Decompress it or recompress it with bgzip.")
  }

  @Test func kindIsRecognisedByContentAndNotByName() throws {
    let text = "name\tDNA\na\t1\n"
    var format = FragmentTableFormat()
    format.name = "name"
    format.counts = [NamedColumn("DNA", "DNA")]
    let paths = [
      try folder.file("plain.tsv.gz", text), try folder.file("gz.tsv", bytes: gzipMember(text)),
      try folder.bgzf("bgzf.tsv", text),
    ]
    let summary = try FragmentTableReader(format: format).read(paths).summary
    #expect(summary.files.map(\.compression) == [.plain, .gzip, .bgzf])
    #expect(summary.files.map(\.rowsRead) == [1, 1, 1])
  }

  @Test func emptyFilesAreErrorsCompressedOrNot() throws {
    for (name, bytes) in [("plain", []), ("gzip", gzipMember(""))] {
      let path = try folder.file(name, bytes: bytes)
      #expect(
        message { _ = try BEDReader.read(path) }
          == "\(path): the file is empty; expected text. Check how it was made or copied.")
    }
    let blocked = try folder.bgzf("bgzf", "")
    #expect(
      message { _ = try BEDReader.read(blocked) }
        == "\(blocked): the file is empty; expected text. Check how it was made or copied.")
  }

  @Test func fileThatIsNotThereIsNamed() {
    let path = "\(folder.path)/nothing.bed"
    #expect(
      message { _ = try BEDReader.read(path) }
        == "\(path): cannot open: No such file or directory.")
    #expect(
      message { _ = try BEDReader.read(folder.path) }
        == "\(folder.path): cannot read: Is a directory.")
  }
}
