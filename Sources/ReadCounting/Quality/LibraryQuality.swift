public import GenomicTypes
public import Statistics

/// Everything the library report says about one sample. Fill in what is known, then call
/// ``check(against:)``; stored as JSON it is the numbers of the report.
///
/// ```swift
/// var quality = LibraryQuality(sample: "K562 rep1", role: .rna, unit: .barcode)
/// quality.assess(CountOfCounts(of: counted.counts))
/// quality.jackpots = Jackpots(of: counted)
/// quality.check(against: LibraryThresholds())
/// ```
public struct LibraryQuality: Hashable, Codable, Sendable {
  /// What the sample is.
  public enum Role: String, Hashable, Codable, Sendable, CaseIterable {
    /// Barcodes joined to fragments or elements: iPCR, assignment.
    case association
    /// Plasmid or input DNA.
    case plasmid
    /// cDNA.
    case rna
  }

  /// What is counted.
  public enum Unit: String, Hashable, Codable, Sendable, CaseIterable {
    /// Distinct barcodes.
    case barcode
    /// Distinct fragments.
    case fragment
    /// Distinct pairs of barcode and fragment.
    case pair

    /// The singular, as sentences use it.
    public var noun: String { self == .pair ? "barcoded fragment" : rawValue }
  }

  /// What the elements are, which decides the checks that apply.
  public enum Subject: String, Hashable, Codable, Sendable, CaseIterable {
    /// Designed elements with many barcodes each.
    case designedElements = "designed_elements"
    /// Genomic fragments, most with one barcode: bands of barcodes per element do not apply.
    case genomicFragments = "genomic_fragments"
  }

  /// Name of the sample.
  public let sample: String
  /// What the sample is.
  public let role: Role
  /// What is counted.
  public let unit: Unit
  /// What the elements are.
  public let subject: Subject
  /// Reads to used things, step by step.
  public var attrition: [AttritionNode] = []
  /// Reads by the length of the barcode found in them, from 0 (no adapter found) upwards; nil when
  /// not measured.
  public var barcodeLengths: [Int]?
  /// The length a barcode should have; nil when not fixed.
  public var expectedBarcodeLength: Int?
  /// How many things were counted how often; nil when there are no counts.
  public private(set) var spectrum: CountOfCounts?
  /// Complexity and saturation.
  public private(set) var complexity: LibraryComplexity?
  /// The saturation curve.
  public private(set) var saturation: SaturationCurve?
  /// A second population of rarely read things; nil when there is none.
  public private(set) var lowCountRise: LowCountRise?
  /// The most read things.
  public var jackpots: Jackpots?
  /// Barcodes per element or fragment.
  public var barcodesPerElement: Multiplicity?
  /// Length, GC, strand, chromosomes.
  public var fragments: FragmentProfile?
  /// The sample against each plasmid sample.
  public var contamination: [DNAContamination] = []
  /// Mean count per element, zeros included; nil when not measured.
  public var meanCountPerElement: Double?
  /// Ambiguous over usable barcodes; nil when not measured.
  public var ambiguousOverUsable: Double?
  /// Share of reads that were assigned; nil when not measured.
  public var assignedFraction: Double?
  /// Share of elements that qualify; nil when not measured.
  public var qualifiedFraction: Double?
  /// Chance in the barcodes; nil when there are none.
  public var collisions: BarcodeCollisions?
  /// Numbers against their bands.
  public private(set) var checks: [LibraryCheck] = []

  /// Starts an assessment.
  public init(
    sample: String, role: Role, unit: Unit, subject: Subject = .genomicFragments
  ) {
    self.sample = sample
    self.role = role
    self.unit = unit
    self.subject = subject
  }

  /// Takes the counts of the sample: complexity, saturation and the low end follow.
  ///
  /// - Complexity: O(distinct counts), some tens of milliseconds for a large library.
  public mutating func assess(_ counts: CountOfCounts) {
    spectrum = counts
    complexity = LibraryComplexity(of: counts)
    saturation = SaturationCurve(of: counts)
    lowCountRise = LowCountRise(counts)
  }

  /// Holds the numbers against their bands; to be called last.
  public mutating func check(against thresholds: LibraryThresholds) {
    checks = LibraryChecklist(quality: self, thresholds: thresholds).checks
  }
}

/// What chance does to the barcodes of a sample, beside what was observed.
public struct BarcodeCollisions: Hashable, Codable, Sendable {
  /// Distinct barcodes.
  public let barcodes: Int
  /// Bases of a barcode.
  public let barcodeLength: Int
  /// Pairs of fragments expected to share a barcode by chance: n(n − 1)/(2·4^L).
  public let expectedPairs: Double
  /// Barcodes seen at several places; nil when not measured.
  public let observedMultiPosition: Int?

  /// Works out the expectation.
  public init(barcodes: Int, barcodeLength: Int, observedMultiPosition: Int? = nil) {
    self.barcodes = barcodes
    self.barcodeLength = barcodeLength
    expectedPairs = BarcodeSpace.expectedCollidingPairs(
      barcodes: barcodes, length: barcodeLength)
    self.observedMultiPosition = observedMultiPosition
  }
}
