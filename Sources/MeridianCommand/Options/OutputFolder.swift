#if Command
    import HealthPlanning
    import PlanningReport

    /// Writes a plan's files and says so on standard error.
    enum OutputFolder {
        /// Writes the files of a plan into a folder.
        static func write(_ report: PlanReport, to folder: String, data: String?, isQuiet: Bool) throws {
            let writer = PlanFolder(
                report, outlines: MapData.outlines(folder: data), sources: MapData.sources(folder: data))
            let names = try writer.write(to: folder)
            if !isQuiet { Console.note("written to \(folder): \(names.joined(separator: ", "))") }
        }
    }
#endif
