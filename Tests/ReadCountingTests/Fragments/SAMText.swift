import GenomicTypes
import GenomicsIO
import ReadCounting
import TestSupport

/// One record as SAM writes it; positions from 1, 0 for none.
struct SAMLine: Hashable {
  var name: String
  var flags: Int
  var chromosome = "chr1"
  var position: Int
  var quality = 30
  var cigar = "10M"
  var mateChromosome = "="
  var matePosition: Int
  var templateLength = 0
  var tags: [String] = []

  var text: String {
    let fields: [String] = [
      name, "\(flags)", chromosome, "\(position)", "\(quality)", cigar, mateChromosome,
      "\(matePosition)", "\(templateLength)", "*", "*",
    ]
    return (fields + tags).joined(separator: "\t") + "\n"
  }

  /// A proper pair that faces each other: read 1 forward unless said otherwise.
  static func pair(
    _ name: String, _ left: Int, _ right: Int, quality: (Int, Int) = (30, 30),
    cigar: (String, String) = ("10M", "10M"), flags: (Int, Int) = (99, 147),
    tags: ([String], [String]) = ([], [])
  ) -> [SAMLine] {
    [
      SAMLine(
        name: name, flags: flags.0, position: left, quality: quality.0, cigar: cigar.0,
        matePosition: right, tags: tags.0),
      SAMLine(
        name: name, flags: flags.1, position: right, quality: quality.1, cigar: cigar.1,
        matePosition: left, tags: tags.1),
    ]
  }
}

/// Chromosomes of the hand-made files.
let handMadeChromosomes = [("chr1", 100_000_000), ("chr2", 20_000), ("chrM", 500)]

/// A SAM file of the records in the given order.
func samText(_ lines: [SAMLine], order: String? = "SO:unsorted") -> String {
  let head = order.map { "@HD\tVN:1.6\t\($0)\n" } ?? ""
  return head + handMadeChromosomes.map { "@SQ\tSN:\($0.0)\tLN:\($0.1)\n" }.joined()
    + lines.map(\.text).joined()
}

/// Records in coordinate order, those without a place last; ties keep their order.
func sortedByCoordinate(_ lines: [SAMLine]) -> [SAMLine] {
  func rank(_ line: SAMLine) -> Int {
    handMadeChromosomes.firstIndex { $0.0 == line.chromosome } ?? .max
  }
  return lines.enumerated().sorted {
    (rank($0.element), $0.element.position, $0.offset)
      < (rank($1.element), $1.element.position, $1.offset)
  }.map(\.element)
}

/// Counts the fragments of a file.
func countFile(
  _ path: String, _ rules: FragmentRules = FragmentRules(),
  reading: AlignmentReaderOptions = AlignmentReaderOptions()
) throws -> FragmentCount {
  let reader = try AlignmentReader(path: path, options: reading)
  var counter = try FragmentCounter(
    chromosomeNames: reader.header.chromosomeNames,
    chromosomeLengths: reader.header.chromosomeLengths, order: reader.header.order, rules: rules,
    source: path)
  try reader.forEachBatch { try counter.add($0) }
  return try counter.finish(threads: reading.threads)
}

/// Counts the fragments of hand-made records, written as SAM.
func countLines(
  _ lines: [SAMLine], _ rules: FragmentRules = FragmentRules(), order: String? = "SO:unsorted",
  reading: AlignmentReaderOptions = AlignmentReaderOptions()
) throws -> FragmentCount {
  let folder = try TemporaryFolder()
  return try countFile(
    folder.file("hand.sam", samText(lines, order: order)), rules, reading: reading)
}

extension FragmentCount {
  /// Each row as "chr1:99-209 + 2 q30", then the barcode, molecules m and duplicates d it has.
  var rows: [String] {
    fragments.placements.indices.map { row in
      let placement = fragments.placements[row]
      let interval = placement.interval ?? 0..<0
      var text = "\(fragments.chromosomeNames[Int(placement.chromosome)]):\(interval.lowerBound)"
      text += "-\(interval.upperBound) \(placement.strand.symbol) \(fragments.reads[row])"
      text += " q\(fragments.mappingQualities[row])"
      if let barcodes = fragments.barcodes, let length = fragments.barcodeLength {
        text += " \(PackedBarcode.text(barcodes[row], length: length))"
      }
      if let molecules = fragments.molecules { text += " m\(molecules[row])" }
      if let duplicates = fragments.duplicates { text += " d\(duplicates[row])" }
      return text
    }
  }

  /// The drops of the step `filters`.
  var dropped: [String: Int] { attrition.first { $0.step == "filters" }?.dropped ?? [:] }

  /// Everything that must not depend on the order of the records.
  var summary: [String] {
    rows + attrition.map { "\($0.step) \($0.unit) \($0.entered) \($0.left) \(sorted($0.dropped))" }
      + ["\(examinedForDuplicates) \(flaggedAsDuplicates)", sorted(readsOfLength)]
      + [sorted(rowsWithReads), sorted(readsOfBarcodeLength)]
  }

  private func sorted<Key: Comparable>(_ counts: [Key: Int]) -> String {
    counts.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
  }
}
