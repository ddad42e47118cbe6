/// The version of the program, written into records and printed by `--version`.
enum ProgramVersion {
  static let text = "0.1.0"
}
