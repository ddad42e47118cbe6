/// How sequencing reads are made from a simulated library, and how often they are flawed.
///
/// Flawed reads come on top of the good ones and each is to be dropped for one known reason, so that
/// counting the reads must give back exactly the counts of the library.
public struct RawReadParameters: Hashable, Codable, Sendable {
  /// What follows the barcode in a read of RNA: the constant sequence of SuRE
  /// (doi 10.1038/nbt.3754).
  public var adapter: String
  /// Bases of a read of RNA.
  public var readLength: Int
  /// Bases of each mate of a read pair of the library.
  public var mateLength: Int
  /// Flawed reads of each kind, as a share of the good reads of a sample.
  public var flawedFraction: Double

  /// Makes parameters.
  public init(
    adapter: String = "CCTAGCTAACTATAACGGTCCTAAGGTAGCGAA", readLength: Int = 75,
    mateLength: Int = 50, flawedFraction: Double = 0.01
  ) {
    self.adapter = adapter
    self.readLength = readLength
    self.mateLength = mateLength
    self.flawedFraction = flawedFraction
  }
}

/// How a simulated read of RNA is flawed; the raw value is the reason it must be dropped for.
public enum ReadFlaw: String, Hashable, Sendable, CaseIterable {
  /// There is no adapter in the read.
  case noAdapter = "no_adapter"
  /// The barcode is one base short.
  case barcodeLength = "barcode_length"
  /// The barcode has a base that was not called.
  case barcodeHasN = "barcode_has_N"
  /// The barcode is in no fragment of the library.
  case notInLibrary = "not_in_ipcr"
}

/// How a simulated read pair of the library is flawed; the raw value is the reason it must be
/// dropped for.
public enum PairFlaw: String, Hashable, Sendable, CaseIterable {
  /// One mate is not in the file.
  case mateMissing = "mate_missing"
  /// One mate is aligned with low quality.
  case lowMappingQuality = "low_mapq"
  /// The mates lie on different chromosomes.
  case contigMismatch = "contig_mismatch"
  /// The sequencer marked the reads as failed.
  case failedQuality = "qc_fail"
}
