/// Published numbers with ours beside them.
public struct ReferenceComparison: Codable, Hashable, Sendable {
  /// One quantity.
  public struct Row: Codable, Hashable, Sendable {
    /// What it is.
    public var quantity: String
    /// As published.
    public var published: String
    /// Ours; nil when this run has no such number.
    public var ours: String?
    /// What makes the two differ.
    public var remark: String

    /// Makes a row.
    public init(quantity: String, published: String, ours: String?, remark: String = "") {
      self.quantity = quantity
      self.published = published
      self.ours = ours
      self.remark = remark
    }
  }

  /// Name of the study.
  public var title: String
  /// Where the numbers stand.
  public var source: String
  /// How the two columns may be compared.
  public var remark: String
  /// The quantities.
  public var rows: [Row]

  /// Makes a table.
  public init(title: String, source: String, remark: String, rows: [Row]) {
    self.title = title
    self.source = source
    self.remark = remark
    self.rows = rows
  }
}

extension ReferenceComparison {
  /// The quantities of the 2017 SuRE modelling log that a run can be set beside.
  public enum SuRE2017Quantity: String, Codable, CaseIterable, Sendable {
    /// Fragments used.
    case fragments
    /// Spearman between the two replicates.
    case replicateSpearman
    /// CNN, Spearman on the validation chromosome, average of the replicates.
    case cnnAverage
    /// CNN, first replicate.
    case cnnReplicate1
    /// CNN, second replicate.
    case cnnReplicate2
    /// CNN trained on the second replicate only.
    case cnnReplicate2Only
    /// Replicates near annotated transcription start sites.
    case replicatesNearTSS
    /// CNN near annotated transcription start sites.
    case cnnNearTSS
    /// GC-only model.
    case gcOnly
    /// k-mer trees.
    case kmerTrees
  }

  /// The numbers of the 2017 SuRE K562 modelling log (kundajelab/mpra, issue 2) beside ours.
  ///
  /// - Parameter ours: our numbers as printed; a quantity without one shows a dash.
  public static func sure2017(ours: [SuRE2017Quantity: String]) -> ReferenceComparison {
    ReferenceComparison(
      title: "SuRE K562, 2017 modelling log",
      source: "kundajelab/mpra, issue 2 and its code",
      remark: "For orientation, not as a target: fragments, filters, normalisation and held-out "
        + "rows differ. The log scored its validation chromosome chr18, and the test chromosome "
        + "was chr8.",
      rows: SuRE2017Quantity.allCases.map { quantity in
        Row(
          quantity: quantity.title, published: quantity.published, ours: ours[quantity],
          remark: quantity.remark)
      })
  }
}

extension ReferenceComparison.SuRE2017Quantity {
  fileprivate var title: String {
    switch self {
    case .fragments: "Fragments"
    case .replicateSpearman: "Between replicates, Spearman"
    case .cnnAverage: "CNN, mean of replicates, Spearman"
    case .cnnReplicate1: "CNN, replicate 1, Spearman"
    case .cnnReplicate2: "CNN, replicate 2, Spearman"
    case .cnnReplicate2Only: "CNN trained on replicate 2 only, Spearman"
    case .replicatesNearTSS: "Between replicates near TSS, Spearman"
    case .cnnNearTSS: "CNN near TSS, Spearman"
    case .gcOnly: "GC-only model"
    case .kmerTrees: "k-mer boosted trees"
    }
  }

  fileprivate var published: String {
    switch self {
    case .fragments: "2.2 M"
    case .replicateSpearman: "0.34"
    case .cnnAverage: "0.256"
    case .cnnReplicate1: "0.126"
    case .cnnReplicate2: "0.301"
    case .cnnReplicate2Only: "0.34"
    case .replicatesNearTSS: "about 0.50"
    case .cnnNearTSS: "0.54"
    case .gcOnly, .kmerTrees: "asked for, never published"
    }
  }

  fileprivate var remark: String {
    switch self {
    case .fragments: "positive in both replicates, at most 2000 bp"
    case .replicateSpearman: "96.5% and 85% zeros"
    case .cnnAverage, .cnnReplicate1, .cnnReplicate2: "multitask network, validation chr18"
    case .cnnReplicate2Only: "a model can exceed the correlation between replicates"
    case .replicatesNearTSS, .cnnNearTSS: "GENCODE TSS"
    case .gcOnly, .kmerTrees: ""
    }
  }
}
