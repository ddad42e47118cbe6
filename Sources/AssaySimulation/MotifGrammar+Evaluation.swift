import Glibc
import GenomicTypes

extension MotifGrammar {
  /// The activity of a fragment for each cell type, from the instances of what it was cut from.
  ///
  /// Occupancy depends on nothing but the bases of the place, so the instances of a fragment are
  /// those of its chromosome that lie inside it, and a chromosome is scanned once for all its
  /// fragments.
  ///
  /// - Parameters:
  ///   - interval: the fragment in the coordinates of the instances.
  ///   - strand: the strand of the fragment; the reporter is at its 3′ end.
  ///   - instances: all instances that start inside the interval, ascending by start; those that
  ///     end outside are left out.
  ///   - gc: weighted GC fraction of the fragment; nil without known bases: no effect.
  func activity(
    of interval: Range<Int>, strand: Strand, instances: ArraySlice<MotifInstance>, gc: Double?
  ) -> [ActivityComponents] {
    var results = parameters.cellTypes.map { cellType in
      ActivityComponents(
        baseline: parameters.baseline,
        composition: gc.map { cellType.gcSlope * ($0 - parameters.gcReference) } ?? 0)
    }
    for index in instances.indices {
      let instance = instances[index]
      if Int(instance.end) > interval.upperBound { continue }
      let dose =
        instance.occupancy * orientationFactor(of: instance, on: strand)
        * positionWeight(of: center(of: instance), in: interval, strand: strand)
      for cell in results.indices {
        results[cell].motif += effects[cell][Int(instance.motif)] * dose
      }
    }
    for pair in pairs {
      let effect = self.effect(of: pair, in: interval, strand: strand, instances: instances)
      for cell in results.indices { results[cell].pair += effect }
    }
    return results
  }

  private func center(of instance: MotifInstance) -> Double {
    Double(instance.start) + Double(instance.width) / 2
  }

  private func orientationFactor(of instance: MotifInstance, on strand: Strand) -> Double {
    let factor = parameters.motifs[Int(instance.motif)].reverseFactor
    if instance.strand == .unstranded { return (1 + factor) / 2 }
    return instance.strand == (strand == .reverse ? .reverse : .forward) ? 1 : factor
  }

  /// 1 at the reporter's end, halved by every halving distance.
  private func positionWeight(
    of position: Double, in interval: Range<Int>, strand: Strand
  ) -> Double {
    guard let halving = parameters.positionalHalvingDistance else { return 1 }
    let distance =
      strand == .reverse
      ? position - Double(interval.lowerBound) : Double(interval.upperBound) - position
    return exp2(-distance / halving)
  }

  private func effect(
    of pair: CompiledPair, in interval: Range<Int>, strand: Strand,
    instances: ArraySlice<MotifInstance>
  ) -> Double {
    var sum = 0.0
    for upstream in instances.indices {
      let one = instances[upstream]
      if one.motif != pair.first, one.motif != pair.second { continue }
      for downstream in (upstream + 1)..<instances.endIndex {
        let other = instances[downstream]
        let spacing = Double(other.start - one.end)
        if spacing > pair.farthest { break }
        if spacing < 0 || Int(other.end) > interval.upperBound { continue }
        if other.motif != (one.motif == pair.first ? pair.second : pair.first) { continue }
        if !Self.satisfied(pair.parameters.orientation, one.strand, other.strand) { continue }
        let deviation = (spacing - pair.parameters.spacing) / pair.parameters.spacingTolerance
        let middle = (center(of: one) + center(of: other)) / 2
        sum +=
          one.occupancy * other.occupancy * exp(-0.5 * deviation * deviation)
          * positionWeight(of: middle, in: interval, strand: strand)
      }
    }
    return sum * pair.parameters.effect
  }

  private static func satisfied(
    _ orientation: PairOrientation, _ one: Strand, _ other: Strand
  ) -> Bool {
    if orientation == .any || one == .unstranded || other == .unstranded { return true }
    return (one == other) == (orientation == .same)
  }
}
