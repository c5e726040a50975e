import FacilityLocation
import LinearOptimization
import Testing

/// A malformed problem, and the fields its error must name.
struct Malformed: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let fields: [String]
    let solve: @Sendable () throws -> LocationResult

    static let twoByTwo = ServiceCosts(siteCount: 2, dense: [[1, 2], [3, 4]])

    static func nearest(
        _ text: String, _ fields: [String], _ edit: @escaping @Sendable (inout NearestSiteProblem) -> Void
    )
        -> Malformed
    {
        Malformed(testDescription: text, fields: fields) {
            var problem = NearestSiteProblem(serviceCosts: twoByTwo)
            edit(&problem)
            return try problem.solve()
        }
    }

    static func costs(_ text: String, _ fields: [String], _ make: @escaping @Sendable () -> ServiceCosts) -> Malformed {
        Malformed(testDescription: text, fields: fields) { try NearestSiteProblem(serviceCosts: make()).solve() }
    }

    static func rule(_ text: String, _ rule: SideConstraint, count: Int = 1) -> Malformed {
        nearest(text, Array(repeating: "sideConstraints[0]", count: count)) { $0.sideConstraints = [rule] }
    }

    static func service(_ text: String, _ rule: ServiceConstraint, count: Int = 1) -> Malformed {
        nearest(text, Array(repeating: "serviceConstraints[0]", count: count)) { $0.serviceConstraints = [rule] }
    }

    static func options(_ text: String, _ fields: [String], _ options: @escaping @Sendable () -> LocationOptions)
        -> Malformed
    {
        Malformed(testDescription: text, fields: fields) {
            try NearestSiteProblem(serviceCosts: twoByTwo).solve(options())
        }
    }
}

struct MalformedProblemsTests {
    static let onNearestSites: [Malformed] = [
        .nearest("weight missing", ["weights"]) { $0.weights = [1] },
        .nearest("weight too many", ["weights"]) { $0.weights = [1, 1, 1] },
        .nearest("weight negative", ["weights[1]"]) { $0.weights = [1, -1] },
        .nearest("weight NaN", ["weights[0]"]) { $0.weights = [.nan, 1] },
        .nearest("weight infinite", ["weights[0]"]) { $0.weights = [.infinity, 1] },
        .nearest("weight huge", ["weights[0]"]) { $0.weights = [1e300, 1] },
        .nearest("two weights bad", ["weights[0]", "weights[1]"]) { $0.weights = [-1, -2] },
        .nearest("unserved cost missing", ["unservedCosts"]) { $0.unservedCosts = [] },
        .nearest("unserved cost NaN", ["unservedCosts[1]"]) { $0.unservedCosts = [1, .nan] },
        .nearest("unserved cost −∞", ["unservedCosts[1]"]) { $0.unservedCosts = [1, -.infinity] },
        .nearest("opening cost missing", ["openingCosts"]) { $0.openingCosts = [1] },
        .nearest("opening cost NaN", ["openingCosts[0]"]) { $0.openingCosts = [.nan, 1] },
        .nearest("opening cost infinite", ["openingCosts[0]"]) { $0.openingCosts = [.infinity, 1] },
        .nearest("role missing", ["roles"]) { $0.roles = [.candidate] },
        .nearest("everything at once", ["weights", "unservedCosts", "openingCosts", "roles", "sideConstraints[0]"]) {
            $0.weights = []
            $0.unservedCosts = []
            $0.openingCosts = []
            $0.roles = []
            $0.sideConstraints = [SideConstraint("x", terms: [.init(site: 9)])]
        },
        .rule("rule names no site of the problem", SideConstraint("x", terms: [.init(site: 2)], upper: 1)),
        .rule("rule names a negative site", SideConstraint("x", terms: [.init(site: -1)], upper: 1)),
        .rule("rule names a site of Int.max", SideConstraint("x", terms: [.init(site: .max)], upper: 1)),
        .rule("rule names a site twice", SideConstraint("x", terms: [.init(site: 0), .init(site: 0)], upper: 1)),
        .rule("coefficient NaN", SideConstraint("x", terms: [.init(site: 0, coefficient: .nan)], upper: 1)),
        .rule("coefficient infinite", SideConstraint("x", terms: [.init(site: 0, coefficient: .infinity)], upper: 1)),
        .rule("limit NaN", SideConstraint("x", terms: [.init(site: 0)], upper: .nan)),
        .rule("both limits NaN", SideConstraint("x", terms: [.init(site: 0)], lower: .nan, upper: .nan), count: 2),
        .rule("limits crossed", SideConstraint("x", terms: [.init(site: 0)], lower: 2, upper: 1)),
        .rule("lower limit +∞", SideConstraint("x", terms: [.init(site: 0)], lower: .infinity)),
        .rule("upper limit −∞", SideConstraint("x", terms: [.init(site: 0)], upper: -.infinity)),
        .rule(
            "three defects", SideConstraint("x", terms: [.init(site: 5), .init(site: 6)], lower: 1, upper: 0), count: 3),
        .service("service rule of unequal length", ServiceConstraint("x", clients: [0, 1], weights: [1], limit: 1)),
        .service("service rule without client", ServiceConstraint("x", clients: [2], weights: [1], limit: 1)),
        .service("service rule with client −1", ServiceConstraint("x", clients: [-1], weights: [1], limit: 1)),
        .service("service rule twice", ServiceConstraint("x", clients: [0, 0], weights: [1, 1], limit: 1)),
        .service("service weight negative", ServiceConstraint("x", clients: [0], weights: [-1], limit: 1)),
        .service("service weight NaN", ServiceConstraint("x", clients: [0], weights: [.nan], limit: 1)),
        .service("service limit NaN", ServiceConstraint("x", clients: [0], weights: [1], limit: .nan)),
        .service("service limit −∞", ServiceConstraint("x", clients: [0], weights: [1], limit: -.infinity)),
        .costs("cost NaN", ["costs[0]"]) { ServiceCosts(siteCount: 1, dense: [[.nan]]) },
        .costs("cost −∞", ["costs[0]"]) { ServiceCosts(siteCount: 1, dense: [[-.infinity]]) },
        .costs("row short", ["costs[1]"]) { ServiceCosts(siteCount: 2, dense: [[1, 2], [1]]) },
        .costs("row long", ["costs[0]", "sites[0]"]) { ServiceCosts(siteCount: 1, dense: [[1, 2]]) },
        .costs("site out of range", ["sites[0]"]) { ServiceCosts(siteCount: 1, rows: [[(site: 1, cost: 1)]]) },
        .costs("site of Int.max", ["sites[0]"]) { ServiceCosts(siteCount: 1, rows: [[(site: .max, cost: 1)]]) },
        .costs("site twice", ["sites[0]"]) {
            ServiceCosts(siteCount: 1, rows: [[(site: 0, cost: 1), (site: 0, cost: 2)]])
        },
        .costs("pair cost infinite", ["costs[0]"]) { ServiceCosts(siteCount: 1, rows: [[(site: 0, cost: .infinity)]]) },
        .costs("negative number of sites", ["siteCount"]) { ServiceCosts(siteCount: -1, rows: []) },
        .costs("negative number of clients", ["clientCount"]) {
            ServiceCosts(siteCount: 1, clientCount: -1) { _, _ in 1 }
        },
        .costs("cost too large", ["costs[0]"]) { ServiceCosts(siteCount: 1, dense: [[1e200]]) },
        .costs("coverage that is not a number", ["costs[0]", "costs[0]", "costs[1]", "costs[1]"]) {
            NearestSiteProblem.gradualCovering(Malformed.twoByTwo, count: 1) { _ in .nan }.serviceCosts
        },
    ]

    static let onOthers: [Malformed] = [
        Malformed(
            testDescription: "capacitated, all at once", fields: ["demands", "capacities[0]", "capacities[1]", "roles"]
        ) {
            try CapacitatedProblem(
                serviceCosts: .init(siteCount: 2, dense: [[1, 2]]), demands: [1, 2], capacities: [-1, .nan], roles: []
            )
            .solve()
        },
        Malformed(testDescription: "capacity infinite", fields: ["capacities[0]"]) {
            try CapacitatedProblem(
                serviceCosts: .init(siteCount: 1, dense: [[1]]), demands: [1], capacities: [.infinity]
            ).solve()
        },
        Malformed(testDescription: "demand negative", fields: ["demands[0]"]) {
            try CapacitatedProblem(serviceCosts: .init(siteCount: 1, dense: [[1]]), demands: [-1], capacities: [1])
                .solve()
        },
        Malformed(testDescription: "cover count negative", fields: ["requiredCover[0]"]) {
            try SetCoveringProblem(cover: .init(siteCount: 1, dense: [[1]]), requiredCover: [-1]).solve()
        },
        Malformed(
            testDescription: "cover counts too few, share too large", fields: ["requiredCover", "minimumCoveredShare"]
        ) {
            try SetCoveringProblem(
                cover: .init(siteCount: 1, dense: [[1]]), requiredCover: [], minimumCoveredShare: 1.5
            ).solve()
        },
        Malformed(testDescription: "share NaN", fields: ["minimumCoveredShare"]) {
            try SetCoveringProblem(cover: .init(siteCount: 1, dense: [[1]]), minimumCoveredShare: .nan).solve()
        },
        Malformed(testDescription: "center with bad costs and rules", fields: ["costs[0]", "sideConstraints[0]"]) {
            try CenterProblem(
                serviceCosts: .init(siteCount: 1, dense: [[.nan]]),
                sideConstraints: [SideConstraint("x", terms: [], lower: 1, upper: 0)]
            ).solve()
        },
        Malformed(testDescription: "worst share 0", fields: ["worstShare"]) {
            try ConditionalMedianProblem(base: .init(serviceCosts: Malformed.twoByTwo), worstShare: 0).solve()
        },
        Malformed(testDescription: "worst share NaN, no population", fields: ["worstShare", "weights"]) {
            try ConditionalMedianProblem(
                base: .init(serviceCosts: Malformed.twoByTwo, weights: [0, 0]), worstShare: .nan
            ).solve()
        },
        Malformed(testDescription: "sizes that do not match", fields: ["capacities[1]", "openingCosts"]) {
            try CapacitatedProblem.withSizes(
                serviceCosts: Malformed.twoByTwo, demands: [1, 1], capacities: [[1, 2], [1]], openingCosts: [[1, 2]]
            ).solve()
        },
        .options("no thread", ["options.threads"]) { LocationOptions(threads: 0) },
        .options("gap negative", ["options.relativeGap"]) { LocationOptions(solve: SolveOptions(relativeGap: -1)) },
        .options("gaps NaN", ["options.relativeGap", "options.absoluteGap"]) {
            LocationOptions(solve: SolveOptions(relativeGap: .nan, absoluteGap: .nan))
        },
    ]

    @Test(arguments: onNearestSites + onOthers)
    func isRefusedWithEveryDefect(_ malformed: Malformed) throws {
        let error = try #require(throws: LocationError.self) { _ = try malformed.solve() }
        #expect(error.problems.count == malformed.fields.count, "\(error)")
        for (problem, field) in zip(error.problems, malformed.fields) {
            #expect(problem.field.hasPrefix(field), "\(problem) is not about \(field)")
            #expect(!problem.message.isEmpty)
        }
    }

    @Test func startOfWrongLengthIsRefused() throws {
        let options = LocationOptions(engine: .glpk, solve: SolveOptions(initialSolution: [1]))
        let problem = NearestSiteProblem(serviceCosts: Malformed.twoByTwo)
        #expect(throws: LocationError.self) { _ = try problem.solve(options) }
    }

    @Test func evaluatingMalformedProblemsThrows() {
        let problem = NearestSiteProblem(serviceCosts: Malformed.twoByTwo, weights: [1])
        #expect(throws: LocationError.self) { _ = try problem.evaluate(open: [0]) }
        #expect(throws: LocationError.self) { _ = try problem.model() }
    }

    @Test func manyDefectsAreCountedNotAllSpelledOut() throws {
        let problem = NearestSiteProblem(
            serviceCosts: ServiceCosts(siteCount: 0, rows: Array(repeating: [], count: 5_000)),
            weights: Array(repeating: -1, count: 5_000)
        )
        let defects = problem.problems()
        #expect(defects.count == 1_001)
        #expect(defects.last?.message.contains("4000") == true)
    }
}
