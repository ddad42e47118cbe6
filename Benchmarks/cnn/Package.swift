// swift-tools-version: 6.2
import PackageDescription

// Builds the training benchmark against the rooms of the house, reached through the symbolic link
// `Sources`. Run it with ./run.sh, which also runs the PyTorch side.

let settings: [SwiftSetting] = [.enableUpcomingFeature("InternalImportsByDefault")]

let package = Package(
  name: "cupel-network-benchmark",
  targets: [
    .systemLibrary(name: "COpenBLAS", pkgConfig: "openblas"),
    .target(name: "CKernels"),
    .target(name: "Sharding", swiftSettings: settings),
    .target(name: "GenomicTypes", swiftSettings: settings),
    .target(name: "ArrayFiles", swiftSettings: settings),
    .target(
      name: "Statistics", dependencies: ["CKernels", "Sharding"], swiftSettings: settings),
    .target(
      name: "TensorKernels", dependencies: ["COpenBLAS", "CKernels", "Sharding"],
      swiftSettings: settings),
    .target(
      name: "Estimators", dependencies: ["Statistics", "TensorKernels", "Sharding"],
      swiftSettings: settings),
    .target(
      name: "ConvolutionalNetworks",
      dependencies: [
        "GenomicTypes", "Estimators", "TensorKernels", "Statistics", "Sharding", "ArrayFiles",
      ], swiftSettings: settings),
    .executableTarget(
      name: "Benchmark",
      dependencies: ["ConvolutionalNetworks", "Estimators", "GenomicTypes", "Statistics"],
      path: "Benchmark"),
    .executableTarget(
      name: "Heads",
      dependencies: ["ConvolutionalNetworks", "Estimators", "GenomicTypes", "Statistics"],
      path: "Heads"),
  ],
  swiftLanguageModes: [.v6]
)
