import GenomicTypes
import PipelineEngine
import PipelineStages
import TestSupport
import Testing

/// Sample sheets of assays other than SuRE, small enough to count by hand.
@Suite struct SheetAssayTests {
  private func fragments(
    of folder: TemporaryFolder, _ configuration: String, until stage: String = "count"
  ) throws -> FragmentTable {
    try folder.file("x.yaml", configuration)
    let experiment = try Experiment(configurationFile: folder.path + "/x.yaml")
    _ = try Runner(
      workFolder: WorkFolder(folder.path + "/work"),
      pipeline: try experiment.pipeline(resumesTraining: true),
      options: RunnerOptions(threads: 2, version: "test")
    ).run(RunSelection(until: stage))
    return try FragmentArtefact.read(from: folder.path + "/work/results/count/fragments")
  }

  private func counts(_ table: FragmentTable, _ row: Int) -> [UInt32?] {
    table.counts.map { $0.count(at: row) }
  }

  // MARK: STARR-seq

  /// Proper pairs of 10-base mates: name, start from 0, length of the fragment.
  private func sam(_ pairs: [(name: String, start: Int, length: Int)]) -> String {
    var lines = ["@HD\tVN:1.6\tSO:unsorted", "@SQ\tSN:chr1\tLN:2000"]
    for pair in pairs {
      let (first, second) = (pair.start + 1, pair.start + pair.length - 9)
      lines.append(
        "\(pair.name)\t99\tchr1\t\(first)\t40\t10M\t=\t\(second)\t\(pair.length)\t*\t*")
      lines.append(
        "\(pair.name)\t147\tchr1\t\(second)\t40\t10M\t=\t\(first)\t-\(pair.length)\t*\t*")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  @Test func fragmentsOfSTARRSeqAreCountedAsSuch() throws {
    let folder = try TemporaryFolder()
    try folder.file("genome.fa", ">chr1\n" + String(repeating: "ACGTTGCAAC", count: 200) + "\n")
    try folder.file("dna.sam", sam([("a", 100, 50), ("b", 100, 50), ("c", 300, 60)]))
    try folder.file("rna1.sam", sam([("a", 100, 50), ("b", 100, 50), ("c", 100, 50)]))
    try folder.file("rna2.sam", sam([("a", 300, 60), ("b", 700, 40)]))
    try folder.file(
      "samples.tsv",
      """
      sample\trole\tcell_type\treplicate\tfiles
      input\tdna\tS2\t\tdna.sam
      rna1\trna\tS2\t1\trna1.sam
      rna2\trna\tS2\t2\trna2.sam

      """)
    let table = try fragments(
      of: folder,
      """
      experiment: STARR
      input: {samples: samples.tsv, genome: genome.fa}

      """)
    #expect(table.counts.map(\.name) == ["input", "rna1", "rna2"])
    let places = table.placements.map { $0?.interval }
    #expect(places == [100..<150, 300..<360, 700..<740])
    #expect(counts(table, 0) == [2, 3, 0])
    #expect(counts(table, 1) == [1, 0, 1])
    #expect(counts(table, 2) == [0, 0, 1])
    #expect(table.sequences?.length(at: 2) == 40)
  }

  // MARK: designed elements with UMIs

  private func fastq(_ reads: [String]) -> String {
    reads.enumerated().map { number, bases in
      "@\(number)\n\(bases)\n+\n\(String(repeating: "I", count: bases.count))\n"
    }.joined()
  }

  @Test func moleculesOfDesignedElementsAreCountedAndGetTheirSequences() throws {
    let folder = try TemporaryFolder()
    try folder.file("design.fa", ">one\nACGTACGTAA\n>two\nGGGTTTACGT\n>three\nTTTTACGTAC\n")
    try folder.file("library.tsv", "AAAAA\tone\nCCCCC\tone\nGGGGT\ttwo\n")
    // Barcode reads and UMI reads side by side; AAAAA has three reads of two molecules.
    try folder.file("dna.fastq", fastq(["AAAAAT", "AAAAAT", "AAAAAG", "GGGGTA", "TTTTTA"]))
    try folder.file("dna_umi.fastq", fastq(["ACGT", "ACGT", "TTTT", "ACGT", "ACGT"]))
    try folder.file("rna.fastq", fastq(["CCCCCT", "CCCCCT", "AAAAAG"]))
    try folder.file("rna_umi.fastq", fastq(["ACGT", "AGGT", "GGGG"]))
    try folder.file(
      "samples.tsv",
      """
      sample\trole\tcell_type\treplicate\tfiles\tumi_files
      library\tfragments\t\t\tlibrary.tsv\t
      dna\tdna\tHepG2\t1\tdna.fastq\tdna_umi.fastq
      rna\trna\tHepG2\t1\trna.fastq\trna_umi.fastq

      """)
    let table = try fragments(
      of: folder,
      """
      experiment: designed
      input: {samples: samples.tsv, design: design.fa}
      reads: {barcode_length: 5, umi_length: 4, umi_start: 0}

      """)
    #expect(table.names == ["one", "two"])
    #expect(table.counts.map(\.name) == ["dna", "rna"])
    #expect(counts(table, 0) == [2, 3])
    #expect(counts(table, 1) == [1, 0])
    #expect(table.barcodeCounts == [2, 1])
    let sequences = try #require(table.sequences)
    #expect(sequences.letters(at: 0) == "ACGTACGTAA")
    #expect(sequences.letters(at: 1) == "GGGTTTACGT")
    let lost = try folder.text("work/results/count/sample_attrition.tsv")
    #expect(lost.contains("dna\tmolecules\tmolecule\t5\t4\tmerged\t0\n"))
    #expect(lost.contains("not_assigned\t1\n"))
  }

  @Test func elementsWithoutADesignedSequenceAreCountedAsLost() throws {
    let folder = try TemporaryFolder()
    try folder.file("design.fa", ">one\nACGTACGTAA\n")
    try folder.file("library.tsv", "AAAAA\tone\nGGGGT\ttwo\n")
    try folder.file("dna.tsv", "AAAAA\t5\nGGGGT\t7\n")
    try folder.file("rna.tsv", "AAAAA\t50\nGGGGT\t7\n")
    try folder.file(
      "samples.tsv",
      """
      sample\trole\tcell_type\treplicate\tfiles
      library\tfragments\t\t\tlibrary.tsv
      dna\tdna\tHepG2\t1\tdna.tsv
      rna\trna\tHepG2\t1\trna.tsv

      """)
    let table = try fragments(
      of: folder, "experiment: d\ninput: {samples: samples.tsv, design: design.fa}\n")
    #expect(table.names == ["one"])
    #expect(try folder.text("work/results/count/attrition.json").contains("\"not_in_design\" : 1"))
  }
}
