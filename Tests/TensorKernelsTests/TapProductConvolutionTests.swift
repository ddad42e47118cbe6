import TensorKernels
import Testing

/// SAME convolution of one sequence, straight from its definition, in double precision.
private func convolve(_ x: [Double], _ w: [Double], _ shape: ConvolutionShape) -> [Double] {
  let (from, to) = (shape.inputChannels, shape.outputChannels)
  let length = x.count / from
  var z = [Double](repeating: 0, count: length * to)
  for l in 0..<length {
    for t in 0..<shape.taps {
      let source = l - shape.reach + t
      guard source >= 0, source < length else { continue }
      for c in 0..<from {
        for f in 0..<to {
          z[l * to + f] += x[source * from + c] * w[(t * from + c) * to + f]
        }
      }
    }
  }
  return z
}

private struct ConvolutionCase: CustomTestStringConvertible {
  let shape: ConvolutionShape
  let lengths: [Int]
  let group: Int?

  var testDescription: String {
    "\(shape.taps) taps \(shape.inputChannels)→\(shape.outputChannels), \(lengths), \(group ?? 0)"
  }

  static let all: [ConvolutionCase] = {
    let lengths = [[7, 1, 12, 0, 30], [640], [5]]
    return [(1, 3, 2), (4, 4, 18), (5, 4, 3), (19, 4, 17), (3, 70, 5), (6, 9, 33)].flatMap {
      taps, from, to in
      lengths.flatMap { lengths in
        Set([1, max(1, taps / 2), taps]).sorted().map { Optional($0) } + [nil]
      }.map { ($0, taps, from, to) }
    }.enumerated().map { index, parts in
      ConvolutionCase(
        shape: ConvolutionShape(
          taps: parts.1, inputChannels: parts.2, outputChannels: parts.3),
        lengths: lengths[index % 3], group: parts.0)
    }
  }()
}

@Suite struct TapProductConvolutionTests {
  @Test func aFilterOfThreeOnesSumsNeighbours() throws {
    let shape = ConvolutionShape(taps: 3, inputChannels: 1, outputChannels: 1)
    let layout = PackedLayout(lengths: [3, 2], gap: 1)
    let x = try packed([[1, 2, 4], [8, 16]], channels: 1, layout: layout)
    let z = try TensorBuffer(count: layout.rowCount).all
    try TapProductConvolution(shape: shape).forward(
      x, weights: tensor([1, 1, 1]), into: z, layout: layout, threads: 1)
    #expect(unpacked(z, channels: 1, layout: layout) == [[3, 7, 6], [24, 24]])
  }

  @Test(arguments: ConvolutionCase.all)
  fileprivate func everyGroupingAgreesWithTheDefinition(_ sample: ConvolutionCase) throws {
    let shape = sample.shape
    var samples = SampleValues(UInt64(shape.taps * 100 + shape.inputChannels))
    let layout = PackedLayout(lengths: sample.lengths, gap: shape.gap)
    let sequences = sample.lengths.map { samples.values($0 * shape.inputChannels) }
    let weights = samples.values(shape.weightCount)
    let x = try packed(sequences, channels: shape.inputChannels, layout: layout)
    let z = try TensorBuffer(count: layout.rowCount * shape.outputChannels).all
    let convolution = try TapProductConvolution(shape: shape, tapsPerProduct: sample.group)
    try convolution.forward(x, weights: tensor(weights), into: z, layout: layout, threads: 2)
    let expected = sequences.map { convolve($0, weights, shape) }
    let found = unpacked(z, channels: shape.outputChannels, layout: layout)
    #expect(largestDifference(found, expected) < 3e-5)
  }

  // The convolution is linear in x and in W, so ⟨z(x, W), dz⟩ = ⟨x, dx⟩ = ⟨W, dW⟩ and, for any
  // direction h, ⟨z(h, W), dz⟩ = ⟨h, dx⟩: exact checks of both gradients.
  @Test(arguments: ConvolutionCase.all)
  fileprivate func gradientsAreTheAdjoints(_ sample: ConvolutionCase) throws {
    let shape = sample.shape
    var samples = SampleValues(UInt64(shape.taps * 7 + shape.outputChannels))
    let layout = PackedLayout(lengths: sample.lengths, gap: shape.gap)
    let (from, to) = (shape.inputChannels, shape.outputChannels)
    let x = sample.lengths.map { samples.values($0 * from) }
    let h = sample.lengths.map { samples.values($0 * from) }
    let dz = sample.lengths.map { samples.values($0 * to) }
    let (w, v) = (samples.values(shape.weightCount), samples.values(shape.weightCount))
    let convolution = try TapProductConvolution(shape: shape, tapsPerProduct: sample.group)
    let dx = try TensorBuffer(count: layout.rowCount * from).all
    let dw = try TensorBuffer(count: shape.weightCount).all
    let gradient = try packed(dz, channels: to, layout: layout)
    try convolution.backwardInput(
      gradient, weights: tensor(w), into: dx, layout: layout, threads: 2)
    try convolution.backwardWeights(
      packed(x, channels: from, layout: layout), dz: gradient, into: dw, layout: layout,
      threads: 2)
    let scale = Double(sample.lengths.reduce(0, +) * shape.taps * from).squareRoot()
    let alongInput = dot(h.map { convolve($0, w, shape) }, dz)
    #expect(abs(alongInput - dot(h, unpacked(dx, channels: from, layout: layout))) < 1e-5 * scale)
    let alongWeights = dot(x.map { convolve($0, v, shape) }, dz)
    #expect(abs(alongWeights - dot([v], [dw.values.map(Double.init)])) < 1e-5 * scale)
  }

  private func dot(_ a: [[Double]], _ b: [[Double]]) -> Double {
    zip(a, b).reduce(0) { $0 + zip($1.0, $1.1).reduce(0) { $0 + $1.0 * $1.1 } }
  }

  @Test func threadsDoNotChangeABit() throws {
    let shape = ConvolutionShape(taps: 7, inputChannels: 24, outputChannels: 40)
    var samples = SampleValues(11)
    let lengths = (0..<37).map { _ in Int(samples.word() % 90) }
    let layout = PackedLayout(lengths: lengths, gap: shape.gap)
    let x = try packed(lengths.map { samples.values($0 * 24) }, channels: 24, layout: layout)
    let dz = try packed(lengths.map { samples.values($0 * 40) }, channels: 40, layout: layout)
    let weights = try tensor(samples.values(shape.weightCount))
    func run(_ threads: Int) throws -> [[Float]] {
      let convolution = try TapProductConvolution(shape: shape)
      let z = try TensorBuffer(count: layout.rowCount * 40).all
      let dx = try TensorBuffer(count: layout.rowCount * 24).all
      let dw = try TensorBuffer(count: shape.weightCount).all
      try convolution.forward(x, weights: weights, into: z, layout: layout, threads: threads)
      try convolution.backwardInput(
        dz, weights: weights, into: dx, layout: layout, threads: threads)
      try convolution.backwardWeights(x, dz: dz, into: dw, layout: layout, threads: threads)
      return [z.values, dx.values, dw.values]
    }
    #expect(try run(1) == run(3))
  }
}
