/// One convolutional layer: SAME convolution, batch normalisation or bias, ReLU, max pooling.
///
/// The pooling window equals its stride, starts at the first base of each fragment and cuts its
/// last window short, so a fragment of l positions becomes ⌈l / pool⌉.
public struct ConvolutionBlock: Hashable, Sendable, Codable {
  /// Number of filters.
  public var filters: Int
  /// Width of a filter in positions.
  public var kernel: Int
  /// Pooling window; 1 for none, at most 255.
  public var pool: Int
  /// Whether activations are batch-normalised; otherwise the layer has a bias.
  public var batchNormalization: Bool

  /// Makes a layer.
  public init(filters: Int, kernel: Int, pool: Int, batchNormalization: Bool = true) {
    self.filters = filters
    self.kernel = kernel
    self.pool = pool
    self.batchNormalization = batchNormalization
  }
}

/// One hidden dense layer: product, batch normalisation or bias, ReLU, dropout.
public struct DenseBlock: Hashable, Sendable, Codable {
  /// Number of units.
  public var units: Int
  /// Whether activations are batch-normalised; otherwise the layer has a bias.
  public var batchNormalization: Bool
  /// Probability of dropping a unit in training, in [0, 1).
  public var dropout: Double

  /// Makes a layer.
  public init(units: Int, batchNormalization: Bool = false, dropout: Double = 0) {
    self.units = units
    self.batchNormalization = batchNormalization
    self.dropout = dropout
  }
}

/// How the feature map of a fragment becomes the input of the dense layers.
public enum NetworkHead: Hashable, Sendable, Codable {
  /// `flatten` when the shortest fragment has at least nine tenths of the length of the longest,
  /// else `globalSumAndMax`.
  case automatic
  /// The map, centred on a canvas of fixed length with zeros around it: sees position. The canvas
  /// holds fragments of `canvasLength` bases; nil takes the longest fragment that training or
  /// validation shows. Predicting a fragment that does not fit is an error, never a silent cut.
  case flatten(canvasLength: Int?)
  /// The average of each filter over the fragment.
  case globalAverage
  /// The maximum of each filter over the fragment.
  case globalMax
  /// Averages and maxima side by side: how much of it, and how strong at best.
  case globalAverageAndMax
  /// Sums (over a constant) and maxima side by side: a longer fragment with twice the features
  /// counts twice, as it does where their effects add up.
  case globalSumAndMax
}
