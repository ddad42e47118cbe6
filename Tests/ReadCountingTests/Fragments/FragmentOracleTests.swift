import Foundation
import GenomicTypes
import GenomicsIO
import ReadCounting
import TestSupport
import Testing

/// Other tools on the files that `Reference/oracles/alignments/make_alignments.py` makes.
struct FragmentOracleTests {
  private func oracle(_ name: String) -> String {
    repositoryFile("Reference/oracles/alignments/\(name)").path
  }

  private func lines(_ name: String) throws -> [String] {
    try String(contentsOf: repositoryFile("Reference/oracles/alignments/\(name)"), encoding: .utf8)
      .split(separator: "\n").map(String.init)
  }

  /// Rows as "chr1 9 20 + 3", separated by tabs.
  private func table(_ count: FragmentCount) -> [String] {
    count.fragments.placements.indices.map { row in
      let placement = count.fragments.placements[row]
      let interval = placement.interval ?? 0..<0
      return [
        count.fragments.chromosomeNames[Int(placement.chromosome)], "\(interval.lowerBound)",
        "\(interval.upperBound)", placement.strand.symbol, "\(count.fragments.reads[row])",
      ].joined(separator: "\t")
    }
  }

  private var rules: FragmentRules {
    var rules = FragmentRules()
    rules.duplicates = .drop
    rules.excludedChromosomes = ["chrM"]
    rules.lengths = 40...600
    return rules
  }

  @Test func fragmentsAndReasonsAreThoseOfALoopOverPysam() throws {
    let count = try countFile(oracle("odd.bam"), rules)
    #expect(table(count) == (try lines("pysam.tsv")))
    let reasons = count.dropped.sorted { $0.key < $1.key }.map { "\($0.key)\t\($0.value)" }
    #expect(reasons == (try lines("reasons.tsv")))
  }

  @Test func fragmentsAreThoseOfBedtools() throws {
    var rules = FragmentRules()
    rules.duplicates = .drop
    #expect(table(try countFile(oracle("odd.bam"), rules)) == (try lines("bedtools.tsv")))
  }

  @Test func formatAndThreadsChangeNothing() throws {
    var reading = AlignmentReaderOptions()
    for (text, binary) in [("odd.sam", "odd.bam"), ("clean.sam", "clean.cram")] {
      let expected = try countFile(oracle(text), rules).summary
      for threads in [1, 2, 4] {
        reading.threads = threads
        #expect(
          try countFile(oracle(binary), rules, reading: reading).summary == expected,
          "\(binary), \(threads) threads")
      }
    }
  }
}
