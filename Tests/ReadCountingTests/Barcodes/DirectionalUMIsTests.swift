import Foundation
import GenomicTypes
import ReadCounting
import Statistics
import TestSupport
import Testing

struct DirectionalUMIsTests {
  @Test func workedExample() {
    #expect(
      DirectionalUMIs.groups(umis: [0, 3, 15, 85], counts: [10, 5, 2, 5], length: 4)
        == [[0, 1, 2], [3]])
    #expect(
      DirectionalUMIs.groupCount(umis: [0, 3, 15, 85], counts: [10, 5, 2, 5], length: 4) == 2)
  }

  @Test func noUMIsHaveNoGroupsAndOneHasOne() {
    #expect(DirectionalUMIs.groups(umis: [], counts: [], length: 4) == [])
    #expect(DirectionalUMIs.groups(umis: [9], counts: [3], length: 4) == [[0]])
    #expect(DirectionalUMIs.groupCount(umis: [9], counts: [3], length: 4) == 1)
  }

  @Test func equalCountsJoinOnlyWhenTheyAreOne() {
    #expect(DirectionalUMIs.groups(umis: [0, 1], counts: [1, 1], length: 4) == [[0, 1]])
    #expect(DirectionalUMIs.groups(umis: [0, 1], counts: [2, 2], length: 4) == [[0], [1]])
    #expect(DirectionalUMIs.groups(umis: [0, 1], counts: [2, 3], length: 4) == [[1, 0]])
  }

  @Test func aUMIBetweenTwoEquallyFrequentOnesGoesToTheFirst() {
    // AAAA 9, AAAC 2, AACC 9
    #expect(
      DirectionalUMIs.groups(umis: [0, 1, 5], counts: [9, 2, 9], length: 4) == [[0, 1], [2]])
  }

  /// Looking neighbours up and comparing all pairs are two ways to one answer.
  @Test(arguments: 0..<6) func manyUMIsAreGroupedAsFewAre(seed: Int) {
    var generator = SeededGenerator(Seed(11).derived("umis", seed))
    let length = 3 + seed
    var counts: [UInt64: UInt32] = [:]
    for _ in 0..<300 {
      let umi = UInt64(generator.index(below: 1 << (2 * length)))
      counts[umi, default: 0] += UInt32(1 + generator.index(below: 20))
    }
    let umis = counts.keys.sorted()
    let reads = umis.map { counts[$0] ?? 0 }
    let groups = DirectionalUMIs.groups(umis: umis, counts: reads, length: length)
    #expect(groups.flatMap { $0 }.sorted() == Array(umis.indices))
    #expect(plainGroups(umis, reads) == groups.map { Set($0) }, "seed \(seed)")
  }

  /// The definition, written down without any thought of speed.
  private func plainGroups(_ umis: [UInt64], _ counts: [UInt32]) -> [Set<Int>] {
    var free = Set(umis.indices)
    var groups: [Set<Int>] = []
    for root in umis.indices.sorted(by: { (counts[$1], $0) < (counts[$0], $1) })
    where free.contains(root) {
      var group: Set = [root]
      while true {
        let more = free.subtracting(group).filter { child in
          group.contains { parent in
            differences(umis[parent], umis[child]) == 1 && counts[parent] + 1 >= 2 * counts[child]
          }
        }
        if more.isEmpty { break }
        group.formUnion(more)
      }
      free.subtract(group)
      groups.append(group)
    }
    return groups
  }

  private func differences(_ a: UInt64, _ b: UInt64) -> Int {
    (0..<32).count { (a ^ b) >> UInt64(2 * $0) & 3 != 0 }
  }

  @Test func groupsAreThoseOfUMITools() throws {
    let table = try String(
      contentsOf: repositoryFile("Reference/oracles/reads/umi_groups.tsv"), encoding: .utf8)
    var sets: [String: [(umi: UInt64, length: Int, reads: UInt32, group: Int)]] = [:]
    for row in table.split(separator: "\n").dropFirst() {
      let fields = row.split(separator: "\t").map(String.init)
      sets[fields[0], default: []].append(
        (
          try #require(PackedBarcode.packed(fields[1].utf8)), fields[1].utf8.count,
          try #require(UInt32(fields[2])), try #require(Int(fields[3]))
        ))
    }
    #expect(sets.count == 20)
    for (name, rows) in sets {
      let groups = DirectionalUMIs.groups(
        umis: rows.map(\.umi), counts: rows.map(\.reads), length: rows[0].length)
      var expected = [Set<Int>](repeating: [], count: (rows.map(\.group).max() ?? 0) + 1)
      for (position, row) in rows.enumerated() { expected[row.group].insert(position) }
      #expect(groups.map { Set($0) } == expected, "set \(name)")
    }
  }
}
