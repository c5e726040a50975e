#if Command
    import Foundation
    import HealthPlanning
    import PlanningData
    import PlanningReport

    /// What the report's maps and its list of sources need besides the plan.
    enum MapData {
        /// Outlines for the maps: those of the territory's folder or of the bundled data; none where they cannot be read,
        /// since a plan without outlines under its map is still a plan.
        static func outlines(folder: String?) -> [MapOutline] {
            do {
                guard let folder else { return try ChinaDataset.outlines().map(MapOutline.init) }
                let path = URL(fileURLWithPath: folder, isDirectory: true).appendingPathComponent("provinces.geojson")
                    .path
                guard FileManager.default.fileExists(atPath: path) else { return [] }
                return try OutlineReader.read(contentsOf: path).map(MapOutline.init)
            } catch {
                for problem in error.problems { Console.note("meridian: the maps have no outlines: \(problem)") }
                return []
            }
        }

        /// Where the bundled data are from, with the licences that ask to be named.
        static func sources(folder: String?) -> [String] {
            if let folder { return ["Data given in the folder \(folder)."] }
            return [
                "Residents and health employment: China Population Census by County 2020, National Bureau of Statistics, "
                    + "as digitised by Dong, Du and Liu (Mapping Evolving Population Geography in China, 2022).",
                "Places: GeoNames (geonames.org), CC BY 4.0; positions of some seats computed from polygons.",
                "Existing and national centres: documented projects named in public reports; the list is not complete.",
                "Leading hospitals: Fudan hospital ranking 2023, five tiers of twenty.",
                "Institutions and personnel: National Bureau of Statistics and bulletins of the National Health Commission; "
                    + "provincial figures of community-level institutions are estimates.",
                "Road distances between cities: derived from OpenStreetMap, © OpenStreetMap contributors, ODbL 1.0.",
                "Outlines: Natural Earth (public domain), simplified, for plotting only; boundaries are de facto lines and "
                    + "not an opinion on any of them.",
            ]
        }
    }
#endif
