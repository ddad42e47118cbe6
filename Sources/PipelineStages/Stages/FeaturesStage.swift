import GenomicTypes
import PipelineEngine
import SequenceFeatures

/// Length, composition and words of every fragment.
struct FeaturesStage {
  static let implementationVersion = 1

  let features: FeatureSet

  func run(_ context: StageContext) throws {
    let table = try FragmentArtefact.read(
      from: context.upstream(StageName.count) + "/fragments", parts: [.sequences])
    guard let sequences = table.sequences else { throw StageProblem.noSequences }
    context.progress.begin("describing sequences", total: sequences.count, unit: "fragments")
    let matrix = try features.matrix(of: sequences, threads: context.threads)
    try FeatureArtefact.write(matrix, to: context.outputDirectory)
  }
}
