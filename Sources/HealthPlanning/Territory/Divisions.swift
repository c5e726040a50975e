/// A point on the Earth, WGS-84 decimal degrees.
public struct Coordinate: Hashable, Sendable, Codable {
    /// Latitude in degrees, −90...90.
    public var latitude: Double
    /// Longitude in degrees, −180...180.
    public var longitude: Double

    /// Creates a point.
    public init(latitude: Double, longitude: Double) {
        self.latitude = latitude
        self.longitude = longitude
    }
}

/// The four macro-regions of the National Bureau of Statistics.
public enum MacroRegion: String, Sendable, Hashable, Codable, CaseIterable, CodingKeyRepresentable {
    /// Ten coastal provinces and municipalities.
    case east = "East"
    /// Six inland provinces.
    case central = "Central"
    /// Twelve western provinces, autonomous regions and Chongqing.
    case west = "West"
    /// Liaoning, Jilin and Heilongjiang.
    case northeast = "Northeast"
}

/// A provincial-level region.
public struct Province: Sendable, Hashable, Codable, Identifiable {
    /// Six-digit division code.
    public var id: ProvinceID
    /// English name.
    public var name: String
    /// Chinese name.
    public var chineseName: String
    /// Macro-region.
    public var region: MacroRegion
    /// Capital; for a municipality, the municipality itself.
    public var capital: CityID
    /// Residents, census of 1 November 2020.
    public var population: Int
    /// Estimated community-level health institutions, 2022.
    public var communityInstitutions: Int

    /// Creates a province.
    public init(
        id: ProvinceID, name: String, chineseName: String, region: MacroRegion, capital: CityID, population: Int,
        communityInstitutions: Int
    ) {
        self.id = id
        self.name = name
        self.chineseName = chineseName
        self.region = region
        self.capital = capital
        self.population = population
        self.communityInstitutions = communityInstitutions
    }
}

/// A municipality, prefecture-level division, or county-level division directly under a province.
public struct City: Sendable, Hashable, Codable, Identifiable {
    /// The administrative levels in the data.
    public enum Level: String, Sendable, Hashable, Codable, CaseIterable {
        /// Municipality directly under the central government.
        case municipality
        /// Prefecture-level city.
        case prefectureLevelCity = "prefecture_level_city"
        /// Autonomous prefecture.
        case autonomousPrefecture = "autonomous_prefecture"
        /// Prefecture.
        case prefecture
        /// League of Inner Mongolia.
        case league
        /// County-level division directly under a province.
        case countyLevel = "county_level"

        /// Whether the level is the prefecture's: below the province, above the county.
        public var isPrefectureLevel: Bool { self != .municipality && self != .countyLevel }
    }

    /// Six-digit division code.
    public var id: CityID
    /// English name; not unique.
    public var name: String
    /// Chinese name.
    public var chineseName: String
    /// Administrative level.
    public var level: Level
    /// The province it lies in.
    public var province: ProvinceID
    /// Macro-region.
    public var region: MacroRegion
    /// Seat.
    public var location: Coordinate
    /// Residents, census of 1 November 2020.
    public var population: Int
    /// Residents aged 60 and over.
    public var population60Plus: Int
    /// Whether it is the capital of a province or autonomous region.
    public var isProvincialCapital: Bool
    /// Whether it is a sub-provincial city.
    public var isSubProvincial: Bool
    /// Hospital beds, 2020, where known.
    public var hospitalBeds: Int?
    /// Licensed and assistant physicians in hospitals, 2020, where known.
    public var physicians: Int?
    /// Estimated employment in health and social work, 2020, where known.
    public var healthWorkers: Int?

    /// Whether it is a municipality directly under the central government.
    public var isMunicipality: Bool { level == .municipality }

    /// Creates a city.
    public init(
        id: CityID, name: String, chineseName: String, level: Level, province: ProvinceID, region: MacroRegion,
        location: Coordinate, population: Int, population60Plus: Int = 0, isProvincialCapital: Bool = false,
        isSubProvincial: Bool = false, hospitalBeds: Int? = nil, physicians: Int? = nil, healthWorkers: Int? = nil
    ) {
        self.id = id
        self.name = name
        self.chineseName = chineseName
        self.level = level
        self.province = province
        self.region = region
        self.location = location
        self.population = population
        self.population60Plus = population60Plus
        self.isProvincialCapital = isProvincialCapital
        self.isSubProvincial = isSubProvincial
        self.hospitalBeds = hospitalBeds
        self.physicians = physicians
        self.healthWorkers = healthWorkers
    }
}

/// A county-level division: the finest grain of demand.
public struct County: Sendable, Hashable, Codable, Identifiable {
    /// Division code, or `<city>-Znn` for development zones without one.
    public var id: CountyID
    /// English name; empty for zones.
    public var name: String
    /// Chinese name.
    public var chineseName: String
    /// The city it belongs to.
    public var city: CityID
    /// The province it lies in.
    public var province: ProvinceID
    /// Macro-region.
    public var region: MacroRegion
    /// Seat.
    public var location: Coordinate
    /// Residents, census of 1 November 2020.
    public var population: Int
    /// Residents aged 60 and over.
    public var population60Plus: Int
    /// Estimated employment in health and social work, 2020, where known.
    public var healthWorkers: Int?

    /// Creates a county.
    public init(
        id: CountyID, name: String, chineseName: String, city: CityID, province: ProvinceID, region: MacroRegion,
        location: Coordinate, population: Int, population60Plus: Int = 0, healthWorkers: Int? = nil
    ) {
        self.id = id
        self.name = name
        self.chineseName = chineseName
        self.city = city
        self.province = province
        self.region = region
        self.location = location
        self.population = population
        self.population60Plus = population60Plus
        self.healthWorkers = healthWorkers
    }
}
