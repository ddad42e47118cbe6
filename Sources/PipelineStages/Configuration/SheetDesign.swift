import GenomicsIO
import ReporterAssay

/// The design that a sample sheet describes: cell types and replicates with their samples.
///
/// Rows of one cell type and replicate are technical replicates. DNA is used where it is named for: by
/// cell type and replicate, by cell type, by replicate, or for the whole assay.
struct SheetDesign {
  /// The design, its columns named like the samples.
  let design: AssayDesign
  /// Whether the reads of the libraries themselves are DNA samples.
  let countsLibraries: Bool

  /// Replicates that have no DNA: what was found, what was expected, how to fix it.
  var problems: [SampleInput.SheetProblem] {
    design.cellTypes.flatMap { cellType in
      cellType.replicates.filter(\.dna.isEmpty).map { replicate in
        (
          "replicate '\(replicate.name)' of '\(cellType.name)' has RNA and no DNA",
          "a sample with the role 'dna' for it",
          "Leave cell_type or replicate of a DNA sample empty where it serves all of them, or set"
            + " assignment.library_counts to true."
        )
      }
    }
  }

  /// Reads the design off a sheet.
  ///
  /// - Parameter libraryCounts: whether libraries are DNA samples; nil when they are if there are no
  ///   others.
  init(_ sheet: SampleSheet, libraryCounts: Bool?) {
    let dna = sheet.samples(.dna)
    let libraries = sheet.samples(.fragments).map(\.name)
    let countsLibraries = libraryCounts ?? (dna.isEmpty && !libraries.isEmpty)
    var cellTypes: [AssayDesign.CellType] = []
    for sample in sheet.samples(.rna) {
      let (cellType, replicate) = (sample.cellType ?? "", sample.replicate ?? "")
      let place =
        cellTypes.firstIndex { $0.name == cellType }
        ?? {
          cellTypes.append(AssayDesign.CellType(name: cellType, replicates: []))
          return cellTypes.count - 1
        }()
      let position =
        cellTypes[place].replicates.firstIndex { $0.name == replicate }
        ?? {
          cellTypes[place].replicates.append(AssayDesign.Replicate(name: replicate))
          return cellTypes[place].replicates.count - 1
        }()
      cellTypes[place].replicates[position].rna.append(sample.name)
    }
    for place in cellTypes.indices {
      for position in cellTypes[place].replicates.indices {
        let (cellType, replicate) = (cellTypes[place], cellTypes[place].replicates[position])
        var columns = dna.filter { sample in
          (sample.cellType ?? cellType.name) == cellType.name
            && (sample.replicate ?? replicate.name) == replicate.name
        }
        // DNA of its own replicate or cell type is used instead of what all share.
        let specificity = columns.map {
          ($0.cellType == nil ? 0 : 2) + ($0.replicate == nil ? 0 : 1)
        }
        let most = specificity.max() ?? 0
        columns = zip(columns, specificity).filter { $0.1 == most }.map(\.0)
        cellTypes[place].replicates[position].dna = columns.map(\.name)
        if countsLibraries {
          let own = Set(
            sheet.samples.filter { replicate.rna.contains($0.name) }
              .flatMap { $0.libraries ?? libraries })
          cellTypes[place].replicates[position].dna += libraries.filter(own.contains)
        }
      }
    }
    design = AssayDesign(cellTypes: cellTypes)
    self.countsLibraries = countsLibraries
  }
}
