#if GLPK
    import GLPKSolver
    import LinearOptimization
    import NetworkFlow
    import Testing
    import _TestSupport

    @Suite("Minimum-cost flow beside GLPK")
    struct LinearProgramTests {
        private func model(_ network: FlowNetwork) -> Model {
            var model = Model("flow")
            var balance = [LinearExpression](repeating: LinearExpression(), count: network.nodeCount)
            var cost = LinearExpression()
            for arc in 0..<network.arcCount {
                let capacity = network.capacities[arc]
                let flow = model.addVariable(
                    atLeast: Double(network.lowerBound(ofArc: arc)),
                    atMost: capacity == FlowNetwork.unlimited ? .infinity : Double(capacity))
                balance[Int(network.sources[arc])].add(1, flow)
                balance[Int(network.targets[arc])].add(-1, flow)
                cost.add(Double(network.costs[arc]), flow)
            }
            for node in 0..<network.nodeCount {
                let supply = Double(network.supplies[node])
                model.add(balance[node], in: supply...supply)
            }
            model.minimize(cost)
            return model
        }

        @Test("the same status, the same optimum", arguments: 0..<6)
        func agreement(variant: Int) throws {
            let shapes: [Networks.Shape] = [
                .init(nodes: 2...12, arcs: 4...40, capacity: 9, cost: 0...20, supply: 4),
                .init(nodes: 2...12, arcs: 4...40, capacity: 9, cost: -10...20, supply: 4),
                .init(nodes: 2...10, arcs: 4...40, capacity: 9, cost: -1...20, supply: 4, unlimitedShare: 0.4),
                .init(nodes: 2...10, arcs: 4...40, capacity: 6, cost: -5...20, supply: 2, lowerBoundShare: 0.1),
                .init(nodes: 2...10, arcs: 4...40, capacity: 9, cost: 0...20, supply: 2, isBalanced: false),
                .init(nodes: 20...40, arcs: 150...300, capacity: 30, cost: 0...100, supply: 12),
            ]
            var seen: [Termination.Reason: Int] = [:]
            for number in 0..<150 {
                let seed = UInt64(10_000 * variant + number)
                let network = Networks.random(shapes[variant], seed: seed)
                let answer = try network.minimumCostFlow()
                let program = try GLPKSolver().solve(model(network), options: SolveOptions())
                seen[answer.termination.reason, default: 0] += 1
                switch answer.termination.reason {
                case .optimal:
                    #expect(program.termination.isOptimal, "seed \(seed)")
                    let cost = try #require(answer.cost, "seed \(seed)")
                    let optimum = try #require(program.objective, "seed \(seed)")
                    #expect(approximatelyEqual(Double(cost), optimum), "seed \(seed)")
                case .infeasible:
                    #expect(
                        [.infeasible, .infeasibleOrUnbounded].contains(program.termination.reason), "seed \(seed)")
                default:
                    #expect(answer.termination.reason == .unbounded, "seed \(seed)")
                    #expect(
                        [.unbounded, .infeasibleOrUnbounded].contains(program.termination.reason), "seed \(seed)")
                }
            }
            #expect(seen[.optimal, default: 0] > 3)
            if variant == 2 { #expect(seen[.unbounded, default: 0] > 3) }
            if variant == 4 { #expect(seen[.infeasible, default: 0] > 3) }
        }
    }
#endif
