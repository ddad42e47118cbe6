import AssaySimulation
import GenomicsIO

/// The sequencing reads of a simulated experiment: `library.sam.gz` with the read pairs of the
/// library, one FASTQ file per other sample, and the sample sheet `samples.tsv`.
extension SimulatedFolder {
  func writeReads(to folder: String) throws {
    let reads = RawReads(experiment, parameters: RawReadParameters())
    var library = try TextFileWriter(
      path: folder + "/library.sam.gz", compression: .bgzf, threads: threads)
    for line in reads.alignments { try library.write(line + "\n") }
    try library.finish()
    for sample in reads.sampleNames.indices.dropFirst() {
      let content = reads.reads(ofSample: sample)
      var writer = try TextFileWriter(
        path: folder + "/\(content.name).fastq.gz", compression: .bgzf, threads: threads)
      for record in content.records { try writer.write(record) }
      try writer.finish()
    }
    try writeSampleSheet(reads.sampleNames, to: folder + "/samples.tsv")
  }

  private func writeSampleSheet(_ names: [String], to path: String) throws {
    var writer = try DelimitedTextWriter(
      path: path, columns: ["sample", "role", "cell_type", "replicate", "files"])
    func append(_ fields: [String]) throws {
      for field in fields { writer.row.append(field) }
      try writer.endRow()
    }
    try append([names[0], "fragments", "", "", "library.sam.gz"])
    for name in experiment.parameters.dnaSampleNames.dropFirst() {
      try append([name, "dna", "", "", "\(name).fastq.gz"])
    }
    let cellTypes = zip(
      experiment.parameters.grammar.cellTypes, experiment.parameters.rnaSampleNames)
    for (cellType, samples) in cellTypes {
      for (number, name) in samples.enumerated() {
        try append([name, "rna", cellType.name, "rep\(number + 1)", "\(name).fastq.gz"])
      }
    }
    try writer.finish()
  }
}
