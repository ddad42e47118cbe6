import PipelineEngine

/// A schema with every kind of field.
enum SampleSchema {
  static let dataset = RecordSchema(
    "One experiment.",
    fields: [
      Field("counts", .path, default: .required, "The table of counts."),
      Field(
        "replicates", .list(.text, count: 1...4), default: .value(["r1", "r2"]),
        "Names of the replicates."),
    ])

  static let normalize = RecordSchema(
    "How counts become activity.",
    fields: [
      Field(
        "minimum_input_dna", .integer(0...1000), default: .value(5), unit: "reads",
        "Fragments with less input DNA are left out."),
      Field(
        "pseudocount", .number(.positive), default: .value(0.5), unit: "reads",
        "Added to every count."),
      Field("method", .choice(["cpm", "median"]), default: .value("cpm"), "How to scale."),
      Field("skip", .boolean, default: .value(false), "Leave counts as they are."),
    ])

  static let motif = RecordSchema(
    "A motif.",
    fields: [
      Field("name", .text, default: .required, "Its name."),
      Field("weight", .number(.closed(-1, 1)), default: .value(1), "Its weight."),
    ])

  static let root = RecordSchema(
    "A sample configuration.",
    fields: [
      Field("title", .text, default: .value("untitled: yes"), "What the report says on top."),
      Field("seed", .integer(0...Int.max), default: .value(.null), "Seed of all random draws."),
      Field(
        "fragment_length", .integer(1...Int.max), default: .fromData("the longest fragment"),
        unit: "base pairs", "Length of the longest fragment."),
      Field(
        "tracks", .oneOrMore(.path), default: .value(["a.bw"]),
        "Tracks, one or several, that are drawn below the activity; this text is long enough to "
          + "need a second line in the template, and so it goes on for a while."),
      Field(
        "normalize", .record(normalize), default: .value(["minimum_input_dna": 7]),
        "Normalisation."),
      Field("datasets", .map(dataset), default: .required, "The experiments."),
      Field("motifs", .list(.record(motif)), default: .value([]), "Planted motifs."),
      Field("extra", .record(motif), default: .value(.null), "One more motif."),
    ])

  static func read(_ text: String, file: String = "sample.yaml") throws -> ConfigurationRecord {
    try ConfigurationReader.read(text: text, file: file, schema: root)
  }

  /// What is said about a text that is not right.
  static func complaint(_ text: String) -> String {
    do {
      let record = try read(text)
      return "no complaint: \(record.parameter.canonicalJSON)"
    } catch {
      return "\(error)"
    }
  }

  static let minimal = "datasets: {k562: {counts: k562.tsv}}\n"
}
