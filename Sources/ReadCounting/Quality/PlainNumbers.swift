/// A number without needless decimals, as sentences print it: "2", "1.5".
func plainNumber(_ value: Double) -> String {
  value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
}

/// A count with commas between thousands: "1,234,567".
func groupedNumber(_ value: Int) -> String {
  var result = ""
  let digits = String(value.magnitude)
  for (offset, digit) in digits.enumerated() {
    if offset > 0, (digits.count - offset) % 3 == 0 { result.append(",") }
    result.append(digit)
  }
  return (value < 0 ? "\u{2212}" : "") + result
}
