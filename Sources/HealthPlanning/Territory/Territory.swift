/// A country as the planner sees it: divisions, people, centres, hospitals.
///
/// Immutable once made.
///
/// Arrays keep the order of the data; lookups by identifier are O(1).
public struct Territory: Sendable {
    /// Name of the dataset.
    public let name: String
    /// SHA-256 or similar fingerprint of the data, for provenance.
    public let fingerprint: String
    /// Provinces.
    public let provinces: [Province]
    /// Cities.
    public let cities: [City]
    /// Counties: a partition of the population.
    public let counties: [County]
    /// Existing regional and national centres.
    public let centers: [ExistingCenter]
    /// Leading hospitals.
    public let hospitals: [Hospital]
    /// Road distances between city seats, where known.
    public let roadDistances: RoadDistances?

    private let provinceIndex: [ProvinceID: Int]
    private let cityIndex: [CityID: Int]
    private let countyIndex: [CountyID: Int]
    private let hospitalIndex: [HospitalID: Int]

    /// Creates a territory.
    ///
    /// References between entities must hold; see `TerritoryValidator` for untrusted data.
    public init(
        name: String, fingerprint: String = "", provinces: [Province], cities: [City], counties: [County],
        centers: [ExistingCenter] = [], hospitals: [Hospital] = [], roadDistances: RoadDistances? = nil
    ) {
        self.name = name
        self.fingerprint = fingerprint
        self.provinces = provinces
        self.cities = cities
        self.counties = counties
        self.centers = centers
        self.hospitals = hospitals
        self.roadDistances = roadDistances
        provinceIndex = Self.index(provinces)
        cityIndex = Self.index(cities)
        countyIndex = Self.index(counties)
        hospitalIndex = Self.index(hospitals)
    }

    private static func index<E: Identifiable>(_ entities: [E]) -> [E.ID: Int] {
        Dictionary(entities.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The province with this identifier.
    public subscript(id: ProvinceID) -> Province? { provinceIndex[id].map { provinces[$0] } }
    /// The city with this identifier.
    public subscript(id: CityID) -> City? { cityIndex[id].map { cities[$0] } }
    /// The county with this identifier.
    public subscript(id: CountyID) -> County? { countyIndex[id].map { counties[$0] } }
    /// The hospital with this identifier.
    public subscript(id: HospitalID) -> Hospital? { hospitalIndex[id].map { hospitals[$0] } }

    /// Residents of all counties.
    public var population: Int { counties.reduce(0) { $0 + $1.population } }
}

/// Road distances between city seats in kilometres; symmetric.
public struct RoadDistances: Sendable {
    /// Cities in the order of the matrix.
    public let cities: [CityID]
    /// Row-major kilometres; negative where unknown.
    public let kilometers: [Int32]
    private let position: [CityID: Int]

    /// Creates distances from a row-major square matrix; a negative value marks an unknown distance.
    ///
    /// - Precondition: `kilometers.count == cities.count * cities.count`.
    public init(cities: [CityID], kilometers: [Int32]) {
        precondition(kilometers.count == cities.count * cities.count, "the distance matrix must be square")
        self.cities = cities
        self.kilometers = kilometers
        position = Dictionary(cities.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Road distance between two city seats; `nil` where unknown.
    public subscript(from: CityID, to: CityID) -> Double? {
        guard let a = position[from], let b = position[to] else { return nil }
        let value = kilometers[a * cities.count + b]
        return value < 0 ? nil : Double(value)
    }
}
