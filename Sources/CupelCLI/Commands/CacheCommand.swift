import ArgumentParser
import PipelineEngine

struct CacheCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache", abstract: "Look after the cached results of a work folder.",
    subcommands: [List.self, Verify.self, Prune.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List results: stage, key, size, when made, and whether in use.")

    @Argument(help: "The work folder.") var workFolder: String

    func run() throws {
      let entries = try CacheStore(workFolder: WorkFolder(workFolder)).list()
      for entry in entries {
        let fields = [
          entry.stage, String(entry.key.description.prefix(12)), "\(entry.bytes)",
          entry.finished ?? "unfinished", entry.isCurrent ? "current" : "earlier",
        ]
        StandardOutput.write(fields.joined(separator: "\t"))
      }
      if entries.isEmpty { StandardError.write("no cached results in \(workFolder)") }
    }
  }

  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Digest every cached file again and name those that changed.",
      discussion: "Exits with 65 when something is damaged.")

    @Argument(help: "The work folder.") var workFolder: String

    func run() throws {
      let damages = try CacheStore(workFolder: WorkFolder(workFolder)).verify()
      for damage in damages { StandardOutput.write("\(damage)") }
      if !damages.isEmpty { throw ExitCode(ExitCategory.data.rawValue) }
      StandardError.write("every cached file is as it was written")
    }
  }

  struct Prune: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Remove results that are not in use.")

    @Argument(help: "The work folder.") var workFolder: String
    @Option(help: "Keep this many results of every stage, the current one included.")
    var keep: Int?
    @Flag(help: "Remove everything, the current results included.") var all = false
    @Flag(help: "Only say what would be removed.") var dryRun = false

    func validate() throws {
      if all, keep != nil { throw ValidationError("--all and --keep exclude each other.") }
      if let keep, keep < 1 {
        throw ValidationError("--keep: found \(keep); expected a number of at least 1.")
      }
    }

    func run() throws {
      let retention: CacheRetention =
        if all { .nothing } else if let keep { .newest(keep) } else { .current }
      let removed = try CacheStore(workFolder: WorkFolder(workFolder)).prune(
        keeping: retention, dryRun: dryRun)
      for entry in removed {
        StandardOutput.write(
          "\(dryRun ? "would remove" : "removed")\t\(entry.stage)\t"
            + "\(entry.key.description.prefix(12))\t\(entry.bytes)")
      }
      if removed.isEmpty { StandardError.write("nothing to remove") }
    }
  }
}
