/// What the items of a list cell must be.
enum IGVFListItem: Hashable, Sendable {
  case oneOf([String])
  case wholeNumber
  case spdi

  /// A list as a message shows it.
  var example: String {
    switch self {
    case .oneOf(let words): "['\(words.joined(separator: "','"))']"
    case .wholeNumber: "[0,17]"
    case .spdi: "['NC_000001.11:25253603:G:A']"
    }
  }

  fileprivate func holds(_ item: ArraySlice<UInt8>, isQuoted: Bool) -> Bool {
    switch self {
    case .oneOf(let words): isQuoted && words.contains { item.elementsEqual($0.utf8) }
    case .wholeNumber: !isQuoted && (IGVFCellRule.wholeNumber(item).map { $0 >= 0 } ?? false)
    case .spdi: isQuoted && IGVFCellRule.isSPDI(item)
    }
  }
}

/// A cell such as `['ref','alt']` or `[17]`, several values of one haplotype; NA has none.
struct IGVFList {
  /// The items without their quotes.
  let items: [ArraySlice<UInt8>]

  /// Reads a cell; nil when it is neither NA nor a list of at least one proper item.
  ///
  /// Quotes are single or double, blanks around items are allowed, as in Python.
  init?(_ cell: ArraySlice<UInt8>, of item: IGVFListItem) {
    if cell.elementsEqual("NA".utf8) {
      items = []
      return
    }
    guard cell.count >= 3, cell.first == UInt8(ascii: "["), cell.last == UInt8(ascii: "]") else {
      return nil
    }
    var found: [ArraySlice<UInt8>] = []
    let inside = cell.dropFirst().dropLast()
    for part in inside.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
      let trimmed = Self.trimmed(part)
      let quote = trimmed.first
      let isQuoted =
        trimmed.count >= 2 && quote == trimmed.last
        && (quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\""))
      let value = isQuoted ? trimmed.dropFirst().dropLast() : trimmed
      guard item.holds(value, isQuoted: isQuoted) else { return nil }
      found.append(value)
    }
    items = found
  }

  private static func trimmed(_ part: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let head = part.drop { $0 == 0x20 }
    return head.lastIndex { $0 != 0x20 }.map { head[...$0] } ?? head.prefix(0)
  }
}
