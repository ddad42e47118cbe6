/// Names as a message shows them: quoted, at most twelve, then how many more there are.
///
/// ```swift
/// "the header has \(NameList(["start", "end"]))"  // the header has 'start', 'end'
/// "\(NameList([]))"                               // none
/// ```
package struct NameList: CustomStringConvertible {
  private let names: [String]

  /// Shows names in the order given.
  package init(_ names: [String]) { self.names = names }

  /// The names in one phrase.
  package var description: String {
    guard !names.isEmpty else { return "none" }
    let shown = names.prefix(12).map { "'\($0)'" }.joined(separator: ", ")
    return names.count > 12 ? "\(shown) and \(names.count - 12) more" : shown
  }
}
