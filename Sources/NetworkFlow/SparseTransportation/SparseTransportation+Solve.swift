public import LinearOptimization

extension SparseTransportation {
    /// Serves as much need as possible, and that at least total cost, exactly.
    ///
    /// Of the options, the time limit, cancellation and progress are honoured; stopped early, the plan serves what
    /// it can without proof.
    ///
    /// - Parameters:
    ///   - start: An earlier plan of a similar problem with the same suppliers; the closer it is, the less is to be
    ///     done. Its shipments are kept where receivers and arcs are the same.
    ///   - options: Limits and cancellation.
    /// - Throws: ``InvalidNetwork`` with every problem of malformed data.
    public func solve(
        from start: SparseTransportationPlan? = nil, options: SolveOptions = SolveOptions()
    ) throws(InvalidNetwork) -> SparseTransportationPlan {
        try solve(from: start, options: options, ceilingAtLeast: 0)
    }

    /// Solves with a ceiling that also tops the costs of arcs not listed.
    func solve(
        from start: SparseTransportationPlan?, options: SolveOptions, ceilingAtLeast: Int64
    ) throws(InvalidNetwork) -> SparseTransportationPlan {
        let problems = problems()
        guard problems.isEmpty, let own = ceiling() else { throw InvalidNetwork(problems) }
        let ceiling = max(own, ceilingAtLeast)
        let watch = FlowWatch(options, start: ContinuousClock().now)
        switch costs {
        case .offsets(let entries, let base):
            return CondensedRun(problem: self, entries: entries, base: base, ceiling: ceiling, watch: watch)
                .solve(from: start)
        case .exact(let entries):
            let base = costRange().least
            return CondensedRun(
                problem: self, entries: entries.map { $0 - base }, base: base, ceiling: ceiling, watch: watch
            ).solve(from: start)
        }
    }
}

/// One solve: a start from prices of a sample, the engine, and the plan read off it.
private struct CondensedRun<Cost: CondensedCost> {
    let problem: SparseTransportation
    /// Costs above `base`, none negative.
    let entries: [Cost]
    let base: Int64
    let ceiling: Int64
    let watch: FlowWatch

    /// Every how many receivers one is in the sample.
    private static var stride: Int { 4 }

    func solve(from start: SparseTransportationPlan?) -> SparseTransportationPlan {
        let clock = ContinuousClock()
        let begun = clock.now
        var prices = start?.prices
        if prices?.count != problem.supplierCount { prices = nil }
        prices = prices?.map { min(max(0, $0), ceiling) } ?? samplePrices(problem, entries)
        let sampled = clock.now
        var plan = withEngine(problem, entries) { engine in
            engine.start(prices: prices, keeping: start?.shipments)
            let placed = clock.now
            let isOptimal = engine.run { watch.shouldStop(pivots: $0) }
            if !isOptimal { engine.shedOverload() }
            var plan = read(engine)
            if isOptimal {
                plan.bound = problem.lowerBound(prices: plan.prices, ceiling: ceiling, unmet: plan.unmet)
            } else {
                plan.termination = Termination(.feasible, limit: watch.limit)
            }
            plan.statistics.simplexIterations = engine.augmentations
            plan.statistics.stages = [
                .init(name: "prices of a sample", duration: sampled - begun),
                .init(name: "cheapest suppliers", duration: placed - sampled),
                .init(name: "shortest paths", duration: clock.now - placed),
            ]
            return plan
        }
        // The proof is the prices' own limit, recomputed from the problem; without it there is no claim.
        if plan.termination.isOptimal, plan.bound != plan.cost {
            plan.termination = Termination(.numericalError, detail: "the prices do not prove the plan")
        }
        return plan
    }

    private func withEngine<Result>(
        _ problem: SparseTransportation, _ entries: [Cost], _ body: (CondensedEngine<Cost>) -> Result
    ) -> Result {
        problem.starts.withUnsafeBufferPointer { starts in
            problem.suppliers.withUnsafeBufferPointer { suppliers in
                entries.withUnsafeBufferPointer { costs in
                    func run(_ needs: UnsafePointer<Int32>?) -> Result {
                        // An empty array has no address; then nothing is read from it either.
                        body(
                            CondensedEngine<Cost>(
                                supplies: problem.supplies, starts: starts, receiverCount: problem.receiverCount,
                                suppliers: suppliers, costs: costs, needs: needs, ceiling: ceiling))
                    }
                    guard let needs = problem.needs else { return run(nil) }
                    return needs.withUnsafeBufferPointer { run($0.baseAddress) }
                }
            }
        }
    }

    /// Prices of the problem with every fourth receiver, found the same way; `nil` when too few remain to tell.
    private func samplePrices(_ whole: SparseTransportation, _ costs: [Cost]) -> [Int64]? {
        let count = whole.receiverCount / Self.stride
        guard count >= 8 * whole.supplierCount, count >= 1_000, watch.limit == nil else { return nil }
        var part = SparseTransportation(
            supplies: whole.supplies, needs: whole.needs == nil ? nil : [], starts: [0], suppliers: [],
            costs: .exact([]))
        var partCosts: [Cost] = []
        part.starts.reserveCapacity(count + 2)
        part.suppliers.reserveCapacity(whole.arcCount / Self.stride)
        partCosts.reserveCapacity(whole.arcCount / Self.stride)
        var needed: Int128 = 0
        var sampled: Int128 = 0
        for receiver in 0..<whole.receiverCount {
            let need = whole.need(of: receiver)
            needed += Int128(need)
            guard receiver % Self.stride == 0 else { continue }
            sampled += Int128(need)
            let arcs = whole.arcs(of: receiver)
            part.suppliers.append(contentsOf: whole.suppliers[arcs])
            partCosts.append(contentsOf: costs[arcs])
            part.starts.append(Int32(part.suppliers.count))
            part.needs?.append(Int32(need))
        }
        guard sampled > 0 else { return nil }
        // Rounded up, lest a sample run short where the whole does not.
        part.supplies = whole.supplies.map { Int64((Int128($0) * sampled + needed - 1) / needed) }
        let coarser = samplePrices(part, partCosts)
        return withEngine(part, partCosts) { engine in
            engine.start(prices: coarser, keeping: nil)
            return engine.run { watch.shouldStop(pivots: $0) } ? engine.prices : nil
        }
    }

    private func read(_ engine: CondensedEngine<Cost>) -> SparseTransportationPlan {
        var served: Int64 = 0
        var unmet: Int64 = 0
        var cost: Int128 = 0
        let shipments: SparseTransportationPlan.Shipments
        if let flow = engine.flow, let left = engine.unmet {
            for arc in 0..<problem.arcCount where flow[arc] > 0 {
                served += Int64(flow[arc])
                cost += Int128(flow[arc]) * (Int128(base) + Int128(Int64(truncatingIfNeeded: entries[arc])))
            }
            for receiver in 0..<problem.receiverCount { unmet += Int64(left[receiver]) }
            shipments = .units(Array(UnsafeBufferPointer(start: flow, count: problem.arcCount)))
        } else {
            var holders = [Int32](repeating: -1, count: problem.receiverCount)
            for receiver in holders.indices {
                let holder = engine.holder[receiver]
                guard Int(holder) != engine.nobody else {
                    unmet += 1
                    continue
                }
                holders[receiver] = holder
                served += 1
                for arc in engine.arcs(of: receiver) where problem.suppliers[arc] == holder {
                    cost += Int128(base) + Int128(Int64(truncatingIfNeeded: entries[arc]))
                }
            }
            shipments = .supplierOf(holders)
        }
        return SparseTransportationPlan(
            termination: Termination(.optimal), shipments: shipments, served: served, unmet: unmet, cost: cost,
            bound: nil, prices: engine.prices, ceiling: ceiling, statistics: SolveStatistics())
    }
}
