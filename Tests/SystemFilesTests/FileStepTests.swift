import Foundation
import SystemFiles
import Testing

private struct Refusal: FileStepError {
  let words: String

  static func system(path: String, step: FileStep, reason: String) -> Refusal {
    Refusal(words: "\(path): cannot \(step.rawValue): \(reason).")
  }
}

@Suite struct FileStepTests {
  @Test func theLastFailureNamesThePathTheStepAndTheReason() {
    errno = ENOENT
    #expect(
      Refusal.lastFailure(of: .open, path: "a.npy").words
        == "a.npy: cannot open: No such file or directory.")
    errno = ENOSPC
    #expect(
      Refusal.lastFailure(of: .createFolder, path: "out").words
        == "out: cannot create the folder: No space left on device.")
  }
}
