import PipelineEngine
import Testing

@Suite struct ConfigurationRecordTests {
  private let full = """
    datasets: {k562: {counts: k562.tsv}}
    motifs: [{name: a}]
    extra: {name: b}
    """

  @Test func everyKeyNobodyAskedForIsNamed() throws {
    let record = try SampleSchema.read(full)
    #expect(
      SampleSchema.root.leafPaths == [
        "title", "seed", "fragment_length", "tracks", "normalize.minimum_input_dna",
        "normalize.pseudocount", "normalize.method", "normalize.skip", "datasets.*.counts",
        "datasets.*.replicates", "motifs[].name", "motifs[].weight", "extra.name", "extra.weight",
      ])
    #expect(record.unusedKeys() == SampleSchema.root.leafPaths)
    _ = record.text("title")
    _ = record.map("datasets")[0].record.path("counts")
    _ = record.records("motifs")[0].number("weight")
    _ = record.record("normalize").parameter
    #expect(
      record.unusedKeys() == [
        "seed", "fragment_length", "tracks", "datasets.*.replicates", "motifs[].name",
        "extra.name", "extra.weight",
      ])
    #expect(record.record("extra").unusedKeys() == ["extra.name", "extra.weight"])
  }

  @Test func laterChecksNameThePlace() throws {
    let record = try SampleSchema.read(full)
    let problem = record.record("extra").problem(
      at: "name", found: "the motif is unknown", expected: "a known motif", fix: "Choose another.")
    let earlier = record.problem(
      at: "datasets", found: "one experiment", expected: "two", fix: "Add one.")
    #expect(
      ConfigurationProblems([problem, earlier]).description == """
        sample.yaml:1:11: one experiment; expected two. Add one.
        sample.yaml:3:15: the motif is unknown; expected a known motif. Choose another.
        """)
    #expect(ConfigurationProblems([problem]).category == .data)
  }

  @Test func pathsStartAtTheFolderOfTheFile() throws {
    let cases = [
      ("sample.yaml", "k562.tsv"), ("a/b.yaml", "a/k562.tsv"), ("/b.yaml", "/k562.tsv"),
      ("./b.yaml", "k562.tsv"), ("../b.yaml", "../k562.tsv"),
    ]
    for (file, expected) in cases {
      let record = try SampleSchema.read(full, file: file)
      #expect(record.map("datasets")[0].record.path("counts") == expected)
      #expect(record.resolved("/abs") == "/abs")
    }
  }
}
