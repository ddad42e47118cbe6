import GenomicTypes
import GenomicsIO
import ReadCounting
import TestSupport
import Testing

@Suite(.enabled(if: realData != nil)) struct RealAlignmentsTests {
  let data = realData ?? ""

  @Test(arguments: [1, 2])
  func pairingRulesGiveThePublishedNumbers(threads: Int) throws {
    // Measured with samtools 1.16.1 and bedtools 2.30.0: 296 of 5,520 records lack their mate.
    let path = "\(data)/starrseq_bam/smallInput.bam"
    var reading = AlignmentReaderOptions()
    reading.threads = threads
    for (pairing, reads, rows) in [
      (FragmentPairing.bothMates, 2612, 1637), (.tlenForward, 2752, 1724), (.tlenRead1, 2784, 1735),
    ] {
      var rules = FragmentRules()
      rules.pairing = pairing
      let count = try countFile(path, rules, reading: reading)
      #expect(count.countedReads == reads && count.rows.count == rows, "\(pairing)")
      #expect(count.fragments.reads.max() == 8)
      #expect(count.fragments.mappingQualities.allSatisfy { $0 == 0 })
      if pairing == .bothMates { #expect(count.dropped == ["mate_missing": 296]) }
    }
  }

  @Test func barcodesAndUMIsOfSingleReadsAreCounted() throws {
    // samtools view -F 0x904 -q 20 N701_small.bam, then awk: end from the CIGAR, XC and XM from the
    // tags; reads, distinct (place, strand, XC), distinct with XM, highest count, distinct places.
    var rules = FragmentRules()
    rules.pairing = .singleEnd(fragmentLength: nil)
    rules.barcodes = BarcodeRules(barcode: .tag, umi: .tag)
    var reading = AlignmentReaderOptions()
    reading.barcodeTag = AlignmentTag("XC")
    reading.umiTag = AlignmentTag("XM")
    let path = "\(data)/bam_barcoded/N701_small.bam"
    let count = try countFile(path, rules, reading: reading)
    #expect(count.countedReads == 44_460 && count.rows.count == 41_116)
    #expect(count.fragments.molecules?.reduce(0) { $0 + Int($1) } == 42_894)
    #expect(count.fragments.reads.max() == 36 && count.fragments.barcodeLength == 12)
    #expect(count.attrition[0].entered == 58_823)
    #expect(count.dropped == ["unmapped": 6677, "low_mapq": 7686])
    rules.barcodes = nil
    #expect(try countFile(path, rules).rows.count == 39_727)
  }
}
