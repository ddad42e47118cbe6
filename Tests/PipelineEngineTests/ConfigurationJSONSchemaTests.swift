import Foundation
import PipelineEngine
import Testing

@Suite struct ConfigurationJSONSchemaTests {
  private func schema() throws -> ParameterValue {
    try ParameterValue(json: SampleSchema.root.jsonSchema(title: "sample"))
  }

  @Test func hasExactlyTheKeysOfTheSchema() throws {
    func compare(_ json: ParameterValue?, _ schema: RecordSchema) {
      let keys = json?["properties"]?.objectValue?.keys.sorted()
      #expect(keys == schema.fields.map(\.key).sorted())
      #expect(json?["additionalProperties"] == false)
    }
    let json = try schema()
    let properties = json["properties"]
    compare(json, SampleSchema.root)
    compare(properties?["normalize"], SampleSchema.normalize)
    compare(properties?["datasets"]?["additionalProperties"], SampleSchema.dataset)
    compare(properties?["motifs"]?["items"], SampleSchema.motif)
    compare(properties?["extra"]?["anyOf"]?.listValue?.first, SampleSchema.motif)
    #expect(json["required"] == ["datasets"])
    #expect(json["$schema"] == "https://json-schema.org/draft/2020-12/schema")
  }

  @Test func statesRangesUnitsAndDefaults() throws {
    let properties = try schema()["properties"]
    #expect(
      properties?["normalize"]?["properties"]?["minimum_input_dna"] == [
        "type": "integer", "minimum": 0, "maximum": 1000, "default": 5,
        "description": "Fragments with less input DNA are left out. Unit: reads.",
      ])
    #expect(
      properties?["normalize"]?["properties"]?["pseudocount"]?["exclusiveMinimum"] == 0.0)
    #expect(properties?["normalize"]?["properties"]?["method"]?["enum"] == ["cpm", "median"])
    #expect(
      properties?["fragment_length"] == [
        "anyOf": [["type": "integer", "minimum": 1], ["type": "null"]],
        "description": .string(
          "Length of the longest fragment. Unit: base pairs. Default: from the data, the longest "
            + "fragment."),
      ])
    #expect(
      properties?["datasets"]?["additionalProperties"]?["properties"]?["replicates"]?["maxItems"]
        == 4)
  }
}
