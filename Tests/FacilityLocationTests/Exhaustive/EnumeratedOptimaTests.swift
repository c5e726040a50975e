import FacilityLocation
import LinearOptimization
import Testing

/// Every engine against the optimum by enumeration, on small random problems of every kind.
struct EnumeratedOptimaTests {
    @Test(arguments: BruteForceTable.families)
    func enginesFindTheOptimum(family: BruteForceFamily) throws {
        for seed in family.seeds {
            var random = RandomProblems(seed: seed)
            let example = family.make(&random)
            for engine in family.engines {
                let result = try example.solve(LocationOptions(engine: engine))
                try check(
                    result, optimum: example.optimum, engine: engine, searchIsComplete: family.searchIsComplete,
                    evaluate: example.evaluate, "\(family), seed \(seed), \(engine)")
            }
        }
    }

    @Test func thereAreEnoughProblems() {
        #expect(BruteForceTable.families.reduce(0) { $0 + $1.seeds.count } >= 5_000)
    }
}
