import Foundation

/// What tells whether two paths lead to one file.
struct FileIdentity: Hashable {
  private let volume: Int
  private let number: Int

  /// The identity of a file, links followed; nil when there is none.
  init?(_ path: String) {
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: target),
      let volume = attributes[.systemNumber] as? Int,
      let number = attributes[.systemFileNumber] as? Int
    else { return nil }
    self.volume = volume
    self.number = number
  }
}
