import GenomicTypes

/// What a read, or the mates of a pair together, say about their barcode and UMI.
struct ReadBarcode: Hashable, Sendable {
  /// How usable a text is.
  enum State: UInt8, Sendable {
    case absent
    case usable
    case hasN
    case unusable
  }

  var barcode = PackedText()
  var umi = PackedText()

  /// One text of up to 32 bases.
  struct PackedText: Hashable, Sendable {
    var bits: UInt64 = 0
    var state = State.absent
    /// Bases, at most 255.
    var length: UInt8 = 0

    /// Nothing.
    init() {}

    /// Packs a text; empty is absent, other letters than bases and N are unusable. A text of more
    /// than 32 bases keeps its length and loses its bits.
    init(_ text: ArraySlice<UInt8>) {
      var bits: UInt64 = 0
      state = text.isEmpty ? .absent : .usable
      for letter in text {
        let code = BaseCode.code(ofLetter: letter)
        if code > 3 {
          state = letter & 0xDF == UInt8(ascii: "N") && state != .unusable ? .hasN : .unusable
        }
        bits = bits << 2 | UInt64(code & 3)
      }
      length = UInt8(clamping: text.count)
      self.bits = state == .usable && text.count <= PackedBarcode.maximumLength ? bits : 0
    }

    /// A barcode that is packed already.
    init(bits: UInt64, length: Int) {
      (self.bits, self.length, state) = (bits, UInt8(length), .usable)
    }

    /// What both mates say: one of them may say nothing, else they must agree.
    func merged(with other: Self) -> Self {
      if state == .absent || self == other { return other }
      if other.state == .absent { return self }
      var conflict = Self()
      conflict.state = state == .hasN || other.state == .hasN ? .hasN : .unusable
      return conflict
    }
  }

  /// What both mates say.
  func merged(with other: Self) -> Self {
    var merged = Self()
    merged.barcode = barcode.merged(with: other.barcode)
    merged.umi = umi.merged(with: other.umi)
    return merged
  }
}

/// Finds barcodes and UMIs where the rules say.
struct BarcodeFinder: Sendable {
  let rules: BarcodeRules
  /// Whether a tag is among the sources, so that each mate must be asked.
  let usesTags: Bool

  init(_ rules: BarcodeRules) {
    self.rules = rules
    usesTags = [rules.barcode, rules.umi].contains { if case .tag? = $0 { true } else { false } }
  }

  /// What a record of a batch says.
  func find(_ index: Int, in batch: borrowing AlignmentBatch) -> ReadBarcode {
    var found = ReadBarcode()
    if let source = rules.barcode {
      found.barcode = text(source, index, batch, tags: batch.barcodes) { $0.barcode }
    }
    if let source = rules.umi {
      found.umi = text(source, index, batch, tags: batch.umis, isUMI: true) { $0.umi }
    }
    return found
  }

  /// Why a read cannot be counted, nil when it can.
  func failing(_ found: ReadBarcode) -> DropReason? {
    if rules.barcode != nil {
      switch found.barcode.state {
      case .absent, .unusable: return .noBarcode
      case .hasN: return .barcodeHasN
      case .usable: break
      }
      if let length = rules.length, Int(found.barcode.length) != length { return .barcodeLength }
    }
    if rules.umi != nil {
      switch found.umi.state {
      case .absent, .unusable: return .noUMI
      case .hasN: return .umiHasN
      // A UMI needs one bit for its length beside its bases.
      case .usable: if found.umi.length >= PackedBarcode.maximumLength { return .noUMI }
      }
    }
    return nil
  }

  private func text(
    _ source: BarcodeSource, _ index: Int, _ batch: borrowing AlignmentBatch, tags: PackedTexts?,
    isUMI: Bool = false, _ place: (ReadNamePattern.Match) -> Range<Int>?
  ) -> ReadBarcode.PackedText {
    switch source {
    case .tag:
      guard let tag = tags?[index] else { return ReadBarcode.PackedText() }
      let text = Self.withoutSuffix(tag)
      if isUMI, text.contains(where: { $0 == 0x2D || $0 == 0x2B }) {
        // The two UMIs of a duplex tag, "ACGT-TTGC", are one.
        return ReadBarcode.PackedText(text.filter { $0 != 0x2D && $0 != 0x2B }[...])
      }
      return ReadBarcode.PackedText(text)
    case .readName(let pattern):
      let name = batch.name(of: index)
      guard let range = pattern.match(name).flatMap(place) else { return ReadBarcode.PackedText() }
      let start = name.startIndex
      return ReadBarcode.PackedText(name[start + range.lowerBound..<start + range.upperBound])
    case .table(let table):
      let bits = table[batch.records[index].nameHash]
      return bits.map { ReadBarcode.PackedText(bits: $0, length: table.length) }
        ?? ReadBarcode.PackedText()
    }
  }

  /// A tag text without a hyphen and digits at its end.
  private static func withoutSuffix(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let hyphen = text.lastIndex(of: UInt8(ascii: "-")) else { return text }
    let suffix = text[(hyphen + 1)...]
    return suffix.isEmpty || !suffix.allSatisfy { (0x30...0x39).contains($0) }
      ? text : text[..<hyphen]
  }
}
