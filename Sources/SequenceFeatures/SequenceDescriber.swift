/// Computes the features of one sequence at a time into a reused row.
struct SequenceDescriber: Sendable {
  let featureSet: FeatureSet
  /// Number of features of a row.
  let featureCount: Int
  private let tables: [KmerTable]
  private var counter: WordCounter

  init(_ featureSet: FeatureSet, featureCount: Int) {
    self.featureSet = featureSet
    tables = featureSet.kmerLengths.map {
      KmerTable(length: $0, orientation: featureSet.orientation)
    }
    self.featureCount = featureCount
    counter = WordCounter(longest: max(2, featureSet.kmerLengths.last ?? 0))
  }

  /// Writes the features of a sequence to column `slot` of `block`, (features, stride), the value
  /// of feature f at `f * stride + slot`.
  mutating func describe(
    _ codes: [UInt8], into block: inout [Float], slot: Int, stride: Int
  ) {
    counter.count(codes)
    var writer = ColumnWriter(position: slot, stride: stride)
    let composition = BaseComposition(counter)
    if featureSet.length {
      writer.write(Float(codes.count), into: &block)
      writer.write(Float(naturalLogarithm(Double(max(codes.count, 1)))), into: &block)
    }
    if featureSet.composition {
      writer.write(Float(composition.gc), into: &block)
      writer.write(Float(composition.gc * composition.gc), into: &block)
      writer.write(Float(composition.cpgObservedOverExpected), into: &block)
    }
    if featureSet.gcSkew { writer.write(Float(composition.gcSkew), into: &block) }
    writeWindows(codes, overall: composition.gc, &writer, &block)
    for table in tables { writeFrequencies(table, &writer, &block) }
  }

  private func writeWindows(
    _ codes: [UInt8], overall: Double, _ writer: inout ColumnWriter, _ block: inout [Float]
  ) {
    let count = featureSet.gcWindows
    for window in 0..<count {
      let range = (window * codes.count / count)..<((window + 1) * codes.count / count)
      let (strong, unknown) = Self.strongAndUnknown(codes, in: range)
      let known = range.count - unknown
      let gc = known == 0 ? overall : Double(strong) / Double(known)
      writer.write(Float(gc), into: &block)
    }
  }

  /// Number of C and G, and of unknown bases, in a part of a sequence.
  private static func strongAndUnknown(
    _ codes: [UInt8], in range: Range<Int>
  ) -> (strong: Int, unknown: Int) {
    let bases = codes.span
    var strong: UInt32 = 0
    var unknown: UInt32 = 0
    for position in range {
      let code = bases[position]
      // The lowest bit of code ^ code/2 is set for C (1) and G (2) alone, bit 2 for unknown (4).
      strong &+= UInt32((code ^ code >> 1) & 1)
      unknown &+= UInt32(code >> 2)
    }
    return (Int(strong), Int(unknown))
  }

  private func writeFrequencies(
    _ table: KmerTable, _ writer: inout ColumnWriter, _ block: inout [Float]
  ) {
    let windows = counter.windows[table.length - 1]
    let wordCounts = counter.counts[table.length - 1]
    let counts = wordCounts.span
    let words = table.words.span
    let partners = table.partners.span
    let divisor = Float(max(windows, 1))
    var target = block.mutableSpan
    var position = writer.position
    for column in words.indices {
      let word = words[column]
      let partner = partners[column]
      var count = counts[Int(word)]
      if partner != word { count &+= counts[Int(partner)] }
      target[position] = Float(count) / divisor
      position += writer.stride
    }
    writer.position = position
  }
}

/// Where the next feature of a row goes in a column-major block.
private struct ColumnWriter {
  var position: Int
  let stride: Int

  mutating func write(_ value: Float, into block: inout [Float]) {
    block[position] = value
    position += stride
  }
}
