#if Command
    import FacilityLocation
    import Foundation
    import LinearOptimization
    import NetworkFlow
    import PlanningData
    import PlanningReport

    #if GLPK
        import GLPKSolver
    #endif

    /// `meridian dispatch --institutions … --hospitals …`: staff for institutions given in files.
    struct StaffingRun {
        let institutions: String
        let hospitals: String
        let options: StaffingOptions
        let out: String?
        let engine: LocationEngine

        /// Most pairs handed to GLPK.
        static let mostPairs = 2_000_000

        init(
            institutions: String, hospitals: String, options: StaffingOptions, out: String?, engine: LocationEngine
        ) {
            self.institutions = institutions
            self.hospitals = hospitals
            self.options = options
            self.out = out
            self.engine = engine
        }

        private let clock = ContinuousClock()
        private var last = ContinuousClock().now

        /// Seconds since this was asked last.
        private mutating func lap() -> Double {
            let now = clock.now
            defer { last = now }
            return NumberText.seconds(last.duration(to: now))
        }

        /// Reads, solves, writes, and prints the answer.
        ///
        /// - Throws: ``Failure`` and the readers' errors; when files cannot be written, the answer is printed before.
        mutating func run(_ solve: SolveOptions, json: Bool, progress: ProgressReporter) throws {
            _ = lap()
            progress.stage("reading data")
            var answer: StaffingAnswer
            if let arcs = options.arcs {
                let instance = try StaffingFiles.read(institutions: institutions, hospitals: hospitals, arcs: arcs)
                let read = lap()
                progress.stage("dispatching")
                let plan = try named(arcs) { try Self.plan(instance.problem, engine, solve) }
                answer = StaffingAnswer(engine: engine, pairs: .listed, instance: instance, plan: plan)
                (answer.seconds.read, answer.seconds.solve) = (read, lap())
                answer.compare(with: engine == .greedy ? plan : try instance.problem.greedy())
            } else {
                let points = try StaffingFiles.readPoints(
                    institutions: institutions, hospitals: hospitals, distance: options.distance)
                let read = lap()
                progress.stage("dispatching")
                let found = try named(institutions) { try plan(points.problem, solve) }
                let solved = lap()
                answer = StaffingAnswer(
                    engine: engine, pairs: options.onlyNearest ? .nearest : .all, instance: points.instance(found),
                    plan: found.plan)
                (answer.seconds.read, answer.seconds.solve) = (read, solved)
                let greedy =
                    engine == .greedy
                    ? found : points.problem.greedy(over: found.problem, onlyNearest: options.onlyNearest)
                answer.compare(with: greedy, of: points)
            }
            answer.seconds.greedy = lap()
            let failure = write(&answer, progress)
            progress.finish()
            try Console.answer(json ? try answer.json() : answer.text)
            if let failure { throw failure }
            if answer.plan.termination.reason == .numericalError {
                throw Failure(.internal, answer.plan.termination.detail)
            }
        }

        /// Writes the files asked for; why it failed, if it did.
        private mutating func write(_ answer: inout StaffingAnswer, _ progress: ProgressReporter) -> DataError? {
            answer.explain()
            guard out != nil || options.unserved != nil else { return nil }
            progress.stage("writing")
            do throws(DataError) {
                if let out { try AssignmentFile.write(answer.plan, of: answer.instance, to: out) }
                if let path = options.unserved {
                    try AssignmentFile.writeUnserved(answer.unserved, of: answer.instance, to: path)
                }
            } catch {
                return error
            }
            answer.seconds.write = lap()
            return nil
        }

        /// The plan over listed pairs.
        private static func plan(
            _ problem: SparseTransportation, _ engine: LocationEngine, _ options: SolveOptions
        ) throws -> SparseTransportationPlan {
            switch engine {
            case .greedy: return try problem.greedy()
            case .glpk:
                guard problem.arcCount <= mostPairs else { throw tooLarge(problem.arcCount) }
                #if GLPK
                    return try problem.solve(by: GLPKSolver(), options: options)
                #else
                    throw SolverError(
                        .unavailable, stage: "dispatch", message: "this build has no GLPK; use exact or greedy")
                #endif
            case .exact: return try problem.solve(options: options)
            }
        }

        /// The plan over positions.
        private func plan(_ problem: PointTransportation, _ solve: SolveOptions) throws -> PointTransportation.Answer {
            let nearest = options.nearest ?? 8
            switch engine {
            case .greedy:
                return problem.greedy(over: try problem.nearestPairs(nearest), onlyNearest: options.onlyNearest)
            case .glpk:
                let count = options.onlyNearest ? min(nearest, problem.supplies.count) : problem.supplies.count
                let (pairs, overflow) = count.multipliedReportingOverflow(by: problem.receiverPoints.count)
                guard !overflow, pairs <= Self.mostPairs else { throw Self.tooLarge(pairs) }
                let lists = try problem.nearestPairs(count)
                return PointTransportation.Answer(
                    problem: lists, plan: try Self.plan(lists, engine, solve), rounds: 1)
            case .exact:
                return try problem.solve(nearest: nearest, onlyNearest: options.onlyNearest, options: solve)
            }
        }

        private static func tooLarge(_ pairs: Int) -> Failure {
            Failure(
                .usage,
                "--engine glpk takes up to \(mostPairs) pairs, here are \(pairs); use exact, which proves as much")
        }

        /// Names the file that a problem of the numbers in it comes from.
        private func named<Value>(_ file: String, _ body: () throws -> Value) throws -> Value {
            do {
                return try body()
            } catch let error as InvalidNetwork {
                throw Failure(.usage, error.problems.map { "\(file): \($0.message); \($0.fix)" })
            }
        }
    }
#endif
