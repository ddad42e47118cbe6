import Wording

/// What can be wrong with the input of this room.
public enum ActivityTestingError: Error, Hashable, Sendable {
  /// The table has no samples.
  case noSamples
  /// Two samples have one name.
  case repeatedSample(String)
  /// There is nothing to test at the named step.
  case noElements(step: String)
  /// The counts of a sample add up to 0.
  case emptyLibrary(sample: String, kind: String)
  /// A parameter is outside its range.
  case parameter(name: String, found: String, expected: String)
  /// A contrast names a condition that no sample has.
  case unknownCondition(String, known: [String])
  /// A contrast gives every condition the weight 0.
  case emptyContrast(String)
  /// The model needs blocks, and this sample names none.
  case missingBlock(sample: String)
  /// With paired blocks only differences between conditions can be tested.
  case pairedActivity(String)
  /// The samples cannot tell the contrast from the blocks.
  case confoundedContrast(String)
  /// There are as many samples as coefficients: nothing measures the noise.
  case noReplication(contrast: String, samples: Int, coefficients: Int)
  /// The model correlates barcodes, but the log-ratios are of whole elements.
  case needsBarcodes
  /// No block, or no barcode, has two samples of an element that could show a correlation.
  case noCorrelation(ofBarcodes: Bool)
  /// No element can be tested; the commonest reason is named.
  case nothingTestable(contrast: String, reason: UntestedReason, elements: Int)
  /// Every element has exactly the same log-ratios in all replicates.
  case noVariance(contrast: String)
  /// Too few tested negative controls for the null.
  case tooFewControls(found: Int, needed: Int, null: ActivityNull)
  /// The effects that the null is made from are equal, or none lies below their mode: there is no
  /// spread to measure.
  case noSpread(ActivityNull)
}

extension ActivityTestingError: CustomStringConvertible {
  /// Where, what was found, what was expected, how to fix it.
  public var description: String {
    switch self {
    case .noSamples:
      "counts: no samples; expected at least one. Name the DNA and RNA columns of the replicates."
    case .repeatedSample(let name):
      "counts: sample '\(name)' appears twice; expected unique names. Rename one of them."
    case .noElements(let step):
      "\(step): no elements; expected at least one. Check the filters before this step."
    case .emptyLibrary(let sample, let kind):
      "sample '\(sample)': its \(kind) counts add up to 0; expected a sequenced library. Remove "
        + "the sample or correct its columns."
    case .parameter(let name, let found, let expected):
      "\(name): found \(found); expected \(expected). Correct the parameter."
    case .unknownCondition(let name, let known):
      "contrast: no sample of condition '\(name)'; expected one of \(NameList(known)). "
        + (nearestName(to: name, among: known).map { "Did you mean '\($0)'?" }
          ?? "Correct the name.")
    case .emptyContrast(let name):
      "contrast '\(name)': every weight is 0; expected at least one that is not. Correct the "
        + "weights."
    case .missingBlock(let sample):
      "sample '\(sample)': no block; expected one for every sample of this model. Name the "
        + "blocks or choose independent samples."
    case .pairedActivity(let name):
      "contrast '\(name)': the weights do not add up to 0; expected a difference between "
        + "conditions, because paired blocks leave no other comparison. Use correlated blocks or "
        + "no blocks."
    case .confoundedContrast(let name):
      "contrast '\(name)': the blocks take up the whole comparison; expected blocks that contain "
        + "several conditions. Use correlated blocks or no blocks."
    case .noReplication(let contrast, let samples, let coefficients):
      "contrast '\(contrast)': \(samples) samples for \(coefficients) coefficients; expected more "
        + "samples than coefficients, because replicates measure the noise. Add replicates, or "
        + "test against negative controls without a model."
    case .needsBarcodes:
      "correlated barcodes: the log-ratios are of whole elements; expected one for every barcode. "
        + "Set the aggregation to 'barcodes' or choose another model."
    case .noCorrelation(ofBarcodes: false):
      "correlated blocks: no element has enough repeated observations to estimate the correlation; "
        + "expected at least two blocks, one of them with two samples, and three more observations "
        + "than coefficients. Choose independent samples."
    case .noCorrelation(ofBarcodes: true):
      "correlated barcodes: no element has enough barcodes in several samples to estimate the "
        + "correlation; expected at least two barcodes, both of them in two samples, and three more "
        + "observations than coefficients. Choose independent observations."
    case .nothingTestable(let contrast, let reason, let elements):
      "contrast '\(contrast)': none of \(elements) elements can be tested, most often because of "
        + "\(reason.rawValue); expected at least one. Check the counts and the minimum DNA."
    case .noVariance(let contrast):
      "contrast '\(contrast)': all replicates of every element agree exactly; expected "
        + "measurements with noise. Check that the samples are not copies of one another."
    case .tooFewControls(let found, let needed, let null):
      "null '\(null.rawValue)': \(found) tested negative controls; expected at least \(needed). "
        + "Name more controls or set the null to 'below_mode'."
    case .noSpread(.controlDeviations):
      "null 'control_deviations': more than half of the controls have the same activity; expected "
        + "a spread. Name other controls or set the null to 'control_ranks'."
    case .noSpread(let null):
      "null '\(null.rawValue)': all activities are equal or none lies below the mode; expected a "
        + "spread. Name negative controls, or test more elements."
    }
  }
}
