import GenomicTypes
import ReadCounting
import ReporterAssay
import Statistics

/// Assesses samples by their counts, and by the fragments they became.
struct LibraryAssessment {
  let merged: MergedFragments
  let design: AssayDesign
  let thresholds: LibraryThresholds

  private var fragments: FragmentTable { merged.fragments }

  /// Elements with a name and several barcodes were designed; everything else is genomic.
  private var subject: LibraryQuality.Subject {
    fragments.names != nil && (fragments.barcodeCounts ?? []).contains { $0 > 1 }
      ? .designedElements : .genomicFragments
  }

  /// Names of the DNA columns.
  private var dnaNames: Set<String> {
    Set(
      design.dna
        + design.cellTypes.flatMap { cellType in
          cellType.dna + cellType.replicates.flatMap(\.dna)
        })
  }

  /// One quality per count column of tables.
  func qualitiesOfColumns() -> [LibraryQuality] {
    let rows = merged.source ?? fragments
    let unit: LibraryQuality.Unit = merged.source == nil ? .fragment : .barcode
    var isFirstDNA = true
    return fragments.counts.indices.map { index in
      let name = fragments.counts[index].name
      let isDNA = dnaNames.contains(name)
      var quality = LibraryQuality(
        sample: name, role: isDNA ? .plasmid : .rna, unit: unit, subject: subject)
      let counts = rows.counts[index].values
      quality.assess(CountOfCounts(of: counts))
      quality.jackpots = Jackpots(
        counts: fragments.counts[index].values, limit: thresholds.jackpotCount
      ) { fragmentName($0) }
      if isDNA, isFirstDNA {
        isFirstDNA = false
        describeFragments(of: &quality, column: index)
      }
      if !isDNA { quality.contamination = contamination(column: index) }
      return quality
    }
  }

  /// The quality of a sample of a sheet, from what was counted before anything was joined.
  func quality(
    of source: LibrarySampleSource, from folders: SampleFolders
  ) throws -> LibraryQuality {
    let content = try folders.content(of: source.name)
    let column = fragments.counts.firstIndex { $0.name == source.name }
    var quality = LibraryQuality(
      sample: source.name, role: source.role, unit: content.unit, subject: subject)
    quality.attrition = try folders.readSteps(of: source.name)
    quality.barcodeLengths = try folders.barcodeLengths(of: source.name)
    switch content {
    case .fragments(let counted):
      quality.assess(CountOfCounts(of: counted.counts))
      quality.jackpots = Jackpots(of: counted, limit: thresholds.jackpotCount)
    case .barcodes(let counted):
      quality.assess(CountOfCounts(of: counted.counts))
      quality.expectedBarcodeLength = counted.length
      quality.jackpots = Jackpots(of: counted, limit: thresholds.jackpotCount)
    case .elements(let rows) where rows.hasCountedSupport:
      quality.assess(CountOfCounts(of: rows.reads))
    case .elements: break
    }
    if source.role == .association {
      quality.collisions = try folders.collisions(of: source.name)
    }
    if source.describesFragments { describeFragments(of: &quality, column: column) }
    if source.role == .rna, let column {
      quality.contamination = contamination(column: column)
    }
    return quality
  }

  /// What is known of the fragments themselves, told once, with the DNA.
  private func describeFragments(of quality: inout LibraryQuality, column: Int?) {
    quality.fragments = FragmentProfile(
      of: fragments, countColumns: column.map { [$0] } ?? [])
    quality.barcodesPerElement = fragments.barcodeCounts.map {
      Multiplicity(barcodesPerElement: $0)
    }
  }

  private func contamination(column: Int) -> [DNAContamination] {
    fragments.counts.indices.filter { dnaNames.contains(fragments.counts[$0].name) }.map {
      DNAContamination(of: fragments, dnaColumn: $0, rnaColumn: column)
    }
  }

  /// The name of an element, or the place of a fragment.
  private func fragmentName(_ row: Int) -> String {
    if let name = fragments.names?[row], !name.isEmpty { return name }
    guard let placement = fragments.placements[row], let interval = placement.interval else {
      return "row \(row + 1)"
    }
    return "\(fragments.chromosomeNames[Int(placement.chromosome)]):"
      + "\(interval.lowerBound)-\(interval.upperBound)(\(placement.strand.symbol))"
  }
}

extension CountedSample.Content {
  /// What is counted.
  fileprivate var unit: LibraryQuality.Unit {
    switch self {
    case .fragments(let fragments): fragments.barcodes == nil ? .fragment : .pair
    case .barcodes: .barcode
    case .elements: .pair
    }
  }
}
