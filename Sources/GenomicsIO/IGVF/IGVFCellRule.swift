/// What a cell of an IGVF table must hold.
enum IGVFCellRule: Hashable, Sendable {
  /// One or more of A, C, G, T in upper case.
  case barcode
  /// One or more of A, C, G, T in either case.
  case sequence
  /// Text that is not empty.
  case text
  /// Any text.
  case anything
  /// One of these words.
  case oneOf([String])
  /// Digits, with a minus where the minimum allows it.
  case wholeNumber(minimum: Int)
  /// A finite decimal number.
  case number(minimum: Double?, maximum: Double?)
  /// A variant as sequence:position:deletion:insertion.
  case spdi
  /// A, C, G, T in upper case, or 0 for an empty allele.
  case allele
  /// `['a','b']`, or NA.
  case list(IGVFListItem)

  static let anyNumber = IGVFCellRule.number(minimum: nil, maximum: nil)
  /// A number that is not negative.
  static let amount = IGVFCellRule.number(minimum: 0, maximum: nil)

  /// Whether the bytes `cell` of a row keep the rule.
  func holds(_ bytes: [UInt8], _ cell: Range<Int>) -> Bool {
    switch self {
    case .anything: true
    case .text: !cell.isEmpty
    case .barcode: !cell.isEmpty && bytes[cell].allSatisfy(Self.isUpperCaseBase)
    case .sequence:
      !cell.isEmpty && bytes[cell].allSatisfy { Self.isUpperCaseBase($0 & 0xDF) }
    case .oneOf(let words): words.contains { bytes[cell].elementsEqual($0.utf8) }
    case .wholeNumber(let minimum):
      Self.wholeNumber(bytes[cell]).map { $0 >= minimum } ?? false
    case .number(let minimum, let maximum):
      NumberText.number(bytes, cell.lowerBound, cell.upperBound).map {
        $0.isFinite && $0 >= minimum ?? $0 && $0 <= maximum ?? $0
      } ?? false
    case .spdi: Self.isSPDI(bytes[cell])
    case .allele:
      bytes[cell].elementsEqual([UInt8(ascii: "0")])
        || !cell.isEmpty && bytes[cell].allSatisfy(Self.isUpperCaseBase)
    case .list(let item): IGVFList(bytes[cell], of: item) != nil
    }
  }

  /// What is expected, in the words of a message.
  var expected: String {
    switch self {
    case .barcode: "A, C, G and T in upper case"
    case .sequence: "A, C, G and T"
    case .text: "text"
    case .anything: "any text"
    case .oneOf(let words): words.map { "'\($0)'" }.joined(separator: ", ")
    case .wholeNumber(let minimum): "a whole number of at least \(minimum)"
    case .number(nil, nil): "a finite number"
    case .number(let minimum?, nil): "a number of at least \(Self.text(minimum))"
    case .number(nil, let maximum?): "a number of at most \(Self.text(maximum))"
    case .number(let minimum?, let maximum?):
      "a number from \(Self.text(minimum)) to \(Self.text(maximum))"
    case .spdi: "a variant as sequence:position:deletion:insertion (SPDI)"
    case .allele: "A, C, G and T in upper case, or 0 for an empty allele"
    case .list(let item): "NA or a list such as \(item.example)"
    }
  }

  /// How to correct a cell that does not keep the rule.
  var fix: String {
    switch self {
    case .barcode: "Remove rows whose barcode has N, and write it in upper case."
    case .sequence: "Write the designed sequence without gaps and without N."
    case .text: "Fill in the cell."
    case .anything: "Correct the cell."
    case .oneOf: "Use one of these words."
    case .wholeNumber:
      "Write it without a decimal point; leave a count that was not observed empty."
    case .number: "Leave out rows without a value: NA, NaN and inf are not numbers."
    case .spdi: "Write it like NC_000001.11:25253603:G:A."
    case .allele: "Write the allele as in the SPDI."
    case .list: "Quote the words and separate them with commas."
    }
  }

  private static func text(_ number: Double) -> String { "\(Int(number))" }

  static func isUpperCaseBase(_ byte: UInt8) -> Bool {
    byte == 0x41 || byte == 0x43 || byte == 0x47 || byte == 0x54
  }

  /// Digits with an optional minus, at most 18 of them.
  static func wholeNumber(_ cell: ArraySlice<UInt8>) -> Int? {
    let isNegative = cell.first == UInt8(ascii: "-")
    let digits = isNegative ? cell.dropFirst() : cell
    guard !digits.isEmpty, digits.count <= 18 else { return nil }
    var value = 0
    for byte in digits {
      guard byte >= 48, byte <= 57 else { return nil }
      value = value * 10 + Int(byte - 48)
    }
    return isNegative ? -value : value
  }

  /// `^[A-Za-z0-9_.]+:[0-9]+:[A-Za-z]*:[A-Za-z]*$`
  static func isSPDI(_ cell: ArraySlice<UInt8>) -> Bool {
    let parts = cell.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count == 4, !parts[0].isEmpty, !parts[1].isEmpty else { return false }
    return parts[0].allSatisfy {
      isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".")
    } && parts[1].allSatisfy(isDigit) && parts[2].allSatisfy(isLetter)
      && parts[3].allSatisfy(isLetter)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
  private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }
}
