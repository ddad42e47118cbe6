import Foundation
import GenomicTypes
import ReporterAssay
import Statistics
import TestSupport
import Testing

/// Mattioli et al. 2020: one plasmid library in two cell types, 181,026 barcodes, technical
/// replicates; run with CUPEL_REAL_DATA set.
@Suite(.enabled(if: realData != nil, "CUPEL_REAL_DATA is not set"))
struct CisTransExperimentTests {
  let samples: [(cellType: String, replicates: [[String]])] = [
    ("HUES64", (1...3).map { replicate in (1...3).map { "HUES64__rep\(replicate)__tfxn\($0)" } }),
    ("mESC", (1...3).map { ["mESC__rep\($0)__tfxn1"] }),
  ]

  /// Calls `body` with the bytes of the file and the fields of each line but the first.
  func forEachLine(of path: String, _ body: ([UInt8], [Range<Int>]) -> Void) throws {
    let bytes = try realBytes(path)
    var fields: [Range<Int>] = []
    var start = 0
    var line = 0
    for position in bytes.indices where bytes[position] == 9 || bytes[position] == 10 {
      fields.append(start..<position)
      start = position + 1
      if bytes[position] == 9 { continue }
      if line > 0 { body(bytes, fields) }
      fields.removeAll(keepingCapacity: true)
      line += 1
    }
  }

  func count(_ bytes: [UInt8], _ field: Range<Int>) -> UInt32 {
    var value: UInt32 = 0
    for position in field { value = value * 10 + UInt32(bytes[position] - 48) }
    return value
  }

  /// A barcode in two bits a base; the barcodes are 11 bases long.
  func packed(_ bytes: [UInt8], _ field: Range<Int>) -> UInt64 {
    var word: UInt64 = 0
    for position in field { word = word << 2 | UInt64(BaseCode.code(ofLetter: bytes[position])) }
    return word
  }

  func barcodeTable() throws -> FragmentTable {
    var rowOfBarcode: [UInt64: Int] = [:]
    var sequences = SequenceCollection()
    try forEachLine(of: "cis_trans_mpra/index.txt.gz") { bytes, fields in
      rowOfBarcode[packed(bytes, fields[0])] = rowOfBarcode.count
      sequences.append(letters: bytes[fields[1]])
    }
    func column(_ name: String, path: String) throws -> CountColumn {
      var values = [UInt32](repeating: 0, count: rowOfBarcode.count)
      try forEachLine(of: "cis_trans_mpra/MPRA__\(path).BARCODES.txt.gz") { bytes, fields in
        if let row = rowOfBarcode[packed(bytes, fields[0])] {
          values[row] += count(bytes, fields[1])
        }
      }
      return CountColumn(name: name, values: values)
    }
    var counts = [try column("DNA", path: "DNA__rep1")]
    for name in samples.flatMap(\.replicates).joined() {
      counts.append(try column(name, path: name))
    }
    return FragmentTable(
      chromosomeNames: [], placements: Array(repeating: nil, count: rowOfBarcode.count),
      sequences: sequences, counts: counts)
  }

  @Test func replicatesAgreeAsStated() throws {
    let merged = try mergeRows(of: barcodeTable(), by: .sequence)
    #expect(merged.fragments.barcodeCounts?.reduce(0, +) == 181_026)
    let design = AssayDesign(
      dna: ["DNA"],
      cellTypes: samples.map { sample in
        AssayDesign.CellType(
          name: sample.cellType,
          replicates: sample.replicates.enumerated().map { index, columns in
            AssayDesign.Replicate(name: "\(index + 1)", rna: columns)
          })
      })
    let resolved = try design.resolved(against: merged.fragments)
    let values = try activity(
      of: merged, design: resolved,
      parameters: NormalizationParameters(
        pseudocount: Pseudocount(value: 1, placement: .scaledCount), minimumDNA: 100), threads: 2)
    #expect(values.rowsWithTarget.count == 14_990)
    let result = try Reproducibility(
      of: values, merged: merged, design: resolved,
      parameters: ReproducibilityParameters(draws: 100), seed: Seed(1), threads: 2)
    // SciPy on the same sums; the data sheet gives 0.864, 0.861, 0.936 and 0.72–0.79.
    for (cellType, expected) in zip(
      result.cellTypes, [[0.8642, 0.8608, 0.9362], [0.7503, 0.7212, 0.7886]])
    {
      for (pair, value) in zip(cellType.pairs, expected) {
        #expect(agree(pair.activity.spearman.value, value, within: 1e-4))
        #expect(pair.denominator == .shared)
      }
    }
    #expect(agree(result.acrossCellTypes[0].activity.spearman.value, 0.84407, within: 1e-4))
    #expect(values.cellTypes[0].pooled.count { $0 != nil } == 14_990)
    try compareWithAuthors(values, fragments: merged.fragments)
  }

  /// Spearman with the authors' estimate, as SciPy gives it for the 13,468 elements with 100 DNA
  /// counts whose sequence the authors list.
  func compareWithAuthors(_ values: ActivityTable, fragments: FragmentTable) throws {
    var alpha: [String: [Double]] = [:]
    try forEachLine(of: "cis_trans_mpra/alpha_per_elem.quantification.txt.gz") { bytes, fields in
      let cells = fields.map { String(decoding: bytes[$0], as: UTF8.self) }
      alpha[cells[0]] = cells[1...2].compactMap { Double($0) }
    }
    for (index, expected) in [0.91148, 0.87374].enumerated() {
      var theirs: [Double] = []
      var ours: [Double] = []
      for row in 0..<fragments.rowCount {
        guard let value = values.cellTypes[index].pooled[row],
          let letters = fragments.sequences?.letters(at: row),
          let estimate = alpha[letters], estimate.count == 2
        else { continue }
        ours.append(value)
        theirs.append(estimate[index])
      }
      #expect(ours.count == 13_468)
      #expect(agree(Agreement(of: ours, and: theirs).spearman.value, expected, within: 1e-4))
    }
  }
}
