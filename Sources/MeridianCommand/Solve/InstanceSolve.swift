#if Command
    import FacilityLocation
    import LinearOptimization
    import PlanningData

    /// A location model of an instance: solved, or as a linear program.
    struct InstanceSolve {
        let model: LocationModel
        let instance: LocationInstance
        var count: Int?
        var radius: Double?
        var isSingleSource = false
        var listsAssignment = false

        /// A flow network is no location model.
        private static let isNetwork = Failure(
            .usage, "min-cost-flow is solved from dimacs files and has no location model; name another model")

        /// Whether the answer is told as something to have much of: covered demand instead of uncovered demand.
        var isMaximized: Bool { model == .maximalCovering }

        /// Solves the model; objective and bound as the problem minimises them.
        func solve(_ options: LocationOptions) throws -> LocationResult {
            switch model {
            case .pMedian:
                try instance.pointMedian(p: count)?.solve(options) ?? instance.pMedian(p: count).solve(options)
            case .pCenter: try center(options)
            case .maximalCovering: try maximalCovering(options)
            case .setCovering: try setCovering(options)
            case .uncapacitated:
                try instance.pointUncapacitated()?.solve(options) ?? instance.uncapacitated().solve(options)
            case .capacitated: try instance.capacitated(singleSource: isSingleSource, p: openCount).solve(options)
            case .minimumCostFlow: throw Self.isNetwork
            }
        }

        private func center(_ options: LocationOptions) throws -> LocationResult {
            if options.engine == .glpk { return try instance.center(p: count).solve(options) }
            return try instance.implicitCenter(p: count).solve(options)
        }

        /// Clients with the same covering sites are one; the answer is recomputed from the instance, client by client.
        private func maximalCovering(_ options: LocationOptions) throws -> LocationResult {
            let radius = radius ?? 0
            if options.engine == .glpk {
                return try instance.maximalCovering(p: count, radius: radius).solve(options)
            }
            var result = try instance.aggregatedMaximalCovering(p: count, radius: radius).solve(options)
            guard let merged = result.objective else { return result }
            let objective = totalDemand - (try instance.coveredDemand(open: result.openSites, radius: radius))
            // Sums in another order differ in the last digits.
            if result.objectiveBound >= merged - 1e-9 * max(1, abs(merged)) { result.objectiveBound = objective }
            result.objective = objective
            result.objectiveBound = min(result.objectiveBound, objective)
            result.assignment =
                listsAssignment ? try instance.coveringSites(open: result.openSites, radius: radius) : []
            return result
        }

        private func setCovering(_ options: LocationOptions) throws -> LocationResult {
            let radius = radius ?? 0
            let coverage = try instance.coverage(radius: radius)
            // The listed problem can name the client nobody covers.
            let isHopeless = (0..<coverage.rowCount).contains { coverage.sites(ofRow: $0).isEmpty }
            if options.engine == .glpk || isHopeless {
                return try instance.setCovering(radius: radius).solve(options)
            }
            var result = try SetCoveringProblem.covering(coverage, openingCosts: instance.openingCosts).solve(options)
            guard result.objective != nil else { return result }
            result.assignment = []
            let servers = try instance.coveringSites(open: result.openSites, radius: radius)
            guard servers.allSatisfy({ $0 != nil }) else {
                throw Failure(.internal, "the plan does not cover every client when recomputed from the data")
            }
            if listsAssignment { result.assignment = servers }
            return result
        }

        /// The complete model as a mixed-integer program.
        ///
        /// - Throws: ``Failure`` for p-center, which is solved as a series of covering models.
        func program() throws -> Model {
            switch model {
            case .pMedian: try instance.pMedian(p: count).model().model
            case .maximalCovering: try instance.maximalCovering(p: count, radius: radius ?? 0).model().model
            case .setCovering: try instance.setCovering(radius: radius ?? 0).model().model
            case .uncapacitated: try instance.uncapacitated().model().model
            case .capacitated: try instance.capacitated(singleSource: isSingleSource, p: openCount).model().model
            case .minimumCostFlow: throw Self.isNetwork
            case .pCenter:
                throw Failure(
                    .usage,
                    "p-center is solved as a series of covering models and has no single model to export; "
                        + "export set-covering with the radius of interest"
                )
            }
        }

        /// Number of sites to open, where the model fixes it: as given, else the file's own.
        var openCount: Int? {
            switch model {
            case .pMedian, .pCenter, .maximalCovering, .capacitated: count ?? instance.p
            case .setCovering, .uncapacitated, .minimumCostFlow: nil
            }
        }

        /// Demand of all clients.
        var totalDemand: Double { instance.demands.reduce(0, +) }

        /// A minimised objective as it is told: for maximal covering, demand covered instead of left uncovered.
        func told(_ value: Double) -> Double { isMaximized ? totalDemand - value : value }
    }
#endif
