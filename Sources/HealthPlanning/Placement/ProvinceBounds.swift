/// How many new centres a province gets at least and at most, and which rules say so.
struct ProvinceBounds {
    let province: ProvinceID
    /// Least number, 0 where nothing asks for one.
    let lower: Int
    /// Rule behind ``lower``.
    let lowerRule: String
    /// Most; `nil` for no limit.
    let upper: Int?
    /// Rule behind ``upper``.
    let upperRule: String
    /// Positions of the province's candidates.
    let candidates: [Int]

    /// The bounds of every province, in the order of the data.
    ///
    /// O(provinces + candidates).
    static func all(territory: Territory, policy: Policy, admission: HostAdmission) -> [ProvinceBounds] {
        let served = Set(admission.existing.compactMap { territory[$0]?.province })
        var candidates: [ProvinceID: [Int]] = [:]
        for (index, id) in admission.candidates.enumerated() {
            if let city = territory[id] { candidates[city.province, default: []].append(index) }
        }
        return territory.provinces.map { province in
            let id = province.id
            let own = candidates[id] ?? []
            if let quota = policy.provinceQuotas[id], !policy.waives("provinceQuotas", id) {
                return ProvinceBounds(
                    province: id, lower: quota.lowerBound, lowerRule: "provinceQuotas", upper: quota.upperBound,
                    upperRule: "provinceQuotas", candidates: own
                )
            }
            let needs = !served.contains(id) && !policy.waives("minimumPerProvinceWithoutCenter", id)
            return ProvinceBounds(
                province: id, lower: needs ? policy.minimumPerProvinceWithoutCenter : 0,
                lowerRule: "minimumPerProvinceWithoutCenter",
                upper: policy.waives("maximumPerProvince", id) ? nil : policy.maximumPerProvince,
                upperRule: "maximumPerProvince", candidates: own
            )
        }
    }

    /// Most new centres the bounds and candidates allow.
    var capacity: Int { min(upper ?? candidates.count, candidates.count) }
}

extension Policy {
    /// Least number of centres in priority regions when `count` are built, free of rounding noise.
    func minimumPriorityCount(of count: Int) -> Int {
        guard let share = minimumPriorityShare else { return 0 }
        return Int((share * Double(count) - 1e-9).rounded(.up))
    }

    /// Cost of a new centre in a city, in 100 million yuan.
    func cost(of city: CityID) -> Double { costByCity[city] ?? costPerCenter }
}
