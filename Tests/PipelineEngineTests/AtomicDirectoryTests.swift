import Foundation
import PipelineEngine
import TestSupport
import Testing

@Suite struct AtomicDirectoryTests {
  @Test func theFolderAppearsCompleteAndMarked() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/deep/out"
    try AtomicDirectory.write(to: path) { staging in
      try AtomicFile.write("a", to: staging + "/a.txt")
      #expect(!folder.exists("deep/out"))
    }
    #expect(
      try folder.contents(of: "deep") == ["out/a.txt": "a", "out/.made-by-cupel": ""])
  }

  @Test func itsOwnFolderIsReplacedWhole() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/out"
    try AtomicDirectory.write(to: path) { try AtomicFile.write("a", to: $0 + "/a.txt") }
    try AtomicDirectory.write(to: path) { try AtomicFile.write("b", to: $0 + "/b.txt") }
    #expect(try folder.contents(of: ".") == ["out/b.txt": "b", "out/.made-by-cupel": ""])
  }

  @Test func aFolderOfSomebodyElseIsOnlyReplacedOnRequest() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/out"
    try folder.file("out/thesis.tex", "precious")
    let error = #expect(throws: EngineError.self) { try AtomicDirectory.write(to: path) { _ in } }
    #expect(
      error?.description
        == "\(path): not empty and not made by cupel; expected a new or empty folder. "
        + "Choose another folder, or ask for it to be overwritten.")
    #expect(error?.category == .usage)
    #expect(try folder.text("out/thesis.tex") == "precious")
    try AtomicDirectory.write(to: path, replacing: .anyFolder) {
      try AtomicFile.write("b", to: $0 + "/b.txt")
    }
    #expect(try folder.contents(of: "out") == ["b.txt": "b", ".made-by-cupel": ""])
  }

  @Test func aFileInTheWayIsNeverReplaced() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("out", "precious")
    #expect(throws: EngineError.outputFolderOccupied(path: path)) {
      try AtomicDirectory.write(to: path, replacing: .anyFolder) { _ in }
    }
  }

  @Test func aFailureLeavesEverythingAsItWas() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/out"
    try AtomicDirectory.write(to: path) { try AtomicFile.write("a", to: $0 + "/a.txt") }
    #expect(throws: Disturbance.self) {
      try AtomicDirectory.write(to: path) { staging in
        try AtomicFile.write("half", to: staging + "/half.txt")
        throw Disturbance()
      }
    }
    #expect(try folder.contents(of: ".") == ["out/a.txt": "a", "out/.made-by-cupel": ""])
  }

  @Test func whatAKilledProcessLeftIsRemovedAndWhatALivingOneWritesIsNot() throws {
    let folder = try TemporaryFolder()
    try folder.file(".out.incomplete-999999999/half.txt", "half")
    try folder.file(".out.incomplete-1/half.txt", "half")
    try AtomicDirectory.write(to: folder.path + "/out") {
      try AtomicFile.write("a", to: $0 + "/a.txt")
    }
    #expect(!folder.exists(".out.incomplete-999999999"))
    #expect(folder.exists(".out.incomplete-1"))
  }
}
