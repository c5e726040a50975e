/// The formats of location instances.
public enum InstanceFormat: String, Sendable, Hashable, Codable, CaseIterable {
    /// OR-Library p-median graph.
    case orlibPMedian = "orlib-pmed"
    /// OR-Library warehouse location.
    case orlibCapacitated = "orlib-cap"
    /// TSPLIB with node coordinates.
    case tsplib
    /// Clients and sites as CSV.
    case csv
    /// Lorena's capacitated p-median.
    case lorena
    /// Chen and others' covering.
    case chen
    /// Point clouds.
    case cloud
    /// Holmberg's capacitated location; also the layout of Yang's instances.
    case holmberg
    /// Avella and Boccia's capacitated location.
    case tbed1
    /// DIMACS minimum-cost flow: a network, read by ``DIMACSFile`` and no location instance.
    case dimacs

    /// Reads a file of this format.
    ///
    /// - Parameters:
    ///   - path: Path of the file; one packed with gzip is read as such.
    ///   - distance: How distances are measured, for `tsplib` and `csv`; a problem for formats that do not leave it open.
    ///   - capacity: Capacity of the sites, for `orlib-cap` files that leave it open.
    /// - Throws: ``DataError`` with every problem.
    public func read(contentsOf path: String, distance: DistanceRule? = nil, capacity: Double? = nil) throws(DataError)
        -> LocationInstance
    {
        if distance != nil, self != .tsplib, self != .csv {
            throw DataError([
                DataProblem(
                    file: path, field: "distance", message: "the format \(rawValue) fixes how distances are measured",
                    fix: "leave the option out")
            ])
        }
        if capacity != nil, self != .orlibCapacitated {
            throw DataError([
                DataProblem(
                    file: path, field: "capacity", message: "the format \(rawValue) takes no capacity from outside",
                    fix: "leave the option out")
            ])
        }
        switch self {
        case .orlibPMedian: return try ORLibraryReader.pMedian(contentsOf: path)
        case .orlibCapacitated: return try ORLibraryReader.capacitated(contentsOf: path, capacity: capacity)
        case .tsplib: return try TSPLIBReader.read(contentsOf: path, distance: distance)
        case .csv: return try CSVSitesReader.read(contentsOf: path, distance: distance)
        case .lorena: return try PointInstanceReader.capacitatedMedian(contentsOf: path)
        case .chen: return try PointInstanceReader.chen(contentsOf: path)
        case .cloud: return try PointInstanceReader.cloud(contentsOf: path)
        case .holmberg: return try HolmbergReader.read(contentsOf: path)
        case .tbed1: return try AvellaReader.read(contentsOf: path)
        case .dimacs:
            throw DataError([
                DataProblem(
                    file: path, field: "format", message: "dimacs holds flow networks, not location instances",
                    fix: "solve it as min-cost-flow, or name the format of the file")
            ])
        }
    }
}
