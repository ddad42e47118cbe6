import Foundation
import PipelineEngine
import TestSupport
import Testing

@Suite struct RunPlanTests {
  @Test func thePlanIsJSONToo() throws {
    let folder = try TemporaryFolder()
    _ = try ToyPipeline().runner(in: folder).run()
    let plan = try ToyPipeline(scale: 3).runner(in: folder).plan(RunSelection(until: "normalize"))
    let key = try #require(WorkFolder(folder.path + "/work").currentKey(of: "count"))
    #expect(
      plan.json == [
        "fresh": false,
        "stages": [
          [
            "name": "count", "summary": "counts words", "decision": "reuse",
            "key": .string(key.description),
          ],
          [
            "name": "normalize", "summary": "scales the count", "decision": "run",
            "mayBeReused": false,
            "reasons": [
              [
                "kind": "parameterChanged", "path": "normalize.scale", "from": 2, "to": 3,
                "words": "parameter normalize.scale changed: 2 → 3",
              ]
            ],
          ],
          ["name": "report", "summary": "writes the report", "decision": "notSelected"],
        ],
      ])
    let encoded = String(decoding: try JSONEncoder().encode(plan), as: UTF8.self)
    #expect(try ParameterValue(json: encoded) == plan.json)
  }

  @Test func everyDecisionIsExplained() throws {
    let folder = try TemporaryFolder()
    _ = try ToyPipeline().runner(in: folder).run()
    let fresh = try ToyPipeline().runner(in: folder).plan(RunSelection(until: "normalize"))
    let key = try #require(WorkFolder(folder.path + "/work").currentKey(of: "count"))
    #expect(
      try fresh.explanation(of: "count")
        == "count: counts words\nUp to date: nothing that enters its key changed.\nKey \(key)\n")
    #expect(
      try fresh.explanation(of: "report")
        == "report: writes the report\nLeft out by the options.\n")
    #expect(fresh.isFresh)
    let stale = try ToyPipeline(scale: 3).runner(in: folder).plan()
    #expect(
      try stale.explanation(of: "report")
        == "report: writes the report\nMay run, unless what it builds on comes out the same:\n"
        + "  - normalize will run\n")
    #expect(throws: EngineError.self) { try stale.explanation(of: "reprot") }
  }
}
