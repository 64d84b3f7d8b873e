// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target of this package is compiled with the same strictness.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// For targets with inner loops: optimised in debug builds, too, so that tests check the code that
/// users run, at its speed.
let optimized: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// The kernels are one folder, compiled once per CPU level under three module names.
func kernels(
  _ name: String, cpu: String? = nil, defines: [String] = [], path: String? = nil
) -> Target {
  var settings = strict + optimized + defines.map { .define($0) }
  if let cpu {
    settings.append(.unsafeFlags(["-target-cpu", cpu], .when(platforms: [.linux, .macOS])))
  }
  return .target(name: name, path: path, swiftSettings: settings)
}

/// A target of this package with the shared settings.
func library(
  _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource]? = nil,
  settings: [SwiftSetting] = strict
) -> Target {
  .target(
    name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

/// The tests of one target, in the folder that mirrors it.
func tests(_ name: String, _ more: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.byName(name: name)] + more, swiftSettings: strict)
}

/// The fuzzer itself: only where `Scripts/fuzz.sh` asks for it, for it needs `-sanitize=fuzzer`.
let fuzzer: [Target] = [
  .systemLibrary(name: "CLibFuzzer", path: "Fuzzing/CLibFuzzer"),
  .executableTarget(
    name: "fuzz", dependencies: ["FuzzTargets", "CLibFuzzer"], path: "Fuzzing/Fuzz",
    swiftSettings: strict),
]
let wantsFuzzer = Context.environment["BENCH_FUZZ"] != nil

let package = Package(
  name: "bench",
  products: [.executable(name: "bench", targets: ["bench"])],
  targets: [
    .systemLibrary(name: "CGSL", pkgConfig: "gsl", providers: [.apt(["libgsl-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CCPUID"),
    .systemLibrary(name: "CThreads"),
    .systemLibrary(name: "CProcesses"),
    library("Random", settings: strict + optimized),
    kernels("Kernels"),
    kernels("KernelsAVX2", cpu: "haswell", defines: ["FUSED"]),
    kernels("KernelsAVX512", cpu: "skylake-avx512", defines: ["FUSED", "WIDE"]),
    library(
      "Network", ["Random", "CCPUID", "CThreads", "Kernels", "KernelsAVX2", "KernelsAVX512"],
      settings: strict + optimized),
    library("Images", ["Random"], settings: strict + optimized),
    library(
      "Datasets", ["Images", "CZlib", "COpenSSL"],
      resources: [.embedInCode("Resources/mnist_from_wheel.py")],
      settings: strict + optimized),
    library("Pretext", ["Random", "Network"], settings: strict + optimized),
    library("Downstream", ["Random", "Network"], settings: strict + optimized),
    library("Statistics", ["Random", "CGSL"]),
    library(
      "Study",
      [
        "Random", "Images", "Network", "Datasets", "Pretext", "Downstream", "Statistics",
        "CProcesses",
      ]),
    library(
      "Reporting",
      ["Study", "Statistics", "Datasets", "Images", "Pretext", "Downstream", "Network"]),
    .executableTarget(
      name: "bench",
      dependencies: [
        "Study", "Reporting", "Statistics", "Datasets", "Images", "Network", "Pretext",
      ],
      swiftSettings: strict),
    // What the benchmarks need and the program does not.
    kernels("Peak", path: "Benchmarks/Peak"),
    kernels("PeakAVX2", cpu: "haswell", defines: ["FUSED"], path: "Benchmarks/PeakAVX2"),
    kernels(
      "PeakAVX512", cpu: "skylake-avx512", defines: ["FUSED", "WIDE"],
      path: "Benchmarks/PeakAVX512"),
    .executableTarget(
      name: "engine-benchmark",
      dependencies: [
        "Network", "Pretext", "Random", "Datasets", "Images", "Peak", "PeakAVX2", "PeakAVX512",
      ],
      path: "Benchmarks/Engine", swiftSettings: strict),
    .executableTarget(
      name: "report-benchmark", dependencies: ["Study", "Datasets", "Images", "Random"],
      path: "Benchmarks/Report", swiftSettings: strict),
    .executableTarget(
      name: "scale-benchmark", dependencies: ["Study", "Datasets", "Network"],
      path: "Benchmarks/Scale", swiftSettings: strict),
    .executableTarget(
      name: "statistics-benchmark",
      dependencies: ["Statistics", "Study", "Datasets", "Images", "Network", "Random"],
      path: "Benchmarks/Statistics", swiftSettings: strict),
    .executableTarget(
      name: "training-digests",
      dependencies: ["Downstream", "Images", "Network", "Pretext", "Random"],
      swiftSettings: strict, linkerSettings: [.linkedLibrary("m")]),
    // What fuzzers feed, and the tests feed again with every input that was kept.
    .target(
      name: "FuzzTargets",
      dependencies: ["Datasets", "Images", "Network", "Reporting", "Statistics", "Study", "CZlib"],
      path: "Fuzzing/Targets", swiftSettings: strict),
    tests("FuzzTargets"),
    tests("Random"),
    tests("Kernels", ["Network", "Random"]),
    tests("Network", ["Random"]),
    tests("Images", ["Random"]),
    tests("Datasets", ["Images", "Random"]),
    tests("Pretext", ["Images", "Network", "Random"]),
    tests("Downstream", ["Images", "Network", "Random"]),
    tests("Statistics", ["Random"]),
    tests("Study", ["Datasets", "Downstream", "Images", "Network", "Pretext", "Random"]),
    tests("Reporting", ["Downstream", "Study", "Images", "Network", "Pretext", "Statistics"]),
    tests("bench", ["Pretext"]),
  ] + (wantsFuzzer ? fuzzer : [])
)
