extension DispatchPolicy {
    /// Everything wrong with the rules; empty when a dispatch can be planned under them.
    public func problems() -> [PlanningProblem] {
        var found: [PlanningProblem] = []
        for (name, value) in [
            ("presenceDaysPerWeek", presenceDaysPerWeek), ("workingDaysPerWeek", workingDaysPerWeek),
            ("daysPerVisit", daysPerVisit),
        ] where !(0.001...7).contains(value) {
            found.append(.init(field: "dispatch.\(name)", message: "\(value) days", fix: "give a number in 0.001...7"))
        }
        for (name, value) in [("hospitalShare", hospitalShare), ("releasableShare", releasableShare)]
        where !(0...1).contains(value) {
            found.append(.init(field: "dispatch.\(name)", message: "share \(value)", fix: "give a number in 0...1"))
        }
        if !(0...30_000).contains(reachKilometers) {
            found.append(
                .init(
                    field: "dispatch.reachKilometers", message: "reach \(reachKilometers) km",
                    fix: "give a number in 0...30000"))
        }
        return found
    }
}

extension Territory {
    /// What keeps a dispatch from being planned in this territory; empty when nothing does.
    func dispatchProblems() -> [PlanningProblem] {
        var found: [PlanningProblem] = []
        func report(_ field: String, _ message: String, _ fix: String) {
            found.append(PlanningProblem(field: field, message: message, fix: fix))
        }
        var residents: [ProvinceID: Int] = [:]
        var seen: Set<CountyID> = []
        for (index, county) in counties.enumerated() {
            let field = "counties[\(index)]"
            if !seen.insert(county.id).inserted {
                report("\(field).id", "\(county.id) appears twice", "give every county an identifier of its own")
            }
            if !(-90...90).contains(county.location.latitude) || !(-180...180).contains(county.location.longitude) {
                report(
                    "\(field).location",
                    "\(county.location.latitude), \(county.location.longitude) is no point on the Earth",
                    "give degrees, latitude −90...90 and longitude −180...180")
            }
            if !(0...10_000_000_000).contains(county.population) {
                report("\(field).population", "\(county.population) residents", "give 0...10^10")
            } else {
                residents[county.province, default: 0] &+= county.population
            }
            if let workers = county.healthWorkers, !(0...10_000_000_000).contains(workers) {
                report("\(field).healthWorkers", "\(workers) health workers", "give 0...10^10, or leave it out")
            }
            if self[county.province] == nil {
                report("\(field).province", "there is no province \(county.province)", "add it, or correct the code")
            }
        }
        var provincesSeen: Set<ProvinceID> = []
        for (index, province) in provinces.enumerated() {
            let field = "provinces[\(index)]"
            if !provincesSeen.insert(province.id).inserted {
                report("\(field).id", "\(province.id) appears twice", "give every province an identifier of its own")
            }
            let institutions = province.communityInstitutions
            if !(0...100_000_000).contains(institutions) {
                report("\(field).communityInstitutions", "\(institutions) institutions", "give 0...10^8")
            } else if institutions > 0 && residents[province.id, default: 0] <= 0 {
                report(
                    "\(field).communityInstitutions",
                    "\(institutions) institutions, but the counties of \(province.id) have no residents to divide them by",
                    "add its counties with their residents, or give 0")
            }
        }
        return found
    }
}
