#if Command
    import ArgumentParser
    import FacilityLocation
    import Foundation
    import LinearOptimization
    import NetworkFlow
    import PlanningData
    import PlanningReport

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

        @Option(help: "How distances are measured without --arcs: euclidean or haversine-km. (default: by the columns)")
        var distance: DistanceRule?

        func validate() throws {
            var problems: [String] = []
            if (institutions == nil) != (hospitals == nil) {
                problems.append("--institutions and --hospitals belong together; give both")
            }
            if institutions == nil {
                if arcs != nil || nearest != nil || distance != nil || onlyNearest {
                    problems.append("--arcs, --nearest and --distance need --institutions and --hospitals")
                }
            }
            if arcs != nil, nearest != nil || distance != nil || onlyNearest {
                problems.append("--arcs lists what can be served; leave --nearest and --distance out")
            }
            guard problems.isEmpty else { throw ValidationError(problems.joined(separator: "\n")) }
        }
    }

    /// `meridian dispatch --institutions … --hospitals …`: staff for institutions given in files.
    struct StaffingRun {
        let institutions: String
        let hospitals: String
        let options: StaffingOptions
        let out: String?

        /// Reads, solves and writes; the answer as JSON or text.
        func answer(_ solve: SolveOptions, json: Bool, progress: ProgressReporter) throws -> String {
            let clock = ContinuousClock()
            let start = clock.now
            progress.stage("reading data")
            let instance: StaffingInstance
            let plan: SparseTransportationPlan
            let loaded: ContinuousClock.Instant
            if let arcs = options.arcs {
                instance = try StaffingFiles.read(institutions: institutions, hospitals: hospitals, arcs: arcs)
                loaded = clock.now
                progress.stage("dispatching")
                plan = try instance.problem.solve(options: solve)
            } else {
                let points = try StaffingFiles.readPoints(
                    institutions: institutions, hospitals: hospitals, distance: options.distance)
                loaded = clock.now
                progress.stage("dispatching")
                let answer = try points.problem.solve(
                    nearest: options.nearest ?? 8, onlyNearest: options.onlyNearest, options: solve)
                instance = points.instance(answer)
                plan = answer.plan
            }
            let solved = clock.now
            if let out {
                progress.stage("writing")
                try AssignmentFile.write(plan, of: instance, to: out)
            }
            let seconds = [start.duration(to: loaded), loaded.duration(to: solved), solved.duration(to: clock.now)]
                .map(NumberText.seconds)
            progress.finish()
            let answer = StaffingAnswer(
                instance: instance, plan: plan, read: seconds[0], solve: seconds[1], write: out == nil ? 0 : seconds[2])
            return json ? try answer.json() : answer.text
        }
    }
#endif
