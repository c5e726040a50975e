public import HealthPlanning

/// Access before and after, inside a plan document.
public struct MetricsDocument: Sendable, Hashable, Codable {
    /// Access of one population.
    public struct Access: Sendable, Hashable, Codable {
        /// Residents.
        public var population: Int
        /// Share within the radius.
        public var coverage: Double
        /// Mean road-like distance, km; `null` where it is not a number.
        public var meanKilometers: Double?
        /// 90th percentile of the distance, km; `null` where it is not a number.
        public var p90Kilometers: Double?
        /// Longest distance, km; `null` where it is not a number.
        public var maximumKilometers: Double?
        /// Share whose nearest centre lies in their own province.
        public var withinProvinceShare: Double
        /// Residents for whom there is no centre at all.
        public var unreached: Int

        enum CodingKeys: String, CodingKey {
            case population, coverage
            case meanKilometers = "mean_km"
            case p90Kilometers = "p90_km"
            case maximumKilometers = "maximum_km"
            case withinProvinceShare = "within_province_share"
            case unreached
        }

        init(_ access: AccessMetrics) {
            population = access.population
            coverage = access.coverage
            meanKilometers = Finite.value(access.meanKilometers)
            p90Kilometers = Finite.value(access.p90Kilometers)
            maximumKilometers = Finite.value(access.maximumKilometers)
            withinProvinceShare = access.withinProvinceShare
            unreached = access.unreached
        }

        var metrics: AccessMetrics {
            AccessMetrics(
                population: population, coverage: coverage, meanKilometers: meanKilometers ?? .infinity,
                p90Kilometers: p90Kilometers ?? .infinity, withinProvinceShare: withinProvinceShare,
                maximumKilometers: maximumKilometers ?? .infinity, unreached: unreached
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

    /// Evenness of access.
    public struct Equity: Sendable, Hashable, Codable {
        /// Gini coefficient.
        public var gini: Double
        /// Theil T index.
        public var theil: Double
        /// Part of the Theil index between macro-regions.
        public var theilBetweenRegions: Double
        /// Share of residents with no centre in their catchment.
        public var withoutAccessShare: Double

        enum CodingKeys: String, CodingKey {
            case gini, theil
            case theilBetweenRegions = "theil_between_regions"
            case withoutAccessShare = "without_access_share"
        }

        init(_ equity: EquityMetrics) {
            gini = equity.gini
            theil = equity.theil
            theilBetweenRegions = equity.theilBetweenRegions
            withoutAccessShare = equity.withoutAccessShare
        }

        var metrics: EquityMetrics {
            EquityMetrics(
                gini: gini, theil: theil, theilBetweenRegions: theilBetweenRegions,
                withoutAccessShare: withoutAccessShare
            )
        }
    }

    /// Radius of the coverage figures in km, road-like.
    public var coverageRadius: Double
    /// The country.
    public var national: Pair
    /// By macro-region.
    public var regions: [MacroRegion: Pair]
    /// By code of the province.
    public var provinces: [ProvinceID: Pair]
    /// Evenness with the existing centres alone; absent when not computed.
    public var equityBefore: Equity?
    /// Evenness with the new centres too; absent when not computed.
    public var equityAfter: Equity?

    enum CodingKeys: String, CodingKey {
        case coverageRadius = "coverage_radius_km"
        case national, regions, provinces
        case equityBefore = "equity_before"
        case equityAfter = "equity_after"
    }

    /// Creates the document of metrics.
    public init(_ metrics: PlanMetrics) {
        coverageRadius = metrics.coverageRadius
        national = Pair(metrics.national)
        regions = metrics.byRegion.mapValues(Pair.init)
        provinces = metrics.byProvince.mapValues(Pair.init)
        equityBefore = metrics.equityBefore.map(Equity.init)
        equityAfter = metrics.equityAfter.map(Equity.init)
    }

    /// The metrics the document describes.
    public func metrics() -> PlanMetrics {
        PlanMetrics(
            coverageRadius: coverageRadius, national: national.pair, byRegion: regions.mapValues(\.pair),
            byProvince: provinces.mapValues(\.pair), equityBefore: equityBefore?.metrics,
            equityAfter: equityAfter?.metrics
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
