import ActivityTesting
import GenomicTypes
import ReporterAssay

/// The variants of an experiment with everything that tests of their alleles use.
struct ComparedAlleles {
  let variants: AllelicVariants
  /// Counts summed by allele.
  let elements: CountedElements
  let coverage: AllelicCoverage
  /// Variants of the fragments; nil where only the linear model is asked for.
  let fragments: AllelicFragments?
  let measurements: AllelicMeasurements
}

extension ContrastTesting {
  /// Compares the alleles of every variant in a cell type: alternative minus reference.
  ///
  /// - Parameter isActive: whether a variant belongs to the restricted family.
  func alleles(
    _ alleles: ComparedAlleles, by test: AllelicTest, in cellType: ResolvedDesign.CellType,
    isActive: (Int) -> Bool
  ) throws -> ContrastResult {
    let suffix = test == .linearModel ? "" : ".\(test.rawValue)"
    return try result(
      .alleles, cellType.name, test: test,
      file: FileName.safe(cellType.name) + ".alleles" + suffix, [cellType],
      elements: alleles.variants.names.count
    ) { result in
      switch test {
      case .linearModel: try testReplicates(of: alleles, in: cellType, &result)
      case .rankSum: try testRanks(of: alleles, in: cellType, &result)
      case .gammaPoisson: try testCounts(of: alleles, in: cellType, &result)
      }
      result.logQOfActive = result.table?.adjustedLogP(among: isActive)
    }
  }

  private func testReplicates(
    of alleles: ComparedAlleles, in cellType: ResolvedDesign.CellType,
    _ result: inout ContrastResult
  ) throws {
    let model = try logRatios(of: [cellType], from: alleles.elements)
      .pairing(alleles.variants.pairs)
      .linearModelTest(.allele(in: cellType.name), parameters(for: .alleles), threads: threads)
    result.model = model
    result.table = model.table
  }

  private func testRanks(
    of alleles: ComparedAlleles, in cellType: ResolvedDesign.CellType,
    _ result: inout ContrastResult
  ) throws {
    let fragments = alleles.fragments ?? alleles.variants.allelicFragments()
    let scores = try alleles.measurements.scores(in: cellType)
    let test = try fragments.wilcoxonTest(
      scores: scores, coverage: alleles.coverage, seed: seed, threads: threads)
    result.table = test.table
    result.ranks = AllelicRanks(
      test: test, shuffledFDR: test.shuffledFDR,
      transcription: try fragments.transcriptionTest(
        isTranscribed: alleles.measurements.isTranscribed(in: cellType, scores: scores),
        threads: threads))
  }

  private func testCounts(
    of alleles: ComparedAlleles, in cellType: ResolvedDesign.CellType,
    _ result: inout ContrastResult
  ) throws {
    let (rna, exposure) = try alleles.measurements.countsAndExposures(in: cellType)
    result.table = try (alleles.fragments ?? alleles.variants.allelicFragments())
      .gammaPoissonTest(
        rna: rna, exposure: exposure, coverage: alleles.coverage, threads: threads)
  }
}
