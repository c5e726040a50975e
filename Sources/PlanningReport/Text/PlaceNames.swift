package import HealthPlanning

/// Names of places as reports print them; the bare code where a place is unknown.
extension Territory {
    /// `Xinyang 信阳市`.
    package func bilingualName(_ id: CityID) -> String {
        self[id].map { joined($0.name, $0.chineseName) } ?? id.rawValue
    }

    /// `Xinyang, Henan`.
    package func cityAndProvince(_ id: CityID) -> String {
        guard let city = self[id] else { return id.rawValue }
        guard let province = self[city.province], province.name != city.name else { return city.name }
        return "\(city.name), \(province.name)"
    }

    /// `Shihe 浉河区`.
    package func bilingualName(_ id: CountyID) -> String {
        self[id].map { joined($0.name, $0.chineseName) } ?? id.rawValue
    }

    /// `Shihe 浉河区 (Xinyang, Henan)`.
    package func countyAndCity(_ id: CountyID) -> String {
        guard let county = self[id] else { return id.rawValue }
        return "\(bilingualName(id)) (\(cityAndProvince(county.city)))"
    }

    /// The hospital's name.
    package func name(_ id: HospitalID) -> String { self[id]?.name ?? id.rawValue }

    /// The name of what an exception is about: a province, a city, or the bare text.
    package func subjectName(_ code: String) -> String {
        self[ProvinceID(code)]?.name ?? self[CityID(code)]?.name ?? code
    }

    private func joined(_ name: String, _ chineseName: String) -> String {
        name.isEmpty ? chineseName : chineseName.isEmpty ? name : "\(name) \(chineseName)"
    }
}
