extension ParameterValue {
  /// Reads JSON text; a number with a point or an exponent becomes a real number, others whole.
  ///
  /// - Throws: ``EngineError/malformedJSON(offset:expected:)`` for anything RFC 8259 does not allow,
  ///   for a name that occurs twice, and for nesting deeper than 200.
  public init(json text: String) throws(EngineError) {
    var reader = JSONTextReader(bytes: Array(text.utf8))
    self = try reader.document()
  }
}

private struct JSONTextReader {
  let bytes: [UInt8]
  var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func document() throws(EngineError) -> ParameterValue {
    let value = try value(depth: 0)
    skipSpace()
    guard position == bytes.count else { throw failure("the end of the text") }
    return value
  }

  private func failure(_ expected: String) -> EngineError {
    .malformedJSON(offset: position, expected: expected)
  }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 {
      position += 1
    }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard let byte = next, UInt32(byte) == character.value else { return false }
    position += 1
    return true
  }

  private mutating func value(depth: Int) throws(EngineError) -> ParameterValue {
    guard depth < 200 else { throw failure("nesting of at most 200") }
    skipSpace()
    switch next.map(Unicode.Scalar.init) {
    case "{": return try object(depth: depth)
    case "[": return try list(depth: depth)
    case "\"": return .string(try string())
    case "t": return try word("true", .bool(true))
    case "f": return try word("false", .bool(false))
    case "n": return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func word(
    _ text: String, _ value: ParameterValue
  ) throws(EngineError) -> ParameterValue {
    guard bytes[position...].starts(with: text.utf8) else { throw failure(text) }
    position += text.utf8.count
    return value
  }

  private mutating func object(depth: Int) throws(EngineError) -> ParameterValue {
    position += 1
    var members: [String: ParameterValue] = [:]
    skipSpace()
    if take("}") { return .object(members) }
    repeat {
      skipSpace()
      guard next == 0x22 else { throw failure("a name in double quotes") }
      let name = try string()
      guard members[name] == nil else { throw failure("the name \"\(name)\" only once") }
      skipSpace()
      guard take(":") else { throw failure("':'") }
      members[name] = try value(depth: depth + 1)
      skipSpace()
    } while take(",")
    guard take("}") else { throw failure("',' or '}'") }
    return .object(members)
  }

  private mutating func list(depth: Int) throws(EngineError) -> ParameterValue {
    position += 1
    var elements: [ParameterValue] = []
    skipSpace()
    if take("]") { return .list(elements) }
    repeat {
      elements.append(try value(depth: depth + 1))
      skipSpace()
    } while take(",")
    guard take("]") else { throw failure("',' or ']'") }
    return .list(elements)
  }

  private mutating func number() throws(EngineError) -> ParameterValue {
    let start = position
    while let byte = next, (48...57).contains(byte) || [43, 45, 46, 69, 101].contains(byte) {
      position += 1
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    switch NumberText(text) {
    case .integer(let value): return .int(value)
    case .real(let value): return .double(value)
    case nil:
      position = start
      throw failure("a value")
    }
  }

  private mutating func string() throws(EngineError) -> String {
    position += 1
    var text: [UInt8] = []
    while let byte = next {
      position += 1
      switch byte {
      case 0x22:
        guard let valid = String(validating: text, as: UTF8.self) else {
          throw failure("valid UTF-8")
        }
        return valid
      case 0x5c: text.append(contentsOf: String(try escapedScalar()).utf8)
      case 0..<0x20: throw failure("an escaped control character")
      default: text.append(byte)
      }
    }
    throw failure("'\"'")
  }

  private mutating func escapedScalar() throws(EngineError) -> Unicode.Scalar {
    guard let byte = next else { throw failure("an escape") }
    position += 1
    switch Unicode.Scalar(byte) {
    case "\"": return "\""
    case "\\": return "\\"
    case "/": return "/"
    case "b": return "\u{8}"
    case "f": return "\u{c}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "u":
      let unit = try codeUnit()
      if let scalar = Unicode.Scalar(unit) { return scalar }
      guard (0xd800..<0xdc00).contains(unit), take("\\"), take("u") else {
        throw failure("a surrogate pair")
      }
      let low = try codeUnit()
      guard (0xdc00..<0xe000).contains(low),
        let scalar = Unicode.Scalar(0x10000 + (unit - 0xd800) << 10 + (low - 0xdc00))
      else { throw failure("a surrogate pair") }
      return scalar
    default: throw failure("an escape")
    }
  }

  private mutating func codeUnit() throws(EngineError) -> UInt32 {
    let digits = bytes[position..<min(position + 4, bytes.count)]
    guard digits.count == 4, digits.allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit }),
      let unit = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw failure("four hexadecimal digits") }
    position += 4
    return unit
  }
}
