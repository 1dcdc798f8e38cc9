// swift-tools-version: 6.2

import PackageDescription

/// What every room is compiled with: Swift 6 mode, and a warning is an error.
let settings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
]

/// One folder under `Sources/`; it may import the rooms named here and nothing else.
///
/// `Tests/ArchitectureTests` reads the import lines and fails on any other.
func room(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// The tests of one room, in a folder of the same name.
///
/// `exclude` names what is read from the disk and not compiled: `Golden`.
func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(
    name: name, dependencies: dependencies + ["TestSupport"], path: "Tests/\(name)",
    exclude: exclude, swiftSettings: settings)
}

let package = Package(
  name: "waymark",
  products: [
    .executable(name: "waymark", targets: ["waymark"]),
    .executable(name: "waymark-serve", targets: ["waymark-serve"]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
  ],
  targets: [
    // Debian's libcmark through a module map, and the files of templates/ and site/ as bytes.
    .systemLibrary(name: "CCmark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"])]),
    .target(name: "CAssets"),
    // Memory for libcmark's trees: thread-local, so it can't be Swift.
    .target(name: "CArena"),
    // What a computation reads, thread by thread: thread-local, so it can't be Swift.
    .target(name: "CTrace"),
    // What the system has and Swift's Glibc does not show: a swap of two folders, a search for bytes.
    .target(name: "CLibrary"),

    // The rooms, each allowed to import only those above it.
    room("Primitives", ["CTrace"]),
    room("Records", ["Primitives", "Yams"]),
    room(
      "Ledger",
      [
        "Primitives", "Records", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    room(
      "Importing",
      [
        "Primitives", "Records", "Yams",
        .product(name: "Subprocess", package: "swift-subprocess"),
      ]),
    room("Knowledge", ["Primitives", "Records"]),
    room("Checks", ["Primitives", "Records", "Knowledge"]),
    room("Templating", ["Primitives"]),
    room("Documents", ["Primitives", "Records", "Knowledge", "Templating", "CAssets"]),
    room("Markup", ["Primitives", "CCmark", "CArena"]),
    room("Publishing", ["Primitives", "Documents", "Markup", "CAssets", "CLibrary"]),
    room(
      "Serving",
      [
        "Primitives", "Markup", .product(name: "FlyingFox", package: "FlyingFox"),
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ]),
    room(
      "Workflows",
      [
        "Primitives", "Records", "Ledger", "Importing", "Knowledge", "Checks", "Templating",
        "Documents", "Markup", "Publishing", "Yams",
      ]),
    room(
      "Commands",
      [
        "Primitives", "Records", "Knowledge", "Workflows",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    // Goldens, shared data and seeds, for the tests of every room.
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
    tests("RecordsTests", ["Primitives", "Records"], exclude: ["Golden"]),
    tests("ImportingTests", ["Primitives", "Records", "Importing"]),
    .testTarget(name: "MarkupTests", dependencies: ["Markup"], swiftSettings: settings),
    .testTarget(
      name: "PublishingTests", dependencies: ["Publishing", "Markup", "Primitives"],
      exclude: ["Goldens"], swiftSettings: settings),
    .executableTarget(name: "waymark", dependencies: ["Commands"], swiftSettings: settings),
    // The same with an HTTP server inside, which `waymark serve` goes on as.
    .executableTarget(
      name: "waymark-serve", dependencies: ["Commands", "Primitives", "Serving"],
      swiftSettings: settings),
    .testTarget(name: "PrimitivesTests", dependencies: ["Primitives"], swiftSettings: settings),
    .testTarget(
      name: "TemplatingTests", dependencies: ["Primitives", "Templating", "CCmark"],
      swiftSettings: settings),
    .testTarget(
      name: "KnowledgeTests", dependencies: ["Primitives", "Records", "Knowledge"],
      exclude: ["Golden"], swiftSettings: settings),
    .testTarget(
      name: "LedgerTests", dependencies: ["Primitives", "Records", "Ledger"],
      exclude: ["Golden"], swiftSettings: settings),
    .testTarget(
      name: "ChecksTests", dependencies: ["Primitives", "Records", "Knowledge", "Checks"],
      swiftSettings: settings),
    .testTarget(
      name: "DocumentsTests",
      dependencies: [
        "Primitives", "Records", "Knowledge", "Templating", "Documents", "Markup", "TestSupport",
        "Importing",
      ],
      exclude: ["Golden", "Harbor"], swiftSettings: settings),
    tests("ServingTests", ["Primitives", "Serving"]),
    tests("WorkflowsTests", ["Primitives", "Records", "Ledger", "Workflows"]),
    .testTarget(name: "ArchitectureTests", swiftSettings: settings),
    // Inputs of a seed against everything that takes bytes from outside, in a process of its own.
    .executableTarget(
      name: "waymark-fuzz",
      dependencies: [
        "Primitives", "Records", "Ledger", "Importing", "Knowledge", "Templating", "Documents",
        "Markup", "Workflows", "TestSupport",
      ], path: "Tests/Fuzz", swiftSettings: settings),
    .testTarget(
      name: "FuzzTests", dependencies: ["waymark-fuzz"], exclude: ["Regressions"],
      swiftSettings: settings),
    .testTarget(
      name: "Journeys",
      dependencies: ["waymark", "Primitives", "Records", "Ledger", "Knowledge", "TestSupport"],
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
