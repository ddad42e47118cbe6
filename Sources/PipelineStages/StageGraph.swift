import ConvolutionalNetworks
import GenomicsIO
public import PipelineEngine
import ReadCounting
import ReporterAssay
import Statistics

/// The stages of an experiment, what each depends on, and what enters its key.
extension Experiment {
  /// The pipeline of this experiment.
  ///
  /// - Parameter resumesTraining: whether a network whose training was killed goes on from its last
  ///   epoch; the results are the same either way.
  public func pipeline(resumesTraining: Bool) throws -> Pipeline {
    try Pipeline(stages: stages(resumesTraining: resumesTraining))
  }

  /// One line per stage: its name, a tab, and the stages it builds on, separated by commas.
  public var stageList: String {
    get throws {
      try pipeline(resumesTraining: true).stages.map { stage in
        "\(stage.name)\t\(stage.upstream.joined(separator: ","))\n"
      }.joined()
    }
  }

  /// Stages that make predictions, in the order of the report.
  var modelStages: [String] {
    [StageName.baselines] + (record.record("trees").bool("enabled") ? [StageName.trees] : [])
      + (network == nil ? [] : [StageName.network])
  }

  func stages(resumesTraining: Bool) -> [StageDeclaration] {
    (samples.map(extractStages) ?? []) + [
      countStage, libraryStage, normalizeStage,
    ] + (idrStage.map { [$0] } ?? []) + [
      reproducibilityStage
    ]
      + (calls.isEnabled ? [callsStage] : [])
      + [splitStage, featuresStage, baselinesStage]
      + (modelStages.contains(StageName.trees) ? [treesStage] : [])
      + (network.map { [networkStage($0, resumes: resumesTraining)] } ?? [])
      + [evaluateStage, reportStage]
  }

  private func extractStages(_ input: SampleInput) -> [StageDeclaration] {
    zip(input.sheet.samples, input.extractStages).map { sample, name in
      let stage = ExtractStage(
        sample: sample, alignments: input.alignments, reads: input.reads,
        hasUMIFiles: input.hasUMIFiles)
      return StageDeclaration(
        name: name, summary: "files of \(sample.name) to fragments or barcodes",
        implementationVersion: ExtractStage.implementationVersion,
        parameters: [
          "alignments": section("alignments", without: AlignmentsSection.paths),
          "reads": section("reads"), "sample": .string(sample.name),
          "role": .string(sample.role.rawValue), "umi_files": .bool(input.hasUMIFiles),
        ], inputs: input.inputs(of: sample), body: stage.run)
    }
  }

  /// The stages that count the samples of a sheet; none with tables.
  private var extractStageNames: [String] { samples?.extractStages ?? [] }

  private var joiningRules: SampleJoining.Rules? {
    samples.map { samples in
      SampleJoining.Rules(
        samples: samples.sheet.samples, stages: samples.extractStages, design: assay.design,
        countsLibraries: samples.sheetDesign.countsLibraries, parameters: samples.assignment)
    }
  }

  private var countStage: StageDeclaration {
    let stage = CountStage(input: input, joining: joiningRules)
    var inputs = input.tables.enumerated().map { index, path in
      StageInput(label: CountStage.tableInput(index), path: path)
    }
    if let genome = input.genome {
      inputs.append(StageInput(label: CountStage.genomeInput, path: genome))
    }
    if let design = input.design {
      inputs.append(StageInput(label: CountStage.designInput, path: design))
    }
    var others: [String: ParameterValue] = [
      "samples": .list(assay.samples.map { .string($0) }),
      "activities": .list(assay.activities.map { .string($0) }),
    ]
    if let samples {
      others["sheet"] = samples.parameter
      others["assignment"] = section("assignment")
      others["assay"] = assay.parameter
    }
    return StageDeclaration(
      name: StageName.count,
      summary: samples == nil
        ? "tables to one fragment table with sequences"
        : "samples joined to one fragment table with sequences",
      implementationVersion: CountStage.implementationVersion,
      parameters: section(
        "input", without: InputSection.paths, and: others), inputs: inputs,
      upstream: extractStageNames, body: stage.run)
  }

  private var libraryStage: StageDeclaration {
    let sheet = samples?.sheet
    let hasLibraries = sheet.map { !$0.samples(.fragments).isEmpty } ?? false
    let sources = sheet?.samples.enumerated().map { index, sample in
      LibrarySampleSource(
        name: sample.name, stage: extractStageNames[index],
        role: LibraryQuality.Role(sample.role),
        describesFragments: hasLibraries ? sample.role == .fragments : index == 0)
    }
    let stage = LibraryStage(
      experiment: name, design: assay.design, samples: sources,
      thresholds: LibraryThresholds(),
      shownParameters: shown(
        sections: samples == nil ? ["input"] : ["input", "alignments", "reads", "assignment"]))
    return StageDeclaration(
      name: StageName.library, summary: "how good the libraries are: the library report",
      implementationVersion: LibraryStage.implementationVersion,
      parameters: [
        "experiment": .string(name), "assay": assay.parameter,
        "shown": .object(
          Dictionary(
            uniqueKeysWithValues: stage.shownParameters.map { ($0.name, .string($0.value)) })),
      ],
      upstream: extractStageNames + [StageName.count], body: stage.run)
  }

  private var normalizeStage: StageDeclaration {
    StageDeclaration(
      name: StageName.normalize, summary: "RNA over input DNA: activity",
      implementationVersion: NormalizeStage.implementationVersion,
      parameters: section(
        "normalize",
        and: ["assay": assay.parameter, "experiment_controls": section("controls")]),
      seed: normalizing.shuffleSeed?.value,
      upstream: [StageName.count], body: normalizing.run)
  }

  private var normalizing: NormalizeStage {
    NormalizeStage(
      design: assay.design, parameters: normalize.parameters,
      usesWeights: normalize.usesWeights, givenActivity: normalize.givenActivity,
      shuffleSeed: record.record("controls").bool("shuffle_targets") ? Seed(seed) : nil)
  }

  private var reproducibilityStage: StageDeclaration {
    let stage = ReproducibilityStage(
      experiment: name, normalizing: normalizing,
      parameters: ReproducibilitySection.parameters(record.record("reproducibility")),
      classFiles: classFiles,
      shownParameters: shown(sections: ["normalize", "idr", "reproducibility"]))
    return StageDeclaration(
      name: StageName.reproducibility, summary: "how far replicates agree: the QC report",
      implementationVersion: ReproducibilityStage.implementationVersion,
      parameters: section(
        "reproducibility", without: ReproducibilitySection.paths,
        and: [
          "class_names": .list(classFiles.regions.map { .string($0.name) }),
          "experiment": .string(name), "normalize": section("normalize"),
          "assay": assay.parameter,
        ]), seed: seed, inputs: classFiles.inputs,
      upstream: [StageName.count, StageName.normalize] + (idr == nil ? [] : [StageName.idr]),
      body: stage.run)
  }

  private var idr: IDRParameters? { IDRSection.parameters(record.record("idr")) }

  private var idrStage: StageDeclaration? {
    guard let idr else { return nil }
    let stage = IDRStage(design: assay.design, parameters: idr)
    return StageDeclaration(
      name: StageName.idr, summary: "fragments that keep their rank in every replicate",
      implementationVersion: IDRStage.implementationVersion,
      parameters: section("idr", and: ["assay": assay.parameter]), seed: seed,
      upstream: [StageName.count, StageName.normalize], body: stage.run)
  }

  private var callsStage: StageDeclaration {
    let stage = CallsStage(
      experiment: name, design: assay.design, section: calls,
      sizeFactors: normalize.parameters.sizeFactors, shownParameters: shown(sections: ["calls"]))
    return StageDeclaration(
      name: StageName.calls, summary: "which elements are active or differ: the calls",
      implementationVersion: CallsStage.implementationVersion,
      parameters: section(
        "calls",
        and: [
          "experiment": .string(name), "assay": assay.parameter,
          "size_factors": .string(normalize.parameters.sizeFactors.rawValue),
        ]), seed: seed, upstream: [StageName.count], body: stage.run)
  }

  private var splitStage: StageDeclaration {
    let stage = SplitStage(
      method: split.method, options: split.options, removesLeaks: split.removesLeaks)
    return StageDeclaration(
      name: StageName.split, summary: "who is held out; leaks removed and audited",
      implementationVersion: SplitStage.implementationVersion,
      parameters: section("split"), upstream: [StageName.count],
      body: stage.run)
  }

  private var featuresStage: StageDeclaration {
    let stage = FeaturesStage(
      features: ModelSections.featureSet(
        record.record("features"), orientation: assay.featureOrientation))
    return StageDeclaration(
      name: StageName.features, summary: "length, composition and words of every fragment",
      implementationVersion: FeaturesStage.implementationVersion,
      parameters: section("features", and: ["strand": .string(assay.strand.rawValue)]),
      upstream: [StageName.count], body: stage.run)
  }

  private var learningUpstream: [String] { [StageName.normalize, StageName.split] }

  private var baselinesStage: StageDeclaration {
    let stage = BaselinesStage()
    return StageDeclaration(
      name: StageName.baselines, summary: "mean, length, GC, windowed GC, k-mer ridge",
      implementationVersion: BaselinesStage.implementationVersion,
      upstream: [StageName.features] + learningUpstream, body: stage.run)
  }

  private var treesStage: StageDeclaration {
    let stage = TreesStage(
      options: ModelSections.boosting(record.record("trees"), seed: seed))
    return StageDeclaration(
      name: StageName.trees, summary: "gradient-boosted trees",
      implementationVersion: TreesStage.implementationVersion,
      parameters: section("trees"),
      seed: seed, upstream: [StageName.features] + learningUpstream, body: stage.run)
  }

  private func networkStage(
    _ options: ConvolutionalNetworkOptions, resumes: Bool
  ) -> StageDeclaration {
    let stage = NetworkStage(options: options, resumes: resumes)
    return StageDeclaration(
      name: StageName.network, summary: "convolutional network",
      implementationVersion: NetworkStage.implementationVersion,
      parameters: section(
        "cnn",
        and: ["strand": .string(assay.strand.rawValue)]),
      seed: seed, upstream: [StageName.count] + learningUpstream, body: stage.run)
  }

  private var evaluateStage: StageDeclaration {
    let evaluate = record.record("evaluate")
    let stage = EvaluateStage(
      options: ModelSections.comparison(evaluate, seed: seed),
      blockLength: evaluate.int("block_length"), modelStages: modelStages)
    return StageDeclaration(
      name: StageName.evaluate, summary: "every model on the same held-out rows",
      implementationVersion: EvaluateStage.implementationVersion,
      parameters: section("evaluate"), seed: seed,
      upstream: [StageName.count, StageName.features] + learningUpstream + modelStages,
      body: stage.run)
  }

  private var reportStage: StageDeclaration {
    let stage = ReportStage(
      experiment: name, modelStages: modelStages,
      shownParameters: shown(sections: record.schema.fields.map(\.key)))
    return StageDeclaration(
      name: StageName.report, summary: "the report",
      implementationVersion: ReportStage.implementationVersion,
      parameters: .object([
        "shown": .object(
          Dictionary(
            uniqueKeysWithValues: stage.shownParameters.map { ($0.name, .string($0.value)) }))
      ]),
      upstream: [
        StageName.count, StageName.features, StageName.reproducibility, StageName.evaluate,
      ] + learningUpstream + modelStages,
      body: stage.run)
  }

  /// A section as it enters a key.
  private func section(
    _ name: String, without keys: Set<String> = [], and others: [String: ParameterValue] = [:]
  ) -> ParameterValue {
    let members = record.record(name).parameter.objectValue ?? [:]
    let own = members.filter { !keys.contains($0.key) }
    precondition(others.keys.allSatisfy { own[$0] == nil }, "a key of '\(name)' is given twice")
    return .object(own.merging(others) { own, _ in own })
  }

  /// The resolved parameters that a report prints: every key but paths.
  private func shown(sections: [String]) -> [ShownParameter] {
    sections.flatMap { name -> [ShownParameter] in
      let value = record.value(name)
      let paths = [
        "input": InputSection.paths, "alignments": AlignmentsSection.paths,
        "reproducibility": ReproducibilitySection.paths,
      ]
      if let paths = paths[name] {
        return ShownParameter.list(section(name, without: paths), name: name)
      }
      return ShownParameter.list(value, name: name)
    }
  }
}

/// One resolved parameter as reports print it.
struct ShownParameter {
  let name: String
  let value: String

  /// The leaves of a value, by dotted name.
  static func list(_ value: ParameterValue, name: String) -> [ShownParameter] {
    if let members = value.objectValue, !members.isEmpty {
      return members.sorted { $0.key < $1.key }.flatMap {
        list($0.value, name: name + "." + $0.key)
      }
    }
    if value == .null { return [] }
    return [ShownParameter(name: name, value: value.stringValue ?? value.canonicalJSON)]
  }
}

extension LibraryQuality.Role {
  /// What a sample of a sheet is to the library report.
  init(_ role: SampleSheet.Role) {
    switch role {
    case .fragments: self = .association
    case .dna: self = .plasmid
    case .rna: self = .rna
    }
  }
}
