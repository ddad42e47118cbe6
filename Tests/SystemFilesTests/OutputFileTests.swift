import SystemFiles
import TestSupport
import Testing

private struct Refusal: FileStepError, Equatable {
  let path: String
  let step: FileStep
  let reason: String

  static func system(path: String, step: FileStep, reason: String) -> Refusal {
    Refusal(path: path, step: step, reason: reason)
  }
}

@Suite struct OutputFileTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func write(_ elements: [some BitwiseCopyable], to path: String) throws(Refusal) {
    var file = try OutputFile<Refusal>(path: path)
    try file.write(elements)
    try file.commit()
  }

  @Test func overwritingReplacesBytesAndTheNextWriteStillAppends() throws {
    var file = try OutputFile<Refusal>(path: "\(folder.path)/a")
    let (first, second) = ([1, 2, 3, 4] as [UInt8], [5] as [UInt8])
    try file.write(first)
    try file.overwrite([9, 8], at: 1)
    try file.write(second)
    try file.commit()
    #expect(try folder.bytes("a") == [1, 9, 8, 4, 5])
  }

  @Test func elementsAreWrittenAsTheyLieInMemory() throws {
    let path = "\(folder.path)/a"
    var file = try OutputFile<Refusal>(path: path)
    try file.write([0x93] as [UInt8])
    try file.write([] as [Double])
    try file.write([1, -2] as [Int16])
    try file.write([true, false])
    try file.commit()
    #expect(try folder.bytes("a") == [0x93, 1, 0, 0xFE, 0xFF, 1, 0])
    #expect(try folder.names() == ["a"])
  }

  @Test func theOldFileStaysUntilTheCommit() throws {
    let path = try folder.file("a", "old")
    var file = try OutputFile<Refusal>(path: path)
    try file.write(Array("new".utf8))
    #expect(try folder.text("a") == "old")
    try file.commit()
    #expect(try folder.contents(of: ".") == ["a": "new"])
  }

  @Test func withoutACommitNothingIsLeft() throws {
    let path = try folder.file("a", "old")
    do {
      let file = try OutputFile<Refusal>(path: path)
      try file.write(Array("new".utf8))
      #expect(try folder.names().count == 2)
    }
    #expect(try folder.contents(of: ".") == ["a": "old"])
  }

  @Test func whatCannotBeReplacedIsWrittenInPlace() throws {
    try write([1, 2, 3], to: "/dev/null")
    #expect(
      throws: Refusal(path: "/dev/full", step: .write, reason: "No space left on device")
    ) { try write([1, 2, 3], to: "/dev/full") }
    #expect(
      throws: Refusal(path: folder.path, step: .create, reason: "Is a directory")
    ) { try write([1, 2, 3], to: folder.path) }
  }

  @Test func aMissingFolderIsAnErrorOfTheStepThatFailed() {
    let path = "\(folder.path)/missing/a"
    #expect(
      throws: Refusal(path: path, step: .create, reason: "No such file or directory")
    ) { try write([1], to: path) }
  }
}
