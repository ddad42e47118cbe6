import PipelineEngine
import Testing

@Suite struct ConfigurationRecordShowingTests {
  private let text = """
    title: "no"
    fragment_length: 350
    tracks: [a.bw, "b c.bw"]
    datasets:
      "zwölf: 12": {counts: /data/z.tsv, replicates: ["1", "null", "- x", "a # b é\\n"]}
      a: {counts: a.tsv}
    motifs:
      - {name: GATA1, weight: -0.5}
      - {name: "#1"}
    """

  @Test func showsEverythingAndWhereItComesFrom() throws {
    #expect(
      try SampleSchema.read(text).shown() == """
        title: "no"
        seed: null  # default
        fragment_length: 350
        tracks: [a.bw, "b c.bw"]
        normalize:
          minimum_input_dna: 7  # default
          pseudocount: 0.5  # default
          method: cpm  # default
          skip: false  # default
        datasets:
          "zwölf: 12":
            counts: /data/z.tsv
            replicates: ["1", "null", "- x", "a # b é\\n"]
          a:
            counts: a.tsv
            replicates: [r1, r2]  # default
        motifs:
          -
            name: GATA1
            weight: -0.5
          -
            name: "#1"
            weight: 1.0  # default
        extra: null  # default

        """)
    #expect(
      try SampleSchema.read(SampleSchema.minimal).shown().contains(
        "fragment_length: null  # from the data: the longest fragment\n"))
  }

  @Test func readingItAgainGivesTheSame() throws {
    for sample in [text, SampleSchema.minimal] {
      let once = try SampleSchema.read(sample)
      let twice = try SampleSchema.read(once.shown())
      #expect(twice.parameter == once.parameter)
      #expect(twice.map("datasets").map(\.name) == once.map("datasets").map(\.name))
    }
  }
}
