import ArgumentParser

struct CountCommandGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "count", abstract: "Count fragments or barcodes of single files.",
    discussion: """
      For one library or sample, outside an experiment. Many samples at once are counted by \
      cupel run with a sample sheet.
      """,
    subcommands: [CountAlignmentsCommand.self, CountBarcodesCommand.self])
}
