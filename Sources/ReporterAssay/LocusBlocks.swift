public import GenomicTypes

/// The bootstrap block of each row: fragments that overlap, directly or through others, on either
/// strand form one locus; a row without an interval is a locus of its own.
///
/// Loci are numbered along the chromosomes in the order of their names, rows without interval last. When there are more than
/// `maximum`, neighbouring loci are joined into `maximum` blocks of nearly equal numbers of loci:
/// larger blocks stay valid, and resampling stays fast.
///
/// ```swift
/// // chr1:0-100, chr1:50-150, chr1:150-200, chr2:0-100 → blocks 0, 0, 1, 2 (touching is apart)
/// ```
///
/// - Complexity: O(n log n).
/// - Precondition: `maximum` ≥ 1.
public func locusBlocks(
  of placements: [FragmentPlacement?], chromosomeNames: [String], maximum: Int = 20_000
) -> [Int] {
  precondition(maximum >= 1, "maximum \(maximum)")
  struct Span {
    let chromosome: Int32
    let start: Int32
    let end: Int32
    let row: Int
  }
  let ranks = chromosomeRanks(chromosomeNames)
  var spans: [Span] = []
  var blocks = [Int](repeating: 0, count: placements.count)
  for (row, placement) in placements.enumerated() {
    guard let placement, let interval = placement.interval else { continue }
    spans.append(
      Span(
        chromosome: ranks[Int(placement.chromosome)], start: interval.lowerBound,
        end: interval.upperBound,
        row: row))
  }
  spans.sort { ($0.chromosome, $0.start, $0.row) < ($1.chromosome, $1.start, $1.row) }
  var count = 0
  var reach: (chromosome: Int32, end: Int32)?
  for span in spans {
    if let last = reach, last.chromosome == span.chromosome, span.start < last.end {
      reach = (span.chromosome, max(last.end, span.end))
    } else {
      reach = (span.chromosome, span.end)
      count += 1
    }
    blocks[span.row] = count - 1
  }
  for row in placements.indices where placements[row]?.interval == nil {
    blocks[row] = count
    count += 1
  }
  return count <= maximum ? blocks : blocks.map { $0 * maximum / count }
}
