import GenomicsIO
import TestSupport
import Testing

@Suite struct SampleSheetReaderTests {
  let folder: TemporaryFolder
  init() throws {
    folder = try TemporaryFolder()
    for name in "abcdefghij" { try folder.file("\(name).gz", "x") }
  }

  private func problems(_ text: String, name: String = "samples.tsv") throws -> [String] {
    let path = try folder.file(name, text)
    return message { _ = try SampleSheetReader.read(path) }
      .split(separator: "\n").map {
        String($0.hasPrefix("\(path):") ? $0.dropFirst(path.count + 1) : $0)
      }
  }

  static let header =
    "sample\trole\tcell_type\treplicate\tfiles\tfiles2\tumi_files\tlibrary\n"

  @Test func workedExample() throws {
    let path = try folder.file(
      "samples.tsv",
      "sample\trole\tcell_type\treplicate\tfiles\ninput\tdna\t\t\ta.gz\n"
        + "k1\trna\tK562\t1\tb.gz;c.gz\n")
    let sheet = try SampleSheetReader.read(path)
    let input = sheet.samples[0]
    #expect(input.name == "input" && input.role == .dna && input.cellType == nil)
    #expect(input.replicate == nil && input.libraries == nil && input.line == 2)
    let rna = sheet.samples(.rna)[0]
    #expect(rna.cellType == "K562" && rna.replicate == "1" && rna.line == 3)
    #expect(rna.files == ["\(folder.path)/b.gz", "\(folder.path)/c.gz"])
    #expect(rna.reverseFiles.isEmpty && rna.umiFiles.isEmpty)
  }

  @Test func everyColumnIsReadInAnyOrderAndWithCommas() throws {
    let path = try folder.file(
      "sub/samples.csv",
      """
      # made by hand
      library,files,files2,umi_files,sample,role,cell_type,replicate
      ,../a.gz,,,iPCR_1,fragments,,
      ,../b.gz,,,iPCR_2,fragments,,

      # one lane failed
      iPCR_1;iPCR_2,../c.gz ; ../d.gz,../e.gz;../f.gz,\(folder.path)/g.gz;../h.gz,k1,rna,K562,1
      """)
    let sheet = try SampleSheetReader.read(path)
    #expect(sheet.samples.map(\.name) == ["iPCR_1", "iPCR_2", "k1"])
    let rna = sheet.samples[2]
    #expect(rna.libraries == ["iPCR_1", "iPCR_2"] && rna.line == 7)
    let sub = "\(folder.path)/sub/.."
    #expect(rna.files == ["\(sub)/c.gz", "\(sub)/d.gz"])
    #expect(rna.reverseFiles == ["\(sub)/e.gz", "\(sub)/f.gz"])
    #expect(rna.umiFiles == ["\(folder.path)/g.gz", "\(sub)/h.gz"])
  }

  @Test func allProblemsComeTogetherWithTheirLines() throws {
    let text =
      Self.header + """
        lib\tfragments\tK562\t\ta.gz\t\t\tlib
        dna\tDNA\t\t\tb.gz\t\t\t
        dna\tdna\t\t\tb.gz\t\t\tlibb
        r 1\trna\t\t\tc.gz;d.gz\te.gz\t\t
        r2\trna\tK562\t2\tmissing.gz\t\t\tother
        \trna\tK562\t3\t\t\t\t
        r3\trna
        """
    #expect(
      try problems(text) == [
        "2: column 'cell_type' has a value; expected none for a sample with the role 'fragments'.",
        "2: column 'library' has a value; expected none for a sample with the role 'fragments', "
          + "which is a library itself.",
        "3: the role 'DNA' is not known; expected 'fragments', 'dna' or 'rna'. Did you mean 'dna'?",
        "4: the file 'b.gz' is already used on line 3; expected every file once. Correct one of "
          + "them.",
        "4: there is no library 'libb'; the samples with the role 'fragments' are 'lib'. "
          + "Did you mean 'lib'?",
        "5: column 'sample' is 'r 1', which has ' '; expected letters, digits and '_', '-', '.', "
          + "'+'. Rename it.",
        "5: column 'cell_type' is empty; expected a value for a sample with the role 'rna'.",
        "5: column 'replicate' is empty; expected a value for a sample with the role 'rna'.",
        "5: column 'files2' has 1 files but 'files' has 2; expected one for each lane.",
        "6: the file 'missing.gz' cannot be opened: No such file or directory. Paths are relative "
          + "to the sheet.",
        "6: there is no library 'other'; the samples with the role 'fragments' are 'lib'.",
        "7: column 'sample' is empty; expected a value.",
        "7: column 'files' is empty; expected a value.",
        "8: the row has 2 fields; expected 8. Check the separator, and join several files with ';'.",
      ])
  }

  @Test func samplesMustDiffer() throws {
    #expect(
      try problems(
        "sample\trole\tcell_type\treplicate\tfiles\nr\trna\tK\t1\ta.gz\nr\trna\tK\t2\tb.gz\n")
        == [
          "3: the sample 'r' is already on line 2; expected every sample once. Rename one of them, "
            + "or join the files of its lanes with ';'."
        ])
  }

  @Test func columnsAreCheckedBeforeRows() throws {
    #expect(
      try problems("sampel\trole\tfiles\tfiles\tnote\nx\tdna\ta.gz\tb.gz\t1\n") == [
        "1: the column 'sampel' is not known; expected 'sample', 'role', 'files', 'cell_type', "
          + "'replicate', 'files2', 'umi_files', 'library'. Did you mean 'sample'?",
        "1: the column 'files' comes twice; expected it once. Remove one of them.",
        "1: the column 'note' is not known; expected 'sample', 'role', 'files', 'cell_type', "
          + "'replicate', 'files2', 'umi_files', 'library'. Remove it.",
        "1: there is no column 'sample'; the header has 'sampel', 'role', 'files', 'files', 'note'."
          + " Did you mean 'sampel'?",
      ])
  }

  @Test func aSheetWithoutRNAOrRowsIsAnError() throws {
    let path = try folder.file("e.tsv", Self.header)
    #expect(
      message { _ = try SampleSheetReader.read(path) }
        == "\(path): there are no samples; expected one on each line after the header.")
    let dna = try folder.file("d.tsv", "sample\trole\tfiles\nx\tdna\ta.gz\n")
    #expect(
      message { _ = try SampleSheetReader.read(dna) }
        == "\(dna): no sample has the role 'rna'; expected at least one.")
  }

  @Test func textThatIsNotUTF8IsNamed() throws {
    let bytes =
      Array("sample\trole\tcell_type\treplicate\tfiles\nr\trna\t".utf8) + [0xFF]
      + Array("\t1\ta.gz\n".utf8)
    let path = try folder.file("b.tsv", bytes: bytes)
    #expect(
      message { _ = try SampleSheetReader.read(path) }
        == "\(path):2: column '#3' is not UTF-8 text. Save the file as UTF-8.")
  }

  @Test func theSheetOfMPRAsnakeflowIsRecognised() throws {
    let path = try folder.file(
      "exp.csv",
      """
      Condition,Replicate,DNA_BC_F,DNA_UMI,DNA_BC_R,RNA_BC_F,RNA_UMI,RNA_BC_R
      HepG2,1,a.gz,b.gz,c.gz,d.gz;e.gz,f.gz;g.gz,h.gz;i.gz
      """)
    let sheet = try SampleSheetReader.read(path)
    #expect(sheet.samples.map(\.name) == ["HepG2_1_DNA", "HepG2_1_RNA"])
    #expect(sheet.samples.map(\.role) == [.dna, .rna])
    #expect(sheet.samples.allSatisfy { $0.cellType == "HepG2" && $0.replicate == "1" })
    #expect(sheet.samples[0].umiFiles == ["\(folder.path)/b.gz"])
    #expect(sheet.samples[1].reverseFiles == ["\(folder.path)/h.gz", "\(folder.path)/i.gz"])
  }

  @Test func dnaThatReplicatesShareIsOneSample() throws {
    let path = try folder.file(
      "exp.csv", "Condition,Replicate,DNA_BC_F,RNA_BC_F\nK,1,a.gz,b.gz\nK,2,a.gz,c.gz\n")
    let samples = try SampleSheetReader.read(path).samples
    #expect(samples.map(\.name) == ["K_DNA", "K_1_RNA", "K_2_RNA"])
    #expect(samples.map(\.replicate) == [nil, "1", "2"])
  }

  @Test func problemsOfAnMPRAsnakeflowSheetAreNamed() throws {
    #expect(
      try problems(
        "Condition,Replicate,DNA_BC_F,RNA_BC_F,DNA_BC\nHep_G2,1,a.gz,b.gz,\n,2.1,c.gz,,\n",
        name: "e.csv")
        == [
          "1: the column 'DNA_BC' is not known; expected 'Condition', 'Replicate', 'DNA_BC_F', "
            + "'RNA_BC_F', 'DNA_UMI', 'DNA_BC_R', 'RNA_UMI', 'RNA_BC_R'. Did you mean 'DNA_BC_R'?",
          "2: column 'Condition' is 'Hep_G2', which has '_'; expected letters, digits and '-'. "
            + "Rename it.",
          "3: column 'Condition' is empty; expected a value.",
          "3: column 'Replicate' is '2.1', which has '.'; expected letters, digits and '-'. "
            + "Rename it.",
          "3: column 'RNA_BC_F' is empty; expected a value.",
        ])
  }
}
