import GenomicTypes

extension FragmentCounter {
  /// The first test of a pair that fails as far as one of its records tells; nil when none does.
  func failingTest(_ record: AlignmentRecord) -> DropReason? {
    let flags = record.flags
    if flags & AlignmentFlag.failedQuality != 0 { return .failedQuality }
    if flags & AlignmentFlag.paired == 0 || record.readNumber == 0 || record.readNumber == 3 {
      return .unpaired
    }
    let mateIsUnmapped = flags & AlignmentFlag.mateUnmapped != 0
    if isUnmapped(record) { return mateIsUnmapped ? .unmapped : .mateUnmapped }
    if mateIsUnmapped { return .mateUnmapped }
    if flags & AlignmentFlag.duplicate != 0, rules.duplicates == .drop { return .duplicate }
    if record.chromosome != record.mateChromosome { return .contigMismatch }
    if !isChromosomeCounted[Int(record.chromosome)] { return .contigExcluded }
    if rules.requiresProperPair, flags & AlignmentFlag.properPair == 0 { return .notProperPair }
    let mateIsReverse = flags & AlignmentFlag.mateReverse != 0
    if record.isReverse == mateIsReverse || (record.isReverse && record.mateStart >= record.end) {
      return .notProperPair
    }
    if isLowQuality(record) { return .lowMappingQuality }
    // A fragment is longer than its mates are apart.
    if abs(Int(record.start) - Int(record.mateStart)) >= lengths.upperBound { return .lengthRange }
    return nil
  }

  /// The first test that a read by itself fails; nil when it passes all.
  func failingReadTest(_ record: AlignmentRecord) -> DropReason? {
    if record.flags & AlignmentFlag.failedQuality != 0 { return .failedQuality }
    if isUnmapped(record) { return .unmapped }
    if record.isDuplicate, rules.duplicates == .drop { return .duplicate }
    if !isChromosomeCounted[Int(record.chromosome)] { return .contigExcluded }
    return isLowQuality(record) ? .lowMappingQuality : nil
  }

  /// Mapping quality as it is reported: not available counts as 0.
  func reported(_ mappingQuality: UInt8) -> UInt8 { mappingQuality == 255 ? 0 : mappingQuality }

  private func isUnmapped(_ record: AlignmentRecord) -> Bool {
    record.flags & AlignmentFlag.unmapped != 0 || record.chromosome < 0
      || record.end <= record.start
  }

  private func isLowQuality(_ record: AlignmentRecord) -> Bool {
    record.mappingQuality == 255
      ? !rules.keepsUnavailableMappingQuality
      : record.mappingQuality < rules.minimumMappingQuality
  }
}
