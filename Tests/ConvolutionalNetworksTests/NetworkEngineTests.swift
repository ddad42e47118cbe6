import ConvolutionalNetworks
import Estimators
import Foundation
import GenomicTypes
import Statistics
import TensorKernels
import TestSupport
import Testing

/// A network of torch with its outputs and gradients; made by
/// Reference/oracles/networks/make_fixtures.py in double precision.
struct NetworkFixture: Decodable, CustomTestStringConvertible {
  let name: String
  let blocks: [Block]
  let head: String
  let positions: Int
  let dense: [Dense]
  let tasks: Int
  let sequences: [String]
  let targets: [[Double?]]
  let parameters: [Float]
  let statistics: [Float]
  let evaluation: [Double]
  let training: [Double]
  let loss: Double
  let gradients: [Double]
  let updated_statistics: [Double]

  var testDescription: String { name }

  struct Block: Decodable {
    let block: ConvolutionBlock
    init(from decoder: any Decoder) throws {
      var list = try decoder.unkeyedContainer()
      block = ConvolutionBlock(
        filters: try list.decode(Int.self), kernel: try list.decode(Int.self),
        pool: try list.decode(Int.self), batchNormalization: try list.decode(Bool.self))
    }
  }

  struct Dense: Decodable {
    let block: DenseBlock
    init(from decoder: any Decoder) throws {
      var list = try decoder.unkeyedContainer()
      block = DenseBlock(
        units: try list.decode(Int.self), batchNormalization: try list.decode(Bool.self))
    }
  }

  static let all: [NetworkFixture] = {
    struct File: Decodable { let networks: [NetworkFixture] }
    let path = repositoryFile("Reference/oracles/networks/fixtures.json")
    guard let data = try? Data(contentsOf: path) else { return [] }
    return (try? JSONDecoder().decode(File.self, from: data))?.networks ?? []
  }()

  var codes: [[UInt8]] {
    sequences.map { $0.utf8.map { BaseCode.code(ofLetter: $0) } }
  }

  var architecture: NetworkArchitecture {
    let resolved: NetworkArchitecture.Head =
      switch head {
      case "flatten": .canvas(positions: positions)
      case "average": .pooling(averages: true, maximizes: false)
      case "max": .pooling(averages: false, maximizes: true)
      default: .pooling(averages: true, maximizes: true)
      }
    return NetworkArchitecture(
      blocks: blocks.map(\.block), head: resolved, dense: dense.map(\.block), taskCount: tasks)
  }

  func engine(threads: Int = 1) throws -> NetworkEngine {
    let engine = try NetworkEngine(
      architecture: architecture, lengths: codes.map(\.count), capacity: codes.count,
      threads: threads)
    engine.parameters.write(parameters)
    engine.statistics.write(statistics)
    return engine
  }

  /// Targets with scaling 1, so that they enter the loss as they are.
  var standardized: StandardizedTargets {
    let names = (0..<tasks).map { "task\($0)" }
    let columns = (0..<tasks).map { task in targets.map { $0[task] } }
    return StandardizedTargets(
      TargetMatrix(tasks: names, values: columns),
      scaling: names.map { TaskScaling(name: $0, mean: 0, standardDeviation: 1) })
  }
}

private func difference(_ slice: TensorSlice, _ expected: [Double]) -> Double {
  let found = slice.values.map(Double.init)
  guard found.count == expected.count else { return .infinity }
  return zip(found, expected).reduce(0) { max($0, abs($1.0 - $1.1)) }
}

@Suite struct NetworkEngineTests {
  @Test func theFixturesAreThere() { #expect(NetworkFixture.all.count == 7) }

  @Test(arguments: NetworkFixture.all)
  func parametersFillTheLayoutExactly(_ fixture: NetworkFixture) {
    let layout = ParameterLayout(fixture.architecture)
    #expect(layout.count == fixture.parameters.count)
    #expect(layout.statisticsCount == fixture.statistics.count)
  }

  @Test(arguments: NetworkFixture.all)
  func evaluationGivesTheOutputsOfTorch(_ fixture: NetworkFixture) throws {
    let engine = try fixture.engine()
    try engine.load(fixture.codes)
    try engine.forward(.evaluation)
    #expect(difference(engine.predictions, fixture.evaluation) < 1e-5)
  }

  @Test(arguments: NetworkFixture.all)
  func trainingGivesTheOutputsStatisticsAndGradientsOfTorch(_ fixture: NetworkFixture) throws {
    let engine = try fixture.engine(threads: 2)
    try engine.load(fixture.codes)
    try engine.forward(.training(nil))
    #expect(difference(engine.predictions, fixture.training) < 1e-5)
    #expect(difference(engine.statistics, fixture.updated_statistics) < 1e-5)
    let error = MaskedSquaredError(
      predictions: engine.predictions.values, rows: Array(fixture.codes.indices),
      targets: fixture.standardized)
    #expect(abs(error.loss - fixture.loss) < 1e-5)
    engine.predictionGradient.write(error.gradient)
    try engine.backward(.training(nil))
    for tensor in engine.layout.tensors {
      let range = tensor.offset..<(tensor.offset + tensor.count)
      let found = engine.gradients.slice(at: tensor.offset, count: tensor.count)
      #expect(difference(found, Array(fixture.gradients[range])) < 1e-4, "\(tensor.name)")
    }
  }

  @Test(arguments: NetworkFixture.all)
  func weightedGradientsAreThoseOfFiniteDifferences(_ fixture: NetworkFixture) throws {
    let engine = try fixture.engine()
    let rows = Array(fixture.codes.indices)
    let names = (0..<fixture.tasks).map { "task\($0)" }
    var generator = SeededGenerator(Seed(11))
    let targets = StandardizedTargets(
      TargetMatrix(
        tasks: names,
        values: (0..<fixture.tasks).map { task in fixture.targets.map { $0[task] } },
        weights: names.map { _ in rows.map { _ in 0.02 + generator.uniform() } }),
      scaling: names.map { TaskScaling(name: $0, mean: 0, standardDeviation: 1) })
    func error() throws -> MaskedSquaredError {
      try engine.forward(.training(nil))
      return MaskedSquaredError(
        predictions: engine.predictions.values, rows: rows, targets: targets)
    }
    try engine.load(fixture.codes)
    engine.predictionGradient.write(try error().gradient)
    try engine.backward(.training(nil))
    let gradient = engine.gradients.values
    let norm = gradient.reduce(0) { $0 + $1 * $1 }.squareRoot()
    func loss(_ step: Float) throws -> Double {
      engine.parameters.write(zip(fixture.parameters, gradient).map { $0 + step * $1 / norm })
      return try error().loss
    }
    let slope = (try loss(2e-3) - loss(-2e-3)) / 4e-3
    #expect(abs(slope / Double(norm) - 1) < 0.01)
  }

  @Test func aSecondBatchOfOtherLengthsSeesNothingOfTheFirst() throws {
    let fixture = try #require(NetworkFixture.all.first { $0.name == "ragged, both" })
    let engine = try fixture.engine()
    try engine.load(fixture.codes)
    try engine.forward(.training(nil))
    try engine.load(fixture.codes.reversed())
    try engine.forward(.training(nil))
    engine.predictionGradient.fill(1)
    try engine.backward(.training(nil))
    let fresh = try fixture.engine()
    try fresh.load(fixture.codes.reversed())
    try fresh.forward(.training(nil))
    fresh.predictionGradient.fill(1)
    try fresh.backward(.training(nil))
    #expect(engine.predictions.values == fresh.predictions.values)
    #expect(engine.gradients.values == fresh.gradients.values)
  }

  @Test func dropoutIsTheSameForwardAndBackwardAndDiffersBetweenSteps() throws {
    let architecture = NetworkArchitecture(
      blocks: [ConvolutionBlock(filters: 8, kernel: 5, pool: 2, batchNormalization: false)],
      head: .pooling(averages: true, maximizes: false),
      dense: [DenseBlock(units: 32, dropout: 0.5)], taskCount: 1)
    let engine = try NetworkEngine(
      architecture: architecture, lengths: [30, 20], capacity: 2, threads: 1)
    engine.parameters.write(engine.layout.initialParameters(seed: Seed(3)))
    try engine.load([(0..<30).map { UInt8($0 % 4) }, (0..<20).map { UInt8($0 * 3 % 4) }])
    func run(_ step: Int) throws -> Float {
      let mode = PassMode.training(DropoutKey(seed: Seed(1), epoch: 1, step: step))
      try engine.forward(mode)
      engine.predictionGradient.fill(1)
      let sum = engine.predictions.values.reduce(0, +)
      try engine.backward(mode)
      return sum
    }
    let first = try run(0)
    let gradient = engine.gradients.values
    #expect(try run(0) == first)
    #expect(engine.gradients.values == gradient)
    #expect(try run(1) != first)
    // The network is piecewise linear in its weights: a small step along the gradient changes the
    // outputs by step · ‖gradient‖² only when both directions use the same mask.
    let start = engine.parameters.values
    let step: Float = 1e-4
    engine.parameters.write(zip(start, gradient).map { $0 + step * $1 })
    let square = gradient.reduce(0) { $0 + $1 * $1 }
    #expect(abs((try run(0) - first) / (step * square) - 1) < 0.02)
  }

  @Test func theEngineNamesTheFirstBrokenLayer() throws {
    let fixture = try #require(NetworkFixture.all.first { $0.name == "ragged, max" })
    let engine = try fixture.engine()
    try engine.load(fixture.codes)
    try engine.forward(.evaluation)
    #expect(engine.firstLayerNotFinite() == nil)
    let tensor = try #require(engine.layout.tensors.first { $0.name == "dense1.weight" })
    engine.parameters[tensor.offset] = .nan
    #expect(engine.firstLayerNotFinite() == "dense1.weight")
  }
}
