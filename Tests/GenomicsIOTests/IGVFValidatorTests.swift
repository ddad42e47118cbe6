import GenomicsIO
import TestSupport
import Testing

@Suite struct IGVFValidatorTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func problems(_ text: String, as format: IGVFFormat? = nil) throws -> [String] {
    let path = try folder.file("t.tsv", text)
    return try IGVFValidator(format: format).validate(path).problems.map {
      "t.tsv:\($0.line): \($0.problem)"
    }
  }

  @Test func workedExample() throws {
    let path = try folder.file(
      "barcodes.tsv",
      "barcode\toligo_name\tdna_count_1\trna_count_1\nACGT\ttile_1\t3\t\nACNT\ttile_1\t2\tx\n")
    let validation = try IGVFValidator().validate(path)
    #expect(validation.format == .experimentBarcode && !validation.isValid)
    #expect(
      validation.summary
        == "2 rows, 1 element, 2 barcodes, replicates 1, 1 count not observed")
    #expect(
      validation.problems.map { "\($0)" } == [
        "\(path):3: column 'barcode' is 'ACNT'; expected A, C, G and T in upper case. Remove rows "
          + "whose barcode has N, and write it in upper case.",
        "\(path):3: column 'rna_count_1' is 'x'; expected a whole number of at least 0. Write it "
          + "without a decimal point; leave a count that was not observed empty.",
      ])
  }

  @Test func everyFormatIsRecognised() throws {
    let element = "0.5\t1\t2\t3\t4"
    let variant = "0.5\t1\t2\t3\t4\t5\t6\t0.5\t-1\t1\t-1\tA\t0"
    let texts: [(IGVFFormat, String)] = [
      (.barcodeToElement, "ACGT\ttile_1\n"),
      (.experimentBarcode, "barcode\toligo_name\tdna_count_a\trna_count_a\nA\tt\t1\t0\n"),
      (
        .experiment,
        "replicate\toligo_name\tdna_counts\trna_counts\tdna_normalized\trna_normalized\t"
          + "log2FoldChange\tn_bc\n1\tt\t1\t2\t1.0\t2.0\t-1.0000\t3\n"
      ),
      (.element, header(.element) + "t\t\(element)\n"),
      (.genomicElement, "chr1\t0\t5\tt\t100\t.\t\(element)\n"),
      (.variant, header(.variant) + "NC_000001.11:25253603:G:\t\(variant)\n"),
      (.genomicVariant, "chr1\t5\t5\tv\t100\t+\t\(variant)\n"),
      (
        .sequenceDesign,
        header(.sequenceDesign)
          + "n\tACGTacgt\tvariant\ttest\t\t\t\t\t\t\t['SNV', \"indel\"]\t[0,7]\t"
          + "['NC_000001.11:5:G:A','NC_000001.11:9:G:']\t['ref','alt']\t\n"
      ),
    ]
    #expect(Set(texts.map(\.0)) == Set(IGVFFormat.allCases))
    for (format, text) in texts {
      let validation = try IGVFValidator().validate(try folder.file("t.tsv", text))
      #expect(validation.format == format && validation.rows == 1, "\(format)")
      #expect(validation.problems.map { "\($0)" } == [], "\(format)")
    }
  }

  private func header(_ format: IGVFFormat) -> String {
    format.columnNames.joined(separator: "\t") + "\n"
  }

  @Test func headerProblemsNameTheColumn() throws {
    #expect(
      try problems(
        "barcode\toligo_nam\tdna_count_1\tdna_count_1\nA\tt\t1\t1\n", as: .experimentBarcode)
        == [
          "t.tsv:1: there is no column 'oligo_name'; the header has 'barcode', 'oligo_nam', "
            + "'dna_count_1', 'dna_count_1'. Rename 'oligo_nam' to 'oligo_name'.",
          "t.tsv:1: the format has no column 'oligo_nam'. Did you mean 'oligo_name'?",
          "t.tsv:1: the column 'dna_count_1' is there twice; expected it once. Remove one of them.",
        ])
    #expect(
      try problems("barcode\toligo_name\nA\tt\n") == [
        "t.tsv:1: there are no count columns; expected 'dna_count_<replicate>' and "
          + "'rna_count_<replicate>'. Add them."
      ])
    #expect(
      try problems("barcode\toligoName\nACGT\tt\n", as: .barcodeToElement) == [
        "t.tsv:1: the first line starts with 'barcode', as a header does; expected data, because "
          + "this format has no header. Remove the line."
      ])
  }

  @Test func rowProblemsSayWhatIsExpected() throws {
    let genomic = "chr1\t10\t20\ta\t0\t+\t1\t1\t1\t\t\n"
    #expect(
      try problems(genomic + "chr1\t9\t20\tb\t1001\t*\tNaN\t-1\t1\t\t\n").map { $0.prefix(60) } == [
        "t.tsv:2: column 'score' is '1001'; expected a number from 0 to".prefix(60),
        "t.tsv:2: column 'strand' is '*'; expected '+', '-', '.'. Use".prefix(60),
        "t.tsv:2: column 'log2FoldChange' is 'NaN'; expected a finite".prefix(60),
        "t.tsv:2: column 'inputCount' is '-1'; expected a number of at".prefix(60),
      ])
    #expect(
      try problems(
        genomic + "chr1\t9\t20\tb\t0\t.\t1\t1\t1\t\t\n" + "chr2\t7\t7\tc\t0\t.\t1\t1\t1\t\t\n"
          + "chr1\t30\t40\td\t0\t.\t1\t1\t1\t\t\n" + "chr1\t30\n") == [
          "t.tsv:2: the row starts before the one above it; expected rows sorted by chromosome, start "
            + "and end. Sort them: sort -k1,1 -k2,2n -k3,3n",
          "t.tsv:3: the end is 7 but the start is 7; expected start < end. Coordinates are 0-based "
            + "half-open: check the column order.",
          "t.tsv:4: 'chr1' starts again after another chromosome; expected rows sorted by chromosome, "
            + "start and end. Sort them: sort -k1,1 -k2,2n -k3,3n",
          "t.tsv:5: the row has 2 cells; expected 11. Check the separator and the columns.",
        ])
  }

  @Test func designedSequencesAreCheckedAsAWhole() throws {
    let row = "n\tACGT\tvariant\ttest\ts\tr\tchr1\t5\t9\t+\t"
    let found = try problems(
      header(.sequenceDesign) + row + "['SNV']\t[4]\t['a:1:G:A']\t['ref']\t\n"
        + row + "['SNV']\t[0]\tNA\t['ref']\t\n" + row + "SNV\t[-1]\t['a:G:A']\t['x']\t\n")
    #expect(
      found == [
        "t.tsv:2: column 'variant_pos' is 4 but the sequence has 4 bases; expected a 0-based "
          + "position inside it. Check the offset.",
        "t.tsv:3: column 'name' is 'n', which an earlier row has too; expected every row to have a "
          + "name of its own. Rename or remove one of them.",
        "t.tsv:3: 'variant_class' has 1, 'variant_pos' has 1, 'SPDI' has 0, 'allele' has 1 items; "
          + "expected one for each variant in every list. Complete the lists.",
        "t.tsv:4: column 'variant_class' is 'SNV'; expected NA or a list such as ['SNV','indel']. "
          + "Quote the words and separate them with commas.",
        "t.tsv:4: column 'variant_pos' is '[-1]'; expected NA or a list such as [0,17]. Quote the "
          + "words and separate them with commas.",
        "t.tsv:4: column 'SPDI' is '['a:G:A']'; expected NA or a list such as "
          + "['NC_000001.11:25253603:G:A']. Quote the words and separate them with commas.",
        "t.tsv:4: column 'allele' is '['x']'; expected NA or a list such as ['ref','alt']. Quote "
          + "the words and separate them with commas.",
        "t.tsv:4: column 'name' is 'n', which an earlier row has too; expected every row to have a "
          + "name of its own. Rename or remove one of them.",
      ])
  }

  @Test func variantsAreChecked() throws {
    let values = "0.5\t1\t2\t3\t4\t5\t6\t1.5\t\t\t-2\ta\t\n"
    #expect(
      try problems(header(.variant) + "rs12\t" + values).map { String($0.split(separator: ";")[0]) }
        == [
          "t.tsv:2: column 'variant_id' is 'rs12'",
          "t.tsv:2: column 'postProbEffect' is '1.5'",
          "t.tsv:2: column 'variantPos' is '-2'",
          "t.tsv:2: column 'refAllele' is 'a'",
          "t.tsv:2: column 'altAllele' is empty",
        ])
  }

  @Test func allProblemsAreCountedAndTheFirstAreKept() throws {
    let path = try folder.file(
      "t.tsv", (0..<50).map { "N\tt\($0 / 2)\n" }.joined())
    let validation = try IGVFValidator(format: .barcodeToElement, listing: 3).validate(path)
    #expect(validation.problemCount == 50 && validation.problems.count == 3)
    #expect(validation.distinctElements == 25 && validation.rows == 50)
  }

  @Test func barcodesOfAnyLengthAreToldApart() throws {
    let long = String(repeating: "A", count: 40)
    let path = try folder.file(
      "t.tsv", "A\tt\nAA\tt\nA\tt\n\(long)\tt\n\(long)A\tt\n\(long)\tt\n")
    #expect(try IGVFValidator().validate(path).distinctBarcodes == 4)
  }

  @Test func foreignAndEmptyTablesAreErrors() throws {
    let path = try folder.file("t.tsv", "gene\tvalue\nTP53\t3\n")
    #expect(
      message { _ = try IGVFValidator().validate(path) }
        == "\(path): the first line, with 2 columns, is of none of the IGVF formats. Name the format "
        + "with --format: reporter_barcode_to_element_mapping, reporter_experiment_barcode, "
        + "reporter_experiment, reporter_element, reporter_genomic_element, reporter_variant, "
        + "reporter_genomic_variant, reporter_sequence_design.")
    let empty = try folder.file("e.tsv", "")
    #expect(
      message { _ = try IGVFValidator().validate(empty) }
        == "\(empty): the file is empty; expected text. Check how it was made or copied.")
    let headerOnly = try folder.file("h.tsv", header(.element))
    #expect(
      message { _ = try IGVFValidator().validate(headerOnly) }
        == "\(headerOnly): none of 0 rows can be used; expected at least one. "
        + "Check that the file has rows below its header.")
  }
}
