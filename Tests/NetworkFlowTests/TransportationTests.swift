import LinearOptimization
import NetworkFlow
import Testing
import _TestSupport

@Suite("Transportation and assignment")
struct TransportationTests {
    private func random(seed: UInt64, unmetCost: Int64?) -> TransportationProblem {
        var generator = SeededGenerator(seed: seed)
        let suppliers = Int.random(in: 1...4, using: &generator)
        let receivers = Int.random(in: 1...4, using: &generator)
        var problem = TransportationProblem(
            supplies: (0..<suppliers).map { _ in Int64.random(in: 0...4, using: &generator) },
            demands: (0..<receivers).map { _ in Int64.random(in: 0...3, using: &generator) }, unmetCost: unmetCost)
        for supplier in 0..<suppliers {
            for receiver in 0..<receivers where Int.random(in: 0..<10, using: &generator) < 7 {
                problem.lanes.append(
                    .init(supplier: supplier, receiver: receiver, cost: Int64.random(in: 0...9, using: &generator)))
            }
        }
        return problem
    }

    @Test("prices prove the plan, whether all demand is met or not", arguments: 0..<4)
    func prices(batch: Int) throws {
        for seed in (batch * 100)..<(batch * 100 + 100) { try checkPrices(seed: seed) }
    }

    private func checkPrices(seed: Int) throws {
        let problem = random(seed: UInt64(seed), unmetCost: seed % 2 == 0 ? 25 : nil)
        let plan = try problem.solve()
        guard plan.termination.isOptimal else {
            #expect(problem.unmetCost == nil)
            let shortage = try #require(plan.shortage)
            let need = shortage.receivers.reduce(0) { $0 + problem.demands[$1] }
            let reach = Set(problem.lanes.filter { shortage.receivers.contains($0.receiver) }.map(\.supplier))
            #expect(reach.isSubset(of: shortage.suppliers))
            #expect(need - shortage.suppliers.reduce(0) { $0 + problem.supplies[$1] } == shortage.missing)
            #expect(shortage.missing > 0)
            return
        }
        var sent = [Int64](repeating: 0, count: problem.supplies.count)
        var arrived = plan.unmet
        var cost: Int128 = 0
        for (lane, amount) in zip(problem.lanes, plan.shipments) {
            #expect(amount >= 0)
            sent[lane.supplier] += amount
            arrived[lane.receiver] += amount
            cost += Int128(amount * lane.cost)
            #expect(plan.demandPrices[lane.receiver] <= plan.supplyPrices[lane.supplier] + lane.cost)
        }
        for amount in plan.unmet { cost += Int128(amount * (problem.unmetCost ?? 0)) }
        #expect(arrived == problem.demands)
        for (sent, supply) in zip(sent, problem.supplies) { #expect(sent <= supply) }
        #expect(plan.supplyPrices.allSatisfy { $0 >= 0 })
        if let unmetCost = problem.unmetCost { #expect(plan.demandPrices.allSatisfy { $0 <= unmetCost }) }
        let dual =
            zip(problem.demands, plan.demandPrices).reduce(Int128(0)) { $0 + Int128($1.0 * $1.1) }
            - zip(problem.supplies, plan.supplyPrices).reduce(Int128(0)) { $0 + Int128($1.0 * $1.1) }
        #expect(cost == plan.cost)
        #expect(dual == cost)
    }

    @Test("assignments agree with every permutation", arguments: 0..<4)
    func assignments(batch: Int) throws {
        for seed in (batch * 100)..<(batch * 100 + 100) { try checkAssignment(seed: seed) }
    }

    private func checkAssignment(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let rows = Int.random(in: 1...5, using: &generator)
        let columns = Int.random(in: 1...5, using: &generator)
        let costs = (0..<rows).map { _ in
            (0..<columns).map { _ in
                Int.random(in: 0..<10, using: &generator) < 7 ? Int64.random(in: -9...9, using: &generator) : nil
            }
        }
        var best: Int64?
        var used = [Bool](repeating: false, count: columns)
        func visit(_ row: Int, _ cost: Int64) {
            if row == rows {
                best = min(best ?? cost, cost)
                return
            }
            for column in 0..<columns where !used[column] {
                guard let entry = costs[row][column] else { continue }
                used[column] = true
                visit(row + 1, cost + entry)
                used[column] = false
            }
        }
        visit(0, 0)
        let answer = try Assignment.minimumCost(costs)
        guard let best else {
            #expect(answer.termination.reason == .infeasible)
            let open = Set(answer.blockedRows.flatMap { row in (0..<columns).filter { costs[row][$0] != nil } })
            #expect(open.count < answer.blockedRows.count)
            return
        }
        #expect(answer.cost == Int128(best))
        #expect(Set(answer.columns).count == rows)
        #expect(answer.columns.enumerated().reduce(0) { $0 + (costs[$1.0][$1.1] ?? 1_000) } == best)
    }

    @Test("columns that take several rows")
    func columnCapacities() throws {
        let costs: [[Int64?]] = [[1, 5], [2, 5], [3, 5]]
        #expect(try Assignment.minimumCost(costs, columnCapacities: [2, 1]).cost == 8)
        #expect(try Assignment.minimumCost(costs, columnCapacities: [3, 0]).cost == 6)
        #expect(try Assignment.minimumCost(costs, columnCapacities: [1, 1]).termination.reason == .infeasible)
    }
}
