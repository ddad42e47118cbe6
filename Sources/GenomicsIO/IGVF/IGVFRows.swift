/// A row of `reporter_barcode_to_element_mapping`.
public struct IGVFBarcodeAssignment: IGVFRow, Hashable {
  /// The format of tables of such rows.
  public static let format = IGVFFormat.barcodeToElement
  /// The barcode in upper case.
  public let barcode: String
  /// The element it belongs to.
  public let element: String

  /// Makes a row.
  public init(barcode: String, element: String) {
    self.barcode = barcode
    self.element = element
  }

  /// Adds the cells of the row.
  public func append(to row: inout DelimitedRows) {
    row.append(barcode)
    row.append(element)
  }
}

/// A row of `reporter_experiment_barcode`.
public struct IGVFBarcodeCounts: IGVFRow, Hashable {
  /// The format of tables of such rows.
  public static let format = IGVFFormat.experimentBarcode
  /// The barcode in upper case.
  public let barcode: String
  /// The element it belongs to.
  public let element: String
  /// One count per sample; nil was not observed and is written as an empty cell.
  public let counts: [UInt32?]

  /// Makes a row.
  public init(barcode: String, element: String, counts: [UInt32?]) {
    self.barcode = barcode
    self.element = element
    self.counts = counts
  }

  /// Adds the cells of the row.
  public func append(to row: inout DelimitedRows) {
    row.append(barcode)
    row.append(element)
    for count in counts {
      if let count { row.append(count) } else { row.append("") }
    }
  }
}

/// A row of `reporter_experiment`: one element in one replicate.
public struct IGVFReplicateElement: IGVFRow, Hashable {
  /// The format of tables of such rows.
  public static let format = IGVFFormat.experiment
  /// Name of the replicate.
  public let replicate: String
  /// Name of the element.
  public let name: String
  /// Raw DNA count, summed over barcodes.
  public let dnaCount: Int64
  /// Raw RNA count, summed over barcodes.
  public let rnaCount: Int64
  /// DNA count after library scaling.
  public let dnaNormalized: Double
  /// RNA count after library scaling.
  public let rnaNormalized: Double
  /// log2(rna_normalized / dna_normalized), or the activity the table is about.
  public let log2FoldChange: Double
  /// Barcodes observed in the replicate.
  public let barcodes: Int

  /// Makes a row.
  ///
  /// - Precondition: the numbers are finite.
  public init(
    replicate: String, name: String, dnaCount: Int64, rnaCount: Int64, dnaNormalized: Double,
    rnaNormalized: Double, log2FoldChange: Double, barcodes: Int
  ) {
    self.replicate = replicate
    self.name = name
    self.dnaCount = dnaCount
    self.rnaCount = rnaCount
    self.dnaNormalized = dnaNormalized
    self.rnaNormalized = rnaNormalized
    self.log2FoldChange = log2FoldChange
    self.barcodes = barcodes
  }

  /// Adds the cells of the row.
  public func append(to row: inout DelimitedRows) {
    row.append(replicate)
    row.append(name)
    row.append(dnaCount)
    row.append(rnaCount)
    row.appendIGVF(dnaNormalized)
    row.appendIGVF(rnaNormalized)
    row.appendIGVF(log2FoldChange)
    row.append(barcodes)
  }
}

/// A row of `reporter_element`: one element over all replicates.
public struct IGVFElement: IGVFRow, Hashable {
  /// The format of tables of such rows.
  public static let format = IGVFFormat.element
  /// Name of the element.
  public let name: String
  /// Activity, log2(output/input).
  public let log2FoldChange: Double
  /// Mean over replicates of the DNA counts per million.
  public let inputCount: Double
  /// Mean over replicates of the RNA counts per million.
  public let outputCount: Double
  /// −log10 of the P value; nil when there is no test. See ``IGVFSignificance``.
  public let minusLog10P: Double?
  /// −log10 of the false discovery rate.
  public let minusLog10Q: Double?

  /// Makes a row.
  ///
  /// - Precondition: the numbers are finite.
  public init(
    name: String, log2FoldChange: Double, inputCount: Double, outputCount: Double,
    minusLog10P: Double? = nil, minusLog10Q: Double? = nil
  ) {
    self.name = name
    self.log2FoldChange = log2FoldChange
    self.inputCount = inputCount
    self.outputCount = outputCount
    self.minusLog10P = minusLog10P
    self.minusLog10Q = minusLog10Q
  }

  /// Adds the cells of the row.
  public func append(to row: inout DelimitedRows) {
    row.append(name)
    appendValues(to: &row)
  }

  func appendValues(to row: inout DelimitedRows) {
    for value in [log2FoldChange, inputCount, outputCount, minusLog10P, minusLog10Q] {
      row.appendIGVF(value)
    }
  }
}
