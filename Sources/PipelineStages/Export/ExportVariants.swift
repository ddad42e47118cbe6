import GenomicTypes
import GenomicsIO
import ReporterAssay
import Statistics

extension ExperimentExport {
  /// Writes the variants whose alleles the stage `calls` compared: effect, evidence and interval of
  /// the first test in `calls.alleles.tests`, and counts per million of each allele, means over
  /// replicates. The rank-sum test gives log2 of the ratio of mean scores and no interval.
  ///
  /// The name of a variant must be its SPDI. Its position in the tested sequence is not known.
  ///
  /// - Throws: ``ExportProblem`` without alleles, current results, or names as SPDI.
  func writeVariants(_ cellType: ResolvedDesign.CellType, to path: String) throws -> String {
    guard let alleles = experiment.calls.alleles else { throw ExportProblem.needsAlleles }
    guard let artefact = calls.artefact else {
      throw ExportProblem.needsCalls(reason: calls.reason ?? "")
    }
    let variants = try AllelicVariants(of: fragments, alleles)
    let counts = alleleCounts(of: cellType, variants)
    func column(_ measure: CallsArtefact.Measure) throws -> [Double?] {
      try artefact.variants(measure, in: cellType.name)
    }
    let effects = try column(.effect)
    let (lower, upper) = (try column(.lower), try column(.upper))
    let (p, q) = (try column(.minusLog10P), try column(.minusLog10Q))
    let logOdds = try column(.logOdds)
    var writer = try IGVFWriter<IGVFVariant>(path: path, threads: threads)
    var written = 0
    for (variant, name) in variants.names.enumerated() {
      guard let effect = effects[variant] else { continue }
      let parts = name.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 4, Int(parts[1]).map({ $0 >= 0 }) ?? false,
        (parts[2] + parts[3]).utf8.allSatisfy({ "ACGT".utf8.contains($0) })
      else { throw ExportProblem.needsSPDI(found: name) }
      let interval = lower[variant].flatMap { low in upper[variant].map { low...max(low, $0) } }
      try writer.write(
        IGVFVariant(
          identifier: name, log2FoldChange: effect, reference: counts[2 * variant],
          alternative: counts[2 * variant + 1], minusLog10P: p[variant], minusLog10Q: q[variant],
          posteriorProbability: logOdds[variant].map { probability(logOdds: $0) },
          interval95: interval, position: nil, referenceAllele: parts[2],
          alternativeAllele: parts[3]))
      written += 1
    }
    try writer.finish()
    let untested = variants.names.count - written
    return "wrote \(path): \(written) variants of \(cellType.name), tests of the stage calls"
      + (untested == 0
        ? "" : "\n\(untested) variants without a test or a fold change are not in it")
  }

  /// Mean over replicates of the counts per million of every allele, as `AllelicVariants` numbers
  /// them.
  private func alleleCounts(
    of cellType: ResolvedDesign.CellType, _ variants: AllelicVariants
  ) -> [IGVFVariant.Counts] {
    var sums = [(input: Double, output: Double)](
      repeating: (0, 0), count: variants.elementCount)
    let replicates = counts(of: cellType).filter {
      $0.libraries.dnaTotal > 0 && $0.libraries.rnaTotal > 0
    }
    for replicate in replicates {
      for row in 0..<fragments.rowCount {
        let elements = variants.elements(of: row)
        guard !elements.isEmpty, let counts = replicate.perMillion(at: row) else { continue }
        for element in elements {
          sums[Int(element)].input += counts.dna
          sums[Int(element)].output += counts.rna
        }
      }
    }
    let number = Double(max(1, replicates.count))
    return sums.map { IGVFVariant.Counts(input: $0.input / number, output: $0.output / number) }
  }
}
