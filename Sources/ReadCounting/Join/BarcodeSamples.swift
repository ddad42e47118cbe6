public import GenomicTypes

/// A library under its name.
public struct BarcodeLibrary: Sendable {
  /// Name of the library.
  public let name: String
  /// Its barcodes and what they belong to.
  public let barcodes: AssignedBarcodes

  /// Names a library.
  public init(name: String, barcodes: AssignedBarcodes) {
    self.name = name
    self.barcodes = barcodes
  }
}

/// A sequenced DNA or RNA sample under its name.
public struct BarcodeSample: Sendable {
  /// Name of the sample.
  public let name: String
  /// Its barcodes and how often each was read.
  public let barcodes: CountedBarcodes
  /// The libraries it was made from; nil for all.
  public let libraries: [String]?

  /// Names a sample.
  public init(name: String, barcodes: CountedBarcodes, libraries: [String]? = nil) {
    self.name = name
    self.barcodes = barcodes
    self.libraries = libraries
  }
}

/// How barcodes are joined.
public struct BarcodeJoinOptions: Hashable, Sendable {
  /// Which of the assigned barcodes become rows.
  public enum Rows: Hashable, Sendable {
    /// All of them; a sample that did not see a barcode counts 0 there. As in the SuRE pipeline.
    case everyAssigned
    /// Those that some pair of samples saw at least as often as the minimums say and at all; in a
    /// pair that did not, the RNA is not observed, and the DNA neither unless another pair with
    /// the same DNA did. As in MPRAsnakeflow: an inner join of DNA and RNA where both minimums are
    /// above 0, an outer one that fills with 0 where one of them is 0.
    case seenInPairs([SamplePair], minimumDNA: UInt32, minimumRNA: UInt32)
  }

  /// Which of the assigned barcodes become rows.
  public var rows = Rows.everyAssigned
  /// Whether the reads that a library itself has of each barcode become a count column, named like
  /// the library and put before the samples.
  public var includesLibraryCounts = false
  /// Whether the barcodes of the samples that are in no row are listed.
  public var listsDropped = false

  /// The defaults: every assigned barcode, samples only, no list.
  public init() {}
}

/// A DNA sample and an RNA sample that are compared.
public struct SamplePair: Hashable, Sendable {
  /// Name of the DNA sample.
  public let dna: String
  /// Name of the RNA sample.
  public let rna: String

  /// Makes a pair.
  public init(dna: String, rna: String) {
    self.dna = dna
    self.rna = rna
  }
}

/// The barcodes of a sample that no library explains.
public struct DroppedBarcodes: Hashable, Sendable {
  /// Name of the sample.
  public let sample: String
  /// The barcodes, ascending.
  public internal(set) var barcodes: [UInt64] = []
  /// Why each is not used, as codes of attrition.
  public internal(set) var reasons: [String] = []
  /// What each counts: molecules where there are UMIs, reads otherwise.
  public internal(set) var counts: [UInt32] = []
}

/// The outcome of ``joinBarcodes(libraries:samples:options:threads:)``.
public struct JoinedBarcodes: Sendable {
  /// One row per assigned barcode, ordered by place (then barcode), or by library, oligo and
  /// barcode; one count column per sample.
  public let table: FragmentTable
  /// Bases of every barcode.
  public let barcodeLength: Int
  /// Barcode of each row.
  public let barcodes: [UInt64]
  /// Library of each row, as an index into the libraries given.
  public let libraries: [UInt16]
  /// What happened to the barcodes of each sample, then to its reads, then to its molecules where
  /// there are UMIs; last, where rows are chosen by pairs, what happened to the rows.
  public let attrition: [AttritionNode]
  /// Barcodes of the samples that are in no row, one list per sample; nil unless asked for.
  public let dropped: [DroppedBarcodes]?
}
