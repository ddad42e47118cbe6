import ActivityTesting
import GenomicTypes

/// The elements of every variant by allele, read from two label columns.
///
/// An element is a variant with one allele; all fragments of a variant that carry the allele are its
/// rows. Fragments that belong to no variant are one more element, the last, which keeps them in the
/// library totals.
struct AllelicVariants {
  /// Texts of the element column, in the order of their first appearance.
  let names: [String]
  /// 2v and 2v + 1 are the reference and the alternative allele of variant v, 2·variants is the rest.
  let elementOfFragment: [Int32]
  /// The first fragment of every variant.
  let firstFragment: [Int]
  /// Fragments with the reference and with the alternative allele, by variant.
  let fragments: [(reference: Int, alternative: Int)]

  /// Reads the labels.
  ///
  /// - Throws: ``CallsProblem/noAllele(column:allele:found:)`` when an allele never occurs.
  /// - Precondition: the table carries both columns.
  init(of table: FragmentTable, _ alleles: CallsSection.Alleles) throws(CallsProblem) {
    let elements = table.labelValues(alleles.columnElement)
    let words = table.labelValues(alleles.columnAllele)
    var numbers: [String: Int] = [:]
    var names: [String] = []
    var first: [Int] = []
    var counts: [(reference: Int, alternative: Int)] = []
    var places = [Int32](repeating: -1, count: table.rowCount)
    for row in 0..<table.rowCount where !elements[row].isEmpty {
      let isReference = words[row] == alleles.reference
      guard isReference || words[row] == alleles.alternative else { continue }
      let number = numbers[elements[row]] ?? names.count
      if number == names.count {
        numbers[elements[row]] = number
        names.append(elements[row])
        first.append(row)
        counts.append((0, 0))
      }
      if isReference { counts[number].reference += 1 } else { counts[number].alternative += 1 }
      places[row] = Int32(2 * number + (isReference ? 0 : 1))
    }
    for (allele, isReference) in [(alleles.reference, true), (alleles.alternative, false)] {
      let occurs = counts.contains { isReference ? $0.reference > 0 : $0.alternative > 0 }
      if !occurs {
        throw .noAllele(
          column: alleles.columnAllele, allele: allele, found: distinctValues(of: words))
      }
    }
    let rest = Int32(2 * names.count)
    self.names = names
    elementOfFragment = places.map { $0 < 0 ? rest : $0 }
    firstFragment = first
    fragments = counts
  }

  /// Elements of all variants and the rest.
  var elementCount: Int { 2 * names.count + 1 }

  /// The two elements of every variant.
  var pairs: [AllelePair] {
    names.indices.map { AllelePair(reference: 2 * $0, alternative: 2 * $0 + 1) }
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

extension AllelicVariants {
  /// By variant, whether one of its fragments fulfils a condition.
  func hasMember(_ isMember: (Int) -> Bool) -> [Bool] {
    var has = [Bool](repeating: false, count: names.count)
    for (row, element) in elementOfFragment.enumerated() {
      let variant = Int(element) / 2
      if variant < names.count, !has[variant], isMember(row) { has[variant] = true }
    }
    return has
  }
}
