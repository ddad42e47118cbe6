import Glibc
import Wording

extension EngineError: CustomStringConvertible {
  /// Where: what was found; what was expected. How to fix.
  public var description: String {
    switch self {
    case .duplicateStage(let name):
      "stage \(name): declared twice; expected stage names to differ. Rename one of them."
    case .unusableStageName(let name):
      "stage \"\(name)\": this name cannot be a folder name; expected lowercase letters, digits, "
        + "hyphens and underscores, beginning with a letter. Rename it."
    case .unknownUpstream(let stage, let upstream, let nearest):
      "stage \(stage): builds on \"\(upstream)\", which does not exist; expected a declared stage. "
        + (nearest.map { "Did you mean \"\($0)\"?" } ?? "Declare it or remove it from the list.")
    case .stageCycle(let path):
      "stage \(path.first ?? ""): needs itself through \(path.joined(separator: " → ")); expected "
        + "stages without a circle. Remove one of these dependencies."
    case .unknownStage(let name, let known):
      "stage \"\(name)\": there is no such stage; expected one of \(known.joined(separator: ", "))."
        + (nearestName(to: name, among: known).map { " Did you mean \"\($0)\"?" } ?? "")
    case .forcedStageNotSelected(let name):
      "--force \(name): the other options leave this stage out; expected a stage that is run. "
        + "Remove --force \(name) or widen --until, --from or --only."
    case .unusableInputs(let problems): problems.map(\.description).joined(separator: "\n")
    case .upstreamNotReady(let stage, let upstream, let reasons):
      "stage \(stage): it builds on \(upstream), which is not up to date "
        + "(\(reasons.map(\.words).joined(separator: "; "))); expected finished upstream stages. "
        + "Run with --until \(stage) instead, which brings them up to date first."
    case .locked(let folder, let holder): Self.lockWords(folder, holder)
    case .fileAccess(let failure): failure.description
    case .noOutput(let stage):
      "stage \(stage): finished without writing a file; expected at least one output. "
        + "Please report this as a bug."
    case .unexpectedFile(let path):
      "\(path): neither a file nor a folder; expected outputs to be plain files. "
        + "Replace the link by a copy of what it points to."
    case .inputChangedDuringRun(let stage, let label, let path):
      "\(path): changed while stage \(stage) was reading it as \"\(label)\"; expected inputs to stay "
        + "as they are during a run. Wait until the file is complete and run again."
    case .outputFolderOccupied(let path):
      "\(path): not empty and not made by cupel; expected a new or empty folder. "
        + "Choose another folder, or ask for it to be overwritten."
    case .noWorkFolder(let path):
      "\(path): there is no such folder; expected the work folder of an experiment. "
        + "Check the path: it is NAME-results for NAME.yaml unless --work-folder was given."
    case .malformedJSON(let offset, let expected):
      "JSON at byte \(offset): found something else; expected \(expected). Correct the text."
    }
  }

  private static func lockWords(_ folder: String, _ holder: LockHolder?) -> String {
    guard let holder else {
      return "\(folder): another process is using this work folder; expected it to be free. "
        + "Wait until it has finished, or use another work folder."
    }
    let life =
      switch holder.isAlive {
      case true?: "which is still running"
      case false?: "which has ended but left a child process"
      case nil: "on another machine"
      }
    return "\(folder): in use by process \(holder.processIdentifier) on \(holder.host) since "
      + "\(holder.since), \(life); expected it to be free. "
      + "Wait until it has finished, or use another work folder."
  }
}

extension InputProblem: CustomStringConvertible {
  /// Where: what was found; what was expected. How to fix.
  public var description: String {
    let found = code == ENOENT ? "there is no such file" : "it cannot be read: \(errorText(code))"
    return "\(path): \(found); expected the input \"\(label)\" of stage \(stage). "
      + "Correct the path in the configuration, or make the file readable."
  }
}

extension FileAccessFailure: CustomStringConvertible {
  /// Where: what was found; what was expected. How to fix.
  public var description: String {
    switch code {
    case ENOSPC, EDQUOT:
      return "\(path): cannot \(operation): the disk is full (\(errorText(code))); expected room "
        + "for the output. Free some space and run again: finished stages are kept."
    case EACCES, EPERM, EROFS:
      return
        "\(path): cannot \(operation): \(errorText(code)); expected a place this user may use. "
        + "Change its permissions or choose another folder."
    default:
      return "\(path): cannot \(operation): \(errorText(code)); expected this to work. "
        + "Check the path and the disk."
    }
  }
}

/// The operating system's words for an error number.
func errorText(_ code: Int32) -> String {
  // unsafe: strerror returns a C string that is copied before anything else can change it.
  unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
}
