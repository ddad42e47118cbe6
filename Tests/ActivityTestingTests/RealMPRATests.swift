import ActivityTesting
import Statistics
import TestSupport
import Testing

/// mpralm on the element sums of Inoue 2017 (doi 10.1101/gr.212092.116).
@Suite struct RealMPRATests {
  static func table(_ name: String) throws -> ReferenceTable {
    ReferenceTable(text: try gunzippedText("\(realData ?? "")/r_mpra/\(name)"))
  }

  static let assay = ["MT", "WT"].flatMap { condition in
    (1...3).map {
      AssaySample(
        name: "\(condition)_\($0)", condition: condition, replicate: "\($0)", block: "\($0)")
    }
  }

  @Test(.enabled(if: realData != nil)) func everyRowOfMpralmIsReproduced() throws {
    let table = try Self.table("mpraSetAggExample.tsv.gz")
    let column = { (kind: String, sample: String) in
      table.optionalNumbers("\(kind)_cond_sample_\(sample)").map { $0.map { UInt32($0) } }
    }
    let counts = try ElementCounts(
      samples: Self.assay, dna: Self.assay.map { column("DNA", $0.name) },
      rna: Self.assay.map { column("RNA", $0.name) })
    let test = try counts.logRatios(LogRatioParameters(), threads: 2)
      .linearModelTest(.difference(of: "MT", from: "WT"), threads: 2)
    let peer = try Self.table("mpralm_mpraSetAggExample_topTable.tsv.gz")
    var expected: [String: [String: String]] = [:]
    for row in peer.rows { expected[row["eid"] ?? ""] = row }
    var largest = [0.0, 0, 0, 0, 0, 0]
    for (element, row) in table.rows.enumerated() {
      let result = try #require(test.table.outcomes[element].test)
      let other = try #require(expected[row["eid"] ?? ""])
      let values = [
        result.effect, result.mean, result.statistic, result.pValue, result.adjustedPValue,
        result.logOdds ?? .nan,
      ]
      for (place, name) in ["logFC", "AveExpr", "t", "P.Value", "adj.P.Val", "B"].enumerated() {
        let value = try #require(Double(other[name] ?? ""))
        largest[place] = max(largest[place], abs(values[place] - value) / max(abs(value), 1e-300))
      }
    }
    #expect(peer.rows.count == 2_440)
    #expect(largest.allSatisfy { $0 < 1e-10 }, "largest relative differences \(largest)")
  }
}
