import Wording

/// Why fragments cannot be counted. `source` is what the caller calls the input, often its path.
public enum FragmentCountingError: Error, Hashable, Sendable {
  /// A rule names a chromosome that the header does not have.
  case unknownChromosome(source: String, name: String, present: [String])
  /// The blacklist shares no chromosome with the header.
  case foreignBlacklist(source: String, listed: [String], present: [String])
  /// Too many mates wait for their other half.
  case tooManyPendingMates(source: String, record: Int, limit: Int, isSorted: Bool)
  /// Nothing was left to count.
  case nothingCounted(source: String, records: Int, dropped: [String: Int])
  /// The commonest barcode length does not fit in a packed barcode.
  case barcodesTooLong(source: String, length: Int)
  /// Two lanes of one library have barcodes of different lengths.
  case laneBarcodes(first: Int, second: Int)
  /// A lane of a library with UMIs is aligned to other chromosomes than the first.
  case laneChromosomes(source: String)
}

extension FragmentCountingError: CustomStringConvertible {
  /// The message a user reads.
  public var description: String {
    switch self {
    case .unknownChromosome(let source, let name, let present):
      "\(source): there is no chromosome '\(name)'; the header has \(NameList(present))."
        + (nearestName(to: name, among: present).map { " Did you mean '\($0)'?" } ?? "")
    case .foreignBlacklist(let source, let listed, let present):
      "\(source): the blacklist is on \(NameList(listed)) and the header has \(NameList(present)); "
        + "expected at least one chromosome in common. Give the blacklist of the same genome."
    case .tooManyPendingMates(let source, let record, let limit, true):
      "\(source): record \(record): more than \(limit) mates wait for their other half; expected "
        + "mates near each other. Group the file by name: samtools collate, or raise the limit."
    case .tooManyPendingMates(let source, let record, let limit, false):
      "\(source): record \(record): more than \(limit) mates wait for their other half; expected "
        + "records sorted by coordinate or grouped by name, and a header that says so. "
        + "Sort the file: samtools sort, or group it: samtools collate"
    case .nothingCounted(let source, let records, let dropped):
      "\(source): none of \(records) records makes a fragment that counts"
        + (dropped.isEmpty ? "" : " (\(Self.list(dropped)))")
        + "; expected at least one. Check the rules."
    case .barcodesTooLong(let source, let length):
      "\(source): most barcodes have \(length) or more bases; expected at most 32. "
        + "Check where the barcode is."
    case .laneChromosomes(let source):
      "\(source): its header lists other chromosomes than the first lane of the library; expected the "
        + "same, in the same order, since UMIs are counted over all lanes. Align all lanes alike."
    case .laneBarcodes(let first, let second):
      "lanes of one library have barcodes of \(first) and of \(second) bases; expected one length. "
        + "Set the length, or list the files as different libraries."
    }
  }

  private static func list(_ counts: [String: Int]) -> String {
    counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
  }
}
