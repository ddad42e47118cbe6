import Foundation
import ReadCounting
import Statistics
import TestSupport
import Testing

private let sure = "CCTAGCTAACTATAACGGTCCTAAGGTAGCGAA"

struct AdapterSearchTests {
  @Test func workedExample() throws {
    let search = try AdapterSearch(adapter: "CCTAGCTAACTATAACG")
    #expect(
      search.match(in: "ACGTACGTCCTAGCTAACTATAACGTT")
        == AdapterMatch(range: 8..<25, overhang: 0, errors: 0))
    #expect(
      search.match(in: "ACGTACGTCCTAGCTATCTATAACGTT")
        == AdapterMatch(range: 8..<25, overhang: 0, errors: 1))
    #expect(search.match(in: "AAGTACGTCCTAGCTA") == nil)
    #expect(
      search.match(in: "ACGTTTTTT") == AdapterMatch(range: 0..<3, overhang: 14, errors: 0))
  }

  @Test func lowerCaseCountsAsUpperCase() throws {
    let search = try AdapterSearch(adapter: sure.lowercased())
    #expect(search.adapter == sure)
    #expect(search.match(in: "ttt" + sure.lowercased() + "g")?.range == 3..<36)
  }

  @Test func anUnknownBaseIsAnError() throws {
    let search = try AdapterSearch(adapter: sure)
    let read = "ACGTACGTACGTACGTACGT" + sure.replacing("TATAAC", with: "TANAAC")
    #expect(search.match(in: read) == AdapterMatch(range: 20..<53, overhang: 0, errors: 1))
  }

  @Test func readsWithoutLettersHaveNoAdapter() throws {
    #expect(try AdapterSearch(adapter: sure).match(in: "") == nil)
    #expect(try AdapterSearch(adapter: "A", minimumOverlap: 1).match(in: "") == nil)
  }

  @Test func theFirstOfTwoWholeAdaptersCountsEvenWithErrors() throws {
    let search = try AdapterSearch(adapter: sure)
    let changed = sure.replacing("TATAAC", with: "TACAAC")
    let read = "ACGTACGTACGTACGTACGT" + changed + "ACGT" + sure
    #expect(search.match(in: read) == AdapterMatch(range: 20..<53, overhang: 0, errors: 1))
  }

  @Test func everyProblemHasItsMessage() {
    #expect(
      message { _ = try AdapterSearch(adapter: "ACGN") }
        == "adapter: it is 'ACGN'; expected a sequence of A, C, G and T. Correct the adapter.")
    #expect(
      message { _ = try AdapterSearch(adapter: "") }
        == "adapter: it is ''; expected a sequence of A, C, G and T. Correct the adapter.")
    #expect(
      message { _ = try AdapterSearch(adapter: "ACG", errorRate: 3) }
        == "adapter: the error rate is 3.0; expected at least 0 and less than 1. "
        + "Errors are counted per base: 0.1 allows 3 in 33 bases.")
    #expect(
      message { _ = try AdapterSearch(adapter: "ACG", minimumOverlap: 0) }
        == "adapter: the minimum overlap is 0; expected at least 1. Raise it.")
  }

  /// A place counts only when few enough bases differ, whatever the fast way concludes.
  @Test(arguments: 0..<4) func placesHaveFewEnoughErrors(seed: Int) throws {
    var generator = SeededGenerator(Seed(7).derived("adapter", seed))
    let search = try AdapterSearch(adapter: sure)
    for _ in 0..<500 {
      let barcode = String((0..<20).map { _ in Array("ACGT")[generator.index(below: 4)] })
      var letters = Array((barcode + sure + "ACGTTGCATT").utf8)
      for _ in 0..<generator.index(below: 6) {
        letters[20 + generator.index(below: 33)] = Array("ACGT".utf8)[generator.index(below: 4)]
      }
      let changed = zip(letters[20..<53], sure.utf8).count { $0 != $1 }
      let found = search.match(in: String(decoding: letters, as: UTF8.self))
      if changed <= 3 { #expect(found != nil, "seed \(seed)") }
      if let found, found.overhang == 0 { #expect(found.errors <= min(changed, 3)) }
    }
  }

  @Test func everyReadHasTheMatchThatCutadaptFinds() throws {
    let table = try String(
      contentsOf: repositoryFile("Reference/oracles/reads/adapters.tsv"), encoding: .utf8)
    let rows = table.split(separator: "\n").dropFirst()
    #expect(rows.count > 600)
    var wrong: [Substring] = []
    for row in rows {
      let fields = row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      let search = try AdapterSearch(
        adapter: fields[0], errorRate: #require(Double(fields[1])),
        minimumOverlap: #require(Int(fields[2])))
      let found = search.match(in: fields[3])
      let shown = found.map {
        ["\($0.range.lowerBound)", "\($0.range.upperBound)", "\($0.errors)"]
      }
      if shown ?? ["", "", ""] != Array(fields[4...]) { wrong.append(row) }
    }
    #expect(wrong == [], "\(wrong.count) of \(rows.count)")
  }
}
