import GenomicTypes

/// A stretch of one chromosome with its role and the entries it came from.
private struct Segment {
  var range: Range<Int>
  var role: SplitRole
  var entry: String
}

extension SplitContext {
  /// Roles by listed chromosomes and regions.
  func roles(byRegions lists: RegionLists) throws(SplitError) -> [RowRole] {
    let segments = try segmentsByChromosome(lists)
    let fallback: RowRole = lists.train == nil ? .member(.train) : .excluded(.notInSplit)
    return table.placements.map { placement in
      guard let placement else { return unplacedRole }
      let onChromosome = segments[Int(placement.chromosome)]
      guard let interval = placement.interval else {
        return roleOfWholeChromosome(onChromosome, fallback: fallback)
      }
      return role(of: interval, among: onChromosome, fallback: fallback)
    }
  }

  private func role(
    of interval: Range<Int32>, among segments: [Segment], fallback: RowRole
  ) -> RowRole {
    let start = Int(interval.lowerBound)
    let end = max(Int(interval.upperBound), start + 1)
    var low = 0
    var high = segments.count
    while low < high {
      let middle = (low + high) / 2
      if segments[middle].range.upperBound <= start { low = middle + 1 } else { high = middle }
    }
    guard low < segments.count, segments[low].range.lowerBound < end else { return fallback }
    let segment = segments[low]
    let isInside = segment.range.lowerBound <= start && end <= segment.range.upperBound
    return isInside ? .member(segment.role) : .excluded(.straddlesSplit)
  }

  private func roleOfWholeChromosome(_ segments: [Segment], fallback: RowRole) -> RowRole {
    guard let first = segments.first else { return fallback }
    return first.range == wholeChromosome ? .member(first.role) : .excluded(.noInterval)
  }

  /// Disjoint segments per chromosome in ascending order, touching ones of a role merged.
  private func segmentsByChromosome(_ lists: RegionLists) throws(SplitError) -> [[Segment]] {
    var segments = [[Segment]](repeating: [], count: table.chromosomeNames.count)
    var problems: [SplitProblem] = []
    for role in [SplitRole.validation, .test, .train] {
      for entry in lists.entries(of: role) {
        switch parse(entry, role: role) {
        case .success(let (chromosome, range)):
          segments[chromosome].append(Segment(range: range, role: role, entry: entry))
        case .failure(let error): problems += error.problems
        }
      }
    }
    for chromosome in segments.indices {
      let (merged, conflicts) = merging(segments[chromosome])
      segments[chromosome] = merged
      problems += conflicts
    }
    if !problems.isEmpty { throw SplitError(problems) }
    return segments
  }

  private func merging(_ segments: [Segment]) -> (merged: [Segment], conflicts: [SplitProblem]) {
    let sorted = segments.sorted {
      ($0.range.lowerBound, $0.range.upperBound, $0.entry)
        < ($1.range.lowerBound, $1.range.upperBound, $1.entry)
    }
    var merged: [Segment] = []
    var conflicts: [SplitProblem] = []
    for segment in sorted {
      guard let last = merged.last, segment.range.lowerBound <= last.range.upperBound else {
        merged.append(segment)
        continue
      }
      if segment.role == last.role {
        let end = max(last.range.upperBound, segment.range.upperBound)
        merged[merged.count - 1].range = last.range.lowerBound..<end
      } else if segment.range.lowerBound == last.range.upperBound {
        merged.append(segment)
      } else {
        conflicts.append(
          .overlappingRegions(
            entry: segment.entry, role: segment.role, otherEntry: last.entry,
            otherRole: last.role))
      }
    }
    return (merged, conflicts)
  }

  /// Reads "chr8" or "chr8:1000-2000"; a chromosome whose name holds a colon is recognised first.
  private func parse(
    _ entry: String, role: SplitRole
  ) -> Result<(chromosome: Int, range: Range<Int>), SplitError> {
    let known = chromosomesWithRows
    if known.contains(entry), let index = table.chromosomeNames.firstIndex(of: entry) {
      return .success((index, wholeChromosome))
    }
    guard let colon = entry.lastIndex(of: ":") else {
      return .failure(unknownChromosome(entry, name: entry, role: role, known: known))
    }
    let name = String(entry[..<colon])
    let bounds = entry[entry.index(after: colon)...].split(
      separator: "-", omittingEmptySubsequences: false)
    guard bounds.count == 2, let start = Int(bounds[0]), let end = Int(bounds[1]), start >= 0,
      start < end, bounds.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } })
    else { return .failure(SplitError([.malformedRegion(entry: entry, role: role)])) }
    guard known.contains(name), let index = table.chromosomeNames.firstIndex(of: name) else {
      return .failure(unknownChromosome(entry, name: name, role: role, known: known))
    }
    return .success((index, start..<end))
  }

  private func unknownChromosome(
    _ entry: String, name: String, role: SplitRole, known: [String]
  ) -> SplitError {
    SplitError([
      .unknownChromosome(
        entry: entry, role: role, nearest: nearestChromosome(to: name, among: known), known: known)
    ])
  }

  private var wholeChromosome: Range<Int> { 0..<Int.max }
}
