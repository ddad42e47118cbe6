import GenomicTypes
import GenomicsIO
import PipelineEngine
import ReporterAssay

extension CountStage {
  /// Fills in sequences from the genome, or compares those of the table with it.
  func withSequences(
    _ merged: MergedFragments, _ context: StageContext, _ attrition: inout [AttritionNode],
    _ rejections: inout RejectionList
  ) throws -> MergedFragments {
    if context.hasInput(Self.designInput) {
      return try withDesign(merged, context, &attrition)
    }
    guard context.hasInput(Self.genomeInput) else { return merged }
    let fragments = merged.fragments
    context.progress.begin("reading the genome")
    let genome = try ReferenceGenome(
      path: context.input(Self.genomeInput),
      missingIndex: .build(inFolder: context.checkpointDirectory), threads: context.threads)
    if let given = fragments.sequences {
      let check = try SequenceCheck(
        of: fragments, sequences: given, genome: genome, threads: context.threads)
      try JSONDocument.write(check.counts, to: context.file("sequence_check.json"))
      context.note("\(check.counts.words)")
      return merged.replacing(fragments: check.stranded)
    }
    let extracted = try genome.sequences(
      for: fragments.placements, chromosomeNames: fragments.chromosomeNames,
      threads: context.threads, badRows: input.format.badRows)
    rejections.add(extracted.rejected)
    attrition.append(
      try AttritionNode(
        step: "sequence", unit: "fragment", entered: fragments.rowCount,
        left: extracted.keptRows.count, dropped: extracted.rejectedByReason))
    let isWhole = extracted.keptRows.count == fragments.rowCount
    let kept = isWhole ? merged : merged.selecting(fragments: extracted.keptRows)
    var table = kept.fragments
    table.sequences = extracted.sequences
    return kept.replacing(fragments: table)
  }

  /// Fills in the sequences of designed elements by name; elements that the design lacks are dropped.
  private func withDesign(
    _ merged: MergedFragments, _ context: StageContext, _ attrition: inout [AttritionNode]
  ) throws -> MergedFragments {
    let path = context.input(Self.designInput)
    context.progress.begin("reading the design")
    guard let names = merged.fragments.names else { throw StageProblem.noElementNames(path) }
    let design = try FASTAReader.read(path, threads: context.threads)
    let places = Dictionary(
      design.names.enumerated().map { ($0.element, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    let rows = names.indices.filter { places[names[$0]] != nil }
    guard !rows.isEmpty else {
      throw StageProblem.foreignDesign(
        path: path, element: names.first ?? "", designed: design.names.first ?? "")
    }
    attrition.append(
      try AttritionNode(
        step: "sequence", unit: "fragment", entered: names.count, left: rows.count,
        dropped: ["not_in_design": names.count - rows.count]))
    let kept = rows.count == names.count ? merged : merged.selecting(fragments: rows)
    var table = kept.fragments
    table.sequences = design.sequences.selecting(rows.compactMap { places[names[$0]] })
    return kept.replacing(fragments: table)
  }

  /// Drops fragments that are too short, too long, or too little known. Without sequences the length
  /// is that of the interval, and fragments without an interval stay.
  func filtered(
    _ merged: MergedFragments, _ attrition: inout [AttritionNode]
  ) throws -> MergedFragments {
    let fragments = merged.fragments
    let sequences = fragments.sequences
    let unknown = sequences.map { UnknownBases(of: $0) }
    let placements = sequences == nil ? fragments.placements : []
    func reason(_ row: Int) -> String? {
      guard let length = sequences?.length(at: row) ?? placements[row]?.interval?.count else {
        return nil
      }
      if length < input.minimumLength || length > input.maximumLength ?? .max {
        return "length_range"
      }
      guard let unknown else { return nil }
      return Double(unknown.counts[row]) > input.maximumUnknownFraction * Double(length)
        ? "unknown_bases" : nil
    }
    var dropped: [String: Int] = [:]
    for row in 0..<fragments.rowCount {
      if let reason = reason(row) { dropped[reason, default: 0] += 1 }
    }
    let left = fragments.rowCount - dropped.values.reduce(0, +)
    attrition.append(
      try AttritionNode(
        step: "filter", unit: "fragment", entered: fragments.rowCount, left: left,
        dropped: dropped))
    if dropped.isEmpty { return merged }
    return merged.selecting(fragments: (0..<fragments.rowCount).filter { reason($0) == nil })
  }
}
