import Foundation
import GenomicTypes
import ReporterAssay
import Testing

@Suite struct AssayDesignTests {
  let counts = table(
    counts: ["plasmid", "own", "cDNA_1a", "cDNA_1b", "cDNA_2"].map {
      CountColumn(name: $0, values: [1])
    },
    activities: [ActivityColumn(name: "HepG2", values: [0.5])])

  func problems(_ design: AssayDesign) -> [String] {
    do {
      _ = try design.resolved(against: counts)
      return []
    } catch {
      return error.description.split(separator: "\n").map(String.init)
    }
  }

  func cellType(_ replicates: AssayDesign.Replicate...) -> AssayDesign {
    AssayDesign(cellTypes: [AssayDesign.CellType(name: "K562", replicates: replicates)])
  }

  @Test func theMostSpecificDNAIsUsedAndTechnicalReplicatesAreListed() throws {
    let design = AssayDesign(
      dna: ["plasmid"],
      cellTypes: [
        AssayDesign.CellType(
          name: "K562",
          replicates: [
            AssayDesign.Replicate(name: "1", rna: ["cDNA_1a", "cDNA_1b"]),
            AssayDesign.Replicate(name: "2", dna: ["own"], rna: ["cDNA_2"]),
          ]),
        AssayDesign.CellType(
          name: "HepG2", replicates: [AssayDesign.Replicate(name: "given", activity: "HepG2")]),
      ])
    let resolved = try design.resolved(against: counts)
    #expect(
      resolved.cellTypes[0].replicates.map(\.measurement)
        == [.counts(dna: [0], rna: [2, 3]), .counts(dna: [1], rna: [4])])
    #expect(resolved.cellTypes[1].replicates.map(\.measurement) == [.activity(0)])
  }

  @Test func aDesignSurvivesJSON() throws {
    let design = cellType(AssayDesign.Replicate(name: "1", dna: ["plasmid"], rna: ["cDNA_2"]))
    let copy = try JSONDecoder().decode(
      AssayDesign.self, from: try JSONEncoder().encode(design))
    #expect(copy == design)
  }

  @Test func allProblemsAreReportedTogether() {
    let design = AssayDesign(cellTypes: [
      AssayDesign.CellType(
        name: "K562", dna: ["plasmid"],
        replicates: [
          AssayDesign.Replicate(name: "1", rna: ["cDNA_1c"]),
          AssayDesign.Replicate(name: "1", rna: ["cDNA_2"]),
        ]),
      AssayDesign.CellType(name: "K562", replicates: []),
    ])
    #expect(
      problems(design) == [
        "design: cell type 'K562' appears twice; expected unique names. Rename or join them.",
        "K562: replicate '1' appears twice; expected unique names. Rename one, or list the "
          + "columns of technical replicates in one replicate.",
        "K562, replicate 1: no counts column 'cDNA_1c' in the table; expected one of 'plasmid', "
          + "'own', 'cDNA_1a', 'cDNA_1b', 'cDNA_2'. Did you mean 'cDNA_1a'?",
        "K562: no replicate; expected at least one. List its RNA or activity columns.",
      ])
  }

  @Test func anEmptyDesignIsRefused() {
    #expect(
      problems(AssayDesign(cellTypes: [])) == [
        "design: no cell type; expected at least one. List the cell types with their replicates."
      ])
    #expect(
      problems(
        AssayDesign(cellTypes: [
          AssayDesign.CellType(
            name: "", dna: ["own"],
            replicates: [AssayDesign.Replicate(name: "", rna: ["cDNA_2"])])
        ])) == [
          "cell type: the name is empty; expected a text. Give it a name.",
          "replicate of : the name is empty; expected a text. Give it a name.",
        ])
  }

  @Test func aReplicateNeedsRNAAndDNAOrActivity() {
    #expect(
      problems(cellType(AssayDesign.Replicate(name: "1", rna: ["cDNA_2"]))) == [
        "K562, replicate 1: RNA but no DNA column; expected input DNA of the replicate, the cell "
          + "type or the assay. Name the DNA column, or give activity instead of counts."
      ])
    #expect(
      problems(cellType(AssayDesign.Replicate(name: "1", dna: ["own"]))) == [
        "K562, replicate 1: DNA but no RNA column; expected at least one. Name the RNA columns."
      ])
    #expect(
      problems(cellType(AssayDesign.Replicate(name: "1"))) == [
        "K562, replicate 1: neither RNA counts nor an activity column; expected one of them. Name "
          + "its columns."
      ])
    #expect(
      problems(
        cellType(AssayDesign.Replicate(name: "1", rna: ["cDNA_2"], activity: "HepG2"))) == [
          "K562, replicate 1: both count columns and an activity column; expected one kind. Remove "
            + "one of them."
        ])
  }

  @Test func aColumnServesOnePurpose() {
    #expect(
      problems(
        cellType(
          AssayDesign.Replicate(name: "1", dna: ["own"], rna: ["cDNA_2"]),
          AssayDesign.Replicate(name: "2", dna: ["own"], rna: ["cDNA_2"]))) == [
          "K562, replicate 2: column 'cDNA_2' is already used by K562, replicate 1; expected "
            + "measurements of its own. Correct one of the two."
        ])
    #expect(
      problems(
        cellType(
          AssayDesign.Replicate(name: "1", dna: ["own"], rna: ["cDNA_2"]),
          AssayDesign.Replicate(name: "2", dna: ["cDNA_2"], rna: ["cDNA_1a"]))) == [
          "K562, replicate 1 (RNA): column 'cDNA_2' is already used by K562, replicate 2 (DNA); "
            + "expected measurements of its own. Correct one of the two."
        ])
    #expect(
      problems(cellType(AssayDesign.Replicate(name: "1", dna: ["own"], rna: ["own"]))) == [
        "K562, replicate 1: column 'own' is listed twice; expected each column once. Remove one."
      ])
  }

  @Test func countsAndGivenActivityDoNotMixInACellType() {
    #expect(
      problems(
        cellType(
          AssayDesign.Replicate(name: "1", activity: "HepG2"),
          AssayDesign.Replicate(name: "2", dna: ["own"], rna: ["cDNA_2"]))) == [
          "K562: some replicates have counts, others given activity; expected one kind for a cell "
            + "type. Split it into two cell types."
        ])
  }

  @Test func aTableWithTwoColumnsOfOneNameIsRefused() {
    let twins = table(counts: [
      CountColumn(name: "d", values: [1]), CountColumn(name: "d", values: [1]),
      CountColumn(name: "r", values: [1]),
    ])
    let design = cellType(AssayDesign.Replicate(name: "1", dna: ["d"], rna: ["r"]))
    #expect(throws: ReporterAssayError.design([.repeatedTableColumn("d")])) {
      try design.resolved(against: twins)
    }
  }

  @Test func aMissingActivityColumnInATableWithoutAnyIsNamed() {
    let design = cellType(AssayDesign.Replicate(name: "1", activity: "x"))
    #expect(
      throws: ReporterAssayError.design([
        .missingColumn("x", kind: .activity, at: "K562, replicate 1", available: [])
      ])
    ) { try design.resolved(against: table(counts: [CountColumn(name: "r", values: [1])])) }
    #expect(
      AssayDesignProblem.missingColumn("x", kind: .activity, at: "K562", available: []).description
        == "K562: no activity column 'x' in the table; expected one, but the table has none. "
        + "Correct the name.")
  }
}
