import Foundation
public import PipelineEngine
import SystemFiles

/// A file to write that is one of those that are read, under whatever name.
public struct OverwrittenInput: Error, Equatable {
  /// The file to write, as it was given.
  public let output: String
  /// The file that is read.
  public let input: String

  /// Refuses outputs that are inputs, links followed, and two outputs of one name.
  ///
  /// - Complexity: O(inputs + outputs) looks at the file system.
  /// - Throws: ``OverwrittenInput`` for the first such output.
  static func refuse(_ outputs: [String], among inputs: [String]) throws(OverwrittenInput) {
    var readAt: [FileIdentity: String] = [:]
    for input in inputs {
      if let identity = FileIdentity(input), readAt[identity] == nil { readAt[identity] = input }
    }
    var earlier: Set<String> = []
    for output in outputs {
      if let identity = FileIdentity(output), let input = readAt[identity] {
        throw OverwrittenInput(output: output, input: input)
      }
      let place = URL(fileURLWithPath: output).standardizedFileURL.path
      if !earlier.insert(place).inserted { throw OverwrittenInput(output: output, input: output) }
    }
  }
}

extension OverwrittenInput: CategorizedError {
  /// The command line is wrong.
  public var category: ExitCategory { .usage }
}

extension OverwrittenInput: CustomStringConvertible {
  /// Where, what was found, what was expected, how to fix it.
  public var description: String {
    "\(output): the file to write is the same as \(input); expected another file. Choose another "
      + "name."
  }
}
