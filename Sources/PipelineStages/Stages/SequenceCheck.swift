import GenomicTypes
import GenomicsIO

/// Compares the sequences of a table with the genome at the places the table gives.
///
/// Fragments whose strand is not known get the strand on which their sequence matches.
struct SequenceCheck {
  /// How many fragments match, and how.
  struct Counts: Codable, Equatable {
    /// The sequence is that of the genome on the stated strand (forward when not known).
    var matching = 0
    /// The sequence is that of the other strand.
    var oppositeStrand = 0
    /// The sequence is that of neither strand.
    var different = 0
    /// There is no place to compare with, or it is not in the genome.
    var withoutPlace = 0

    /// One line for the log.
    var words: String {
      "sequences against the genome: \(matching) match, \(oppositeStrand) match the other strand,"
        + " \(different) differ, \(withoutPlace) have no place"
    }
  }

  let counts: Counts
  /// The fragments, with strands filled in.
  let stranded: FragmentTable

  init(
    of fragments: FragmentTable, sequences: SequenceCollection, genome: ReferenceGenome,
    threads: Int
  ) throws {
    let extracted = try genome.sequences(
      for: fragments.placements, chromosomeNames: fragments.chromosomeNames, threads: threads,
      badRows: .skip(listing: 0))
    var counts = Counts()
    counts.withoutPlace = fragments.rowCount - extracted.keptRows.count
    var stranded = fragments
    for (index, row) in extracted.keptRows.enumerated() {
      let expected = extracted.sequences.codes(at: index)
      let found = sequences.codes(at: row)
      let isUnstranded = fragments.placements[row]?.strand == .unstranded
      if found == expected {
        counts.matching += 1
        if isUnstranded { stranded.placements[row]?.strand = .forward }
      } else if found == BaseCode.reverseComplement(expected) {
        if isUnstranded {
          counts.matching += 1
          stranded.placements[row]?.strand = .reverse
        } else {
          counts.oppositeStrand += 1
        }
      } else {
        counts.different += 1
      }
    }
    self.counts = counts
    self.stranded = stranded
  }
}
