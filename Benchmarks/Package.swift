// swift-tools-version: 6.1
// Benchmarks live in a package of their own, so that nobody who depends on Meridian resolves what they need.

import PackageDescription

let package = Package(
    name: "Benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "Meridian", path: ".."),
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.0", traits: []),
    ],
    targets: [
        .executableTarget(
            name: "Modelling",
            dependencies: [
                .product(name: "Benchmark", package: "benchmark"),
                .product(name: "LinearOptimization", package: "Meridian"),
            ],
            path: "Benchmarks/Modelling",
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]
        )
    ],
    swiftLanguageModes: [.v6]
)
