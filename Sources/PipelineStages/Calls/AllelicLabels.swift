import GenomicTypes

/// Two label columns that say which variants a fragment carries, and which alleles of them.
///
/// ```text
/// SNP_ID     SNP_VAR
/// rs1        0         the reference allele of rs1
/// rs1,rs2    0,1       the reference of rs1, the alternative of rs2
/// rs1,rs1    0,0       rs1 was read from both ends: counted once
/// ```
struct AllelicLabels {
  let elements: [String]
  let alleles: [String]
  let reference: String
  let alternative: String

  /// What became of the entries.
  struct Tally {
    var kept = 0
    /// Entries without the name of a variant.
    var unnamed = 0
    /// Alleles that are neither of the two.
    var other = 0
    /// A variant that the fragment names again, with the same allele.
    var repeated = 0
    /// A variant that the fragment names with both alleles.
    var conflicting = 0

    /// - Throws: `AttritionImbalance`, never.
    func node() throws(AttritionImbalance) -> AttritionNode {
      try AttritionNode(
        step: "read alleles", unit: "allele",
        entered: kept + unnamed + other + repeated + conflicting, left: kept,
        dropped: [
          "no_variant_name": unnamed, "other_allele": other, "read_twice": repeated,
          "conflicting_alleles": conflicting,
        ])
    }
  }

  /// Reads the entries of a fragment; hands on variant and allele of those that count.
  ///
  /// - Returns: false when the two labels list different numbers.
  func read(
    _ row: Int, _ tally: inout Tally, _ body: (_ name: String, _ isAlternative: Bool) -> Void
  ) -> Bool {
    let (element, allele) = (elements[row], alleles[row])
    guard !element.isEmpty else { return true }
    let comma = UInt8(ascii: ",")
    guard element.utf8.contains(comma) else {
      if allele.utf8.contains(comma) { return false }
      if let isAlternative = isAlternative(allele[...]) {
        tally.kept += 1
        body(element, isAlternative)
      } else {
        tally.other += 1
      }
      return true
    }
    let names = element.split(separator: ",", omittingEmptySubsequences: false)
    let words = allele.split(separator: ",", omittingEmptySubsequences: false)
    guard names.count == words.count else { return false }
    readList(names, words.map(isAlternative), &tally, body)
    return true
  }

  private func readList(
    _ names: [Substring], _ known: [Bool?], _ tally: inout Tally, _ body: (String, Bool) -> Void
  ) {
    for (place, name) in names.enumerated() {
      if name.isEmpty {
        tally.unnamed += 1
      } else if let allele = known[place] {
        let others = names.indices.filter { names[$0] == name && known[$0] != nil }
        if others.contains(where: { known[$0] != allele }) {
          tally.conflicting += 1
        } else if others.first != place {
          tally.repeated += 1
        } else {
          tally.kept += 1
          body(String(name), allele)
        }
      } else {
        tally.other += 1
      }
    }
  }

  private func isAlternative(_ word: Substring) -> Bool? {
    word == reference ? false : word == alternative ? true : nil
  }

  /// All words for alleles, sorted.
  var distinctAlleles: [String] {
    var words: Set<String> = []
    for text in alleles {
      if text.utf8.contains(UInt8(ascii: ",")) {
        for word in text.split(separator: ",", omittingEmptySubsequences: false) {
          words.insert(String(word))
        }
      } else {
        words.insert(text)
      }
    }
    return words.sorted()
  }
}
