import FacilityLocation
import LinearOptimization
import Testing

/// Every engine against the optimum by enumeration, on small random problems of every kind.
struct EnumeratedOptimaTests {
    /// Seeds come in blocks, so that a failure names a short range.
    static let blocks = Array(0..<20)

    @Test(arguments: blocks)
    func nearestSite(block: Int) throws {
        for seed in block * 60..<block * 60 + 60 {
            var random = RandomProblems(seed: UInt64(seed))
            let problem = random.nearestSite(sites: random.whole(1...8), clients: random.whole(1...9))
            let optimum = Enumeration.best(problem)
            for engine in [LocationEngine.greedy, .glpk, .exact] {
                let result = try problem.solve(LocationOptions(engine: engine))
                try check(
                    result,
                    optimum: optimum,
                    engine: engine,
                    evaluate: { try problem.evaluate(open: $0.openSites) },
                    "nearest-site, seed \(seed), \(engine)"
                )
            }
        }
    }

    @Test(arguments: blocks)
    func conditionalMedian(block: Int) throws {
        for seed in block * 15..<block * 15 + 15 {
            var random = RandomProblems(seed: 10_000 + UInt64(seed))
            let problem = random.conditionalMedian(sites: random.whole(1...7), clients: random.whole(1...8))
            let optimum = Enumeration.best(problem)
            for engine in [LocationEngine.greedy, .exact] {
                let result = try problem.solve(LocationOptions(engine: engine))
                try check(
                    result,
                    optimum: optimum,
                    engine: engine,
                    evaluate: { try problem.evaluate(open: $0.openSites) },
                    "conditional median, seed \(seed), \(engine)"
                )
            }
        }
    }

    @Test(arguments: blocks)
    func setCovering(block: Int) throws {
        for seed in block * 25..<block * 25 + 25 {
            var random = RandomProblems(seed: 20_000 + UInt64(seed))
            let problem = random.setCovering(sites: random.whole(1...8), clients: random.whole(1...10))
            let optimum = Enumeration.best(problem)
            for engine in [LocationEngine.greedy, .exact] {
                let result = try problem.solve(LocationOptions(engine: engine))
                try check(
                    result,
                    optimum: optimum,
                    engine: engine,
                    evaluate: { try problem.evaluate(open: $0.openSites) },
                    "set covering, seed \(seed), \(engine)"
                )
            }
        }
    }

    @Test(arguments: blocks)
    func center(block: Int) throws {
        for seed in block * 15..<block * 15 + 15 {
            var random = RandomProblems(seed: 30_000 + UInt64(seed))
            let problem = random.center(sites: random.whole(1...8), clients: random.whole(1...8))
            let optimum = Enumeration.best(problem)
            for engine in [LocationEngine.greedy, .exact] {
                let result = try problem.solve(LocationOptions(engine: engine))
                try check(
                    result,
                    optimum: optimum,
                    engine: engine,
                    evaluate: { try problem.evaluate(open: $0.openSites) },
                    "center, seed \(seed), \(engine)"
                )
            }
        }
    }

    @Test(arguments: blocks)
    func capacitated(block: Int) throws {
        for seed in block * 10..<block * 10 + 10 {
            var random = RandomProblems(seed: 40_000 + UInt64(seed))
            let problem = random.capacitated(
                sites: random.whole(1...6), clients: random.whole(1...7), isSingleSource: false)
            let optimum = Enumeration.best(problem) { open in
                let sites = open.indices.filter { open[$0] }
                let allocation = problem.allocation(open: sites)
                let served = allocation.reduce(0) { $0 + $1.amount }
                guard abs(served - problem.demands.reduce(0, +)) <= 1e-7 else { return nil }
                let price = Dictionary(
                    uniqueKeysWithValues: problem.serviceCosts.offsets.indices.dropLast().flatMap { client in
                        problem.serviceCosts.entries(of: client).map { entry in
                            ([client, Int(problem.serviceCosts.sites[entry])], problem.serviceCosts.costs[entry])
                        }
                    }
                )
                return allocation.reduce(0.0) { $0 + $1.amount * (price[[$1.client, $1.site]] ?? .infinity) }
            }
            for engine in [LocationEngine.greedy, .exact] {
                let result = try problem.solve(LocationOptions(engine: engine))
                try check(
                    result,
                    optimum: optimum,
                    engine: engine,
                    evaluate: { try problem.evaluate(open: $0.openSites, allocation: $0.allocation) },
                    "capacitated, seed \(seed), \(engine)"
                )
            }
        }
    }

    @Test(arguments: blocks)
    func singleSource(block: Int) throws {
        for seed in block * 8..<block * 8 + 8 {
            var random = RandomProblems(seed: 50_000 + UInt64(seed))
            let problem = random.capacitated(
                sites: random.whole(1...4), clients: random.whole(1...5), isSingleSource: true)
            let optimum = Enumeration.best(problem) { Enumeration.singleSource(problem, $0) }
            for engine in [LocationEngine.greedy, .exact] {
                let result = try problem.solve(LocationOptions(engine: engine))
                try check(
                    result,
                    optimum: optimum,
                    engine: engine,
                    searchIsComplete: false,
                    evaluate: { try problem.evaluate(open: $0.openSites, allocation: $0.allocation) },
                    "single source, seed \(seed), \(engine)"
                )
            }
        }
    }
}
