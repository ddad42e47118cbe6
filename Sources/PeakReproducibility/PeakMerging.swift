public import GenomicTypes

/// Merges the peaks of replicates.
public enum PeakMerging {
  /// Groups of overlapping peaks, by chromosome, position and strand.
  ///
  /// On each chromosome and strand, peaks that share at least one base with another of the group,
  /// perhaps through a third, are one group; peaks that only touch are not. Groups that lack a
  /// replicate are kept, with nil for it. The result does not depend on the order of the peaks.
  ///
  /// ```swift
  /// // chr1:0-10 and chr1:8-20 of one replicate, chr1:19-30 of the other: chr1:0-30
  /// ```
  ///
  /// - Parameter combination: how the scores of peaks of one replicate become one.
  /// - Complexity: O(P log P) for P peaks.
  public static func groups(
    _ replicates: [[Peak]], combination: ScoreCombination
  ) -> [MergedPeak] {
    var entries: [PlaceKey: [Entry]] = [:]
    for (replicate, peaks) in replicates.enumerated() {
      for peak in peaks {
        entries[PlaceKey(peak), default: []].append(Entry(replicate: replicate, peak: peak))
      }
    }
    var merged: [MergedPeak] = []
    for (key, entries) in entries {
      let sorted = entries.sorted(by: Entry.precedes)
      var start = 0
      while start < sorted.count {
        var last = sorted[start].peak.interval.end
        var end = start + 1
        while end < sorted.count, sorted[end].peak.interval.start < last {
          last = max(last, sorted[end].peak.interval.end)
          end += 1
        }
        merged.append(
          group(sorted[start..<end], key, end: last, replicates.count, combination))
        start = end
      }
    }
    return merged.sorted(by: MergedPeak.precedes)
  }

  /// Peaks of a reference list with the peak that each replicate has for them.
  ///
  /// Of the replicate's peaks on the same strand that share a base with the reference peak, the one
  /// with the nearest summit is taken (the middle, where a summit is not called), then that with the
  /// largest share of the shorter of the two peaks, then that with the highest score.
  ///
  /// - Complexity: O((P + R) log P) where peaks of one replicate rarely overlap.
  public static func matches(_ replicates: [[Peak]], to reference: [Peak]) -> [MergedPeak] {
    let indexes = replicates.map(PeakIndex.init)
    return reference.map { target in
      MergedPeak(
        interval: target.interval, strand: target.strand,
        parts: indexes.map { index in
          index.best(for: target).map { peak in
            MergedPeak.Part(interval: peak.interval, score: peak.rank, summit: peak.summit)
          }
        }, reference: target)
    }.sorted(by: MergedPeak.precedes)
  }

  private static func group(
    _ entries: ArraySlice<Entry>, _ key: PlaceKey, end: Int, _ replicates: Int,
    _ combination: ScoreCombination
  ) -> MergedPeak {
    var peaks = [[Peak]](repeating: [], count: replicates)
    for entry in entries { peaks[entry.replicate].append(entry.peak) }
    let parts = peaks.map { own -> MergedPeak.Part? in
      guard let first = own.first else { return nil }
      var strongest = first
      for peak in own where peak.rank > strongest.rank { strongest = peak }
      return MergedPeak.Part(
        interval: GenomicInterval(
          chromosome: key.chromosome, start: first.interval.start,
          end: own.reduce(0) { max($0, $1.interval.end) }),
        score: combination.combined(own.map(\.rank)), summit: strongest.summit)
    }
    let start = entries[entries.startIndex].peak.interval.start
    return MergedPeak(
      interval: GenomicInterval(chromosome: key.chromosome, start: start, end: end),
      strand: key.strand, parts: parts)
  }
}

/// Where peaks can overlap each other.
struct PlaceKey: Hashable {
  let chromosome: String
  let strand: Strand

  init(_ peak: Peak) {
    chromosome = peak.interval.chromosome
    strand = peak.strand
  }
}

/// A peak and its replicate.
private struct Entry {
  let replicate: Int
  let peak: Peak

  /// An order that does not depend on that of the input: equal entries are interchangeable.
  static func precedes(_ left: Entry, _ right: Entry) -> Bool {
    let (a, b) = (left.peak, right.peak)
    if a.interval.start != b.interval.start { return a.interval.start < b.interval.start }
    if a.interval.end != b.interval.end { return a.interval.end < b.interval.end }
    if left.replicate != right.replicate { return left.replicate < right.replicate }
    if a.rank != b.rank { return a.rank < b.rank }
    return (a.summit ?? -1) < (b.summit ?? -1)
  }
}
