/// Sorts words ascending by their bits from `low` up to `high`; the bits below ascend already, or do not
/// matter to the caller, and those above are equal in all of them.
///
/// Least significant digit first, eleven bits a digit; digits on which all words agree are skipped.
///
/// - Complexity: O(n · (high − low) / 11), with a second array of n words in `scratch`.
func radixSort<Word: FixedWidthInteger & UnsignedInteger>(
  _ words: inout [Word], scratch: inout [Word], from low: Int = 0, to high: Int
) {
  if words.count < 256 {
    words.sort()
    return
  }
  let digitBits = 11
  let mask = Word(1 << digitBits - 1)
  if scratch.count < words.count {
    scratch = [Word](repeating: 0, count: words.count)
  }
  var shift = low
  while shift < high {
    var starts = [Int](repeating: 0, count: 1 << digitBits)
    for word in words { starts[Int(truncatingIfNeeded: word &>> Word(shift) & mask)] &+= 1 }
    let first = Int(truncatingIfNeeded: words[0] &>> Word(shift) & mask)
    if starts[first] != words.count {
      var total = 0
      for digit in starts.indices { (starts[digit], total) = (total, total &+ starts[digit]) }
      for word in words {
        let digit = Int(truncatingIfNeeded: word &>> Word(shift) & mask)
        scratch[starts[digit]] = word
        starts[digit] &+= 1
      }
      if scratch.count > words.count { scratch.removeLast(scratch.count - words.count) }
      swap(&words, &scratch)
    }
    shift += digitBits
  }
}
