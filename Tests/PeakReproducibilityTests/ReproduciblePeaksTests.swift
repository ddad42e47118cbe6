import GenomicTypes
import PeakReproducibility
import Statistics
import Testing

@Suite struct ReproduciblePeaksTests {
  private func merged(rows: Int) -> [MergedPeak] {
    let scores = simulatedScores(2, rows: rows, seed: 6)
    let replicates = scores.map { column in
      column.enumerated().map { row, score in
        peak(100 * row, 100 * row + 50, (score ?? 0) + 10, summit: 100 * row + 10)
      }
    }
    return PeakMerging.groups(replicates, combination: .sum)
  }

  @Test func peaksComeByTheirCombinedScore() throws {
    let result = try ReproduciblePeaks(merged(rows: 300), replicates: ["a", "b"])
    #expect(result.peaks.count == 300)
    for (left, right) in zip(result.peaks, result.peaks.dropFirst()) {
      #expect(left.score >= right.score)
    }
    let first = result.peaks[0]
    #expect(first.score == first.scores.reduce(0, +))
    #expect(first.globalIDR < 0.01 && first.browserScore > 800)
  }

  @Test func aPeakThatOneReplicateLacksIsDroppedOrKept() throws {
    var peaks = merged(rows: 100)
    peaks[3] = MergedPeak(
      interval: peaks[3].interval, strand: .unstranded, parts: [peaks[3].parts[0], nil])
    let dropped = try ReproduciblePeaks(peaks, replicates: ["a", "b"])
    #expect(dropped.peaks.count == 99 && dropped.comparison.incompleteRows == 1)
    var options = ReproduciblePeaks.Options()
    options.keepsIncomplete = true
    let kept = try ReproduciblePeaks(peaks, replicates: ["a", "b"], options: options)
    #expect(kept.peaks.count == 100)
    #expect(kept.peaks.contains { $0.scores[1] == 0 })
  }

  /// −125·log2(0.05) = 540.2; a rate of 1 gives 0, not −1; 0.5 + 1e-12 falls just
  /// short of 125.
  @Test func browserScores() {
    func row(_ rate: Double) -> ReproduciblePeak {
      ReproduciblePeak(
        peak: MergedPeak(
          interval: GenomicInterval(chromosome: "c", start: 0, end: 1), strand: .forward,
          parts: []), scores: [], score: 0, localIDR: rate, globalIDR: rate)
    }
    #expect([1, 0.05, 0.5, 1e-6].map { row($0).browserScore } == [0, 540, 124, 1000])
    #expect(ReproduciblePeak.capped(0.01) == 2)
    #expect(ReproduciblePeak.capped(1e-6) == 5)
    #expect(ReproduciblePeak.capped(1) == 0)
  }
}
