import AssaySimulation

/// The configuration that runs a simulated experiment, with the last two chromosomes held out.
struct SimulatedConfiguration {
  let experiment: SimulatedExperiment
  /// Whether the experiment is given as sequencing reads rather than as tables.
  let startsFromReads: Bool

  /// The text of `experiment.yaml`.
  var text: String {
    let parameters = experiment.parameters
    let names = experiment.chromosomes.map(\.name)
    return """
      experiment: Simulated experiment (\(parameters.condition.rawValue), seed \(parameters.seed))
      \(startsFromReads ? readsInput : tablesInput)split:
        validation: [\(names[names.count - 2])]
        test: [\(names[names.count - 1])]
      evaluate:
        block_length: \(max(10_000, 20 * parameters.fragments.maximumLength))

      """
  }

  private var tablesInput: String {
    let parameters = experiment.parameters
    let tables = experiment.barcodes == nil ? "fragments.tsv.gz" : "barcodes.tsv.gz"
    let cellTypes = zip(parameters.grammar.cellTypes, parameters.rnaSampleNames).map {
      cellType, samples in
      "    \(cellType.name):\n      replicates:\n"
        + samples.enumerated().map { "        rep\($0 + 1): {rna: \($1)}\n" }.joined()
    }
    return """
      input:
        tables: \(tables)
        genome: genome.fa.gz
        columns: {chromosome: chrom, start: start, end: end, strand: strand, name: name}
      assay:
        dna: [\(parameters.dnaSampleNames.joined(separator: ", "))]
        strand: oriented
        cell_types:
      \(cellTypes.joined())
      """
  }

  private var readsInput: String {
    """
    input:
      samples: samples.tsv
      genome: genome.fa.gz
    alignments:
      barcode_tag: BC
    reads:
      adapter: \(RawReadParameters().adapter)
      barcode_length: \(experiment.parameters.counts.barcodeLength)
    assay:
      strand: oriented

    """
  }
}
