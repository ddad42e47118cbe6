// swift-tools-version: 6.2
import PackageDescription

// This file is the architecture: a room may import exactly the rooms it lists here, and
// `swift build --explicit-target-dependency-import-check error` holds it to that.

let houseRules: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: houseRules)
}

func tests(of name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.byName(name: name), "TestSupport"] + dependencies,
    swiftSettings: houseRules)
}

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let base: [Target] = [
  room("GenomicTypes"),
  room("Sharding"),
  room("Hashing", ["CKernels"]),
  room("Statistics", ["CKernels", "Sharding"]),
  room("SystemFiles"),
  room("Wording"),
  room("ArrayFiles", ["SystemFiles", "Wording"]),
  room("TensorKernels", ["COpenBLAS", "CKernels", "Sharding"]),
  room("PipelineEngine", ["Hashing", "Wording", logging, yams]),
]

let domain: [Target] = [
  room("GenomicsIO", ["GenomicTypes", "Sharding", "SystemFiles", "Wording", "CHTSlib", "CZlib"]),
  room("ReadCounting", ["GenomicTypes", "Statistics", "Sharding", "Wording"]),
  room("ReporterAssay", ["GenomicTypes", "Statistics", "Sharding", "Wording"]),
  room("ActivityTesting", ["GenomicTypes", "Statistics", "Sharding", "Wording"]),
  room("PeakReproducibility", ["GenomicTypes", "Statistics", "Sharding", "Wording"]),
  room("SequenceFeatures", ["GenomicTypes", "Estimators", "Sharding"]),
  room("AssaySimulation", ["GenomicTypes", "Statistics", "Sharding"]),
  room("Estimators", ["Statistics", "TensorKernels", "Sharding"]),
]

let models: [Target] = [
  room("GradientBoosting", ["Estimators", "Statistics", "Sharding", "Wording"]),
  room(
    "ConvolutionalNetworks",
    ["GenomicTypes", "Estimators", "TensorKernels", "Statistics", "Sharding", "ArrayFiles"]),
]

let judgement: [Target] = [
  room("ModelEvaluation", ["Statistics", "GenomicTypes", "Sharding", "Wording"])
]

let composition: [Target] = [
  room("Reports", ["Statistics", "Wording"]),
  room(
    "PipelineStages",
    [
      "PipelineEngine", "Reports", "ModelEvaluation", "GradientBoosting", "ConvolutionalNetworks",
      "GenomicsIO", "ReadCounting", "ReporterAssay", "ActivityTesting", "PeakReproducibility",
      "SequenceFeatures", "AssaySimulation", "Estimators", "GenomicTypes", "Statistics",
      "ArrayFiles", "SystemFiles", "Wording",
    ]),
  room("CupelCLI", ["PipelineStages", "PipelineEngine", argumentParser]),
  .executableTarget(name: "cupel", dependencies: ["CupelCLI"], swiftSettings: houseRules),
]

let foreign: [Target] = [
  .systemLibrary(name: "CHTSlib", pkgConfig: "htslib", providers: [.apt(["libhts-dev"])]),
  .systemLibrary(name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
  .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
  .target(name: "CKernels"),
]

/// A program of `Benchmarks/FOLDER`, which its `run.sh` builds and sets against its peers.
func benchmark(_ name: String, in folder: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(
    name: "\(name)-benchmark", dependencies: dependencies, path: "Benchmarks/\(folder)",
    swiftSettings: houseRules)
}

let benchmarks: [Target] = [
  benchmark("element-tests", in: "testing/program", ["ActivityTesting", "Statistics"]),
  benchmark("idr", in: "idr/program", ["Statistics"]),
  benchmark("idr-limits", in: "idr/limits", ["Statistics"]),
  benchmark("join", in: "join/program", ["GenomicTypes", "GenomicsIO", "ReadCounting"]),
  benchmark(
    "network-heads", in: "cnn/heads",
    ["ConvolutionalNetworks", "Estimators", "GenomicTypes", "Statistics"]),
  benchmark(
    "network-training", in: "cnn/training",
    ["ConvolutionalNetworks", "Estimators", "GenomicTypes", "Statistics"]),
  benchmark("poisson", in: "poisson/program", ["GenomicTypes", "ReporterAssay", "Statistics"]),
  benchmark("tables", in: "tables/program", ["GenomicTypes", "GenomicsIO"]),
]

let allTests: [Target] = [
  .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: houseRules),
  tests(of: "ActivityTesting", ["GenomicTypes", "Statistics"]),
  tests(of: "ArrayFiles"),
  tests(of: "AssaySimulation", ["GenomicTypes", "Statistics"]),
  tests(
    of: "ConvolutionalNetworks", ["Estimators", "GenomicTypes", "Statistics", "TensorKernels"]),
  tests(of: "Estimators", ["Statistics"]),
  tests(of: "GenomicTypes"),
  tests(of: "GenomicsIO", ["GenomicTypes", "CZlib"]),
  tests(of: "GradientBoosting", ["Estimators", "Statistics"]),
  tests(of: "Hashing"),
  tests(of: "ModelEvaluation", ["GenomicTypes", "Statistics"]),
  tests(
    of: "CupelCLI",
    ["PipelineStages", "PipelineEngine", "GenomicTypes", "Statistics"]),
  tests(of: "PipelineStages", ["Hashing", "PipelineEngine", "GenomicTypes", "ModelEvaluation"]),
  tests(of: "PipelineEngine"),
  tests(of: "PeakReproducibility", ["GenomicTypes", "Statistics"]),
  tests(of: "ReadCounting", ["GenomicTypes", "GenomicsIO", "Statistics"]),
  tests(of: "ReporterAssay", ["GenomicTypes", "Statistics"]),
  tests(of: "Reports", ["Statistics"]),
  tests(of: "SequenceFeatures", ["Estimators", "GenomicTypes", "Statistics"]),
  tests(of: "Sharding"),
  tests(of: "Statistics"),
  tests(of: "SystemFiles"),
  tests(of: "TensorKernels", ["Statistics"]),
  tests(of: "Wording"),
]

let package = Package(
  name: "cupel",
  products: [.executable(name: "cupel", targets: ["cupel"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: base + domain + models + judgement + composition + foreign + benchmarks + allTests,
  swiftLanguageModes: [.v6]
)
