import PipelineEngine

/// What is generated from the schema of the configuration.
public enum ConfigurationTexts {
  /// A configuration with every key, its default, unit and meaning.
  public static var template: String { ExperimentSchema.schema.template() }

  /// The JSON schema, draft 2020-12.
  public static var jsonSchema: String {
    ExperimentSchema.schema.jsonSchema(title: "cupel experiment")
  }
}
