import GenomicTypes
import ReadCounting
import TestSupport
import Testing

struct FragmentCountingErrorTests {
  private func problem(_ change: (inout FragmentRules) -> Void) -> String {
    var rules = FragmentRules()
    change(&rules)
    return message {
      _ = try FragmentCounter(
        chromosomeNames: ["chr1", "chr2"], chromosomeLengths: [100, 100], order: .coordinate,
        rules: rules, source: "a.bam")
    }
  }

  @Test func chromosomesOfRulesMustExist() {
    let text =
      "a.bam: there is no chromosome 'chr01'; the header has 'chr1', 'chr2'. "
      + "Did you mean 'chr1'?"
    #expect(problem { $0.chromosomes = ["chr01"] } == text)
    #expect(problem { $0.excludedChromosomes = ["chr2", "chr01"] } == text)
  }

  @Test func blacklistOfAnotherNamingIsRefused() {
    #expect(
      problem { $0.blacklist = [GenomicInterval(chromosome: "1", start: 0, end: 9)] }
        == "a.bam: the blacklist is on '1' and the header has 'chr1', 'chr2'; expected at least "
        + "one chromosome in common. Give the blacklist of the same genome.")
  }

  @Test func nothingToCountIsAnError() throws {
    let folder = try TemporaryFolder()
    var lines = SAMLine.pair("a", 100, 200, quality: (1, 1))
    lines.append(lines[0])
    lines[2].flags |= 0x100
    let path = try folder.file("a.sam", samText(lines))
    #expect(
      message { _ = try countFile(path) }
        == "\(path): none of 3 records makes a fragment that counts (low_mapq 1, secondary 1); "
        + "expected at least one. Check the rules.")
    let empty = try folder.file("b.sam", samText([]))
    #expect(
      message { _ = try countFile(empty) }
        == "\(empty): none of 0 records makes a fragment that counts; expected at least one. "
        + "Check the rules.")
  }
}
