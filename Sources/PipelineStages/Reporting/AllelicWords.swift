import ActivityTesting
import Foundation

/// What the page of calls says about tests of alleles.
struct AllelicWords {
  let section: CallsSection

  /// What a test says, of whom, and when to believe it; nil for other contrasts.
  func reading(of result: ContrastResult, _ summary: CallsSummary.Contrast) -> String? {
    guard let test = result.test else { return nil }
    let family =
      "q is adjusted over the \(Quantity.text(summary.tested, "tested variant")) of this cell type, "
      + "q_active over those with an active allele."
    return "\(words(for: test)) \(family)" + (result.ranks.map { _ in shuffled(summary) } ?? "")
  }

  private func words(for test: AllelicTest) -> String {
    switch test {
    case .linearModel:
      """
      Counts are summed over the fragments of an allele, and the replicates of the two alleles are \
      compared. Believe it where each allele has many barcodes or one designed sequence; with few \
      fragments a single strong one looks like an allele, because replicates repeat it.
      """
    case .rankSum:
      """
      Fragments with the alternative allele are ranked against those with the reference by RNA over \
      DNA; those without RNA stay. The effect is the difference of the mean scores, which single \
      fragments can dominate, while p sees ranks only. Believe it with \
      \(section.alleles?.coverage.minimum ?? 0) fragments or more of each allele that lie alike around \
      the variant; it does not see that fragments share other variants nearby.
      """
    case .gammaPoisson:
      """
      The counts of single fragments are compared by the likelihood of one mean activity for both \
      alleles against one for each, with gamma-distributed activities of fragments. Believe it where \
      the model describes the counts (stage normalize, method gamma-poisson, checks that); a few very \
      active fragments make its p too small, and ranks are the safer witness.
      """
    }
  }

  private func shuffled(_ summary: CallsSummary.Contrast) -> String {
    guard let shuffled = summary.shuffled else { return "" }
    let cutoff = shuffled.cutoff.map { " (p of at most \(Self.number($0)))" } ?? ""
    return " By the rule of the raQTL study, shuffled over real p-values, "
      + "\(Quantity.text(shuffled.called, "variant")) differ\(cutoff)."
  }

  private static func number(_ p: Double) -> String { ProbabilityText.text(logarithm: log(p)) }

  /// How alleles were compared.
  var methods: [String] {
    (section.alleles?.tests ?? []).compactMap { test in
      switch test {
      case .linearModel: nil
      case .rankSum:
        """
        Rank-sum test of alleles: the score of a fragment is the mean over replicates of RNA per \
        billion over DNA per billion; Wilcoxon's test is exact below 50 fragments of each allele \
        without ties, else normal with corrections for ties and continuity. Alleles are shuffled once \
        per variant; fdr_shuffled is the number of shuffled p-values of at most t over the number of \
        real ones, at the t of at least p that makes it smallest. Fisher's exact test compares how \
        many fragments of either allele have RNA.
        """
      case .gammaPoisson:
        """
        Gamma-Poisson test of alleles: RNA summed over replicates is Poisson around activity times \
        exposure, the sum over replicates of DNA times the ratio of the libraries; activities of \
        fragments are gamma distributed with one shape and a mean for each allele. Twice the \
        log-likelihood ratio is compared with chi-squared of one degree of freedom.
        """
      }
    }
  }

  /// Where the tests come from.
  var references: [String] {
    section.alleles?.tests.contains(.rankSum) == true
      ? ["Rank-sum test of alleles: van Arensbergen 2019, doi:10.1038/s41588-019-0455-2."] : []
  }
}

extension ContrastResult {
  /// What the effect is, for the axis.
  var effectTitle: String {
    switch (kind, test) {
    case (.activity, _): "log2(RNA/DNA) over inactive"
    case (_, .rankSum): "difference of mean scores"
    default: "difference of log2"
    }
  }
}
