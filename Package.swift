// swift-tools-version: 6.1
// Meridian: where new regional medical centres go, who staffs them, and why that is the best plan.

import PackageDescription

/// Settings every Swift target shares.
let swiftSettings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

/// Dependencies of the command and of scenario files; an importer who switches the trait off resolves none of them.
let commandTrait: TargetDependencyCondition? = .when(traits: ["Command"])

let package = Package(
    name: "Meridian",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Meridian", targets: ["Meridian"]),
        .library(name: "LinearOptimization", targets: ["LinearOptimization"]),
        .library(name: "GLPKSolver", targets: ["GLPKSolver"]),
        .library(name: "FacilityLocation", targets: ["FacilityLocation"]),
        .library(name: "NetworkFlow", targets: ["NetworkFlow"]),
        .executable(name: "meridian", targets: ["MeridianCommand"]),
    ],
    traits: [
        .default(enabledTraits: ["GLPK", "Command"]),
        .trait(
            name: "GLPK",
            description: "Exact linear and mixed-integer programs through the GLPK C library (GPL-3.0-or-later)."
        ),
        .trait(
            name: "Command",
            description: "The meridian command, scenario files and HTML reports, with the packages they need."
        ),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
    ],
    targets: [
        .systemLibrary(name: "CGLPK", providers: [.apt(["libglpk-dev"]), .brew(["glpk"])]),
        .target(
            name: "CGLPKSupport",
            dependencies: [.target(name: "CGLPK", condition: .when(traits: ["GLPK"]))],
            cSettings: [.define("MERIDIAN_GLPK", .when(traits: ["GLPK"]))],
            linkerSettings: [.linkedLibrary("glpk", .when(traits: ["GLPK"]))]
        ),
        .target(name: "LinearOptimization", swiftSettings: swiftSettings),
        .target(
            name: "GLPKSolver",
            dependencies: ["CGLPKSupport", "LinearOptimization"],
            swiftSettings: swiftSettings
        ),
        .target(name: "CLocationKernels"),
        .target(
            name: "FacilityLocation",
            dependencies: ["CLocationKernels", "GLPKSolver", "LinearOptimization"],
            swiftSettings: swiftSettings
        ),
        .target(name: "NetworkFlow", dependencies: ["LinearOptimization"], swiftSettings: swiftSettings),
        .target(
            name: "HealthPlanning",
            dependencies: ["FacilityLocation", "GLPKSolver", "LinearOptimization", "NetworkFlow"],
            swiftSettings: swiftSettings
        ),
        .target(
            name: "PlanningData",
            dependencies: [
                "FacilityLocation", "HealthPlanning", "NetworkFlow",
                .product(name: "Yams", package: "Yams", condition: commandTrait),
            ],
            resources: [.copy("Resources/China")],
            swiftSettings: swiftSettings
        ),
        .target(
            name: "PlanningReport",
            dependencies: [
                "HealthPlanning", "PlanningData",
                .product(name: "Mustache", package: "swift-mustache", condition: commandTrait),
            ],
            swiftSettings: swiftSettings
        ),
        .target(
            name: "Meridian",
            dependencies: [
                "FacilityLocation", "GLPKSolver", "HealthPlanning", "LinearOptimization", "NetworkFlow", "PlanningData",
                "PlanningReport",
            ],
            swiftSettings: swiftSettings
        ),
        .executableTarget(
            name: "MeridianCommand",
            dependencies: [
                "Meridian",
                .product(name: "ArgumentParser", package: "swift-argument-parser", condition: commandTrait),
            ],
            swiftSettings: swiftSettings
        ),
        .executableTarget(
            name: "BijieTwinning",
            dependencies: ["Meridian"],
            path: "Examples/BijieTwinning",
            exclude: ["README.md"],
            swiftSettings: swiftSettings
        ),
        .executableTarget(
            name: "CountyConsortium",
            dependencies: ["Meridian"],
            path: "Examples/CountyConsortium",
            exclude: ["README.md"],
            swiftSettings: swiftSettings
        ),
        .executableTarget(
            name: "CommunityDispatch",
            dependencies: ["Meridian"],
            path: "Examples/CommunityDispatch",
            exclude: ["README.md"],
            swiftSettings: swiftSettings
        ),
        .executableTarget(
            name: "NationalCenters",
            dependencies: ["Meridian"],
            path: "Examples/NationalCenters",
            exclude: ["README.md"],
            swiftSettings: swiftSettings
        ),
        .executableTarget(
            name: "CustomModel",
            dependencies: ["GLPKSolver", "LinearOptimization"],
            path: "Examples/CustomModel",
            exclude: ["README.md"],
            swiftSettings: swiftSettings
        ),
        .target(
            name: "_TestSupport",
            dependencies: ["LinearOptimization"],
            path: "Tests/_TestSupport",
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "LinearOptimizationTests",
            dependencies: ["LinearOptimization", "_TestSupport"],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "GLPKSolverTests",
            dependencies: ["CGLPKSupport", "GLPKSolver", "LinearOptimization", "_TestSupport"],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "FacilityLocationTests",
            dependencies: ["FacilityLocation", "GLPKSolver", "LinearOptimization", "PlanningData", "_TestSupport"],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "NetworkFlowTests",
            dependencies: ["GLPKSolver", "LinearOptimization", "NetworkFlow", "_TestSupport"],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "HealthPlanningTests",
            dependencies: [
                "FacilityLocation", "GLPKSolver", "HealthPlanning", "LinearOptimization", "PlanningData",
                "_TestSupport",
            ],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "PlanningDataTests",
            dependencies: ["FacilityLocation", "HealthPlanning", "NetworkFlow", "PlanningData", "_TestSupport"],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "PlanningReportTests",
            dependencies: ["HealthPlanning", "PlanningData", "PlanningReport", "_TestSupport"],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "MeridianCommandTests",
            dependencies: ["Meridian", "MeridianCommand", "_TestSupport"],
            swiftSettings: swiftSettings
        ),
    ],
    swiftLanguageModes: [.v6]
)
