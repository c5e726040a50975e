import Foundation
import HealthPlanning
import Testing
import _TestSupport

@Suite struct InequalityTests {
    private func sample(_ seed: UInt64, zeros: Bool = false) -> (values: [Double], weights: [Double], groups: [Int]) {
        var random = SeededGenerator(seed: seed)
        let count = Int.random(in: 2...40, using: &random)
        return (
            (0..<count).map { _ in zeros && Bool.random(using: &random) ? 0 : Double.random(in: 0.1...9, using: &random)
            },
            (0..<count).map { _ in Double(Int.random(in: 0...5, using: &random)) },
            (0..<count).map { _ in Int.random(in: 0..<3, using: &random) }
        )
    }

    /// Σ_i Σ_k w_i w_k |a_i − a_k| / (2 W² μ), term by term.
    private func giniByDefinition(_ values: [Double], _ weights: [Double]) -> Double {
        let total = weights.reduce(0, +)
        let mean = zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } / total
        var sum = 0.0
        for i in values.indices {
            for k in values.indices { sum += weights[i] * weights[k] * abs(values[i] - values[k]) }
        }
        return sum / (2 * total * total * mean)
    }

    @Test(arguments: UInt64(0)..<60) func giniEqualsItsDoubleSum(seed: UInt64) {
        let (values, weights, _) = sample(seed, zeros: seed % 2 == 0)
        let total = zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 }
        let gini = Inequality.gini(values, weights: weights)
        if total > 0 {
            #expect(approximatelyEqual(gini, giniByDefinition(values, weights), within: 1e-9))
        } else {
            #expect(gini == 0)
        }
    }

    @Test func knownValues() {
        #expect(Inequality.gini([1, 1, 1], weights: [1, 2, 3]) == 0)
        #expect(approximatelyEqual(Inequality.gini([0, 1], weights: [1, 1]), 0.5))
        #expect(approximatelyEqual(Inequality.gini([0, 0, 0, 4], weights: [1, 1, 1, 1]), 0.75))
        #expect(approximatelyEqual(Inequality.theilT([0, 2], weights: [1, 1]), log(2)))
        #expect(approximatelyEqual(Inequality.theilL([1, 3], weights: [1, 1]), 0.5 * (log(2) + log(2.0 / 3))))
        #expect(Inequality.theilL([0, 3], weights: [1, 1]) == .infinity)
        #expect(Inequality.quantile(0.9, of: [1, 2, 3], weights: [5, 4, 1]) == 2)
        #expect(Inequality.quantile(0.91, of: [1, 2, 3], weights: [5, 4, 1]) == 3)
        #expect(Inequality.quantile(0.9, of: [1], weights: [0]) == nil)
        // Everything to the poorest half: −0.5; to the richest: 0.5; ties share their rank.
        #expect(approximatelyEqual(Inequality.concentrationIndex([2, 0], weights: [1, 1], ranking: [1, 2]), -0.5))
        #expect(approximatelyEqual(Inequality.concentrationIndex([0, 2], weights: [1, 1], ranking: [1, 2]), 0.5))
        #expect(Inequality.concentrationIndex([0, 2], weights: [1, 1], ranking: [1, 1]) == 0)
        for empty in [
            Inequality.gini([], weights: []), Inequality.theilT([], weights: []), Inequality.mean([], weights: []),
        ] {
            #expect(empty == 0)
        }
    }

    @Test(arguments: UInt64(100)..<140) func theilSplitsIntoBetweenAndWithin(seed: UInt64) {
        let (values, weights, groups) = sample(seed, zeros: seed % 2 == 0)
        let parts = Inequality.theilT(values, weights: weights, groups: groups)
        #expect(
            approximatelyEqual(parts.between + parts.within, Inequality.theilT(values, weights: weights), within: 1e-9))
        #expect(parts.between >= -1e-12 && parts.within >= -1e-12)
    }

    /// Ranks by the values themselves give the Gini coefficient.
    @Test(arguments: UInt64(200)..<220) func concentrationByOwnRankIsTheGini(seed: UInt64) {
        let (values, weights, _) = sample(seed)
        guard zip(values, weights).contains(where: { $0.0 * $0.1 > 0 }) else { return }
        let concentration = Inequality.concentrationIndex(values, weights: weights, ranking: values)
        #expect(approximatelyEqual(concentration, Inequality.gini(values, weights: weights), within: 1e-9))
    }

    /// Measures of inequality neither see units nor how people are split into areas.
    @Test(arguments: UInt64(300)..<320) func scalingAndSplittingChangeNothing(seed: UInt64) {
        let (values, weights, _) = sample(seed)
        let measures = [Inequality.gini, Inequality.theilT, Inequality.theilL]
        for measure in measures {
            let base = measure(values, weights)
            #expect(approximatelyEqual(measure(values.map { 7 * $0 }, weights), base, within: 1e-9))
            #expect(
                approximatelyEqual(measure(values + values, (weights + weights).map { $0 / 2 }), base, within: 1e-9))
        }
    }

    /// Luo & Qi: people-weighted access adds up to the supply that anyone reaches.
    @Test(arguments: UInt64(400)..<430) func catchmentsConserveSupply(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let weights = (0..<20).map { _ in Double(Int.random(in: 0...9, using: &random)) }
        let supply = (0..<5).map { _ in Double.random(in: 1...4, using: &random) }
        let distance = (0..<20).map { _ in (0..<5).map { _ in Double.random(in: 0...400, using: &random) } }
        let access = FloatingCatchment.access(weights: weights, supply: supply) {
            FloatingCatchment.bands(distance[$0][$1], catchment: 150)
        }
        let reached = supply.indices.filter { site in
            weights.indices.contains { weights[$0] > 0 && distance[$0][site] <= 150 }
        }
        let total = zip(access, weights).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(approximatelyEqual(total, reached.reduce(0) { $0 + supply[$1] }, within: 1e-9))
    }

    @Test func metricsWithoutAnyCentreAreFinite() {
        let world = RandomWorld(seed: 3)
        let metrics = PlanMetrics(territory: world.territory, existing: [], new: [])
        let access = metrics.national.after
        #expect(access.unreached == access.population && access.coverage == 0 && access.meanKilometers == 0)
        #expect(metrics.equityAfter?.withoutAccessShare == 1)
    }

    @Test func primacyComparesTheTwoBestCities() {
        var world = RandomWorld(seed: 3)
        var cities = world.territory.cities
        for index in cities.indices {
            cities[index].hospitalBeds = cities[index].province == ProvinceID("P0") ? 100 * (index + 1) : nil
        }
        world.territory = Territory(
            name: "", provinces: world.territory.provinces, cities: cities, counties: world.territory.counties
        )
        let beds = cities.compactMap(\.hospitalBeds).sorted(by: >)
        let expected = beds.count > 1 ? Double(beds[0]) / Double(beds[1]) : nil
        #expect(world.territory.primacyRatio(of: ProvinceID("P0")) == expected)
        #expect(world.territory.primacyRatio(of: ProvinceID("P1")) == nil)
    }
}
