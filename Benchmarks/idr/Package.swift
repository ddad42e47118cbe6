// swift-tools-version: 6.2
import PackageDescription

// Builds the IDR benchmark against the rooms of the house, reached through the symbolic link
// `Sources`. Run it with ./run.sh, which also runs the peer where it is installed.

let settings: [SwiftSetting] = [.enableUpcomingFeature("InternalImportsByDefault")]

let package = Package(
  name: "cupel-idr-benchmark",
  targets: [
    .target(name: "CKernels"),
    .target(name: "Sharding", swiftSettings: settings),
    .target(
      name: "Statistics", dependencies: ["CKernels", "Sharding"], swiftSettings: settings),
    .executableTarget(name: "Benchmark", dependencies: ["Statistics"], path: "Benchmark"),
    .executableTarget(name: "Limits", dependencies: ["Statistics"], path: "Limits"),
  ],
  swiftLanguageModes: [.v6]
)
