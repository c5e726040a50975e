#if Command
    import ArgumentParser
    import Foundation
    import PlanningData

    /// Files with institutions and hospitals of the user's own.
    struct StaffingOptions: ParsableArguments {
        @Option(
            help: ArgumentHelp(
                "CSV with the institutions: id, need (default 1), and x, y or lat, lon without --arcs.",
                valueName: "file"))
        var institutions: String?

        @Option(help: ArgumentHelp("CSV with the hospitals: id, staff, and their positions.", valueName: "file"))
        var hospitals: String?

        @Option(
            help: ArgumentHelp(
                "CSV with who can serve whom: institution, hospital, cost. (default: everybody, by distance)",
                valueName: "file"))
        var arcs: String?

        @Option(
            help: ArgumentHelp(
                "Hospitals per institution looked at first, without --arcs; all others are priced, so that the answer "
                    + "holds for all pairs. (default: 8)", valueName: "count"), transform: Parsing.count)
        var nearest: Int?

        @Flag(name: .customLong("only-nearest"), help: "Allow no hospital beyond the nearest ones.")
        var onlyNearest = false

        @Option(
            help: ArgumentHelp(
                "CSV file for the institutions that go short: institution, need, missing, reason.", valueName: "file"))
        var unserved: String?

        @Option(help: "How distances are measured without --arcs: euclidean or haversine-km. (default: by the columns)")
        var distance: DistanceRule?

        func validate() throws {
            var problems: [String] = []
            if (institutions == nil) != (hospitals == nil) {
                problems.append("--institutions and --hospitals belong together; give both")
            }
            if institutions == nil {
                if arcs != nil || nearest != nil || distance != nil || onlyNearest || unserved != nil {
                    problems.append(
                        "--arcs, --nearest, --distance and --unserved need --institutions and --hospitals")
                }
            }
            if arcs != nil, nearest != nil || distance != nil || onlyNearest {
                problems.append("--arcs lists what can be served; leave --nearest and --distance out")
            }
            if onlyNearest, nearest == nil, arcs == nil {
                problems.append("--only-nearest needs --nearest with the number of hospitals")
            }
            guard problems.isEmpty else { throw ValidationError(problems.joined(separator: "\n")) }
        }

        /// Everything wrong with where answers are to go; nothing is written yet.
        func check(out: String?) throws {
            var problems: [String] = []
            let read = [institutions, hospitals, arcs].compactMap { $0 }.map(Self.place)
            let written = [("--out", out), ("--unserved", unserved)]
            for (option, path) in written {
                guard let path else { continue }
                if path.lowercased().hasSuffix(".gz") {
                    problems.append("\(option): \(path) would not be compressed; name it without .gz")
                } else if read.contains(Self.place(path)) {
                    problems.append("\(option): \(path) is read as well; name another file")
                } else {
                    do throws(DataError) { try AssignmentFile.check(path) } catch {
                        problems += error.problems.map(\.description)
                    }
                }
            }
            if let out, let unserved, Self.place(out) == Self.place(unserved) {
                problems.append("--unserved: \(unserved) is the file of --out; name another file")
            }
            guard problems.isEmpty else { throw Failure(.usage, problems) }
        }

        private static func place(_ path: String) -> String {
            URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
        }
    }
#endif
