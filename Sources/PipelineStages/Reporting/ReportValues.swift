import GenomicTypes
import ModelEvaluation
import ReporterAssay
import Reports
import Statistics

/// Domain values as reports draw them.
extension Reports.Estimate {
  /// A number without an interval; nil when it is undefined.
  init?(_ estimate: Statistics.Estimate) {
    guard let value = estimate.value else { return nil }
    self.init(value)
  }

  /// A number with its bootstrap interval; nil when it is undefined.
  init?(_ estimate: ModelEvaluation.IntervalEstimate) {
    guard let value = estimate.value else { return nil }
    self.init(value, low: estimate.lower, high: estimate.upper)
  }

  /// A number with its bootstrap interval; nil when it is undefined.
  init?(_ estimate: ReporterAssay.IntervalEstimate) {
    guard let value = estimate.estimate.value else { return nil }
    self.init(value, low: estimate.interval?.lowerBound, high: estimate.interval?.upperBound)
  }
}

extension AttritionStep {
  /// A step of the row accounting.
  init(_ node: AttritionNode) {
    self.init(
      step: node.step, unit: node.unit, entered: node.entered, left: node.left,
      dropped: node.dropped, collapses: node.collapses)
  }
}

extension Reports.CorrelationPair {
  /// Pearson and Spearman of the same two columns.
  init(_ agreement: Agreement) {
    self.init(pearson: agreement.pearson.value, spearman: agreement.spearman.value)
  }
}
