extension Territory {
    /// Name and code of a city, since names alone are not unique: "Suzhou (320500)".
    func label(_ city: CityID) -> String { self[city].map { "\($0.name) (\(city))" } ?? city.rawValue }

    /// Name and code of a province.
    func label(_ province: ProvinceID) -> String {
        self[province].map { "\($0.name) (\(province))" } ?? province.rawValue
    }
}

extension Int {
    /// The number with a comma after every third digit: 1,500,000.
    var grouped: String {
        var digits = String(magnitude)
        var index = digits.count - 3
        while index > 0 {
            digits.insert(",", at: digits.index(digits.startIndex, offsetBy: index))
            index -= 3
        }
        return self < 0 ? "-" + digits : digits
    }
}

extension Double {
    /// The number rounded to whole units, grouped; "infinite" or "not a number" where it is.
    var grouped: String {
        guard isFinite, magnitude < 9e18 else { return isNaN ? "not a number" : self < 0 ? "-infinite" : "infinite" }
        return Int(rounded()).grouped
    }
}
