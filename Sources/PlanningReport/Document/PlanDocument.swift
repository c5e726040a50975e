import Foundation
public import HealthPlanning
import LinearOptimization
import PlanningData

/// `plan.json`: a plan as a stable, versioned document that can be read back and checked.
///
/// Keys are in snake case, except inside `scenario`, whose keys are the names of the rules. Distances are in km,
/// shares in 0...1, times in seconds. A bound or gap that is unknown is `null`. Names of places and hospitals are there
/// for readers; identifiers count. Version 1.
public struct PlanDocument: Sendable, Hashable, Codable {
    /// What every document of this kind calls itself.
    public static let schemaName = "meridian-plan"
    /// The version this code writes and reads.
    public static let currentVersion = 1

    /// ``schemaName``.
    public var schema: String
    /// Version of the layout.
    public var schemaVersion: Int
    /// Name of the dataset.
    public var dataset: String
    /// Fingerprint of the dataset.
    public var dataFingerprint: String
    /// The scenario in full: assumptions, rules by name, objective, staffing.
    public var scenario: JSONValue
    /// The plan.
    public var placement: PlacementDocument
    /// The greedy plan under the same rules.
    public var greedy: PlacementDocument
    /// Sites first, donors afterwards; absent when that was not computed.
    public var sitedFirst: PlacementDocument?
    /// Staff for community-level institutions; absent when not asked for.
    public var dispatch: DispatchDocument?
    /// Greedy dispatch; absent when not computed.
    public var greedyDispatch: DispatchDocument?
    /// Access before and after.
    public var metrics: MetricsDocument
    /// What the verifier found.
    public var verification: VerificationDocument

    enum CodingKeys: String, CodingKey {
        case schema
        case schemaVersion = "schema_version"
        case dataset
        case dataFingerprint = "data_fingerprint"
        case scenario
        case placement
        case greedy
        case sitedFirst = "sited_first"
        case dispatch
        case greedyDispatch = "greedy_dispatch"
        case metrics
        case verification
    }

    /// Creates the document of a plan.
    ///
    /// - Throws: an encoding error when the scenario holds a number that JSON cannot.
    public init(_ report: PlanReport) throws {
        let plan = report.plan
        schema = Self.schemaName
        schemaVersion = Self.currentVersion
        dataset = plan.dataset
        dataFingerprint = plan.dataFingerprint
        scenario = try ScenarioDocument.encode(plan.scenario)
        placement = PlacementDocument(plan.placement, report)
        greedy = PlacementDocument(plan.greedy, report)
        sitedFirst = plan.sitedFirst.map { PlacementDocument($0, report) }
        dispatch = plan.dispatch.map { DispatchDocument($0) }
        greedyDispatch = plan.greedyDispatch.map { DispatchDocument($0) }
        metrics = MetricsDocument(plan.metrics)
        verification = VerificationDocument(plan.verification)
    }

    /// The document as UTF-8 text: indented, keys sorted, the same for the same plan.
    ///
    /// - Throws: an encoding error when a figure is a number that JSON cannot hold.
    public func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }

    /// The plan the document describes.
    ///
    /// - Throws: a decoding error when the scenario is not one.
    public func plan() throws -> NationalPlan {
        let scenario = try ScenarioDocument.decode(scenario)
        return NationalPlan(
            scenario: scenario, dataset: dataset, dataFingerprint: dataFingerprint, placement: placement.plan(),
            greedy: greedy.plan(), sitedFirst: sitedFirst?.plan(), dispatch: dispatch?.plan(),
            greedyDispatch: greedyDispatch?.plan(), metrics: metrics.metrics(), verification: verification.report()
        )
    }
}

/// The scenario inside a plan document: keys are the names of the rules; sets are sorted so that the text is stable.
enum ScenarioDocument {
    static func encode(_ scenario: Scenario) throws -> JSONValue {
        var value = try JSONValue(encoding: scenario)
        guard var policy = value["policy"] else { return value }
        for key in ["priorityRegions", "requiredHosts", "excludedHosts"] {
            if let set = policy[key] { policy[key] = sorted(set) }
        }
        if case .array(let groups)? = policy["mutuallyExclusive"] {
            policy["mutuallyExclusive"] = .array(groups.map(sorted))
        }
        value["policy"] = policy
        return value
    }

    static func decode(_ value: JSONValue) throws -> Scenario { try value.decode(Scenario.self) }

    private static func sorted(_ value: JSONValue) -> JSONValue {
        guard case .array(let elements) = value else { return value }
        return .array(elements.sorted { text($0) < text($1) })
    }

    private static func text(_ value: JSONValue) -> String {
        if case .string(let text) = value { return text }
        return ""
    }
}
