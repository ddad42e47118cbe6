import ConvolutionalNetworks
import Estimators
import GenomicTypes
import TestSupport
import Testing

@Suite struct ConvolutionalNetworkErrorTests {
  private func fit(
    _ options: ConvolutionalNetworkOptions = tinyOptions(epochs: 1),
    training: LabelledRows<SequenceCollection>,
    validation: LabelledRows<SequenceCollection>? = nil
  ) throws -> FittedConvolutionalNetwork {
    try ConvolutionalNetworkRegressor(options: options).fit(
      training: training, validation: validation ?? training, threads: 1)
  }

  private func replacing(
    _ rows: LabelledRows<SequenceCollection>, _ value: (Int) -> Double?
  ) -> LabelledRows<SequenceCollection> {
    LabelledRows(
      input: rows.input,
      targets: TargetMatrix(tasks: ["cell0"], values: [(0..<rows.input.count).map(value)]))
  }

  private let rows = PlantedMotifs().rows(40, seed: 1)

  @Test func allBadOptionsAreReportedTogether() {
    var options = tinyOptions()
    options.blocks[0].kernel = 0
    options.blocks[1].pool = 300
    options.dense[0].dropout = 1
    options.training.batchSize = 1
    let text = message { try options.validate() }
    #expect(
      text == """
        network option blocks[0].kernel: 0; expected ≥ 1.
        network option blocks[1].pool: 300; expected 1…255.
        network option dense[0].dropout: 1.0; expected in [0, 1).
        network option training.batchSize: 1; expected ≥ 2.
        """)
  }

  @Test func unusableWeightsAreNamed() throws {
    var weights = [Double](repeating: 0.5, count: 40)
    weights[7] = -0.5
    let bad = rows.weighted(by: weights)
    let problem = ConvolutionalNetworkError.unusableWeight(
      role: "training", task: "cell0", row: 7, value: -0.5)
    #expect(throws: problem) { try fit(training: bad) }
    #expect(
      "\(problem)"
        == "training row 7: the weight of task 'cell0' is -0.5; expected 0, or a number from 1e-12 to "
        + "1e12. Give a row that is not to count weight 0, or mark its target as missing.")
    #expect(
      throws: ConvolutionalNetworkError.unusableWeight(
        role: "validation", task: "cell0", row: 7, value: -0.5)
    ) { try fit(training: rows, validation: bad) }
    #expect(
      throws: ConvolutionalNetworkError.tooFewTargets(
        role: "training", task: "cell0", found: 1, needed: 2)
    ) { try fit(training: rows.weighted(by: (0..<40).map { $0 == 3 ? 0.5 : 0 })) }
  }

  @Test(arguments: [ConvolutionalNetworkOptions.small, .basset])
  func presetsAreValid(_ options: ConvolutionalNetworkOptions) throws {
    try options.validate()
    #expect(options.strand == .oriented && options.strandMode == .none)
  }

  @Test(arguments: [StrandMode.augment, .posthoc])
  func orientedAssaysRefuseReverseComplements(_ mode: StrandMode) {
    var options = tinyOptions()
    options.strandMode = mode
    #expect(throws: ConvolutionalNetworkError.strandConflict(mode: mode)) {
      try fit(options, training: rows)
    }
    #expect(
      "\(ConvolutionalNetworkError.strandConflict(mode: .posthoc))"
        == "network strand mode: 'posthoc' with strand 'oriented'; expected 'none', because an "
        + "oriented assay measures each strand by itself. Use strand 'symmetric' to treat a "
        + "fragment and its reverse complement alike, or strand mode 'none'.")
  }

  @Test func constantTargetsAreRefused() {
    let constant = replacing(rows) { _ in 2.5 }
    #expect(
      message { _ = try fit(training: constant) }
        == "training rows: all 40 targets of task 'cell0' are 2.5; expected values that differ. "
        + "Check the activity column, or leave the task out.")
  }

  @Test func targetsThatAreNotFiniteAreNamed() {
    let broken = replacing(rows) { $0 == 7 ? .nan : Double($0) }
    #expect(
      message { _ = try fit(training: broken) }
        == "training row 7: the target of task 'cell0' is not finite; expected a number or a "
        + "missing value.")
  }

  @Test func tooFewValidationTargetsAreRefused() {
    let sparse = replacing(rows) { $0 < 2 ? 1 : nil }
    #expect(
      message { _ = try fit(training: rows, validation: sparse) }
        == "validation rows: task 'cell0' has 2 observed targets; expected at least 3. Check the "
        + "split, or leave the task out.")
  }

  @Test func rowsAndTasksMustMatch() {
    let short = LabelledRows(input: rows.input.selecting(0..<10), targets: rows.targets)
    #expect(
      message { _ = try fit(training: short, validation: rows) }
        == "training rows: 10 sequences and 40 targets; expected as many of both.")
    let renamed = LabelledRows(
      input: rows.input, targets: TargetMatrix(tasks: ["other"], values: rows.targets.values))
    #expect(
      message { _ = try fit(training: rows, validation: renamed) }
        == "tasks: training has [\"cell0\"], validation has [\"other\"]; expected the same list.")
  }

  @Test func aFragmentThatDoesNotFitTheCanvasIsAnError() throws {
    let network = try fit(tinyOptions(head: .flatten(canvasLength: 80), epochs: 1), training: rows)
    var longer = rows.input.selecting(0..<3)
    longer.append(codes: Array(repeating: 1, count: 81))
    #expect(
      message { _ = try network.predict(longer, threads: 1) }
        == "row 3: fragment of 81 bases; the canvas of this network holds 80. Train with head "
        + "flatten and a canvas length of at least 81, or with a global pooling head.")
  }

  @Test func divergenceStopsTheRunAndNamesTheStep() throws {
    var options = tinyOptions(epochs: 3)
    options.training.optimizer = .adam(learningRate: 1e38)
    do {
      _ = try fit(options, training: rows)
      Issue.record("a learning rate of 1e38 trained")
    } catch let error as ConvolutionalNetworkError {
      guard case .notFinite(_, let epoch, let step, let checkpoint) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(epoch == 1 && step >= 1 && checkpoint == nil)
    }
    #expect(
      "\(ConvolutionalNetworkError.notFinite(layer: "dense1", epoch: 2, step: 9, checkpoint: "c"))"
        == "training, epoch 2, step 9: layer 'dense1' gave numbers that are not finite; expected "
        + "finite ones. Lower the learning rate or set a gradient clip; the last finite state is "
        + "in c.")
  }
}
