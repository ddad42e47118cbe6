import Sharding
public import Statistics

extension AllelicFragments {
  /// Compares how many fragments of the two alleles were transcribed at all, by Fisher's exact test.
  ///
  /// It counts fragments, not their reads: fragments are the independent observations. The odds ratio
  /// is that of transcription with the alternative over the reference allele.
  ///
  /// ```swift
  /// // 8 of 10 fragments with the alternative allele have RNA, 2 of 10 with the reference
  /// let tests = try fragments.transcriptionTest(isTranscribed: hasRNA, threads: 4)
  /// tests[0]?.oddsRatio  // (8·8)/(2·2) = 16
  /// tests[0]?.pValue     // 0.0230
  /// ```
  ///
  /// - Parameter isTranscribed: by row of the fragment table; nil leaves a fragment out.
  /// - Returns: one test for every variant, nil where an allele has no fragment.
  /// - Throws: never but on cancellation.
  public func transcriptionTest(isTranscribed: [Bool?], threads: Int) throws -> [FisherExact?] {
    let ranges = shardRanges(count: variantCount, shards: 64)
    return try shardedMap(shards: ranges.count, threads: threads) { shard in
      ranges[shard].map { variant -> FisherExact? in
        let rows = alleles(of: variant)
        let reference = rows.reference.compactMap { isTranscribed[$0] }
        let alternative = rows.alternative.compactMap { isTranscribed[$0] }
        guard !reference.isEmpty, !alternative.isEmpty else { return nil }
        let (withReference, withAlternative) = (reference.count { $0 }, alternative.count { $0 })
        return FisherExact(
          withAlternative, alternative.count - withAlternative, withReference,
          reference.count - withReference)
      }
    }.flatMap { $0 }
  }
}
