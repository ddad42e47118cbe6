import PipelineEngine
import TestSupport
import Testing

@Suite struct ConfigurationReaderTests {
  @Test func defaultsFillWhatIsNotWritten() throws {
    let record = try SampleSchema.read(SampleSchema.minimal)
    #expect(record.text("title") == "untitled: yes")
    #expect(record.int(ifSet: "seed") == nil)
    #expect(record.int(ifSet: "fragment_length") == nil)
    #expect(record.paths("tracks") == ["a.bw"])
    #expect(record.record("normalize").int("minimum_input_dna") == 7)
    #expect(record.record("normalize").number("pseudocount") == 0.5)
    #expect(record.record("normalize").bool("skip") == false)
    #expect(record.records("motifs").isEmpty)
    #expect(record.record(ifSet: "extra") == nil)
    #expect(record.map("datasets").map(\.name) == ["k562"])
    #expect(record.map("datasets")[0].record.texts("replicates") == ["r1", "r2"])
    #expect(!record.isSet("title") && record.isSet("datasets"))
  }

  @Test func whatIsWrittenCounts() throws {
    let record = try SampleSchema.read(
      """
      title: "yes"
      seed: 17
      tracks: b.bw
      normalize:
        minimum_input_dna: 0
        pseudocount: 1e-3
        method: median
        skip: true
      datasets:
        z: {counts: /data/z.tsv, replicates: [1, 010, X]}
        a: {counts: a.tsv}
      motifs:
        - name: GATA1
          weight: -1
      extra:
        name: "null"
      """, file: "/project/sample.yaml")
    #expect(record.text("title") == "yes")
    #expect(record.int("seed") == 17)
    #expect(record.paths("tracks") == ["/project/b.bw"])
    #expect(record.texts("tracks") == ["b.bw"])
    #expect(record.record("normalize").number("pseudocount") == 0.001)
    #expect(record.map("datasets").map(\.name) == ["z", "a"])
    #expect(record.map("datasets")[0].record.path("counts") == "/data/z.tsv")
    #expect(record.map("datasets")[0].record.texts("replicates") == ["1", "010", "X"])
    #expect(record.records("motifs")[0].number("weight") == -1)
    #expect(record.record("extra").text("name") == "null")
    #expect(
      record.record("normalize").parameter
        == ["minimum_input_dna": 0, "pseudocount": 0.001, "method": "median", "skip": true])
    #expect(
      record.location(of: "seed")
        == SourceLocation(file: "/project/sample.yaml", line: 2, column: 7))
  }

  @Test func allProblemsAreReportedTogetherInTheOrderOfTheFile() {
    #expect(
      SampleSchema.complaint(
        """
        titel: x
        seed: 1e3
        normalize:
          minimum_input_dna: 2000
          pseudocount: 0
          method: cmp
          skip: yes
          surprise: 1
        datasets:
          k562: {replicates: []}
        motifs: {name: x}
        """) == """
          sample.yaml:1:1: unknown key "titel"; expected one of title, seed, fragment_length, tracks, \
          normalize, datasets, motifs, extra. Did you mean "title"?
          sample.yaml:2:7: seed is 1e3; expected a whole number, at least 0. Write 1000.
          sample.yaml:4:22: normalize.minimum_input_dna is 2000; expected a whole number from 0 to \
          1000. Choose a value in this range.
          sample.yaml:5:16: normalize.pseudocount is 0; expected a number above 0. Choose a value in \
          this range.
          sample.yaml:6:11: normalize.method is cmp; expected one of cpm, median. Did you mean "cpm"?
          sample.yaml:7:9: normalize.skip is yes; expected true or false. Write true.
          sample.yaml:8:3: unknown key "normalize.surprise"; expected one of minimum_input_dna, \
          pseudocount, method, skip. Remove it or correct its name.
          sample.yaml:10:9: the key "datasets.k562.counts" is missing; expected a path. Add \
          "counts:" with a value.
          sample.yaml:10:22: datasets.k562.replicates has 0 elements; expected a list of 1 to 4: a \
          text. Add or remove elements.
          sample.yaml:11:9: motifs is a section with keys; expected a list: a section with its own \
          keys. Write a list: [a, b], or one "- " line for each.
          """)
  }

  @Test(arguments: [
    ("seed: 010", "seed is 010; expected a whole number, at least 0. Write 10."),
    (
      "seed: \"5\"",
      "seed is the text \"5\"; expected a whole number, at least 0. Remove the quotes."
    ),
    ("seed: 1_000", "seed is 1_000; expected a whole number, at least 0. Write 1000."),
    (
      "seed: 0x10",
      "seed is 0x10; expected a whole number, at least 0. Write digits, with a point for decimals."
    ),
    ("seed: -1", "seed is -1; expected a whole number, at least 0. Choose a value in this range."),
    (
      "seed: 5.5",
      "seed is 5.5; expected a whole number, at least 0. Write digits, with a point for decimals."
    ),
    ("seed: [1]", "seed is a list; expected a whole number, at least 0. Write a single value."),
    ("title: {a: 1}", "title is a section with keys; expected a text. Write a single value."),
    ("title: \"\"", "title is the text \"\"; expected a text. Write a value."),
    (
      "normalize: {pseudocount: .5}",
      "normalize.pseudocount is .5; expected a number above 0. Write 0.5."
    ),
    (
      "normalize: {pseudocount: .inf}",
      "normalize.pseudocount is .inf; expected a number above 0. Write digits, with a point for decimals."
    ),
    (
      "normalize: {pseudocount: 1,5}",
      "unknown key \"normalize.5\"; expected one of minimum_input_dna, pseudocount, method, skip. Remove it or correct its name."
    ),
    (
      "normalize: {skip: \"true\"}",
      "normalize.skip is the text \"true\"; expected true or false. Write true."
    ),
    (
      "normalize: {skip: maybe}",
      "normalize.skip is maybe; expected true or false. Write true or false, without quotes."
    ),
    (
      "normalize: 5",
      "normalize is 5; expected a section with its own keys. Write its keys below it, indented, each followed by a colon."
    ),
    ("tracks: []", "tracks is a list; expected a path. Write a single value."),
    (
      "<<: {a: 1}",
      "the merge key \"<<\"; expected every key written out. Copy the keys of the other section here."
    ),
  ]) func valuesAreReadByTheirKindOnly(text: String, complaint: String) {
    let whole = SampleSchema.complaint(SampleSchema.minimal + text)
    #expect(whole.hasSuffix(": " + complaint) && whole.hasPrefix("sample.yaml:2:"), "\(whole)")
    #expect(!whole.contains("\n"), "\(whole)")
  }

  @Test func nothingIsAValueOnlyWhereTheKeyMayStandForNothing() throws {
    let record = try SampleSchema.read(
      SampleSchema.minimal + "seed: null\nfragment_length: ~\nextra:\nnormalize:\n")
    #expect(record.int(ifSet: "seed") == nil && !record.isSet("seed"))
    #expect(record.record("normalize").int("minimum_input_dna") == 5)
    #expect(
      SampleSchema.complaint(SampleSchema.minimal + "title:\n")
        == "sample.yaml:2:1: title has no value; expected a text. Write a value, or remove the key "
        + "to use the default.")
    #expect(
      SampleSchema.complaint("datasets:\n")
        == "sample.yaml:1:1: datasets has no value; expected named sections. Write a value.")
    #expect(
      SampleSchema.complaint("datasets: {}\n")
        == "sample.yaml:1:11: datasets is empty; expected at least one named section. Write a name "
        + "of your choice below it, indented, and its keys below the name.")
  }

  @Test func requiredKeysAreMissedInAnEmptyFileToo() {
    for text in ["", "# nothing\n", "---\n", "null\n"] {
      #expect(
        SampleSchema.complaint(text)
          == "sample.yaml:1:1: the key \"datasets\" is missing; expected named sections. Add "
          + "\"datasets:\" with a value.")
    }
  }

  @Test func aKeyWrittenTwiceIsAnError() {
    #expect(
      SampleSchema.complaint("normalize:\n  skip: true\n  method: cpm\n  skip: false\n")
        == "sample.yaml:2:3: the key \"skip\" is written more than once here; expected every key "
        + "once. Remove all but one.")
  }

  @Test func whatIsNotYAMLIsPlacedInTheFile() {
    #expect(
      SampleSchema.complaint("title: x\n\tseed: 5\n")
        == "sample.yaml:2:1: not YAML (while scanning a plain scalar, found a tab character that "
        + "violates indentation); expected valid YAML. Check indentation (spaces, no tabs), colons "
        + "and quotes.")
    #expect(SampleSchema.complaint("title: [a\n").hasPrefix("sample.yaml:2:1: not YAML ("))
    #expect(SampleSchema.complaint("a: 1\n---\nb: 2\n").hasPrefix("sample.yaml:2:1: not YAML ("))
    #expect(
      SampleSchema.complaint("- a\n").hasPrefix("sample.yaml:1:1: the file is a list; expected"))
  }

  @Test func anchorsMayBeUsed() throws {
    let record = try SampleSchema.read(
      "datasets:\n  a: &a {counts: a.tsv}\n  b: *a\n")
    #expect(record.map("datasets").map { $0.record.text("counts") } == ["a.tsv", "a.tsv"])
  }

  @Test func aFileThatCannotBeReadIsNamed() throws {
    let error = #expect(throws: EngineError.self) {
      try ConfigurationReader.read(file: "/nonexistent.yaml", schema: SampleSchema.root)
    }
    #expect(
      error?.description
        == "/nonexistent.yaml: cannot read the configuration: No such file or directory; expected "
        + "this to work. Check the path and the disk.")
    let folder = try TemporaryFolder()
    let file = try folder.file("c.yaml", SampleSchema.minimal)
    let record = try ConfigurationReader.read(file: file, schema: SampleSchema.root)
    #expect(record.map("datasets")[0].record.path("counts") == folder.path + "/k562.tsv")
  }
}
