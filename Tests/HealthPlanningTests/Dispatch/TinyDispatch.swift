import HealthPlanning
import _TestSupport

/// Small seeded territories, and every possible dispatch of them.
enum TinyDispatch {
    /// A territory of 2 to 4 counties on a line or a square, some out of reach of others.
    ///
    /// Under ``policy`` a health worker serves one institution. Residents are chosen so that each county's part of
    /// the province's institutions is plain.
    static func territory(seed: UInt64) -> (territory: Territory, institutions: [Int], staff: [Int]) {
        var generator = SeededGenerator(seed: seed)
        let count = Int.random(in: 2...4, using: &generator)
        let most = count == 4 ? 3 : 4
        let institutions = (0..<count).map { _ in Int.random(in: 0...most, using: &generator) }
        let staff = (0..<count).map { _ in Int.random(in: 0...most, using: &generator) }
        let province = ProvinceID("P")
        let counties = (0..<count).map { index in
            County(
                id: CountyID("C\(index)"), name: "County \(index)", chineseName: "县\(index)", city: CityID("P1"),
                province: province, region: .central,
                location: Coordinate(
                    latitude: 30 + Double(Int.random(in: 0...12, using: &generator)) / 10,
                    longitude: 110 + Double(Int.random(in: 0...12, using: &generator)) / 10),
                population: institutions[index] * 1_000,
                healthWorkers: staff[index] == 0 && Bool.random(using: &generator) ? nil : staff[index])
        }
        let territory = Territory(
            name: "tiny \(seed)",
            provinces: [
                Province(
                    id: province, name: "Province", chineseName: "省", region: .central, capital: CityID("P1"),
                    population: institutions.reduce(0, +) * 1_000,
                    communityInstitutions: institutions.reduce(0, +))
            ],
            cities: [
                City(
                    id: CityID("P1"), name: "City", chineseName: "市", level: .prefectureLevelCity, province: province,
                    region: .central, location: Coordinate(latitude: 30, longitude: 110), population: 1)
            ], counties: counties)
        return (territory, institutions, staff)
    }

    static var policy: DispatchPolicy {
        var policy = DispatchPolicy()
        policy.presenceDaysPerWeek = 1
        policy.workingDaysPerWeek = 1
        policy.hospitalShare = 1
        policy.releasableShare = 1
        policy.reachKilometers = 100
        return policy
    }

    /// The best dispatch in the order of aims.
    struct Best {
        var unserved: Int
        /// Σ shortage² ÷ institutions of the fairest share-out with the fewest unserved.
        var unfairness: Double
        /// Least travel with the fewest unserved.
        var travel: Double
        /// Least travel of each of the fairest share-outs, by shortages per county.
        var fairTravel: [[Int]: Double] = [:]
    }

    /// Tries every dispatch.
    static func bruteForce(_ territory: Territory, institutions: [Int], staff: [Int], reach: Double) -> Best {
        let count = institutions.count
        var left = staff
        var shortages = institutions
        var best = Best(unserved: Int.max, unfairness: .infinity, travel: .infinity)
        let kilometers = territory.counties.map { to in
            territory.counties.map { from in
                from.id == to.id ? 0 : from.location.roadLikeKilometers(to: to.location)
            }
        }
        func visit(_ to: Int, _ from: Int, _ missing: Int, _ unserved: Int, _ unfairness: Double, _ travel: Double) {
            if to == count {
                if unserved > best.unserved { return }
                if unserved < best.unserved {
                    best = Best(unserved: unserved, unfairness: .infinity, travel: .infinity)
                }
                best.travel = min(best.travel, travel)
                if unfairness < best.unfairness - 1e-9 {
                    best.unfairness = unfairness
                    best.fairTravel = [shortages: travel]
                } else if unfairness < best.unfairness + 1e-9 {
                    best.fairTravel[shortages] = min(best.fairTravel[shortages] ?? .infinity, travel)
                }
                return
            }
            if from == count {
                let next = to + 1
                shortages[to] = missing
                let share = institutions[to] == 0 ? 0 : Double(missing * missing) / Double(institutions[to])
                visit(
                    next, 0, next < count ? institutions[next] : 0, unserved + missing, unfairness + share, travel)
                return
            }
            let isReachable = kilometers[to][from] <= reach
            for amount in 0...(isReachable ? min(missing, left[from]) : 0) {
                left[from] -= amount
                visit(
                    to, from + 1, missing - amount, unserved, unfairness,
                    travel + Double(amount) * kilometers[to][from])
                left[from] += amount
            }
        }
        visit(0, 0, institutions[0], 0, 0, 0)
        return best
    }
}

extension DispatchPlan {
    /// Σ shortage² ÷ institutions.
    var unfairness: Double {
        var served: [CountyID: Int] = [:]
        for flow in flows { served[flow.to, default: 0] += flow.institutions }
        return shortages.reduce(0) { sum, shortage in
            let institutions = shortage.institutions + served[shortage.county, default: 0]
            return sum + Double(shortage.institutions * shortage.institutions) / Double(institutions)
        }
    }
}
