import Estimators
import Foundation
import Testing

@Suite struct TrainingLogTests {
  @Test func theBestEntryIsTheLastOneMarked() throws {
    var log = TrainingLog(task: "K562", monitoredMetric: "spearman")
    #expect(log.bestEntry == nil)
    for (index, metric) in [0.1, 0.3, 0.2].enumerated() {
      log.append(
        TrainingLogEntry(trainingLoss: 1, validationLoss: nil, validationMetric: metric),
        isBest: index < 2)
    }
    #expect(log.bestEntry == 1 && log.entries.count == 3)
    let copy = try JSONDecoder().decode(TrainingLog.self, from: JSONEncoder().encode(log))
    #expect(copy == log)
  }
}
