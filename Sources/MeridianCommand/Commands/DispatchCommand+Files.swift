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

        func validate() throws {
            var problems: [String] = []
            if (institutions == nil) != (hospitals == nil) {
                problems.append("--institutions and --hospitals belong together; give both")
            }
            if institutions == nil {
                if arcs != nil { problems.append("--arcs needs --institutions and --hospitals") }
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
            guard let arcs = options.arcs else { throw Failure(.usage, "give --arcs") }
            let instance = try StaffingFiles.read(institutions: institutions, hospitals: hospitals, arcs: arcs)
            let loaded = clock.now
            progress.stage("dispatching")
            let plan = try instance.problem.solve(options: solve)
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
