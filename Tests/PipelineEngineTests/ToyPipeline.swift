import Foundation
import PipelineEngine
import Synchronization
import TestSupport

/// Three stages over a text file: count its words, scale the count, report it.
struct ToyPipeline {
  var scale = 2
  var minimum = 5
  var seed: UInt64? = 17
  var version = 1
  var countsLetters = false
  /// The stage whose body misbehaves, and how.
  var disturbed = Disturbed("") { _ in }

  func stages(input: String) -> [StageDeclaration] {
    let disturbed = self.disturbed
    let countsLetters = self.countsLetters
    let scale = self.scale
    let count = StageDeclaration(
      name: "count", summary: "counts words", implementationVersion: version,
      parameters: ["letters": .bool(countsLetters)],
      inputs: [StageInput(label: "text", path: input)]
    ) { context in
      let text = try String(contentsOfFile: context.input("text"), encoding: .utf8)
      try disturbed.act(in: context)
      let count = countsLetters ? text.count : text.split(separator: " ").count
      try "\(count)\n".write(
        toFile: context.file("count.txt"), atomically: false, encoding: .utf8)
    }
    let normalize = StageDeclaration(
      name: "normalize", summary: "scales the count", implementationVersion: 1,
      parameters: ["scale": .int(scale), "minimum_input_dna": .int(minimum)], seed: seed,
      upstream: ["count"]
    ) { context in
      let text = try String(
        contentsOfFile: context.upstream("count") + "/count.txt", encoding: .utf8)
      let count = Int(text.dropLast()) ?? -1
      try FileManager.default.createDirectory(
        atPath: context.file("deep"), withIntermediateDirectories: true)
      try "\(count * scale)\n".write(
        toFile: context.file("deep/scaled.txt"), atomically: false, encoding: .utf8)
      try disturbed.act(in: context)
    }
    let report = StageDeclaration(
      name: "report", summary: "writes the report", implementationVersion: 1,
      upstream: ["normalize"]
    ) { context in
      let text = try String(
        contentsOfFile: context.upstream("normalize") + "/deep/scaled.txt", encoding: .utf8)
      try disturbed.act(in: context)
      try "The number is \(text)".write(
        toFile: context.file("report.txt"), atomically: false, encoding: .utf8)
    }
    return [count, normalize, report]
  }

  func runner(
    in folder: TemporaryFolder, threads: Int = 1, observer: any RunObserver = SilentObserver()
  ) throws -> Runner {
    if !folder.exists("input.txt") { try folder.file("input.txt", "one two three four five") }
    return Runner(
      workFolder: WorkFolder(folder.path + "/work"),
      pipeline: try Pipeline(stages: stages(input: folder.path + "/input.txt")),
      options: RunnerOptions(threads: threads, version: "test"), observer: observer)
  }
}

/// Something one stage does besides its work.
struct Disturbed: Sendable {
  private let stage: String
  private let how: @Sendable (StageContext) throws -> Void

  init(_ stage: String, _ how: @escaping @Sendable (StageContext) throws -> Void) {
    self.stage = stage
    self.how = how
  }

  func act(in context: StageContext) throws {
    if context.stage == stage { try how(context) }
  }
}

/// Collects events.
final class EventLog: RunObserver {
  let progressInterval: Duration = .zero
  private let events = Mutex<[RunEvent]>([])

  func observe(_ event: RunEvent) { events.withLock { $0.append(event) } }

  var names: [String] {
    events.withLock { $0.compactMap { $0.json["event"]?.stringValue } }
  }

  var all: [RunEvent] { events.withLock { $0 } }
}

struct Disturbance: Error, CustomStringConvertible {
  let description = "something went wrong"
}
