/// The data of the example: where clinics may open, who needs them, and how far apart they are.
struct Township {
    /// A town that may host a clinic.
    struct Town {
        var name: String
        /// Rent and equipment in thousand yuan a year.
        var openingCost: Double
        /// Consulting rooms: the most nurses it can seat.
        var rooms: Int
    }

    /// A village whose residents visit one clinic.
    struct Village {
        var name: String
        /// Visits a day.
        var visits: Int
        /// Kilometres to each town, in the order of the towns.
        var kilometres: [Double]
    }

    let towns = [
        Town(name: "Anping", openingCost: 210, rooms: 6),
        Town(name: "Beishan", openingCost: 160, rooms: 4),
        Town(name: "Caohe", openingCost: 190, rooms: 5),
        Town(name: "Dongli", openingCost: 140, rooms: 3),
    ]

    let villages = [
        Village(name: "East Field", visits: 34, kilometres: [4, 11, 15, 22]),
        Village(name: "Fish Pond", visits: 52, kilometres: [9, 3, 12, 18]),
        Village(name: "Green Hill", visits: 27, kilometres: [14, 6, 8, 13]),
        Village(name: "High Pass", visits: 41, kilometres: [19, 13, 5, 9]),
        Village(name: "Iron Bridge", visits: 38, kilometres: [23, 16, 7, 4]),
        Village(name: "Jade Spring", visits: 45, kilometres: [12, 9, 6, 14]),
        Village(name: "Kiln Lane", visits: 22, kilometres: [6, 10, 17, 24]),
    ]

    /// Visits a nurse can see in a day.
    let visitsPerNurse = 30
    /// Salary of a nurse in thousand yuan a year.
    let salary = 95.0
    /// Fewest nurses of an open clinic, so that one may be ill.
    let fewestNurses = 2
    /// Nurses the county can hire.
    let nursesAvailable = 11
    /// Thousand yuan a year that a daily visit costs per kilometre of the way.
    let travelCost = 0.5

    /// Yearly travel cost when a village goes to a town.
    func travelCost(_ village: Int, _ town: Int) -> Double {
        travelCost * Double(villages[village].visits) * villages[village].kilometres[town]
    }

    /// The least yearly cost, found by trying every way to send villages to towns; `nil` when none works.
    ///
    /// Independent of the model: it counts nurses by division and never sees a constraint.
    func costByEnumeration() -> Double? {
        var best: Double?
        var town = [Int](repeating: 0, count: villages.count)
        func tryFrom(_ village: Int) {
            if village == villages.count {
                guard let cost = cost(of: town) else { return }
                best = min(best ?? cost, cost)
                return
            }
            for choice in towns.indices {
                town[village] = choice
                tryFrom(village + 1)
            }
        }
        tryFrom(0)
        return best
    }

    private func cost(of town: [Int]) -> Double? {
        var visits = [Int](repeating: 0, count: towns.count)
        for village in villages.indices { visits[town[village]] += villages[village].visits }
        var nurses = 0
        var cost = 0.0
        for index in towns.indices where visits[index] > 0 {
            let needed = max(fewestNurses, (visits[index] + visitsPerNurse - 1) / visitsPerNurse)
            guard needed <= towns[index].rooms else { return nil }
            nurses += needed
            cost += towns[index].openingCost + salary * Double(needed)
        }
        guard nurses <= nursesAvailable else { return nil }
        return villages.indices.reduce(cost) { $0 + travelCost($1, town[$1]) }
    }
}
