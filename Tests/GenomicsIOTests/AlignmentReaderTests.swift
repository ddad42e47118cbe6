import Foundation
import GenomicTypes
import GenomicsIO
import TestSupport
import Testing

struct AlignmentReaderTests {
  let folder: TemporaryFolder
  private static let folder = "Reference/oracles/alignments"
  init() throws { folder = try TemporaryFolder() }

  private func oracle(_ name: String) -> String {
    repositoryFile("\(Self.folder)/\(name)").path
  }

  /// All records, with their names and texts.
  private func readAll(
    _ path: String, _ options: AlignmentReaderOptions = AlignmentReaderOptions()
  ) throws -> [String] {
    var lines: [String] = []
    try AlignmentReader(path: path, options: options).forEachBatch { batch in
      #expect(batch.firstNumber == lines.count + 1 && batch.records.count <= options.batchSize)
      for (index, record) in batch.records.enumerated() {
        let name = String(decoding: batch.name(of: index), as: UTF8.self)
        #expect(record.nameHash == NameHash.of(name.utf8))
        var line = "\(name) \(record.flags) \(record.chromosome):\(record.start)-\(record.end)"
        line += " q\(record.mappingQuality) \(record.mateChromosome):\(record.mateStart)"
        line += " \(record.templateLength)"
        for texts in [batch.barcodes, batch.umis, batch.sequences] {
          if let texts { line += " '\(String(decoding: texts[index], as: UTF8.self))'" }
        }
        lines.append(line)
      }
    }
    return lines
  }

  private let header = "@HD\tVN:1.6\tSO:coordinate\n@SQ\tSN:c1\tLN:1000\n@SQ\tSN:c2\tLN:50\n"

  private func sam(_ records: String..., header: String? = nil) throws -> String {
    try folder.file("a.sam", (header ?? self.header) + records.map { $0 + "\n" }.joined())
  }

  @Test func recordsAreConvertedToHalfOpenPositions() throws {
    let path = try sam(
      "r1\t99\tc1\t11\t60\t2S3M1D4M\t=\t21\t15\tACGTACGTA\tIIIIIIIII\tCB:Z:AC-1\tRX:Z:GG",
      "r1\t147\tc1\t21\t255\t5M\t=\t11\t-15\tACGTN\tIIIII\tCB:i:3",
      "r2\t4\t*\t0\t0\t*\t*\t0\t0\tACG\t*")
    #expect(
      try readAll(path) == [
        "r1 99 0:10-18 q60 0:20 15", "r1 147 0:20-25 q255 0:10 -15", "r2 4 -1:-1--1 q0 -1:-1 0",
      ])
    var options = AlignmentReaderOptions()
    options.barcodeTag = AlignmentTag("CB")
    options.umiTag = AlignmentTag("RX")
    options.keepsSequences = true
    options.batchSize = 2
    // The second read was sequenced from the other strand.
    #expect(
      try readAll(path, options) == [
        "r1 99 0:10-18 q60 0:20 15 'AC-1' 'GG' 'ACGTACGTA'",
        "r1 147 0:20-25 q255 0:10 -15 '' '' 'NACGT'", "r2 4 -1:-1--1 q0 -1:-1 0 '' '' 'ACG'",
      ])
  }

  @Test func headerTellsChromosomesAndOrder() throws {
    let reader = try AlignmentReader(path: try sam())
    #expect(
      reader.header
        == AlignmentHeader(
          chromosomeNames: ["c1", "c2"], chromosomeLengths: [1000, 50], sortOrder: "coordinate"))
    for (line, order) in [
      ("@HD\tVN:1.6\tSO:coordinate\n", AlignmentOrder.coordinate),
      ("@HD\tVN:1.6\tSO:queryname\n", .groupedByName),
      ("@HD\tVN:1.6\tSO:unsorted\tGO:query\n", .groupedByName),
      ("@HD\tVN:1.6\tGO:reference\n", .unstated), ("@HD\tVN:1.6\n", .unstated), ("", .unstated),
    ] {
      let reader = try AlignmentReader(path: try sam(header: line + "@SQ\tSN:c1\tLN:9\n"))
      #expect(reader.header.order == order, "\(line)")
    }
  }

  @Test func allFormatsHoldTheSameRecords() throws {
    // CRAM repairs flags and mates that contradict each other, so it is compared on clean records.
    for (text, binary) in [("odd.sam", "odd.bam"), ("clean.sam", "clean.cram")] {
      let expected = try readAll(oracle(text))
      #expect(expected.count > 300)
      for threads in [1, 2, 5] {
        for batchSize in [1, 1000, 4096] {
          var options = AlignmentReaderOptions()
          (options.threads, options.batchSize) = (threads, batchSize)
          #expect(try readAll(oracle(binary), options) == expected)
        }
      }
    }
  }

  @Test func sequencesOfCRAMNeedTheReference() throws {
    var options = AlignmentReaderOptions()
    options.keepsSequences = true
    let expected = try readAll(oracle("odd.sam"), options)
    #expect(try readAll(oracle("odd.bam"), options) == expected)
    let cram = oracle("clean.cram")
    #expect(
      message { _ = try readAll(cram, options) }
        == "\(cram): record 1: the record cannot be decoded without a reference; expected a whole "
        + "file and its reference. Give the FASTA file that the CRAM file was made with.")
    let clean = try readAll(oracle("clean.sam"), options)
    options.reference = oracle("genome.fa")
    #expect(try readAll(cram, options) == clean)
    let genome = try String(decoding: repositoryBytes("\(Self.folder)/genome.fa"), as: UTF8.self)
    options.reference = try folder.file("other.fa", genome.replacing("ACGT", with: "AAAA"))
    #expect(
      message { _ = try readAll(cram, options) }
        == "\(cram): record 1: the record cannot be decoded with the reference "
        + "'\(folder.path)/other.fa'; expected a whole file and the FASTA file that it was made "
        + "with. Give the right one.")
    options.reference = try folder.file("no.fa", ">other\nACGT\n")
    #expect(
      message { _ = try readAll(cram, options) }
        == "\(cram): the reference '\(folder.path)/no.fa' has no chromosome 'chr1' of the same "
        + "length; expected the FASTA file that the CRAM file was made with. Give the right one.")
    options.reference = "\(folder.path)/missing.fa"
    #expect(
      message { _ = try readAll(cram, options) }
        == "\(cram): the reference '\(folder.path)/missing.fa' cannot be used; expected the FASTA "
        + "file that the CRAM file was made with, indexed: samtools faidx")
  }

  @Test func unalignedFilesAreReadWhereTheyAreAllowed() throws {
    var options = AlignmentReaderOptions()
    options.allowsNoChromosomes = true
    options.keepsSequences = true
    options.umiTag = AlignmentTag("RX")
    #expect(
      try readAll(oracle("unaligned.bam"), options) == [
        "r1 77 -1:-1--1 q0 -1:-1 0 'AC' 'ACGTN'", "r1 141 -1:-1--1 q0 -1:-1 0 '' 'GGT'",
        "r2 4 -1:-1--1 q0 -1:-1 0 '' ''",
      ])
    let path = oracle("unaligned.bam")
    #expect(
      message { _ = try readAll(path) }
        == "\(path): the header has no @SQ line; expected one for each chromosome. "
        + "Write the file with its header: samtools view -h")
  }

  @Test func orderThatTheHeaderPromisesIsChecked() throws {
    let first = "r1\t0\tc1\t20\t9\t5M\t*\t0\t0\t*\t*"
    let path = try sam(first, "r2\t0\tc1\t19\t9\t5M\t*\t0\t0\t*\t*")
    #expect(
      message { _ = try readAll(path) }
        == "\(path): record 2: the record is at c1:19 after one at c1:20; expected coordinate "
        + "order, which the header promises (@HD SO:coordinate). Sort the file: samtools sort")
    let none = "r2\t4\t*\t0\t0\t*\t*\t0\t0\t*\t*"
    #expect(
      message { _ = try readAll(try sam(none, none, first)) }
        .contains("record 3: the record is at c1:20 after one at no chromosome; "))
    _ = try sam(first, first, "r3\t0\tc2\t1\t9\t5M\t*\t0\t0\t*\t*", none, none)
    #expect(try readAll(path).count == 5)
  }

  @Test func filesThatAreNoAlignmentsAreRefused() throws {
    let missing = "\(folder.path)/missing.bam"
    #expect(
      message { _ = try readAll(missing) }
        == "\(missing): cannot open: No such file or directory.")
    let empty = try folder.file("empty.bam", "")
    #expect(
      message { _ = try readAll(empty) }
        == "\(empty): the file is empty; expected text. Check how it was made or copied.")
    let fasta = try folder.file("a.fa", ">a\nACGT\n")
    #expect(
      message { _ = try readAll(fasta) }
        == "\(fasta): the file is FASTA sequence text; expected alignments: BAM, CRAM or SAM.")
    let text = try folder.file("a.txt", "chr1\t1\t2\n")
    #expect(message { _ = try readAll(text) }.hasPrefix("\(text): "))
    let binary = try folder.file("a.bin", bytes: [0, 1, 2, 3, 0xFF, 0, 9, 8, 7, 6, 5, 4])
    #expect(
      message { _ = try readAll(binary) }
        == "\(binary): the file is of an unknown format; expected alignments: BAM, CRAM or SAM.")
    let bare = try sam("r1\t0\tc1\t20\t9\t5M\t*\t0\t0\t*\t*", header: "")
    #expect(message { _ = try readAll(bare) }.contains("the header has no @SQ line"))
    let folderPath = folder.path
    #expect(message { _ = try readAll(folderPath) } != "no error")
  }

  @Test func badRecordsAreNamedByTheirNumber() throws {
    let good = "r1\t0\tc1\t20\t9\t5M\t*\t0\t0\t*\t*"
    for bad in [
      "r2\t0\tc1\t30", "r2\tx\tc1\t30\t9\t5M\t*\t0\t0\t*\t*", "r2\t0\tc1\t30\t9\t5Y\t*\t0\t0\t*\t*",
      "r2\t0\tc1\t30\t9\t5M\t*\t0\t0\tACG\t*",
    ] {
      let path = try sam(good, bad)
      #expect(
        message { _ = try readAll(path) }
          == "\(path): record 2: the record cannot be understood; expected the fields of SAM. "
          + "Check the file: samtools view, picard ValidateSamFile", "\(bad)")
    }
    let long = try sam(header: "@SQ\tSN:c1\tLN:3000000000\n")
    #expect(
      message { _ = try readAll(long) }
        == "\(long): the chromosome 'c1' has 3000000000 bases; expected at most 2147483647.")
  }

  @Test(arguments: ["odd.bam", "clean.cram"])
  func cutFilesAreTruncated(name: String) throws {
    let whole = try Array(repositoryBytes("\(Self.folder)/\(name)"))
    for kept in [whole.count - 1, whole.count - 28, whole.count - 38, whole.count - 300, 3000, 600]
    {
      let path = try folder.file("cut-\(name)", bytes: Array(whole.prefix(kept)))
      for threads in [1, 3] {
        var options = AlignmentReaderOptions()
        options.threads = threads
        let text = message { _ = try readAll(path, options) }
        #expect(
          text.hasPrefix("\(path): record ")
            && text.hasSuffix(
              ": the data ends without its end mark; expected a whole file. "
                + "It is truncated: copy or make it again."),
          "\(kept): \(text)")
      }
    }
  }

  @Test func damagedBlocksAreFound() throws {
    var bytes = try Array(repositoryBytes("\(Self.folder)/odd.bam"))
    bytes[bytes.count - 28 - 6] ^= 1
    let path = try folder.file("damaged.bam", bytes: bytes)
    for threads in [1, 3] {
      var options = AlignmentReaderOptions()
      options.threads = threads
      let text = message { _ = try readAll(path, options) }
      #expect(text.hasPrefix("\(path): record "))
      #expect(text.contains(": the compressed data is damaged ("), "\(text)")
      #expect(text.hasSuffix("); expected a whole file. Copy or make it again."))
    }
  }

  @Test func anErrorOfTheConsumerEndsTheReading() throws {
    struct Stop: Error {}
    var options = AlignmentReaderOptions()
    (options.threads, options.batchSize) = (3, 10)
    let path = oracle("odd.bam")
    var batches = 0
    #expect(throws: Stop.self) {
      try AlignmentReader(path: path, options: options).forEachBatch { _ in
        batches += 1
        if batches == 5 { throw Stop() }
      }
    }
    #expect(batches == 5)
  }

  @Test func tagsHaveTwoLetters() {
    #expect(AlignmentTag("CB")?.name == "CB" && AlignmentTag("x1")?.name == "x1")
    for name in ["", "C", "CBX", "1C", "C-", "é"] { #expect(AlignmentTag(name) == nil) }
  }
}
