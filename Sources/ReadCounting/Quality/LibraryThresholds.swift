/// The bands of the library checks. Defaults are those in use in the field; the source of each is
/// printed beside every check.
public struct LibraryThresholds: Hashable, Codable, Sendable {
  /// Bands that depend on what the library is.
  public struct Elements: Hashable, Codable, Sendable {
    /// Mean number of barcodes per element.
    public var meanBarcodes: LibraryBand
    /// Share of elements with at least 5 barcodes; nil where no band is in use.
    public var withFive: LibraryBand?
    /// Share of elements with at least 10 barcodes; nil where no band is in use.
    public var withTen: LibraryBand?

    /// Makes bands.
    public init(
      meanBarcodes: LibraryBand, withFive: LibraryBand? = nil, withTen: LibraryBand? = nil
    ) {
      self.meanBarcodes = meanBarcodes
      self.withFive = withFive
      self.withTen = withTen
    }
  }

  /// The assignment of barcodes to elements.
  public var association = Elements(
    meanBarcodes: LibraryBand(pass: .init(50, 600), warn: .init(30, 800), source: "esMPRA"))
  /// The plasmid, or input DNA.
  public var plasmid = Elements(
    meanBarcodes: LibraryBand(pass: .init(40, 300), warn: .init(20, 600), source: "esMPRA"),
    withFive: LibraryBand(pass: .init(0.85, nil), warn: .init(0.7, nil), source: "esMPRA"),
    withTen: LibraryBand(pass: .init(0.6, nil), warn: .init(0.1, nil), source: "esMPRA"))
  /// The RNA.
  public var rna = Elements(
    meanBarcodes: LibraryBand(pass: .init(10, 300), warn: .init(7.5, 600), source: "esMPRA"),
    withFive: LibraryBand(pass: .init(0.7, nil), warn: .init(0.4, nil), source: "esMPRA"),
    withTen: LibraryBand(pass: .init(0.5, nil), warn: .init(0.2, nil), source: "esMPRA"))
  /// Median number of barcodes per element.
  public var medianBarcodes = LibraryBand(
    pass: .init(10, nil), source: "MPRAsnakeflow, MPRAflow")
  /// Coefficient of variation of the barcodes per element.
  public var barcodeVariation = LibraryBand(
    pass: .init(0.25, 1.3), warn: .init(0.1, 1.5), source: "esMPRA")
  /// Share of designed elements without a barcode.
  public var undetected = LibraryBand(pass: .init(nil, 0.72), source: "esMPRA")
  /// Reads per distinct barcode.
  public var readsPerBarcode = LibraryBand(pass: .init(2, 10), source: "esMPRA")
  /// Mean count per element; MPRASuite asks for more than 20.
  public var meanCount = LibraryBand(pass: .init(20, nil), source: "MPRASuite")
  /// Ambiguous over usable barcodes.
  public var ambiguousBarcodes = LibraryBand(
    pass: .init(nil, 0.05), warn: .init(nil, 0.1), source: "esMPRA")
  /// Share of reads that were assigned.
  public var assignedReads = LibraryBand(pass: .init(0.3, 0.9), source: "esMPRA")
  /// Share of elements that qualify.
  public var qualifiedElements = LibraryBand(
    pass: .init(0.95, nil), warn: .init(0.9, nil), source: "esMPRA")
  /// r(plasmid, cDNA). esMPRA takes more than 0.65 for contamination, but RNA follows its template: good
  /// published samples reach 0.76 to 0.86 per barcode, so that it is never more than a warning here.
  public var plasmidCorrelation = LibraryBand(
    pass: .init(nil, 0.5), source: "esMPRA")
  /// Count at which a fragment is a jackpot; CeD-SuRE asks for less than 500.
  public var jackpotCount = 500
  /// Share of things below the valley of a two-peaked count distribution.
  public var lowCountFraction = LibraryBand(pass: .init(nil, 0.1), source: "cupel")

  /// The default thresholds.
  public init() {}

  /// A fragment passes below the jackpot count.
  var largestCount: LibraryBand {
    LibraryBand(pass: .init(nil, Double(jackpotCount - 1)), source: "CeD-SuRE")
  }
}
