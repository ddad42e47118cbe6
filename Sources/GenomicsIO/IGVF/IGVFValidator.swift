/// Checks whole files against the IGVF formats, row by row, and says what is wrong where.
///
/// Compression is recognised by content. Without a format given, the header decides, and for
/// tables without a header the number of columns and what the first row holds. Memory: the distinct
/// names and barcodes of the file.
///
/// ```swift
/// // barcode  oligo_name  dna_count_1  rna_count_1
/// // ACGT     tile_1      3
/// // ACNT     tile_1      2            x
/// let validation = try IGVFValidator().validate("barcodes.tsv")
/// // format .experimentBarcode, 2 rows, 1 element, 2 problems:
/// // barcodes.tsv:3: column 'barcode' is 'ACNT'; expected A, C, G and T in upper case. …
/// // barcodes.tsv:3: column 'rna_count_1' is 'x'; expected a whole number of at least 0. …
/// ```
public struct IGVFValidator: Sendable {
  /// The format every file must have; nil to recognise it.
  public let format: IGVFFormat?
  /// How many problems of a file are kept; all are counted.
  public let listing: Int
  /// Threads that decompress BGZF; findings do not depend on it.
  public let threads: Int

  /// Makes a validator.
  public init(format: IGVFFormat? = nil, listing: Int = 20, threads: Int = 1) {
    precondition(listing >= 0 && threads >= 1, "listing \(listing), threads \(threads)")
    self.format = format
    self.listing = listing
    self.threads = threads
  }

  /// Checks a file.
  ///
  /// - Throws: ``GenomicsIOError`` when the file cannot be read, is empty, damaged or truncated, or
  ///   when no format is given and none is recognised. What is wrong with the content is in the
  ///   result.
  public func validate(_ path: String) throws(GenomicsIOError) -> IGVFValidation {
    var reader = DelimitedLineReader(
      try LineReader(path: path, threads: threads), separator: DelimitedLineReader.tab)
    guard try reader.advance() else { throw .emptyFile(path: path) }
    let first = (0..<reader.fieldCount).map { reader.shownText($0) }
    guard let format = format ?? IGVFFormat(recognizing: first) else {
      throw .unrecognizedTable(path: path, columns: first.count)
    }
    var check = IGVFTableCheck(format: format, path: path, listing: listing, firstRow: first)
    if format.hasHeader || check.startsWithHeader {
      guard try reader.advance() else {
        throw .noUsableRows(paths: [path], rowsRead: 0, rejected: [:])
      }
    }
    repeat { check.add(reader) } while try reader.advance()
    return check.finish()
  }
}

extension IGVFFormat {
  /// Recognises a table by the cells of its first line; nil when it may be none of the formats.
  ///
  /// A header decides for the format most of whose columns it names; without one, two columns of
  /// which the first is a barcode are a mapping, and 11 or 19 columns with an interval in front
  /// are genomic elements or variants.
  public init?(recognizing firstLine: [String]) {
    let names = Set(firstLine)
    let matches = Self.allCases.filter(\.hasHeader).map { format in
      (format, format.columns.count { names.contains($0.name) }, format.columns.count)
    }
    // Two columns in common keep a table with a chance 'name' from being taken for a design.
    if let best = matches.filter({ $0.1 >= 2 && 2 * $0.1 >= $0.2 }).max(by: { $0.1 < $1.1 }) {
      self = best.0
      return
    }
    let bytes = firstLine.map { Array($0.utf8) }
    let isInterval =
      bytes.count > 2 && IGVFCellRule.wholeNumber(bytes[1][...]) != nil
      && IGVFCellRule.wholeNumber(bytes[2][...]) != nil
    switch firstLine.count {
    case 2 where IGVFCellRule.barcode.holds(bytes[0], 0..<bytes[0].count):
      self = .barcodeToElement
    case 11 where isInterval: self = .genomicElement
    case 19 where isInterval: self = .genomicVariant
    default: return nil
    }
  }
}
