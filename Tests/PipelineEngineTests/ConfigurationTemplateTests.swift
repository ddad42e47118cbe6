import PipelineEngine
import Testing

@Suite struct ConfigurationTemplateTests {
  @Test func showsEveryKeyWithItsMeaning() {
    #expect(
      SampleSchema.root.template() == """
        # A sample configuration.

        # What the report says on top.
        # A text. Default: "untitled: yes".
        title: "untitled: yes"

        # Seed of all random draws.
        # A whole number, at least 0. Without it: nothing.
        seed: null

        # Length of the longest fragment.
        # A whole number, at least 1. Unit: base pairs. Default: from the data, the longest fragment.
        fragment_length: null

        # Tracks, one or several, that are drawn below the activity; this text is long enough to need a
        # second line in the template, and so it goes on for a while.
        # One value or a list: a path. Default: [a.bw].
        tracks: [a.bw]

        # Normalisation.
        # How counts become activity.
        normalize:
          # Fragments with less input DNA are left out.
          # A whole number from 0 to 1000. Unit: reads. Default: 7.
          minimum_input_dna: 7
          # Added to every count.
          # A number above 0. Unit: reads. Default: 0.5.
          pseudocount: 0.5
          # How to scale.
          # One of cpm, median. Default: cpm.
          method: cpm
          # Leave counts as they are.
          # True or false. Default: false.
          skip: false

        # The experiments.
        # One experiment.
        datasets:
          NAME:  # a name of your choice; one section for each
            # The table of counts.
            # A path.
            counts:  # required
            # Names of the replicates.
            # A list of 1 to 4: a text. Default: [r1, r2].
            replicates: [r1, r2]

        # Planted motifs.
        # A list: a section with its own keys. Default: [].
        motifs: []
        # For example:
        # motifs:
        #   -
        #     # Its name.
        #     # A text.
        #     name:  # required
        #     # Its weight.
        #     # A number from -1 to 1. Default: 1.
        #     weight: 1

        # One more motif.
        # Without it: nothing.
        extra: null
        # For example:
        # extra:
        #   # Its name.
        #   # A text.
        #   name:  # required
        #   # Its weight.
        #   # A number from -1 to 1. Default: 1.
        #   weight: 1

        """)
  }

  @Test func filledInItMeansTheDefaults() throws {
    let filled = SampleSchema.root.template()
      .replacing("counts:  # required", with: "counts: k562.tsv")
      .replacing("NAME:", with: "k562:")
    #expect(
      try SampleSchema.read(filled).parameter
        == SampleSchema.read(SampleSchema.minimal).parameter)
  }

  @Test func notFilledInEveryRequiredKeyIsNamed() {
    #expect(
      SampleSchema.complaint(SampleSchema.root.template()).hasSuffix(
        "datasets.NAME.counts has no value; expected a path. Write a value."))
  }

  @Test func aSchemaOfAStageAloneHasATemplateToo() throws {
    let record = try ConfigurationReader.read(
      text: SampleSchema.normalize.template(), file: "p.yaml", schema: SampleSchema.normalize)
    #expect(record.int("minimum_input_dna") == 5)
  }
}
