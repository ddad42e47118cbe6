/// Sequencing reads in the order of their file: letters and names end to end, without qualities.
///
/// Read `i` has the letters `letters[offsets[i]..<offsets[i + 1]]`, as written in the file, and the
/// name `names[nameOffsets[i]..<nameOffsets[i + 1]]`: up to the first white space and without a
/// final /1, /2 or /3, so that the mates of a pair have one name. A read without letters is a read.
///
/// ```swift
/// let batch = ReadBatch(["ACGT", "", "NN"])
/// batch.count          // 3
/// batch.offsets        // [0, 4, 4, 6]
/// batch.text(2)        // "NN"
/// ```
public struct ReadBatch: Hashable, Sendable {
  /// ASCII letters of all reads, one after the other.
  public let letters: [UInt8]
  /// Where each read starts in `letters`, and where the last ends: one more than reads.
  public let offsets: [Int]
  /// UTF-8 bytes of all names, one after the other; empty when names are not kept.
  public let names: [UInt8]
  /// Where each name starts in `names`, and where the last ends; empty when names are not kept.
  public let nameOffsets: [Int]

  /// Puts together columns.
  ///
  /// - Precondition: offsets start with 0, do not fall, and end with the number of letters; name
  ///   offsets too, with as many names as reads, unless there are none.
  public init(letters: [UInt8], offsets: [Int], names: [UInt8] = [], nameOffsets: [Int] = []) {
    precondition(offsets.first == 0 && offsets.last == letters.count, "offsets of reads")
    precondition(zip(offsets, offsets.dropFirst()).allSatisfy { $0 <= $1 }, "falling offsets")
    precondition(
      nameOffsets.isEmpty ? names.isEmpty : nameOffsets.count == offsets.count, "names")
    precondition(nameOffsets.isEmpty || nameOffsets.last == names.count, "offsets of names")
    self.letters = letters
    self.offsets = offsets
    self.names = names
    self.nameOffsets = nameOffsets
  }

  /// A batch of a few reads given as text, without names unless they are given.
  ///
  /// - Precondition: there are as many names as reads, or none.
  public init(_ reads: [String], names: [String] = []) {
    self.init(
      letters: reads.flatMap { Array($0.utf8) }, offsets: Self.offsets(reads),
      names: names.flatMap { Array($0.utf8) },
      nameOffsets: names.isEmpty ? [] : Self.offsets(names))
  }

  private static func offsets(_ texts: [String]) -> [Int] {
    texts.reduce(into: [0]) { offsets, text in
      offsets.append(offsets[offsets.count - 1] + text.utf8.count)
    }
  }

  /// Number of reads.
  public var count: Int { offsets.count - 1 }

  /// Whether reads have names.
  public var hasNames: Bool { !nameOffsets.isEmpty }

  /// Where the letters of a read are.
  public func range(_ read: Int) -> Range<Int> { offsets[read]..<offsets[read + 1] }

  /// The letters of a read as text.
  public func text(_ read: Int) -> String {
    String(decoding: letters[range(read)], as: UTF8.self)
  }

  /// The name of a read; nil when names are not kept.
  public func name(_ read: Int) -> String? {
    guard hasNames else { return nil }
    return String(decoding: names[nameOffsets[read]..<nameOffsets[read + 1]], as: UTF8.self)
  }
}
