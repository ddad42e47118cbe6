import ReadCounting
import TestSupport
import Testing

@Suite struct BarcodeJoinErrorTests {
  let fragments = BarcodeLibrary(name: "iPCR", barcodes: assigned([(1, 0)]))
  let rna = sample("RNA", [(1, 1)])

  private func joinMessage(
    _ libraries: [BarcodeLibrary], _ samples: [BarcodeSample],
    _ options: BarcodeJoinOptions = BarcodeJoinOptions()
  ) -> String {
    message { _ = try joinBarcodes(libraries: libraries, samples: samples, options: options) }
  }

  @Test func lengthsMustAgree() {
    #expect(
      joinMessage([fragments], [sample("RNA", [(1, 1)], length: 5)])
        == "sample 'RNA': its barcodes have 5 bases but those of library 'iPCR' have 4; expected "
        + "one length. Correct the barcode length of one of them.")
    let other = BarcodeLibrary(name: "other", barcodes: assigned([(1, 0)], length: 6))
    #expect(
      joinMessage([fragments, other], [rna])
        == "library 'other': its barcodes have 6 bases but those of library 'iPCR' have 4; "
        + "expected one length. Analyse the libraries separately.")
  }

  @Test func namesMustBeKnownAndUnique() {
    #expect(
      joinMessage([fragments], [sample("RNA", [(1, 1)], libraries: ["IPCR"])])
        == "sample 'RNA': there is no library 'IPCR'; there are 'iPCR'. Did you mean 'iPCR'?")
    #expect(
      joinMessage([fragments], [rna, sample("iPCR", [(1, 1)])])
        == "'iPCR' is given twice; expected every sample and library to have a name of its own. "
        + "Rename one of them.")
    var options = BarcodeJoinOptions()
    options.rows = .seenInPairs(
      [SamplePair(dna: "plasmid", rna: "RNA")], minimumDNA: 1, minimumRNA: 1)
    #expect(
      joinMessage([fragments], [rna], options)
        == "there is no sample 'plasmid'; there are 'RNA'. Correct the name.")
  }

  @Test func librariesMustBeThereAndOfOneKind() {
    #expect(
      joinMessage([], [rna])
        == "join: there is no library; expected at least one that says to which fragment or oligo "
        + "a barcode belongs. Add a sample with the role 'fragments'.")
    let oligos = BarcodeLibrary(
      name: "assoc",
      barcodes: AssignedBarcodes(
        length: 4, barcodes: [1], targets: .oligos(OligoList(names: ["a"]), indices: [0]),
        support: [3], totals: [3]))
    let expected =
      "library 'assoc' has oligos but library 'iPCR' has genomic fragments; expected libraries of "
      + "one kind. Analyse them separately."
    #expect(joinMessage([fragments, oligos], [rna]) == expected)
    #expect(joinMessage([oligos, fragments], [rna]) == expected)
  }

  @Test func somethingMustBeLeft() {
    var options = BarcodeJoinOptions()
    options.rows = .seenInPairs(
      [SamplePair(dna: "D", rna: "RNA")], minimumDNA: 9, minimumRNA: 1)
    #expect(
      joinMessage([fragments], [rna, sample("D", [(1, 3)])], options)
        == "join: nothing is left (below_min_dna 1); expected at least one row. "
        + "Check the input and relax the rules.")
  }
}
