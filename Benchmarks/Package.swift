// swift-tools-version: 6.1
// Benchmarks live in a package of their own, so that nobody who depends on Meridian resolves what they need.

import PackageDescription

/// A benchmark target: a folder of that name under Benchmarks.
func benchmarks(_ name: String, of product: String) -> Target {
    .executableTarget(
        name: name,
        dependencies: [
            .product(name: "Benchmark", package: "benchmark"),
            .product(name: product, package: "Meridian"),
        ],
        path: "Benchmarks/\(name)",
        plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]
    )
}

let package = Package(
    name: "Benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "Meridian", path: ".."),
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.0", traits: []),
    ],
    targets: [
        benchmarks("Modelling", of: "LinearOptimization"),
        benchmarks("Location", of: "Meridian"),
        .executableTarget(
            name: "NationalLive",
            dependencies: [.product(name: "Meridian", package: "Meridian")],
            path: "Benchmarks/NationalLive"
        ),
    ],
    swiftLanguageModes: [.v6]
)
