/// Finds first plans for a model: those given, carried over to the present rules, else random ones that keep the rules.
struct StartingPlans {
    private let model: EngineModel
    private let search: SwapSearch
    private let incumbent: Incumbent
    private let control: SolveControl
    private let seed: UInt64

    init(_ model: EngineModel, search: SwapSearch, incumbent: Incumbent, control: SolveControl, seed: UInt64) {
        self.model = model
        self.search = search
        self.incumbent = incumbent
        self.control = control
        self.seed = seed
    }

    /// Offers given plans: as they are, then adapted and improved; `startsOver` as for ``PlanAdapter``.
    func offer(_ plans: [[Int]], preferences: [Double]?, startsOver: Bool = true) {
        for plan in plans where plan.allSatisfy({ (0..<model.siteCount).contains($0) }) {
            incumbent.offer(plan)
            guard !control.mustStop,
                let adapted = PlanAdapter(model, search: search, control: control).adapted(
                    plan, preferences: preferences, startsOver: startsOver)
            else { continue }
            incumbent.offer(adapted)
            incumbent.offerImproved(adapted, control: control)
        }
    }

    /// Offers improved random plans.
    func offerRandom(count: Int) {
        var random = EngineRandom(seed: seed)
        for attempt in 0..<count {
            if control.mustStop, incumbent.objective != nil { return }
            let wish = (0..<model.siteCount).map { _ in 0.4 * Double(random.below(1 << 20)) / Double(1 << 20) }
            let found = FeasiblePlan(model, states: model.states).repaired(wish: wish, attempts: 3, seed: seed)
            guard let plan = found else { continue }
            incumbent.offer(plan)
            incumbent.offerImproved(plan, from: attempt * 7919, control: control)
        }
    }
}
