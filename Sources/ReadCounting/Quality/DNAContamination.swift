import Foundation
public import GenomicTypes
public import Statistics

/// Whether a cDNA sample looks like DNA: its counts follow the plasmid's.
///
/// r is Pearson's correlation of log2(count + 1) over the things with at least one plasmid read,
/// those without cDNA included. DNA carried over into the cDNA raises it; so does, without any
/// contamination, RNA that follows the number of DNA copies. It is a reason to look, not a proof.
///
/// ```swift
/// DNAContamination(sample: "cDNA", against: "plasmid", dna: [1, 3, 7], rna: [1, 3, 7]).correlation
/// // 1: the cDNA is the plasmid again
/// ```
public struct DNAContamination: Hashable, Codable, Sendable {
  /// The cDNA sample.
  public let sample: String
  /// The plasmid, or input DNA, sample.
  public let against: String
  /// r(plasmid, cDNA).
  public let correlation: Estimate
  /// Things with at least one plasmid read.
  public let rows: Int

  /// Correlates two parallel columns.
  ///
  /// - Precondition: as many DNA as RNA counts.
  public init(sample: String, against: String, dna: [UInt32], rna: [UInt32]) {
    precondition(dna.count == rna.count, "\(dna.count) DNA and \(rna.count) RNA counts")
    let used = dna.indices.filter { dna[$0] > 0 }
    self.init(
      sample: sample, against: against, dna: used.map { Double(dna[$0]) },
      rna: used.map { Double(rna[$0]) })
  }

  /// Correlates two count columns of a table; rows that either did not observe are left out.
  ///
  /// - Precondition: both columns exist.
  public init(of table: FragmentTable, dnaColumn: Int, rnaColumn: Int) {
    let (dna, rna) = (table.counts[dnaColumn], table.counts[rnaColumn])
    var pairs: (dna: [Double], rna: [Double]) = ([], [])
    for row in 0..<table.rowCount {
      guard let first = dna.count(at: row), let second = rna.count(at: row), first > 0
      else { continue }
      pairs.dna.append(Double(first))
      pairs.rna.append(Double(second))
    }
    self.init(sample: rna.name, against: dna.name, dna: pairs.dna, rna: pairs.rna)
  }

  private init(sample: String, against: String, dna: [Double], rna: [Double]) {
    self.sample = sample
    self.against = against
    rows = dna.count
    correlation = Estimate(
      pearsonCorrelation(dna.map { log2($0 + 1) }, rna.map { log2($0 + 1) }),
      orUndefined: rows < 2 ? .tooFewRows : .noVariance)
  }
}
