import ArgumentParser
import PipelineEngine
import PipelineStages

struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Check tables against the IGVF reporter formats.",
    discussion: """
      Prints every problem with file, line, column and how to fix it, then what the file holds. \
      Exits with 0 when all files are valid, 1 when one is not, 65 when one cannot be read.

      Formats, recognised by header or content: \
      \(FileValidation.formats.joined(separator: ", ")).
      """)

  @Argument(help: "The tables, plain, gzip or bgzip.") var files: [String]
  @Option(help: "The format every table must have, instead of the one recognised.")
  var format: String?
  @Option(help: "Problems listed for each file; all are counted.") var problems = 20
  @Flag(help: "Print the findings as JSON.") var json = false
  @OptionGroup var threads: ThreadOptions

  func validate() throws {
    if problems < 0 {
      throw ValidationError("--problems: found \(problems); expected a number of at least 0.")
    }
  }

  func run() throws {
    let validation = try FileValidation(
      files, format: format, listing: problems, threads: threads.count)
    StandardOutput.write(json ? try validation.json() : validation.words)
    if !validation.isValid { throw ExitCode(ExitCategory.staleOrFailedQC.rawValue) }
  }
}
