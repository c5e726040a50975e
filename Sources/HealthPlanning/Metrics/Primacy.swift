extension Territory {
    /// The primacy ratio of a province: hospital beds of its best-endowed city over those of the second.
    ///
    /// `nil` with fewer than two cities with known beds, or when the second has none. The mean over provinces is about
    /// 2.3 in China (Wan et al. 2021, PMC8508408).
    public func primacyRatio(of province: ProvinceID) -> Double? {
        let beds = cities.lazy.filter { $0.province == province }.compactMap(\.hospitalBeds).sorted(by: >)
        guard beds.count >= 2, beds[1] > 0 else { return nil }
        return Double(beds[0]) / Double(beds[1])
    }
}
