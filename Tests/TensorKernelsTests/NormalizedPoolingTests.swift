import TensorKernels
import Testing

/// The stage from its formulas, in double precision, over sequences of (position, channel) values.
private struct ReferenceStage {
  let channels: Int
  let window: Int
  let normalizes: Bool

  func statistics(_ z: [[Double]]) -> (mean: [Double], variance: [Double], n: Double) {
    let rows = z.flatMap { $0 }
    let n = Double(rows.count / channels)
    var mean = [Double](repeating: 0, count: channels)
    var variance = mean
    for (i, value) in rows.enumerated() { mean[i % channels] += value / n }
    for (i, value) in rows.enumerated() {
      let d = value - mean[i % channels]
      variance[i % channels] += d * d / n
    }
    return (mean, variance, n)
  }

  func forward(
    _ z: [[Double]], scale: [Double], shift: [Double],
    running: (mean: [Double], variance: [Double])? = nil
  ) -> [[Double]] {
    let measured = statistics(z)
    let (mean, variance) = running ?? (measured.mean, measured.variance)
    return z.map { sequence in
      let length = sequence.count / channels
      return (0..<((length + window - 1) / window)).flatMap { cell in
        (0..<channels).map { c in
          (cell * window..<min(length, (cell + 1) * window)).map { l in
            let value = sequence[l * channels + c]
            let unit = normalizes ? (value - mean[c]) / (variance[c] + 1e-5).squareRoot() : value
            return max(0, normalizes ? scale[c] * unit + shift[c] : unit + shift[c])
          }.max() ?? 0
        }
      }
    }
  }
}

@Suite struct NormalizedPoolingTests {
  struct Setting: CustomTestStringConvertible {
    let channels: Int
    let window: Int
    let normalizes: Bool
    var testDescription: String { "\(channels) channels, window \(window), \(normalizes)" }
  }

  static let settings = [1, 16, 21].flatMap { channels in
    [1, 3, 4].flatMap { window in
      [true, false].map { Setting(channels: channels, window: window, normalizes: $0) }
    }
  }

  private struct Bench {
    let stage: NormalizedPooling
    let layout: PackedLayout
    let pooledLayout: PackedLayout
    let z: TensorSlice
    let vectors: NormalizedPooling.Vectors
    let output: NormalizedPooling.Output

    init(_ setting: Setting, z values: [[Double]], scale: [Double], shift: [Double]) throws {
      let channels = setting.channels
      stage = try NormalizedPooling(
        channels: channels, window: setting.window, normalizes: setting.normalizes)
      layout = PackedLayout(lengths: values.map { $0.count / channels }, gap: 2)
      pooledLayout = layout.pooled(window: setting.window, gap: 3)
      z = try packed(values, channels: channels, layout: layout)
      vectors = NormalizedPooling.Vectors(
        scale: try tensor(scale), shift: try tensor(shift),
        runningMean: try tensor(Array(repeating: 0.5, count: channels)),
        runningVariance: try tensor(Array(repeating: 2, count: channels)))
      let count = pooledLayout.rowCount * channels
      output = NormalizedPooling.Output(
        pooled: try tensor(Array(repeating: 9, count: count)),
        normalized: try TensorBuffer(count: count).all,
        winner: try AlignedBuffer<UInt8>(count: count).all)
    }
  }

  private static let lengths = [7, 1, 0, 12, 9]

  private func sample(_ setting: Setting) -> (z: [[Double]], scale: [Double], shift: [Double]) {
    var samples = SampleValues(UInt64(setting.channels * 10 + setting.window))
    let z = Self.lengths.map { samples.values($0 * setting.channels) }
    // Negative γ turns the maximum of the output into the minimum of the input.
    return (z, samples.values(setting.channels), samples.values(setting.channels))
  }

  @Test func aChannelByHand() throws {
    // Mean 2, variance 2/3: (1, 2, 3) → (−1.2247, 0, 1.2247); pooled by 2 with ReLU: 0, 1.2247.
    let bench = try Bench(
      Setting(channels: 1, window: 2, normalizes: true), z: [[1, 2, 3]], scale: [1], shift: [0])
    try bench.stage.forwardTraining(
      bench.z, layout: bench.layout, vectors: bench.vectors, into: bench.output,
      outputLayout: bench.pooledLayout, threads: 1)
    let found = unpacked(bench.output.pooled, channels: 1, layout: bench.pooledLayout)
    #expect(largestDifference(found, [[0, 1.224736]]) < 1e-5)
    #expect(abs(bench.vectors.runningMean[0] - (0.9 * 0.5 + 0.1 * 2)) < 1e-6)
    #expect(abs(bench.vectors.runningVariance[0] - (0.9 * 2 + 0.1 * 1)) < 1e-6)
  }

  @Test(arguments: settings)
  func trainingAndEvaluationFollowTheFormulas(_ setting: Setting) throws {
    let (z, scale, shift) = sample(setting)
    let bench = try Bench(setting, z: z, scale: scale, shift: shift)
    let reference = ReferenceStage(
      channels: setting.channels, window: setting.window, normalizes: setting.normalizes)
    let running = (
      mean: Array(repeating: 0.5, count: setting.channels),
      variance: Array(repeating: 2.0, count: setting.channels)
    )
    try bench.stage.forwardEvaluation(
      bench.z, layout: bench.layout, vectors: bench.vectors, into: bench.output,
      outputLayout: bench.pooledLayout, threads: 2)
    var found = unpacked(
      bench.output.pooled, channels: setting.channels, layout: bench.pooledLayout)
    var expected = reference.forward(z, scale: scale, shift: shift, running: running)
    #expect(largestDifference(found, expected) < 1e-5)
    try bench.stage.forwardTraining(
      bench.z, layout: bench.layout, vectors: bench.vectors, into: bench.output,
      outputLayout: bench.pooledLayout, threads: 2)
    found = unpacked(bench.output.pooled, channels: setting.channels, layout: bench.pooledLayout)
    expected = reference.forward(z, scale: scale, shift: shift)
    #expect(largestDifference(found, expected) < 1e-5)
    let gapsAreZero = bench.output.pooled.values.reduce(0) { $0 + Double($1) }
    #expect(abs(gapsAreZero - expected.flatMap { $0 }.reduce(0, +)) < 1e-3)
  }

  @Test(arguments: settings)
  func gradientsAgreeWithFiniteDifferences(_ setting: Setting) throws {
    let (z, scale, shift) = sample(setting)
    let bench = try Bench(setting, z: z, scale: scale, shift: shift)
    let reference = ReferenceStage(
      channels: setting.channels, window: setting.window, normalizes: setting.normalizes)
    var samples = SampleValues(77)
    let dy = bench.pooledLayout.lengths.map { samples.values($0 * setting.channels) }
    func loss(_ z: [[Double]], _ scale: [Double], _ shift: [Double]) -> Double {
      let y = reference.forward(z, scale: scale, shift: shift)
      return zip(y, dy).reduce(0) { $0 + zip($1.0, $1.1).reduce(0) { $0 + $1.0 * $1.1 } }
    }
    try bench.stage.forwardTraining(
      bench.z, layout: bench.layout, vectors: bench.vectors, into: bench.output,
      outputLayout: bench.pooledLayout, threads: 1)
    let dScale = try TensorBuffer(count: setting.channels).all
    let dShift = try TensorBuffer(count: setting.channels).all
    try bench.stage.backward(
      bench.z, layout: bench.layout, vectors: bench.vectors, output: bench.output,
      outputLayout: bench.pooledLayout,
      gradient: packed(dy, channels: setting.channels, layout: bench.pooledLayout),
      dScale: dScale, dShift: dShift, threads: 2)
    let dz = unpacked(bench.z, channels: setting.channels, layout: bench.layout)
    let step = 1e-6
    for (sequence, position) in [(0, 0), (0, 3), (1, 0), (3, 11), (4, 5), (3, 2)] {
      let at = position * setting.channels + (position % setting.channels)
      var (up, down) = (z, z)
      up[sequence][at] += step
      down[sequence][at] -= step
      let numeric = (loss(up, scale, shift) - loss(down, scale, shift)) / (2 * step)
      #expect(abs(numeric - dz[sequence][at]) < 2e-4, "z of \(sequence) at \(position)")
    }
    for channel in 0..<setting.channels {
      var (up, down) = (shift, shift)
      up[channel] += step
      down[channel] -= step
      var numeric = (loss(z, scale, up) - loss(z, scale, down)) / (2 * step)
      #expect(abs(numeric - Double(dShift[channel])) < 1e-4)
      guard setting.normalizes else { continue }
      (up, down) = (scale, scale)
      up[channel] += step
      down[channel] -= step
      numeric = (loss(z, up, shift) - loss(z, down, shift)) / (2 * step)
      #expect(abs(numeric - Double(dScale[channel])) < 1e-4)
    }
  }
}
