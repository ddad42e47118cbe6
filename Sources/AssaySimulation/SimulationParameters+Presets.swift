extension SimulationParameters {
  /// 9 000 SuRE-like fragments of about 380 bp on eight chromosomes, one cell type, three
  /// replicates: small enough to train a network on two cores in about a minute.
  public static let embedded = SimulationParameters()

  /// ``embedded`` with a second cell type that reads some motifs differently.
  public static let embeddedTwoCellTypes = SimulationParameters(
    grammar: GrammarParameters(cellTypes: [.cellA, .cellB]))

  /// 50 000 fragments with the lengths of a SuRE library, mean 950 and at most 2 000 bp, on 24 Mb.
  public static let sure50k = SimulationParameters(
    genome: GenomeParameters(chromosomes: ChromosomeParameters.scaled(total: 24_000_000)),
    fragments: FragmentParameters(
      count: 50_000, meanLength: 950, logLengthDeviation: 0.4, minimumLength: 200,
      maximumLength: 2_000))

  /// A designed library: 200-bp tiles, about ten barcodes each, two samples of input DNA.
  public static let tiledMPRA = SimulationParameters(
    fragments: FragmentParameters(
      design: .tiles, count: 5_000, meanLength: 200, tileStep: 100, bothStrands: false),
    counts: CountParameters(barcodesPerFragment: 10, dnaSamples: 2))

  /// The presets by the names a user types.
  public static let presets: [(name: String, parameters: SimulationParameters)] = [
    ("embedded", embedded), ("embedded_two_cell_types", embeddedTwoCellTypes),
    ("sure50k", sure50k), ("tiled_mpra", tiledMPRA),
  ]
}

extension MotifParameters {
  /// Eight motifs with the lengths and shapes of real ones: five activators, one of which minds its
  /// orientation, two repressors, and one that acts almost only in a pair.
  public static let standard = [
    MotifParameters(
      name: "aurum", consensus: "TGAsTCATn", effect: 1.8, instancesPerMegabase: 600),
    MotifParameters(
      name: "argentum", consensus: "nCCGGAAGTg", effect: 1.4, instancesPerMegabase: 600),
    MotifParameters(
      name: "cuprum", consensus: "GATAAGGw", effect: 1.2, reverseFactor: 0.25,
      instancesPerMegabase: 600),
    MotifParameters(
      name: "ferrum", consensus: "CATTCCAAyT", effect: 1.1, instancesPerMegabase: 600),
    MotifParameters(
      name: "cobaltum", consensus: "gGTCACGTGA", effect: 1.0, instancesPerMegabase: 450),
    MotifParameters(
      name: "plumbum", consensus: "CAGGTGTTAn", effect: -1.4, instancesPerMegabase: 600),
    MotifParameters(
      name: "stannum", consensus: "AACwTTGCAA", effect: -1.1, instancesPerMegabase: 450),
    MotifParameters(
      name: "zincum", consensus: "TTTCCGCTw", effect: 0.2, instancesPerMegabase: 400),
  ]
}

extension MotifPairParameters {
  /// "cuprum" and "zincum" nine bases apart on the same strand help each other.
  public static let standard = [
    MotifPairParameters(
      first: "cuprum", second: "zincum", spacing: 9, spacingTolerance: 3, orientation: .same,
      effect: 1.8, pairsPerMegabase: 400)
  ]
}

extension CellTypeParameters {
  /// The effects of the grammar as they are.
  public static let cellA = CellTypeParameters(name: "cellA", gcSlope: 6)

  /// "aurum" and "cuprum" are nearly silent, "ferrum" and "cobaltum" are strong.
  public static let cellB = CellTypeParameters(
    name: "cellB", gcSlope: 5,
    effects: ["aurum": 0.3, "cuprum": 0.2, "ferrum": 1.6, "cobaltum": 1.5, "plumbum": -0.6])
}
