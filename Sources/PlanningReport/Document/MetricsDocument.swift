public import HealthPlanning

/// Access before and after, inside a plan document.
public struct MetricsDocument: Sendable, Hashable, Codable {
    /// Access of one population.
    public struct Access: Sendable, Hashable, Codable {
        /// Residents.
        public var population: Int
        /// Share within the radius.
        public var coverage: Double
        /// Mean road-like distance, km; `null` where no centre can be reached.
        public var meanKilometers: Double?
        /// 90th percentile of the distance, km; `null` where no centre can be reached.
        public var p90Kilometers: Double?
        /// Share whose nearest centre lies in their own province.
        public var withinProvinceShare: Double

        enum CodingKeys: String, CodingKey {
            case population, coverage
            case meanKilometers = "mean_km"
            case p90Kilometers = "p90_km"
            case withinProvinceShare = "within_province_share"
        }

        init(_ access: AccessMetrics) {
            population = access.population
            coverage = access.coverage
            meanKilometers = Finite.value(access.meanKilometers)
            p90Kilometers = Finite.value(access.p90Kilometers)
            withinProvinceShare = access.withinProvinceShare
        }

        var metrics: AccessMetrics {
            AccessMetrics(
                population: population, coverage: coverage, meanKilometers: meanKilometers ?? .infinity,
                p90Kilometers: p90Kilometers ?? .infinity, withinProvinceShare: withinProvinceShare
            )
        }
    }

    /// Access before and after.
    public struct Pair: Sendable, Hashable, Codable {
        /// With the existing centres alone.
        public var before: Access
        /// With the new centres too.
        public var after: Access

        init(_ pair: BeforeAfter) {
            before = Access(pair.before)
            after = Access(pair.after)
        }

        var pair: BeforeAfter { BeforeAfter(before: before.metrics, after: after.metrics) }
    }

    /// Radius of the coverage figures in km, road-like.
    public var coverageRadius: Double
    /// The country.
    public var national: Pair
    /// By macro-region.
    public var regions: [MacroRegion: Pair]
    /// By code of the province.
    public var provinces: [ProvinceID: Pair]

    enum CodingKeys: String, CodingKey {
        case coverageRadius = "coverage_radius_km"
        case national, regions, provinces
    }

    /// Creates the document of metrics.
    public init(_ metrics: PlanMetrics) {
        coverageRadius = metrics.coverageRadius
        national = Pair(metrics.national)
        regions = metrics.byRegion.mapValues(Pair.init)
        provinces = metrics.byProvince.mapValues(Pair.init)
    }

    /// The metrics the document describes.
    public func metrics() -> PlanMetrics {
        PlanMetrics(
            coverageRadius: coverageRadius, national: national.pair, byRegion: regions.mapValues(\.pair),
            byProvince: provinces.mapValues(\.pair)
        )
    }
}

/// What the verifier found, inside a plan document.
public struct VerificationDocument: Sendable, Hashable, Codable {
    /// Whether every check passed.
    public var passed: Bool
    /// Every check.
    public var checks: [VerificationReport.Check]

    /// Creates the document of a verification.
    public init(_ report: VerificationReport) {
        passed = report.passed
        checks = report.checks
    }

    /// The report the document describes.
    public func report() -> VerificationReport { VerificationReport(checks: checks) }
}
