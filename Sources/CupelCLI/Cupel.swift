import ArgumentParser

/// The `cupel` command line.
public enum Cupel {
  /// Parses the arguments of the process, runs the command and exits with its status.
  public static func main() {
    CupelCommand.main()
  }
}

struct CupelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "cupel")
}
