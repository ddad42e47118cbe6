import Foundation
import GenomicTypes
import GenomicsIO
import TestSupport
import Testing

@Suite struct IGVFWriterTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func write<Row: IGVFRow>(
    _ rows: [Row], to name: String, samples: [String] = []
  ) throws -> String {
    let path = "\(folder.path)/\(name)"
    var writer = try IGVFWriter<Row>(path: path, samples: samples)
    for row in rows { try writer.write(row) }
    try writer.finish()
    let validation = try IGVFValidator(format: Row.format).validate(path)
    #expect(validation.problems.map { "\($0)" } == [])
    #expect(try IGVFValidator().validate(path).format == Row.format)
    return path
  }

  @Test func workedExample() throws {
    let row = IGVFElement(name: "tile_1", log2FoldChange: 1.5, inputCount: 20, outputCount: 56.5)
    _ = try write([row], to: "a.tsv")
    #expect(
      try folder.text("a.tsv")
        == "oligo_name\tlog2FoldChange\tinputCount\toutputCount\tminusLog10PValue\t"
        + "minusLog10QValue\ntile_1\t1.5000\t20.0000\t56.5000\t\t\n")
  }

  @Test func everythingWrittenPassesTheValidator() throws {
    _ = try write([IGVFBarcodeAssignment(barcode: "ACGT", element: "t")], to: "m.tsv.gz")
    _ = try write(
      [
        IGVFReplicateElement(
          replicate: "1", name: "t", dnaCount: 3, rnaCount: 0, dnaNormalized: 1 / 3,
          rnaNormalized: 0, log2FoldChange: -2.25, barcodes: 2)
      ], to: "x.tsv")
    #expect(try folder.text("x.tsv").hasSuffix("1\tt\t3\t0\t0.3333\t0.0000\t-2.2500\t2\n"))
    let element = IGVFElement(
      name: "t", log2FoldChange: -0.5, inputCount: 1, outputCount: 2,
      minusLog10P: IGVFSignificance.minusLog10(0), minusLog10Q: IGVFSignificance.minusLog10(1))
    let place = GenomicInterval(chromosome: "chr1", start: 0, end: 10)
    _ = try write(
      [IGVFGenomicElement(interval: place, strand: .unstranded, score: 100, element: element)],
      to: "g.bed")
    #expect(
      try folder.text("g.bed")
        == "chr1\t0\t10\tt\t100\t.\t-0.5000\t1.0000\t2.0000\t15.6536\t-0.0000\n")
    let variant = IGVFVariant(
      identifier: "NC_000001.11:5:G:", log2FoldChange: 1, reference: .init(input: 1, output: 2),
      alternative: .init(input: 3, output: 4), posteriorProbability: 0.75, interval95: -1...1,
      position: nil, referenceAllele: "G", alternativeAllele: "")
    _ = try write([variant], to: "v.tsv")
    #expect(
      try folder.text("v.tsv").hasSuffix(
        "NC_000001.11:5:G:\t1.0000\t1.0000\t2.0000\t3.0000\t4.0000\t\t\t0.7500\t-1.0000\t1.0000\t"
          + "-1\tG\t0\n"))
    _ = try write(
      [
        IGVFGenomicVariant(
          interval: GenomicInterval(chromosome: "chr1", start: 5, end: 6), strand: .forward,
          score: 200, variant: variant)
      ], to: "w.bed.gz")
  }

  @Test func barcodeTableReadAndWrittenIsTheSameText() throws {
    let text =
      "barcode\toligo_name\tdna_count_1\trna_count_1\tdna_count_b\trna_count_b\n"
      + "ACGT\ttile 1:chr1\t1\t\t0\t12\nCCCC\tt\t\t\t4294967295\t\n"
    let path = try folder.file("in.tsv", text)
    let copy = try copiedBarcodeTable(path, to: "out.tsv")
    #expect(copy == Array(text.utf8))
  }

  private func copiedBarcodeTable(_ path: String, to name: String) throws -> [UInt8] {
    let header = try FragmentTableReader.header(of: path)
    let format = FragmentTableFormat.igvf(.experimentBarcode, header: header)
    let table = try FragmentTableReader(format: format).read([path]).table
    var writer = try IGVFWriter<IGVFBarcodeCounts>(
      path: "\(folder.path)/\(name)", samples: table.counts.map(\.name))
    for row in 0..<table.rowCount {
      try writer.write(
        IGVFBarcodeCounts(
          barcode: table.labels[0].values[row], element: table.names?[row] ?? "",
          counts: table.counts.map { $0.count(at: row) }))
    }
    try writer.finish()
    return try folder.bytes(name)
  }

  @Test func fullDiskIsAnError() {
    #expect(
      message {
        var writer = try IGVFWriter<IGVFBarcodeAssignment>(path: "/dev/full")
        try writer.write(IGVFBarcodeAssignment(barcode: "A", element: "t"))
        try writer.finish()
      } == "/dev/full: cannot write: No space left on device.")
  }

  @Test(
    .enabled(if: realData != nil),
    arguments: [
      "reporter_experiment_barcode.input.tsv.gz",
      "reporter_experiment_barcode_IGVFDS2165KBMD.input.head20000.tsv.gz",
    ])
  func publishedBarcodeTablesAreTheSameBytesAfterReadingAndWriting(_ name: String) throws {
    let path = "\(realData ?? "")/mpralib_inoue/\(name)"
    let copy = try copiedBarcodeTable(path, to: "copy.tsv")
    let original = try gunzipped(path)
    let isSame = copy == original
    #expect(isSame && original.count > 1_000_000)
  }

  @Test(.enabled(if: realData != nil)) func publishedTablesAreValid() throws {
    let folder = "\(realData ?? "")/mpralib_inoue"
    let files: [(String, IGVFFormat, Int)] = [
      ("reporter_experiment_barcode.input.tsv.gz", .experimentBarcode, 92_729),
      ("reporter_activity.bc1.output.tsv.gz", .experiment, 6746),
      ("reporter_activity.bc10.output.tsv.gz", .experiment, 4065),
      ("reporter_sequence_design.example.tsv.gz", .sequenceDesign, 500),
    ]
    for (name, format, rows) in files {
      let validation = try IGVFValidator().validate("\(folder)/\(name)")
      #expect(validation.format == format && validation.rows == rows, "\(name)")
      #expect(validation.problems.map { "\($0)" } == [], "\(name)")
    }
  }
}

@Suite struct IGVFScoreTests {
  @Test func workedExample() {
    #expect(IGVFScore.effectSize.scores(of: [0.5, -1, 9]) == [100, 200, 1000])
    #expect(IGVFScore.minimumMaximum.scores(of: [0.5, -1, 9]) == [0, 58, 1000])
    #expect(IGVFScore.minimumMaximum.scores(of: [2, -2]) == [0, 0])
    #expect(IGVFScore.minimumMaximum.scores(of: []) == [])
    #expect(IGVFScore.effectSize.scores(of: [1e300]) == [1000])
  }

  @Test func zeroPValueIsTheMachineEpsilon() {
    #expect(IGVFSignificance.minusLog10(0.01) == 2)
    #expect(abs(IGVFSignificance.minusLog10(0) - 15.6536) < 1e-4)
  }
}
