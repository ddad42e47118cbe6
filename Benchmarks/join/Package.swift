// swift-tools-version: 6.2
import PackageDescription

// Builds the join benchmark against the rooms of the house, reached through the symbolic link
// `Sources`. Run it with ./run.sh, which also runs the peers. Once `cupel run … --until count` does
// the same from a configuration, run.sh should call that instead.

let settings: [SwiftSetting] = [.enableUpcomingFeature("InternalImportsByDefault")]

let package = Package(
  name: "cupel-join-benchmark",
  targets: [
    .systemLibrary(name: "CHTSlib", pkgConfig: "htslib"),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib"),
    .target(name: "CKernels"),
    .target(name: "Sharding", swiftSettings: settings),
    .target(name: "Wording", swiftSettings: settings),
    .target(name: "SystemFiles", swiftSettings: settings),
    .target(name: "GenomicTypes", swiftSettings: settings),
    .target(
      name: "Statistics", dependencies: ["CKernels", "Sharding"], swiftSettings: settings),
    .target(
      name: "GenomicsIO",
      dependencies: ["GenomicTypes", "Sharding", "SystemFiles", "Wording", "CHTSlib", "CZlib"],
      swiftSettings: settings),
    .target(
      name: "ReadCounting", dependencies: ["GenomicTypes", "Statistics", "Sharding", "Wording"],
      swiftSettings: settings),
    .executableTarget(
      name: "Benchmark", dependencies: ["ReadCounting", "GenomicsIO", "GenomicTypes"],
      path: "Benchmark"),
  ],
  swiftLanguageModes: [.v6]
)
