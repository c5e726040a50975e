public import HealthPlanning

/// A dispatch together with the territory and rules it was made for: text, files and JSON of the dispatch alone.
public struct DispatchReport: Sendable {
    /// The dispatch.
    public let dispatch: DispatchPlan
    /// A baseline under the same rules; `nil` when there is none.
    public let greedy: DispatchPlan?
    /// The rules.
    public let policy: DispatchPolicy
    /// The territory.
    public let territory: Territory

    /// Creates a report.
    public init(dispatch: DispatchPlan, greedy: DispatchPlan? = nil, policy: DispatchPolicy, territory: Territory) {
        self.dispatch = dispatch
        self.greedy = greedy
        self.policy = policy
        self.territory = territory
    }

    /// The dispatch as text for a terminal, ended by a line feed.
    public var text: String { DispatchTable(self).lines.joined(separator: "\n") + "\n" }

    /// `dispatch.csv`: one row per pair of sending and receiving county, in the order of their codes.
    public var flowFile: String {
        let header = [
            "from_county", "from_name", "from_name_zh", "from_city", "from_province", "to_county", "to_name",
            "to_name_zh", "to_city", "to_province", "institutions", "distance_km", "full_time_equivalents",
            "visits_per_year",
        ]
        let flows = dispatch.flows.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
        return CSVText.file(
            header: header,
            rows: flows.lazy.map { flow in
                place(flow.from) + place(flow.to) + [
                    String(flow.institutions), CSVText.number(flow.kilometers),
                    CSVText.number(share(flow) * dispatch.fullTimeEquivalents, 3),
                    CSVText.number(share(flow) * dispatch.visitsPerYear, 1),
                ]
            }
        )
    }

    /// `shortages.csv`: one row per county with institutions that nobody could be sent to, largest first.
    public var shortageFile: String {
        CSVText.file(
            header: ["county", "name", "name_zh", "city", "province", "institutions_without_staff"],
            rows: dispatch.shortages.lazy.map { place($0.county) + [String($0.institutions)] }
        )
    }

    /// Every institution gets the same presence, so staff and visits divide as the institutions do.
    private func share(_ flow: DispatchPlan.Flow) -> Double {
        dispatch.served > 0 ? Double(flow.institutions) / Double(dispatch.served) : 0
    }

    private func place(_ id: CountyID) -> [String] {
        let county = territory[id]
        return [
            id.rawValue, county?.name ?? "", county?.chineseName ?? "",
            county.flatMap { territory[$0.city]?.name } ?? "",
            county.flatMap { territory[$0.province]?.name } ?? "",
        ]
    }
}

extension PlanReport {
    /// The report of the plan's dispatch; `nil` when it has none.
    public var dispatchReport: DispatchReport? {
        plan.dispatch.map {
            DispatchReport(
                dispatch: $0, greedy: plan.greedyDispatch, policy: plan.scenario.dispatch, territory: territory
            )
        }
    }
}
