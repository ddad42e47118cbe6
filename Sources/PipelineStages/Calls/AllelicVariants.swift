import ActivityTesting
import GenomicTypes

/// The variants of the fragments and who carries which allele, read from two label columns.
///
/// A fragment may carry several variants: its labels then list them, separated by commas, in one order.
/// An element is a variant with one allele; all fragments that carry the allele are its rows.
struct AllelicVariants {
  /// Names of the variants, in the order of their first appearance.
  let names: [String]
  /// The first fragment of every variant.
  let firstFragment: [Int]
  /// Fragments with the reference and with the alternative allele, by variant.
  let fragments: [(reference: Int, alternative: Int)]
  /// What became of the entries of the labels.
  let attrition: AttritionNode
  /// First entry of every fragment and, last, the number of entries.
  private let starts: [Int32]
  /// 2v and 2v + 1 are the reference and the alternative allele of variant v, by entry.
  private let elementOfEntry: [Int32]

  /// Reads the labels.
  ///
  /// - Throws: ``CallsProblem/noAllele(column:allele:found:)`` when an allele never occurs,
  ///   ``CallsProblem/unequalEntries(row:name:columns:found:)`` when the labels of a fragment list
  ///   different numbers.
  /// - Precondition: the table carries both columns.
  init(of table: FragmentTable, _ alleles: CallsSection.Alleles) throws {
    let labels = AllelicLabels(
      elements: table.labelValues(alleles.columnElement),
      alleles: table.labelValues(alleles.columnAllele),
      reference: alleles.reference, alternative: alleles.alternative)
    var numbers: [String: Int] = [:]
    var names: [String] = []
    var first: [Int] = []
    var counts: [(reference: Int, alternative: Int)] = []
    var starts: [Int32] = [0]
    starts.reserveCapacity(table.rowCount + 1)
    var entries: [Int32] = []
    var tally = AllelicLabels.Tally()
    for row in 0..<table.rowCount {
      let isComplete = labels.read(row, &tally) { name, isAlternative in
        let number = numbers[name] ?? names.count
        if number == names.count {
          numbers[name] = number
          names.append(name)
          first.append(row)
          counts.append((0, 0))
        }
        if isAlternative { counts[number].alternative += 1 } else { counts[number].reference += 1 }
        entries.append(Int32(2 * number + (isAlternative ? 1 : 0)))
      }
      guard isComplete else {
        throw CallsProblem.unequalEntries(
          row: row + 1, name: table.nameOrPlace(of: row),
          columns: [alleles.columnElement, alleles.columnAllele],
          found: [labels.elements[row], labels.alleles[row]])
      }
      starts.append(Int32(entries.count))
    }
    for (allele, isReference) in [(alleles.reference, true), (alleles.alternative, false)] {
      let occurs = counts.contains { isReference ? $0.reference > 0 : $0.alternative > 0 }
      if !occurs {
        throw CallsProblem.noAllele(
          column: alleles.columnAllele, allele: allele, found: labels.distinctAlleles)
      }
    }
    self.names = names
    self.starts = starts
    elementOfEntry = entries
    firstFragment = first
    fragments = counts
    attrition = try tally.node()
  }

  /// Elements of all variants.
  var elementCount: Int { 2 * names.count }

  /// The two elements of every variant.
  var pairs: [AllelePair] {
    names.indices.map { AllelePair(reference: 2 * $0, alternative: 2 * $0 + 1) }
  }

  /// The elements that a fragment belongs to, one for each of its variants.
  func elements(of fragment: Int) -> ArraySlice<Int32> {
    elementOfEntry[Int(starts[fragment])..<Int(starts[fragment + 1])]
  }

  /// The fragments by variant, as tests of single fragments want them.
  ///
  /// - Complexity: O(fragments + entries).
  func allelicFragments() -> AllelicFragments {
    var places = [0]
    for number in fragments {
      places.append(places[places.count - 1] + number.reference + number.alternative)
    }
    var next = places
    var rows = [Int](repeating: 0, count: elementOfEntry.count)
    var isAlternative = [Bool](repeating: false, count: elementOfEntry.count)
    for row in 0..<(starts.count - 1) {
      for element in elements(of: row) {
        let place = next[Int(element) / 2]
        rows[place] = row
        isAlternative[place] = element % 2 == 1
        next[Int(element) / 2] += 1
      }
    }
    return AllelicFragments(starts: places, rows: rows, isAlternative: isAlternative)
  }

  /// By variant, whether one of its fragments fulfils a condition.
  func hasMember(_ isMember: (Int) -> Bool) -> [Bool] {
    var has = [Bool](repeating: false, count: names.count)
    for row in 0..<(starts.count - 1) {
      let elements = elements(of: row)
      guard elements.contains(where: { !has[Int($0) / 2] }), isMember(row) else { continue }
      for element in elements { has[Int(element) / 2] = true }
    }
    return has
  }
}

extension FragmentTable {
  /// The texts of a label column.
  ///
  /// - Precondition: there is such a column; the configuration was checked for it.
  func labelValues(_ name: String) -> [String] {
    guard let column = labels.first(where: { $0.name == name }) else {
      preconditionFailure("no label '\(name)' among \(labels.map(\.name))")
    }
    return column.values
  }

  /// The name of a row: that of the input, else its place as chrom:start-end(strand), else a number.
  func nameOrPlace(of row: Int) -> String {
    if let name = names?[row], !name.isEmpty { return name }
    guard let placement = placements[row], let range = placement.interval else {
      return "fragment_\(row + 1)"
    }
    let interval = GenomicInterval(
      chromosome: chromosomeNames[Int(placement.chromosome)], start: Int(range.lowerBound),
      end: Int(range.upperBound))
    return "\(interval)(\(placement.strand.symbol))"
  }
}

/// The first different texts of a column, sorted.
func distinctValues(of column: [String]) -> [String] { Set(column).sorted() }
