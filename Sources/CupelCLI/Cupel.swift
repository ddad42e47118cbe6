import ArgumentParser
import Foundation
import PipelineEngine

/// The `cupel` command line.
public enum Cupel {
  /// Parses the arguments of the process, runs the command and exits with its status.
  public static func main() -> Never {
    exit(run(Array(CommandLine.arguments.dropFirst())))
  }

  /// Runs one command line and returns its exit status: 0 done, 1 stale or failed QC, 64 usage,
  /// 65 data, 70 a bug in cupel.
  ///
  /// Results go to the standard output stream, messages to the standard error stream.
  public static func run(_ arguments: [String]) -> Int32 {
    do {
      var command = try CupelCommand.parseAsRoot(arguments)
      try command.run()
      return ExitCategory.ok.rawValue
    } catch let exitCode as ExitCode {
      return exitCode.rawValue
    } catch let error as any CategorizedError {
      StandardError.write("cupel: \(error)")
      return error.category.rawValue
    } catch {
      let code = CupelCommand.exitCode(for: error)
      let message = CupelCommand.fullMessage(for: error)
      if code == .success {
        StandardOutput.write(message)
        return ExitCategory.ok.rawValue
      }
      StandardError.write(message)
      return code == .validationFailure
        ? ExitCategory.usage.rawValue : ExitCategory.software.rawValue
    }
  }
}

struct CupelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cupel",
    abstract: "From MPRA and SuRE-seq counts to what the sequence explains.",
    discussion: """
      Reads fragment tables, normalises RNA over input DNA, judges how reproducible the activity \
      is, and compares simple and deep models on held-out chromosomes.

      Start with: cupel config template > experiment.yaml, then cupel run experiment.yaml
      """,
    version: ProgramVersion.text,
    subcommands: [
      RunCommand.self, StatusCommand.self, ExplainCommand.self, StageCommand.self,
      CountCommandGroup.self, IDRCommand.self, ExportCommand.self, ValidateCommand.self,
      SimulateCommand.self,
      ConfigCommand.self, CacheCommand.self,
    ])
}
