/// xoshiro256** seeded through SplitMix64 (Blackman and Vigna 2021, doi 10.1145/3460772).
///
/// The same seed gives the same stream on every platform and for any number of threads.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var s0: UInt64
  private var s1: UInt64
  private var s2: UInt64
  private var s3: UInt64

  /// Starts the stream that belongs to `seed`.
  public init(_ seed: Seed) {
    var state = seed.value
    func nextWord() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      return Seed.finalized(state)
    }
    s0 = nextWord()
    s1 = nextWord()
    s2 = nextWord()
    s3 = nextWord()
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    let product = s1 &* 5
    let result = (product << 7 | product >> 57) &* 9
    let shifted = s1 << 17
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= shifted
    s3 = s3 << 45 | s3 >> 19
    return result
  }

  /// A uniform draw from [0, 1) with 53 random bits.
  public mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// A uniform draw from `0..<bound` without modulo bias (Lemire 2019, doi 10.1145/3230636).
  ///
  /// - Precondition: `bound` ≥ 1.
  public mutating func index(below bound: Int) -> Int {
    precondition(bound >= 1, "bound \(bound)")
    let range = UInt64(bound)
    var product = next().multipliedFullWidth(by: range)
    if product.low < range {
      let threshold = (0 &- range) % range
      while product.low < threshold {
        product = next().multipliedFullWidth(by: range)
      }
    }
    return Int(product.high)
  }

  /// A random permutation of `0..<count` (Fisher–Yates).
  public mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    var last = count - 1
    while last > 0 {
      order.swapAt(last, index(below: last + 1))
      last -= 1
    }
    return order
  }
}
