import GenomicTypes
import GenomicsIO
import PipelineEngine
import ReadCounting

/// What joining samples leaves beside the fragments, in the output folder of `count`.
///
/// - `sample_attrition.json`, `.tsv`: what was lost, sample by sample
/// - `barcode_overlap.json`: barcodes that samples share with libraries
/// - `assignment.json`: barcodes with several positions, and how many chance explains
/// - `multi_position_barcodes.tsv.gz`: every position of every such barcode, the selected one marked
/// - `dropped_barcodes.tsv.gz`: every barcode in no row with its reason, where asked for
enum JoinedSamplesArtefact {
  /// One line of `barcode_overlap.json`.
  struct Overlap: Codable {
    let sample: String
    let library: String
    let isDeclared: Bool
    let sampleBarcodes: Int
    let libraryBarcodes: Int
    let shared: Int
    let expectedByChance: Double
    let barcodeLength: Int
  }

  /// One library in `assignment.json`.
  struct Assignment: Codable {
    let library: String
    let barcodeLength: Int
    /// Distinct barcodes read with the library, assigned or not.
    let barcodes: Int
    let assignedBarcodes: Int
    let multiPositionBarcodes: Int
    let expectedCollidingPairs: Double
  }

  static func write(_ joined: JoinedSamples, to folder: String) throws {
    try AttritionArtefact.write(joined.chains, to: folder)
    guard let length = joined.barcodeLength else { return }
    try JSONDocument.write(
      joined.overlaps.map { Overlap($0, barcodeLength: length) },
      to: folder + "/barcode_overlap.json")
    try JSONDocument.write(
      joined.assignments.map(Assignment.init), to: folder + "/assignment.json")
    if !joined.corrections.isEmpty {
      try JSONDocument.write(joined.corrections, to: folder + "/barcode_correction.json")
    }
    try writeMultiPosition(joined, length, to: folder + "/multi_position_barcodes.tsv.gz")
    if joined.dropped != nil {
      try writeDropped(joined, length, to: folder + "/dropped_barcodes.tsv.gz")
    }
  }

  /// The overlaps written by ``write(_:to:)``; nil without barcodes.
  static func overlaps(in folder: String) throws -> [Overlap]? {
    let path = folder + "/barcode_overlap.json"
    return try JSONDocument.exists(path) ? JSONDocument.read([Overlap].self, from: path) : nil
  }

  private static func writeMultiPosition(
    _ joined: JoinedSamples, _ length: Int, to path: String
  ) throws {
    var writer = try DelimitedTextWriter(
      path: path,
      columns: [
        "library", "barcode", "target", "reads", "mapping_quality", "selected", "outcome",
      ], compression: .bgzf)
    for assignment in joined.assignments {
      let unassigned = assignment.outcome.assigned.unassigned
      let reasons = Dictionary(
        uniqueKeysWithValues: zip(unassigned?.barcodes ?? [], unassigned?.reasons ?? []))
      for entry in assignment.outcome.multiPositionLog ?? [] {
        writer.row.append(assignment.library)
        writer.row.append(PackedBarcode.text(entry.barcode, length: length))
        writer.row.append(assignment.text(of: entry.target))
        writer.row.append(entry.reads)
        writer.row.append(Int(entry.mappingQuality))
        writer.row.append(entry.isSelected ? "yes" : "no")
        writer.row.append(reasons[entry.barcode]?.code ?? "assigned")
        try writer.endRow()
      }
    }
    try writer.finish()
  }

  private static func writeDropped(
    _ joined: JoinedSamples, _ length: Int, to path: String
  ) throws {
    var writer = try DelimitedTextWriter(
      path: path, columns: ["sample", "barcode", "reason", "count"], compression: .bgzf)
    func add(_ sample: String, _ barcode: UInt64, _ reason: String, _ count: UInt32) throws {
      writer.row.append(sample)
      writer.row.append(PackedBarcode.text(barcode, length: length))
      writer.row.append(reason)
      writer.row.append(count)
      try writer.endRow()
    }
    for assignment in joined.assignments {
      guard let lost = assignment.outcome.assigned.unassigned else { continue }
      for row in lost.barcodes.indices {
        try add(
          assignment.library, lost.barcodes[row], lost.reasons[row].code, lost.reads[row])
      }
    }
    for sample in joined.dropped ?? [] {
      for row in sample.barcodes.indices {
        try add(sample.sample, sample.barcodes[row], sample.reasons[row], sample.counts[row])
      }
    }
    try writer.finish()
  }
}

extension JoinedSamplesArtefact.Overlap {
  init(_ overlap: BarcodeOverlap, barcodeLength: Int) {
    sample = overlap.sample
    library = overlap.library
    isDeclared = overlap.isDeclared
    sampleBarcodes = overlap.sampleBarcodes
    libraryBarcodes = overlap.libraryBarcodes
    shared = overlap.shared
    expectedByChance = overlap.expectedByChance
    self.barcodeLength = barcodeLength
  }
}

extension JoinedSamplesArtefact.Assignment {
  init(_ assignment: JoinedSamples.Assignment) {
    library = assignment.library
    barcodeLength = assignment.outcome.assigned.length
    barcodes = assignment.outcome.attrition.first { $0.unit == "barcode" }?.entered ?? 0
    assignedBarcodes = assignment.outcome.assigned.barcodes.count
    multiPositionBarcodes = assignment.outcome.multiPositionBarcodes
    expectedCollidingPairs = assignment.outcome.expectedCollidingPairs
  }
}

extension JoinedSamples.Assignment {
  /// "chr1:99-200 (+)", 0-based half-open, or the name of an element.
  fileprivate func text(of target: MultiPositionEntry.Target) -> String {
    switch (target, outcome.assigned.targets) {
    case (.fragment(let placement), .fragments(let names, _)):
      guard let interval = placement.interval else { return names[Int(placement.chromosome)] }
      return "\(names[Int(placement.chromosome)]):\(interval.lowerBound)-\(interval.upperBound)"
        + " (\(placement.strand.symbol))"
    case (.oligo(let index), .oligos(let list, _)): return list.names[Int(index)]
    default: return ""
    }
  }
}
