import Reports

extension SampleReports {
  /// Everything a cell type of the replicate report can show beside its pairs.
  static func addDetails(to cellType: inout CellTypeQC) {
    cellType.summary = ["Input DNA", "RNA", "Activity"].flatMap { measure in
      ["Pearson r", "Spearman ρ", "Kendall τ", "Lin ρc"].map { coefficient in
        SpreadQC(
          measure: measure, coefficient: coefficient, median: 0.46, smallest: 0.44, largest: 0.71)
      }
    }
    cellType.intraclassActivity = 0.53
    cellType.unequalCeilings = [
      UnequalCeilingQC(
        label: "rep1", reliability: Estimate(0.285, low: 0.27, high: 0.30),
        ceiling: Estimate(0.534, low: 0.52, high: 0.548)),
      UnequalCeilingQC(label: "mean of 3", reliability: nil, ceiling: nil),
    ]
    cellType.disjointBarcodes = DisjointBarcodesQC(
      areBarcodes: true,
      method: "20 random halvings of the barcodes of 1,171 elements with at least 2.",
      pairs: cellType.pairs.map { pair in
        DisjointBarcodesQC.Pair(
          label: "\(pair.first) · \(pair.second)", elements: 1170.4, same: 0.615, disjoint: 0.6,
          inflation: 0.015, sameSpearman: 0.53, disjointSpearman: nil)
      })
    cellType.biases = [
      ("GC", "share of G and C", 0.3), ("length", "length, bp", 200), ("strand", "strand", 0),
    ].flatMap { property, xTitle, start in
      ["activity", "RNA", "input DNA"].map { measure in
        BiasQC(
          property: property, xTitle: xTitle, measure: measure, yTitle: "log2",
          series: (1...3).map { replicate in
            BiasQC.Series(
              name: "rep\(replicate)",
              bins: (0..<(property == "strand" ? 2 : 10)).map { bin in
                let middle = Double(bin) * 0.1 * Double(replicate)
                return BiasQC.Bin(
                  x: start + Double(bin) * 0.04, n: 218_000, low: middle - 0.5, middle: middle,
                  high: middle + 0.6)
              }, spearman: 0.12)
          })
      }
    }
    cellType.classes = ["near TSS", "not near TSS"].flatMap { name in
      cellType.pairs.map { pair in
        ClassQC(
          name: name, definition: "at least one base within 500 bp of a start site",
          members: 41_000, pair: "\(pair.first) · \(pair.second)", n: 40_211,
          pearson: Estimate(0.72, low: 0.70, high: 0.74),
          spearman: Estimate(0.66, low: 0.64, high: 0.68), rna: nil)
      }
    }
    cellType.depth = DepthQC(
      series: [
        CurveSeries(
          name: "activity, Pearson r",
          points: [(10.0, 0.2), (25, 0.3), (50, 0.39), (75, 0.43), (100, 0.46)].map {
            CurveSeries.Point(x: $0.0, y: $0.1)
          })
      ],
      sentence: "Half the reads give r 0.39, all of them 0.46; twice as many are expected to give "
        + "0.55.", method: "Counts thinned binomially.")
  }
}
