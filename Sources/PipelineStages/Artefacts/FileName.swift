/// File names made from names that users choose.
enum FileName {
  /// The name with everything but ASCII letters, digits, "-", "_" and "." replaced by "_".
  static func safe(_ name: String) -> String {
    let cleaned = String(
      name.unicodeScalars.map { scalar in
        scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
          || "-_.".unicodeScalars.contains(scalar) ? Character(scalar) : "_"
      })
    return cleaned.isEmpty || cleaned.hasPrefix(".") ? "_" + cleaned : cleaned
  }
}
