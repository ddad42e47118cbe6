// swift-tools-version: 6.2
import PackageDescription

// Builds the gamma-Poisson benchmark against the rooms of the house, reached through the symbolic
// link `Sources`. Run it with ./run.sh, which also runs the peers.

let settings: [SwiftSetting] = [.enableUpcomingFeature("InternalImportsByDefault")]

let package = Package(
  name: "cupel-poisson-benchmark",
  targets: [
    .target(name: "CKernels"),
    .target(name: "Sharding", swiftSettings: settings),
    .target(name: "Wording", swiftSettings: settings),
    .target(name: "GenomicTypes", swiftSettings: settings),
    .target(
      name: "Statistics", dependencies: ["CKernels", "Sharding"], swiftSettings: settings),
    .target(
      name: "ReporterAssay", dependencies: ["GenomicTypes", "Statistics", "Sharding", "Wording"],
      swiftSettings: settings),
    .executableTarget(
      name: "Benchmark", dependencies: ["ReporterAssay", "GenomicTypes", "Statistics"],
      path: "Benchmark"),
  ],
  swiftLanguageModes: [.v6]
)
