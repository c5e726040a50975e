public import HealthPlanning
public import LinearOptimization

/// One placement inside a plan document.
public struct PlacementDocument: Sendable, Hashable, Codable {
    /// One new centre.
    public struct Center: Sendable, Hashable, Codable {
        /// Code of the host city.
        public var city: CityID
        /// English name of the host, for readers.
        public var name: String?
        /// Chinese name of the host, for readers.
        public var chineseName: String?
        /// Province, for readers.
        public var province: String?
        /// Residents newly covered.
        public var newlyCovered: Int
        /// Donor hospital.
        public var donor: HospitalID?
        /// Name of the donor, for readers.
        public var donorName: String?
        /// Road-like distance to the donor, in km.
        public var donorKilometers: Double?
        /// Medics the donor sends, by discipline.
        public var medics: [Discipline: Int]
        /// Medics needed and not sent, by discipline.
        public var shortages: [Discipline: Int]

        enum CodingKeys: String, CodingKey {
            case city, name
            case chineseName = "name_zh"
            case province
            case newlyCovered = "newly_covered"
            case donor
            case donorName = "donor_name_zh"
            case donorKilometers = "donor_km"
            case medics, shortages
        }
    }

    /// Method: `exact`, `glpk` or `greedy`.
    public var engine: String
    /// What was optimised.
    public var objectiveKind: ObjectiveDocument
    /// Direction of the objective.
    public var sense: ObjectiveSense
    /// Why the solve stopped.
    public var termination: Termination
    /// Objective; `null` without a plan.
    public var objective: Double?
    /// Proven limit; `null` when nothing was proven.
    public var bound: Double?
    /// Relative gap between the two; `null` when unknown.
    public var relativeGap: Double?
    /// Parts of the objective.
    public var components: ComponentsDocument?
    /// New centres.
    public var centers: [Center]
    /// Rules waived.
    public var exceptions: [PolicyException]
    /// Relative gap the solve was allowed to stop at.
    public var requestedGap: Double
    /// Counts and times.
    public var statistics: StatisticsDocument

    enum CodingKeys: String, CodingKey {
        case engine
        case objectiveKind = "objective_kind"
        case sense, termination, objective, bound
        case relativeGap = "relative_gap"
        case components, centers, exceptions
        case requestedGap = "requested_gap"
        case statistics
    }

    /// Creates the document of a placement.
    public init(_ placement: PlacementPlan, _ report: PlanReport) {
        engine = placement.engine
        objectiveKind = ObjectiveDocument(placement.objectiveKind)
        sense = placement.sense
        termination = placement.termination
        objective = Finite.value(placement.objective)
        bound = Finite.value(placement.objectiveBound)
        relativeGap = Finite.value(placement.relativeGap)
        components = placement.components.map(ComponentsDocument.init)
        exceptions = placement.exceptions
        requestedGap = placement.requestedGap.isFinite ? placement.requestedGap : 0
        statistics = StatisticsDocument(placement.statistics)
        centers = placement.newCenters.map { center in
            let city = report.territory[center.city]
            return Center(
                city: center.city, name: city?.name, chineseName: city?.chineseName,
                province: city.flatMap { report.territory[$0.province]?.name }, newlyCovered: center.newlyCovered,
                donor: center.donor, donorName: center.donor.flatMap { report.territory[$0]?.name },
                donorKilometers: Finite.value(center.donorKilometers), medics: center.medics,
                shortages: center.shortages
            )
        }
    }

    /// The placement the document describes.
    public func plan() -> PlacementPlan {
        PlacementPlan(
            engine: engine, objectiveKind: objectiveKind.objective, sense: sense, termination: termination,
            objective: objective,
            objectiveBound: bound ?? (sense == .maximize ? .infinity : -.infinity), components: components?.components,
            newCenters: centers.map {
                PlacedCenter(
                    city: $0.city, newlyCovered: $0.newlyCovered, donor: $0.donor, donorKilometers: $0.donorKilometers,
                    medics: $0.medics, shortages: $0.shortages
                )
            },
            exceptions: exceptions, requestedGap: requestedGap, statistics: statistics.statistics()
        )
    }
}

/// Numbers JSON can hold.
enum Finite {
    /// The value, or `nil` where it is not finite.
    static func value(_ value: Double?) -> Double? { value.flatMap { $0.isFinite ? $0 : nil } }
}

/// Counts and times of a solve inside a document.
public struct StatisticsDocument: Sendable, Hashable, Codable {
    /// One stage.
    public struct Stage: Sendable, Hashable, Codable {
        /// Name.
        public var name: String
        /// Wall-clock time in seconds.
        public var seconds: Double
    }

    /// Wall-clock time of all stages in seconds.
    public var seconds: Double
    /// Simplex iterations.
    public var simplexIterations: Int
    /// Branch-and-bound nodes.
    public var nodes: Int
    /// Stages in order.
    public var stages: [Stage]

    enum CodingKeys: String, CodingKey {
        case seconds
        case simplexIterations = "simplex_iterations"
        case nodes, stages
    }

    /// Creates the document of statistics.
    public init(_ statistics: SolveStatistics) {
        simplexIterations = statistics.simplexIterations
        nodes = statistics.nodeCount
        stages = statistics.stages.map { Stage(name: $0.name, seconds: NumberText.seconds($0.duration)) }
        seconds = NumberText.seconds(statistics.stages.reduce(.zero) { $0 + $1.duration })
    }

    /// The statistics the document describes.
    public func statistics() -> SolveStatistics {
        SolveStatistics(
            simplexIterations: simplexIterations, nodeCount: nodes,
            stages: stages.map { stage in
                // A duration cannot hold more than some 1e11 years; a damaged file may say more.
                let isPlausible = stage.seconds.isFinite && abs(stage.seconds) < 1e15
                return SolveStatistics.Stage(name: stage.name, duration: .seconds(isPlausible ? stage.seconds : 0))
            }
        )
    }
}
