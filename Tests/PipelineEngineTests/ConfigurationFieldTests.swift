import PipelineEngine
import Testing

@Suite struct ConfigurationFieldTests {
  @Test(
    arguments: [
      (.boolean, "true or false"), (.integer(Int.min...Int.max), "a whole number"),
      (.integer(1...Int.max), "a whole number, at least 1"),
      (.integer(Int.min...9), "a whole number, at most 9"),
      (.integer(1...9), "a whole number from 1 to 9"), (.number(.any), "a number"),
      (.number(.unitInterval), "a number from 0 to 1"),
      (.choice(["a", "b"]), "one of a, b"), (.list(.text), "a list: a text"),
      (.list(.text, count: 2...2), "a list of 2: a text"),
      (.list(.path, count: 1...Int.max), "a list of at least 1: a path"),
      (.list(.path, count: 1...3), "a list of 1 to 3: a path"),
      (.oneOrMore(.boolean), "one value or a list: true or false"),
    ] as [(FieldKind, String)]) func kindsHaveWords(kind: FieldKind, words: String)
  {
    #expect(kind.words == words)
  }

  @Test func aDefaultOfTheWrongKindStopsTheProgram() async {
    await #expect(processExitsWith: .failure) {
      _ = Field("x", .integer(1...9), default: .value(10), "Too large.")
    }
    await #expect(processExitsWith: .failure) {
      _ = Field("x", .record(SampleSchema.motif), default: .value(["nme": "a"]), "No such key.")
    }
  }

  @Test func askingWithTheWrongGetterStopsTheProgram() async {
    await #expect(processExitsWith: .failure) {
      _ = try SampleSchema.read(SampleSchema.minimal).int("title")
    }
    await #expect(processExitsWith: .failure) {
      _ = try SampleSchema.read(SampleSchema.minimal).int("seed")
    }
    await #expect(processExitsWith: .failure) {
      _ = try SampleSchema.read(SampleSchema.minimal).text("no_such_key")
    }
  }
}
