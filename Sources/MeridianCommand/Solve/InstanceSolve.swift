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

        /// Whether the answer is told as something to have much of: covered demand instead of uncovered demand.
        var isMaximized: Bool { model == .maximalCovering }

        /// Solves the model; objective and bound as the problem minimises them.
        func solve(_ options: LocationOptions) throws -> LocationResult {
            switch model {
            case .pMedian:
                try instance.pointMedian(p: count)?.solve(options) ?? instance.pMedian(p: count).solve(options)
            case .pCenter: try instance.center(p: count).solve(options)
            case .maximalCovering: try instance.maximalCovering(p: count, radius: radius ?? 0).solve(options)
            case .setCovering: try instance.setCovering(radius: radius ?? 0).solve(options)
            case .uncapacitated:
                try instance.pointUncapacitated()?.solve(options) ?? instance.uncapacitated().solve(options)
            case .capacitated: try instance.capacitated(singleSource: isSingleSource, p: count).solve(options)
            }
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
            case .capacitated: try instance.capacitated(singleSource: isSingleSource, p: count).model().model
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
            case .pMedian, .pCenter, .maximalCovering: count ?? instance.p
            case .capacitated: count
            case .setCovering, .uncapacitated: nil
            }
        }

        /// Demand of all clients.
        var totalDemand: Double { instance.demands.reduce(0, +) }

        /// A minimised objective as it is told: for maximal covering, demand covered instead of left uncovered.
        func told(_ value: Double) -> Double { isMaximized ? totalDemand - value : value }
    }
#endif
