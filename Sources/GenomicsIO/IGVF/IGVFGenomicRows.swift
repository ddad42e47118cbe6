public import GenomicTypes

/// A row of `reporter_genomic_element`: an element with its place in a genome.
public struct IGVFGenomicElement: IGVFRow, Hashable {
  /// The format of tables of such rows.
  public static let format = IGVFFormat.genomicElement
  /// Where the element lies.
  public let interval: GenomicInterval
  /// Its strand.
  public let strand: Strand
  /// How dark a browser draws it, 0 to 1000. See ``IGVFScore``.
  public let score: Int
  /// Its name and values.
  public let element: IGVFElement

  /// Makes a row.
  public init(interval: GenomicInterval, strand: Strand, score: Int, element: IGVFElement) {
    self.interval = interval
    self.strand = strand
    self.score = score
    self.element = element
  }

  /// Adds the cells of the row.
  public func append(to row: inout DelimitedRows) {
    row.append(place: interval, name: element.name, score: score, strand: strand)
    element.appendValues(to: &row)
  }
}

/// A row of `reporter_variant`: the effect of a variant, over all replicates.
public struct IGVFVariant: IGVFRow, Hashable {
  /// The format of tables of such rows.
  public static let format = IGVFFormat.variant

  /// Counts per million of one allele, means over replicates.
  public struct Counts: Hashable, Sendable {
    /// DNA.
    public let input: Double
    /// RNA.
    public let output: Double

    /// Makes a pair.
    public init(input: Double, output: Double) {
      self.input = input
      self.output = output
    }
  }

  /// The variant as SPDI.
  public let identifier: String
  /// log2 of the activity of the alternative over that of the reference allele.
  public let log2FoldChange: Double
  /// Counts of the reference allele.
  public let reference: Counts
  /// Counts of the alternative allele.
  public let alternative: Counts
  /// −log10 of the P value; nil when there is no test. See ``IGVFSignificance``.
  public let minusLog10P: Double?
  /// −log10 of the false discovery rate.
  public let minusLog10Q: Double?
  /// Posterior probability of an effect, 1/(1 + e^−B) of the log-odds B; nil when not estimated.
  public let posteriorProbability: Double?
  /// Bounds of the 95 % interval of the effect; nil when not estimated.
  public let interval95: ClosedRange<Double>?
  /// 0-based position in the tested sequence; nil when several positions are joined (written −1).
  public let position: Int?
  /// Reference allele; empty for an insertion (written 0).
  public let referenceAllele: String
  /// Alternative allele; empty for a deletion (written 0).
  public let alternativeAllele: String

  /// Makes a row.
  ///
  /// - Precondition: the numbers are finite.
  public init(
    identifier: String, log2FoldChange: Double, reference: Counts, alternative: Counts,
    minusLog10P: Double? = nil, minusLog10Q: Double? = nil, posteriorProbability: Double? = nil,
    interval95: ClosedRange<Double>? = nil, position: Int?, referenceAllele: String,
    alternativeAllele: String
  ) {
    self.identifier = identifier
    self.log2FoldChange = log2FoldChange
    self.reference = reference
    self.alternative = alternative
    self.minusLog10P = minusLog10P
    self.minusLog10Q = minusLog10Q
    self.posteriorProbability = posteriorProbability
    self.interval95 = interval95
    self.position = position
    self.referenceAllele = referenceAllele
    self.alternativeAllele = alternativeAllele
  }

  /// Adds the cells of the row.
  public func append(to row: inout DelimitedRows) {
    row.append(identifier)
    appendValues(to: &row)
  }

  func appendValues(to row: inout DelimitedRows) {
    let values = [
      log2FoldChange, reference.input, reference.output, alternative.input, alternative.output,
      minusLog10P, minusLog10Q, posteriorProbability, interval95?.lowerBound,
      interval95?.upperBound,
    ]
    for value in values { row.appendIGVF(value) }
    row.append(position ?? -1)
    row.append(referenceAllele.isEmpty ? "0" : referenceAllele)
    row.append(alternativeAllele.isEmpty ? "0" : alternativeAllele)
  }
}

/// A row of `reporter_genomic_variant`: a variant with its place in a genome.
public struct IGVFGenomicVariant: IGVFRow, Hashable {
  /// The format of tables of such rows.
  public static let format = IGVFFormat.genomicVariant
  /// Where the variant lies; without bases for an insertion.
  public let interval: GenomicInterval
  /// Its strand.
  public let strand: Strand
  /// How dark a browser draws it, 0 to 1000. See ``IGVFScore``.
  public let score: Int
  /// Its name and values.
  public let variant: IGVFVariant

  /// Makes a row.
  public init(interval: GenomicInterval, strand: Strand, score: Int, variant: IGVFVariant) {
    self.interval = interval
    self.strand = strand
    self.score = score
    self.variant = variant
  }

  /// Adds the cells of the row.
  public func append(to row: inout DelimitedRows) {
    row.append(place: interval, name: variant.identifier, score: score, strand: strand)
    variant.appendValues(to: &row)
  }
}

extension DelimitedRows {
  /// Adds the first six columns of BED.
  mutating func append(place interval: GenomicInterval, name: String, score: Int, strand: Strand) {
    append(interval.chromosome)
    append(interval.start)
    append(interval.end)
    append(name)
    append(score)
    append(strand.symbol)
  }
}
