import TensorKernels
import Testing

@Suite struct DenseProductTests {
  private func multiply(_ a: [Double], _ b: [Double], _ n: Int, _ k: Int, _ m: Int) -> [Double] {
    (0..<(n * m)).map { at in
      (0..<k).reduce(0) { $0 + a[at / m * k + $1] * b[$1 * m + at % m] }
    }
  }

  private func transpose(_ a: [Double], columns: Int) -> [Double] {
    let rows = a.count / columns
    return (0..<a.count).map { a[($0 % rows) * columns + $0 / rows] }
  }

  @Test(arguments: [(1, 1, 1), (3, 5, 2), (7, 100, 130), (16, 300, 1), (4, 1, 97)])
  func productsAndGradientsFollowTheDefinition(_ size: (Int, Int, Int)) throws {
    let (items, inputs, outputs) = size
    var samples = SampleValues(UInt64(items + inputs))
    let (x, w) = (samples.values(items * inputs), samples.values(inputs * outputs))
    let dy = samples.values(items * outputs)
    let layer = DenseProduct(inputs: inputs, outputs: outputs)
    let y = try TensorBuffer(count: items * outputs).all
    let dx = try TensorBuffer(count: items * inputs).all
    let dw = try TensorBuffer(count: inputs * outputs).all
    try layer.forward(tensor(x), weights: tensor(w), into: y, items: items, threads: 2)
    try layer.backwardInput(tensor(dy), weights: tensor(w), into: dx, items: items, threads: 2)
    try layer.backwardWeights(tensor(x), dy: tensor(dy), into: dw, items: items, threads: 2)
    func difference(_ a: TensorSlice, _ b: [Double]) -> Double {
      largestDifference(a.values.map(Double.init), b)
    }
    #expect(difference(y, multiply(x, w, items, inputs, outputs)) < 2e-5)
    let wT = transpose(w, columns: outputs)
    #expect(difference(dx, multiply(dy, wT, items, outputs, inputs)) < 2e-5)
    let xT = transpose(x, columns: inputs)
    #expect(difference(dw, multiply(xT, dy, inputs, items, outputs)) < 2e-5)
  }

  @Test func biasesAreAddedAndTheirGradientsAreColumnSums() throws {
    let layer = DenseProduct(inputs: 1, outputs: 2)
    let y = try tensor([1, 2, 3, 4])
    layer.addBias(try tensor([10, 20]), to: y, items: 2)
    #expect(y.values == [11, 22, 13, 24])
    let gradient = try TensorBuffer(count: 2).all
    layer.backwardBias(y, into: gradient, items: 2)
    #expect(gradient.values == [24, 46])
  }
}
