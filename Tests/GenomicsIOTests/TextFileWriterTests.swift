import Foundation
import GenomicTypes
import GenomicsIO
import TestSupport
import Testing

@Suite struct TextFileWriterTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  @Test func bgzfBytesAreTheSameForAnyNumberOfThreadsAndReadBack() throws {
    let text = (0..<400_000).map { "c\t\($0)\t\($0 + $0 % 7)\n" }.joined()
    _ = try folder.bgzf("1", text, threads: 1)
    _ = try folder.bgzf("4", text, threads: 4)
    let isSame = try folder.bytes("1") == folder.bytes("4")
    #expect(isSame)
    let starts = try BEDReader.read("\(folder.path)/4", threads: 2).map(\.interval.start)
    let isWhole = starts == Array(0..<400_000)
    #expect(isWhole)
  }

  @Test func emptyBgzfIsTheEndBlockOnly() throws {
    _ = try folder.bgzf("empty.gz", "")
    #expect(
      try folder.bytes("empty.gz") == [
        0x1F, 0x8B, 8, 4, 0, 0, 0, 0, 0, 0xFF, 6, 0, 0x42, 0x43, 2, 0, 0x1B, 0, 3, 0, 0, 0, 0, 0, 0,
        0, 0, 0,
      ])
  }

  @Test func fileAppearsOnFinishAndNothingIsLeftWithoutIt() throws {
    let path = try folder.file("a.txt", "old\n")
    do {
      var writer = try TextFileWriter(path: path)
      try writer.write("new\n")
      #expect(try folder.bytes("a.txt") == Array("old\n".utf8))
    }
    #expect(try folder.names() == ["a.txt"])
    #expect(try folder.bytes("a.txt") == Array("old\n".utf8))
    var writer = try TextFileWriter(path: path)
    try writer.write(utf8: Array("new\n".utf8))
    try writer.finish()
    #expect(try folder.names() == ["a.txt"])
    #expect(try folder.bytes("a.txt") == Array("new\n".utf8))
  }

  @Test func folderThatIsNotThereIsAnError() {
    let path = "\(folder.path)/none/a.txt"
    #expect(
      message { _ = try TextFileWriter(path: path) }
        == "\(path): cannot create: No such file or directory.")
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func fullDiskIsAnErrorWithItsText() {
    for compression in [TextFileWriter.Compression.plain, .bgzf] {
      #expect(
        message {
          var writer = try TextFileWriter(path: "/dev/full", compression: compression)
          try writer.write("text\n")
          try writer.finish()
        } == "/dev/full: cannot write: No space left on device.")
    }
  }
}
