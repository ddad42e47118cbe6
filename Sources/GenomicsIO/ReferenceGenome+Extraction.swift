public import GenomicTypes
import Sharding

extension ReferenceGenome {
  /// Base codes of an interval, in transcript orientation: the reverse strand is read backwards
  /// and complemented, an unstranded interval is read forwards.
  ///
  /// An index is opened for every call: use `sequences(for:)` for many.
  ///
  /// - Throws: ``GenomicsIOError/badPlacement(_:)`` for row 0 when the genome has no such
  ///   chromosome or it ends before the interval does.
  public func codes(of interval: GenomicInterval, strand: Strand) throws -> [UInt8] {
    let placement = FragmentPlacement(
      chromosome: 0, interval: Int32(interval.start)..<Int32(interval.end), strand: strand)
    let extracted = try sequences(
      for: [placement], chromosomeNames: [interval.chromosome], threads: 1)
    return extracted.sequences.codes(at: 0)
  }

  /// The sequences of fragments, in transcript orientation.
  ///
  /// Fragments are taken in the order of the genome, neighbours with one read of the file, in a
  /// number of shards that depends on their number only: the result is the same for any number of
  /// threads. Every shard has a file handle of its own.
  ///
  /// - Parameters:
  ///   - placements: one for each row.
  ///   - chromosomeNames: the names that the placements index.
  ///   - badRows: what a row without a sequence leads to.
  /// - Throws: ``GenomicsIOError/badPlacement(_:)`` for the first row without a sequence, unless
  ///   such rows are skipped; other cases when the file cannot be read.
  /// - Complexity: O(n log n) in the number of fragments; O(n) when they are in genome order.
  public func sequences(
    for placements: [FragmentPlacement?], chromosomeNames: [String], threads: Int,
    badRows: FragmentTableFormat.BadRows = .stop
  ) throws -> ExtractedSequences {
    var extracted = ExtractedSequences(
      keptRows: [], sequences: SequenceCollection(), rejectedByReason: [:], rejected: [])
    let requests = try requests(for: placements, chromosomeNames, badRows, &extracted)
    let order = Self.genomeOrder(of: requests)
    let shards = min(64, requests.count / 1024 + 1)
    let ranges = shardRanges(count: requests.count, shards: shards)
    let parts = try shardedMap(shards: shards, threads: threads) { shard in
      try extract(requests, order[ranges[shard]])
    }
    extracted.sequences = Self.inRequestOrder(parts, ranges, order)
    return extracted
  }

  /// The sequences of all shards, back in the order of the requests.
  private static func inRequestOrder(
    _ parts: [SequenceCollection], _ ranges: [Range<Int>], _ order: [Int]
  ) -> SequenceCollection {
    var shardOfRequest = [Int32](repeating: 0, count: order.count)
    var indexInShard = [Int](repeating: 0, count: order.count)
    for (shard, range) in ranges.enumerated() {
      for position in range {
        shardOfRequest[order[position]] = Int32(shard)
        indexInShard[order[position]] = position - range.lowerBound
      }
    }
    var builder = PackedBaseBuilder()
    for request in order.indices {
      let part = parts[Int(shardOfRequest[request])]
      let index = indexInShard[request]
      builder.append(bases: part.offsets[index]..<part.offsets[index + 1], of: part)
    }
    return builder.collection()
  }

  /// A stretch of a chromosome of this genome, within its bounds.
  private struct Request: Sendable {
    let chromosome: Int
    let start: Int
    let end: Int
    let isReversed: Bool
  }

  private func requests(
    for placements: [FragmentPlacement?], _ chromosomeNames: [String],
    _ badRows: FragmentTableFormat.BadRows, _ extracted: inout ExtractedSequences
  ) throws(GenomicsIOError) -> [Request] {
    let indices = chromosomeNames.map { indexOfName[$0] }
    var requests: [Request] = []
    requests.reserveCapacity(placements.count)
    for (row, placement) in placements.enumerated() {
      let problem: PlacementProblem
      if let placement, let interval = placement.interval {
        if let chromosome = indices[Int(placement.chromosome)] {
          let length = chromosomes[chromosome].length
          if interval.upperBound <= length {
            extracted.keptRows.append(row)
            requests.append(
              Request(
                chromosome: chromosome, start: Int(interval.lowerBound),
                end: Int(interval.upperBound), isReversed: placement.strand == .reverse))
            continue
          }
          problem = .offTheEnd(
            interval: GenomicInterval(
              chromosome: chromosomes[chromosome].name, start: Int(interval.lowerBound),
              end: Int(interval.upperBound)), length: length)
        } else {
          problem = unknown(chromosomeNames[Int(placement.chromosome)])
        }
      } else {
        problem = .noInterval
      }
      let rejected = RejectedPlacement(path: path, row: row, problem: problem)
      guard case .skip(let listing) = badRows else { throw .badPlacement(rejected) }
      extracted.rejectedByReason[rejected.reason, default: 0] += 1
      if extracted.rejected.count < listing { extracted.rejected.append(rejected) }
    }
    return requests
  }

  /// The hint is the same chromosome under another usual name: chr1 and 1, chrM and MT.
  private func unknown(_ name: String) -> PlacementProblem {
    let lowerCase = name.lowercased()
    let bare = lowerCase.hasPrefix("chr") ? String(lowerCase.dropFirst(3)) : lowerCase
    let usual = ["m", "mt"].contains(bare) ? ["chrm", "mt", "chrmt", "m"] : ["chr\(bare)", bare]
    let present = chromosomes.map(\.name)
    return .unknownChromosome(
      name: name, present: present, nearest: present.first { usual.contains($0.lowercased()) })
  }

  /// Request indices by chromosome, start, end and row.
  private static func genomeOrder(of requests: [Request]) -> [Int] {
    func precedes(_ first: Int, _ second: Int) -> Bool {
      let (left, right) = (requests[first], requests[second])
      if left.chromosome != right.chromosome { return left.chromosome < right.chromosome }
      if left.start != right.start { return left.start < right.start }
      return left.end != right.end ? left.end < right.end : first < second
    }
    let given = Array(requests.indices)
    let isOrdered = zip(given, given.dropFirst()).allSatisfy { precedes($0, $1) }
    return isOrdered ? given : given.sorted(by: precedes)
  }

  /// Sequences of some requests, which are in genome order.
  private func extract(
    _ requests: [Request], _ order: ArraySlice<Int>
  ) throws -> SequenceCollection {
    var builder = PackedBaseBuilder()
    switch storage {
    case .memory(let genome):
      for index in order {
        let request = requests[index]
        let offset = genome.offsets[request.chromosome]
        builder.append(
          bases: (offset + request.start)..<(offset + request.end), of: genome,
          reversed: request.isReversed)
      }
    case .indexed(let fai, let gzi):
      let fasta = try IndexedFASTA(path: path, fai: fai, gzi: gzi)
      var position = order.startIndex
      while position < order.endIndex {
        let window = Self.window(requests, order, from: position)
        let first = requests[order[position]]
        let codes = try fasta.codes(
          of: chromosomes[first.chromosome].name, first.start..<window.end)
        for index in order[position..<window.next] {
          let request = requests[index]
          builder.append(
            codes: codes, (request.start - first.start)..<(request.end - first.start),
            reversed: request.isReversed)
        }
        position = window.next
      }
    }
    return builder.collection()
  }

  /// How far one read of the file goes: over neighbours less than 4 kb apart, up to about 1 Mb.
  private static func window(
    _ requests: [Request], _ order: ArraySlice<Int>, from position: Int
  ) -> (end: Int, next: Int) {
    let first = requests[order[position]]
    var end = first.end
    var next = position + 1
    while next < order.endIndex {
      let request = requests[order[next]]
      guard request.chromosome == first.chromosome, request.start <= end + 4096,
        max(end, request.end) - first.start <= 1 << 20
      else { break }
      end = max(end, request.end)
      next += 1
    }
    return (end, next)
  }
}
