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
            for number in 0..<340 {
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
                    // GLPK's duals, whole at every vertex, prove the same limit as ours.
                    let duals = try #require(program.dualSolution, "seed \(seed)").dualValues
                    let prices = duals.map { -Int64($0.rounded()) }
                    #expect(network.lowerBound(prices: prices) == cost, "seed \(seed)")
                    #expect(network.lowerBound(prices: answer.prices) == cost, "seed \(seed)")
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

        @Test("transport from few to many: the same optimum, and duals that prove each other's", arguments: 0..<6)
        func transport(variant: Int) throws {
            for number in 0..<200 {
                let seed = UInt64(70_000 + 1_000 * variant + number)
                let problem = SparseProblems.random(
                    suppliers: 1...6, receivers: 1...14, supply: variant % 2 == 0 ? 4 : 12,
                    need: variant < 2 ? nil : 0...4, cost: variant == 4 ? 0...2 : -20...60,
                    density: variant == 5 ? 0.2 : 0.6, seed: seed)
                let plan = try problem.solve()
                let unmetCost = SparseProblems.unmetCost(problem, plan)
                let network = SparseProblems.network(problem, unmetCost: unmetCost)
                let program = try GLPKSolver().solve(model(network), options: SolveOptions())
                let optimum = try #require(program.objective, "seed \(seed)")
                let whole = plan.cost + Int128(plan.unmet) * Int128(unmetCost)
                #expect(approximatelyEqual(Double(whole), optimum, within: 1e-9), "seed \(seed)")
                let duals = try #require(program.dualSolution, "seed \(seed)").dualValues
                // Prices of suppliers count from the node that takes what is left over.
                let spare = Int64(duals[network.nodeCount - 1].rounded())
                let prices = (0..<problem.supplierCount).map { spare - Int64(duals[$0].rounded()) }
                #expect(
                    problem.lowerBound(prices: prices, ceiling: plan.ceiling, unmet: plan.unmet) == plan.cost,
                    "seed \(seed)")
            }
        }
    }
#endif
