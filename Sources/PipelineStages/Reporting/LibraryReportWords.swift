import ReadCounting
import Statistics

/// Sentences of the library QC report.
enum LibraryReportWords {
  /// "0.71", "90,000": three significant decimals below 1,000.
  static func number(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 { return Quantity.text(Int(value)) }
    return abs(value) >= 1000
      ? Quantity.text(Int(value.rounded())) : Decimals.text(value, abs(value) < 10 ? 3 : 1)
  }

  static let caveats = [
    """
    Barcodes with sequencing errors count as new ones: they raise the numbers seen once, the \
    complexity and what deeper reading seems to add.
    """,
    """
    The complexity is that of what was sequenced, after PCR: things lost before sequencing are \
    not in it.
    """,
    """
    Intervals are given the model. Abundances that are not gamma-distributed make them too \
    narrow; Good–Toulmin, which assumes no distribution, is printed beside them.
    """,
    """
    RNA follows the number of DNA copies, so r(plasmid, cDNA) of single barcodes is high in good \
    experiments too; the band in use does not tell the two apart. Compare with a control without \
    reverse transcriptase.
    """,
    """
    The limit for jackpots is a number of reads: the deeper a library is read, the more fragments \
    exceed it.
    """,
    """
    Barcodes at several positions are mostly chimeras or errors: chance collisions are few, as \
    printed.
    """,
  ]

  static func methods(thresholds: LibraryThresholds) -> [String] {
    [
      """
      With n_k things read k times, the number expected in a random share p of the reads is \
      Σ n_k·[1 − (1 − p)^k], exactly. Beyond the present depth a zero-truncated negative binomial \
      with mean m and size a is fitted to n_k by maximum likelihood; P₀ = (a/(a + m))^a, the \
      library holds C = U/(1 − P₀), and t times the depth shows C·[1 − (a/(a + tm))^a]. A fraction \
      f of it is seen at t = (a/m)·[(1 − f)^(−1/a) − 1]. Intervals are log-normal for the unseen \
      part, with the variance of the unseen number and, by the delta method, of the parameters.
      """,
      """
      Good–Toulmin: U(t) − U = Σ (−1)^(k+1)·(t − 1)^k·n_k for t ≤ 2; beyond, where no model fits, \
      smoothed by a binomial tail. The lower bound of the library is U + n₁(n₁ − 1)/[2(n₂ + 1)].
      """,
      """
      A thing is a jackpot from \(thresholds.jackpotCount) reads on. r(plasmid, cDNA) is Pearson's \
      correlation of log2(count + 1) over things with at least one plasmid read. A low-count rise \
      is a valley between two peaks of the counts in doubling bins.
      """,
    ]
  }

  static let references = [
    "Conditional likelihood of a truncated sample: Sanathanan 1972, doi 10.1214/aoms/1177692709",
    "Log-normal interval of the unseen part: Chao 1987, doi 10.2307/2531532",
    "Good and Toulmin 1956, doi 10.1093/biomet/43.1-2.45",
    "Smoothed series: Orlitsky, Suresh and Wu 2016, doi 10.1073/pnas.1607774113",
    "Rarefaction: Hurlbert 1971, doi 10.2307/1934145",
    "Thresholds: esMPRA, MPRAsnakeflow, MPRAflow, MPRASuite, CeD-SuRE, as printed beside each",
  ]
}

extension LibraryQuality.Role {
  /// The role in words.
  var noun: String {
    switch self {
    case .association: "library"
    case .plasmid: "plasmid"
    case .rna: "cDNA"
    }
  }
}

extension DeeperReading.Basis {
  /// The basis in words.
  var words: String {
    switch self {
    case .model: "model"
    case .goodToulmin: "Good–Toulmin"
    }
  }
}

extension LibraryCheck.Metric {
  /// The metric in words.
  var words: String {
    switch self {
    case .medianBarcodes: "barcodes per element, median"
    case .meanBarcodes: "barcodes per element, mean"
    case .barcodeVariation: "barcodes per element, coefficient of variation"
    case .withFiveBarcodes: "share of elements with 5 barcodes"
    case .withTenBarcodes: "share of elements with 10 barcodes"
    case .undetected: "share of designed elements without barcode"
    case .readsPerBarcode: "reads per barcode"
    case .meanCount: "mean count per element"
    case .ambiguousBarcodes: "ambiguous over usable barcodes"
    case .assignedReads: "share of reads assigned"
    case .qualifiedElements: "share of elements that qualify"
    case .plasmidCorrelation: "r(plasmid, cDNA)"
    case .largestCount: "largest count"
    case .lowCountFraction: "share below a valley of the counts"
    case .saturation: "share of the library seen"
    }
  }
}
