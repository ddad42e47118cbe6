/// Base and CpG counts of one sequence and what follows from them.
///
/// ```swift
/// // ACGCG: 1 A, 2 C, 2 G, two CpG among 5 known bases
/// // gc 0.8, CpG observed over expected 2 · 5 / (2 · 2) = 2.5, GC skew 0
/// ```
struct BaseComposition {
  let bases: [Int]
  let cpg: Int

  /// Reads the counts of single bases and pairs.
  ///
  /// - Precondition: the counter counts words of two bases at least.
  init(_ counter: WordCounter) {
    bases = counter.counts[0].map { Int($0) }
    cpg = Int(counter.counts[1][1 << 2 | 2])
  }

  private var known: Int { bases[0] + bases[1] + bases[2] + bases[3] }

  /// (C + G) / known bases; 0.5 when no base is known.
  var gc: Double { known == 0 ? 0.5 : Double(bases[1] + bases[2]) / Double(known) }

  /// CpG · known bases / (C · G); 0 without C or without G.
  var cpgObservedOverExpected: Double {
    let expected = Double(bases[1]) * Double(bases[2])
    return expected == 0 ? 0 : Double(cpg) * Double(known) / expected
  }

  /// (G − C) / (G + C); 0 without either.
  var gcSkew: Double {
    let strong = bases[1] + bases[2]
    return strong == 0 ? 0 : Double(bases[2] - bases[1]) / Double(strong)
  }
}
