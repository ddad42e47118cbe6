import Foundation
import GenomicTypes
import ReporterAssay
import Statistics
import TestSupport
import Testing

@Suite struct DisjointBarcodeCorrelationTests {
  /// Two replicates of elements with barcodes: activity of the element, an effect of the barcode
  /// that both replicates see, and counting noise.
  static func rows(seed: UInt64, barcodeEffect: Double, elements: Int = 800) -> BarcodeRows {
    var generator = SeededGenerator(Seed(seed))
    var elementOfRow: [Int32] = []
    var counts = [[Int64]](repeating: [], count: 4)
    for element in 0..<elements {
      let activity = generator.standardNormal()
      for _ in 0..<8 {
        elementOfRow.append(Int32(element))
        let own = activity + barcodeEffect * generator.standardNormal()
        for replicate in 0..<2 {
          counts[2 * replicate].append(Int64(20 + generator.poisson(mean: 20)))
          let mean = 10 * exp2(own)
          counts[2 * replicate + 1].append(Int64(generator.poisson(mean: mean)))
        }
      }
    }
    return BarcodeRows(
      elementCount: elements, elementOfRow: elementOfRow,
      replicates: [
        .init(name: "1", dna: counts[0], rna: counts[1]),
        .init(name: "2", dna: counts[2], rna: counts[3]),
      ], keys: elementOfRow.indices.map { UInt64($0) * 977 + 5 })
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func effectsOfBarcodesInflateTheAgreementOfTheSameBarcodes(seed: UInt64) throws {
    let found = try DisjointBarcodeCorrelation(
      of: Self.rows(seed: seed, barcodeEffect: 1.5), seed: Seed(7), threads: 2
    ).pairs[0]
    let same = try #require(found.pearson.same.value)
    let disjoint = try #require(found.pearson.disjoint.value)
    #expect(same - disjoint > 0.05, "seed \(seed)")
    #expect(found.pearson.inflation == .defined(same - disjoint))
    #expect((found.spearman.inflation.value ?? 0) > 0.05, "seed \(seed)")
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func withoutEffectsOfBarcodesThereIsNoInflation(seed: UInt64) throws {
    let found = try DisjointBarcodeCorrelation(
      of: Self.rows(seed: seed, barcodeEffect: 0), seed: Seed(7), threads: 2)
    #expect(abs(found.pairs[0].pearson.inflation.value ?? 1) < 0.005, "seed \(seed)")
    // All eight barcodes fall into one half once in 128 times.
    #expect((790...797).contains(found.pairs[0].elements) && found.eligibleElements == 800)
    #expect(found.rows == 6400 && found.halvings == 20 && found.windowLength == nil)
    let r = try #require(found.pairs[0].pearson.disjoint.value)
    #expect(agree(found.oneReplicate.value, r.squareRoot(), within: 1e-12))
    #expect(agree(found.meanOfReplicates.value, (2 * r / (1 + r)).squareRoot(), within: 1e-12))
  }

  @Test func aHalfIsCorrectedByTwoROverOnePlusR() throws {
    let found = try DisjointBarcodeCorrelation(
      of: Self.rows(seed: 4, barcodeEffect: 0.5), seed: Seed(1), threads: 1
    ).pairs[0].pearson
    let half = try #require(found.sameHalf.value)
    #expect(agree(found.same.value, 2 * half / (1 + half), within: 1e-12))
    let opposite = try #require(found.oppositeHalves.value)
    #expect(agree(found.disjoint.value, 2 * opposite / (1 + opposite), within: 1e-12))
  }

  @Test func threadsAndTheOrderOfRowsChangeNoBit() throws {
    let rows = Self.rows(seed: 5, barcodeEffect: 1)
    let one = try DisjointBarcodeCorrelation(of: rows, seed: Seed(3), threads: 1)
    #expect(one == (try DisjointBarcodeCorrelation(of: rows, seed: Seed(3), threads: 4)))
    var generator = SeededGenerator(Seed(8))
    let order = generator.permutation(rows.elementOfRow.count)
    let keys = try #require(rows.keys)
    let shuffled = BarcodeRows(
      elementCount: rows.elementCount, elementOfRow: order.map { rows.elementOfRow[$0] },
      replicates: rows.replicates.map { replicate in
        .init(
          name: replicate.name, dna: order.map { replicate.dna[$0] },
          rna: order.map { replicate.rna[$0] })
      }, keys: order.map { keys[$0] })
    #expect(one == (try DisjointBarcodeCorrelation(of: shuffled, seed: Seed(3), threads: 1)))
    #expect(one != (try DisjointBarcodeCorrelation(of: rows, seed: Seed(4), threads: 1)))
  }

  @Test func exactCopiesAgreeOnTheSameBarcodesOnly() throws {
    let rows = Self.rows(seed: 6, barcodeEffect: 1)
    let copies = BarcodeRows(
      elementCount: rows.elementCount, elementOfRow: rows.elementOfRow,
      replicates: [rows.replicates[0], rows.replicates[0]])
    let found = try DisjointBarcodeCorrelation(of: copies, seed: Seed(3), threads: 1).pairs[0]
    #expect(agree(found.pearson.same.value, 1, within: 1e-12))
    #expect((found.pearson.disjoint.value ?? 1) < 0.95)
  }

  @Test func whatCannotBeHalvedIsUndefined() throws {
    let zeros = [Int64](repeating: 0, count: 6)
    let twos = [Int64](repeating: 2, count: 6)
    func found(_ dna: [Int64], _ elements: [Int32], replicates: Int = 2) throws
      -> DisjointBarcodeCorrelation
    {
      try DisjointBarcodeCorrelation(
        of: BarcodeRows(
          elementCount: 6, elementOfRow: elements,
          replicates: (0..<replicates).map { .init(name: "\($0)", dna: dna, rna: dna) }),
        halvings: 3, seed: Seed(1), threads: 1)
    }
    let empty = try found(zeros, [0, 0, 1, 1, 2, 2])
    #expect(empty.eligibleElements == 0 && empty.pairs[0].elements == 0)
    #expect(empty.pairs[0].pearson.same == .undefined(.tooFewRows))
    #expect(empty.oneReplicate == .undefined(.correlationUndefined))
    let single = try found(twos, [0, 1, 2, 3, 4, 5])
    #expect(single.eligibleElements == 0)
    let unused = try found(twos, [-1, -1, -1, -1, -1, -1])
    #expect(unused.rows == 0 && unused.pairs[0].pearson.disjoint == .undefined(.tooFewRows))
    let one = try found(twos, [0, 0, 1, 1, 2, 2], replicates: 1)
    #expect(one.pairs.isEmpty && one.oneReplicate == .undefined(.singleReplicate))
  }

  @Test func fragmentsShareTheWindowOfTheirMiddleAndStrand() {
    let placements = [
      place(0, 60), place(80, 119), place(80, 130), place(0, 60, .reverse), nil,
      place(10, 50, chromosome: 1),
    ]
    let counts = [Int64](repeating: 1, count: 6)
    let rows = BarcodeRows(
      windowsOf: 100, placements: placements,
      replicates: [.init(name: "1", dna: counts, rna: counts)])
    #expect(rows.elementOfRow == [0, 0, 1, 2, -1, 3])
    #expect(rows.elementCount == 4 && rows.unit == .fragmentsOfWindow)
    #expect(Set(rows.keys ?? []).count == 6)
  }
}
