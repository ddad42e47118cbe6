import Glibc
import GenomicTypes
import GenomicsIO
import PeakReproducibility
import PipelineEngine
import ReporterAssay
import Statistics

/// Irreproducible discovery rates of the fragments of every cell type with two replicates or more:
/// `idr.json`, and for each cell type that could be compared `CELLTYPE.idr.tsv.gz`.
struct IDRStage {
  static let implementationVersion = 3

  let design: AssayDesign
  let parameters: IDRParameters

  func run(_ context: StageContext) throws {
    context.progress.begin("comparing ranks of replicates")
    let fragments = try FragmentArtefact.read(
      from: context.upstream(StageName.count) + "/fragments", parts: [.names, .counts, .activities])
    let seed = context.seed ?? 0
    let signals = IDRRowSignals(
      fragments: fragments, design: try design.resolved(against: fragments),
      activity: try ActivityArtefact(folder: context.upstream(StageName.normalize)),
      seed: Seed(seed))
    var cellTypes: [IDRArtefact.CellType] = []
    for cellType in signals.design.cellTypes {
      let comparison = IDRComparison(
        signals: signals, cellType: cellType, parameters: parameters, threads: context.threads)
      let (result, rates) = try comparison.result()
      if let rates {
        try write(
          rates, of: cellType, signals, threads: context.threads,
          to: context.file(FileName.safe(cellType.name) + ".idr.tsv.gz"))
      }
      context.note("\(cellType.name): \(Self.sentence(result, parameters))")
      cellTypes.append(result)
    }
    try JSONDocument.write(
      IDRArtefact(
        signal: parameters.signal, method: parameters.method.rawValue,
        threshold: parameters.threshold, maximumRows: parameters.maximumRows, seed: seed,
        cellTypes: cellTypes), to: context.file(IDRArtefact.fileName))
  }

  private static func sentence(
    _ result: IDRArtefact.CellType, _ parameters: IDRParameters
  ) -> String {
    guard let joint = result.joint, let reproducible = result.reproducible else {
      return result.missing?.sentence ?? "nothing was compared."
    }
    return "\(reproducible) of \(result.comparedFragments) fragments have a global IDR of at most "
      + "\(parameters.threshold). \(joint.statement)"
  }

  private func write(
    _ rates: IDRComparison.Rates, of cellType: ResolvedDesign.CellType, _ signals: IDRRowSignals,
    threads: Int, to path: String
  ) throws {
    var writer = try DelimitedTextWriter(
      path: path,
      columns: ["name", "chrom", "start", "end", "strand"]
        + cellType.replicates.map { "\(parameters.signal.rawValue):\($0.name)" }
        + ["local_idr", "global_idr"],
      compression: .bgzf, threads: threads)
    try writer.appendRows(rates.rows.count) { place, cells in
      let row = rates.rows[place]
      let interval = signals.interval(row)
      let name = signals.fragments.names?[row] ?? ""
      cells.append(name.isEmpty ? signals.identity(row) : name)
      cells.append(interval?.chromosome ?? "")
      cells.append(interval.map { "\($0.start)" } ?? "")
      cells.append(interval.map { "\($0.end)" } ?? "")
      cells.append(signals.strand(row).symbol)
      for column in rates.signal { cells.append(column[place]) }
      cells.append(rates.local[place])
      cells.append(rates.global[place])
    }
    try writer.finish()
  }
}
