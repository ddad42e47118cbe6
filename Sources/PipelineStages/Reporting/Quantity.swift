/// Counts and numbers as sentences print them.
enum Quantity {
  /// "12,345".
  static func text(_ count: Int) -> String {
    var digits = String(abs(count))
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return (count < 0 ? "-" : "") + ([digits] + groups).joined(separator: ",")
  }

  /// "1 replicate", "2 replicates", "2 libraries".
  static func text(_ count: Int, _ noun: String) -> String {
    if count == 1 { return "1 \(noun)" }
    return text(count) + " " + (noun.hasSuffix("ry") ? noun.dropLast() + "ies" : noun + "s")
  }

  /// A number without needless decimals: "1", "0.5".
  static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
  }
}
