import GenomicTypes

/// The peaks of one replicate by place.
struct PeakIndex: Sendable {
  private struct Group: Sendable {
    /// By start.
    var peaks: [Peak]
    /// The largest end up to each peak.
    var furthestEnds: [Int] = []
  }

  private let groups: [PlaceKey: Group]

  init(_ peaks: [Peak]) {
    var groups: [PlaceKey: Group] = [:]
    for peak in peaks { groups[PlaceKey(peak), default: Group(peaks: [])].peaks.append(peak) }
    self.groups = groups.mapValues { group in
      var sorted = group
      sorted.peaks.sort { left, right in
        (left.interval.start, left.interval.end, left.rank, left.summit ?? -1)
          < (right.interval.start, right.interval.end, right.rank, right.summit ?? -1)
      }
      var furthest = 0
      sorted.furthestEnds = sorted.peaks.map { peak in
        furthest = max(furthest, peak.interval.end)
        return furthest
      }
      return sorted
    }
  }

  /// The peak that fits a target best; nil when none shares a base with it.
  func best(for target: Peak) -> Peak? {
    guard let group = groups[PlaceKey(target)] else { return nil }
    var place = firstPlace(in: group, startingFrom: target.interval.end) - 1
    var best: (peak: Peak, fit: Fit)?
    while place >= 0, group.furthestEnds[place] > target.interval.start {
      let peak = group.peaks[place]
      if peak.interval.overlaps(target.interval) {
        let fit = Fit(peak, target)
        if best.map({ fit.isBetter(than: $0.fit) }) ?? true { best = (peak, fit) }
      }
      place -= 1
    }
    return best?.peak
  }

  private func firstPlace(in group: Group, startingFrom position: Int) -> Int {
    var (low, high) = (0, group.peaks.count)
    while low < high {
      let middle = (low + high) / 2
      if group.peaks[middle].interval.start < position { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// How well a peak fits a target.
private struct Fit {
  /// Twice the distance of the summits, so that middles are whole.
  let distance: Int
  let overlap: Double
  let score: Double

  init(_ peak: Peak, _ target: Peak) {
    distance = abs(Self.doubledSummit(peak) - Self.doubledSummit(target))
    let (a, b) = (peak.interval, target.interval)
    let shared = min(a.end, b.end) - max(a.start, b.start)
    overlap = Double(shared) / Double(min(a.length, b.length))
    score = peak.rank
  }

  private static func doubledSummit(_ peak: Peak) -> Int {
    peak.summit.map { 2 * $0 } ?? peak.interval.start + peak.interval.end
  }

  func isBetter(than other: Fit) -> Bool {
    if distance != other.distance { return distance < other.distance }
    if overlap != other.overlap { return overlap > other.overlap }
    return score > other.score
  }
}
