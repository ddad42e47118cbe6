import ArgumentParser
import PipelineStages

struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Write, check and show configurations.",
    subcommands: [Template.self, Check.self, Show.self, Schema.self, Stages.self])

  struct Template: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print a configuration with every key, its default, unit and meaning.")

    func run() { StandardOutput.write(ConfigurationTexts.template) }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check a configuration; every problem is printed with line and column.")

    @OptionGroup var options: ExperimentOptions

    func run() throws {
      _ = try options.experiment()
      StandardError.write("\(options.configuration): no problems")
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print a configuration in full, defaults included.")

    @OptionGroup var options: ExperimentOptions

    func run() throws { StandardOutput.write(try options.experiment().shown) }
  }

  struct Stages: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the stages of an experiment and what each builds on, for other schedulers.",
      discussion: """
        One line per stage, in an order that works: its name, a tab, and the names of the stages it \
        builds on, separated by commas. No input is read.
        """)

    @OptionGroup var options: ExperimentOptions

    func run() throws { StandardOutput.write(try options.experiment().stageList) }
  }

  struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the JSON schema of configurations, for editors.")

    func run() { StandardOutput.write(ConfigurationTexts.jsonSchema) }
  }
}
