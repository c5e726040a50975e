#if Command
    import Foundation
    import PlanningReport
    import Testing
    import _TestSupport

    @Suite("meridian solve")
    struct SolveTests {
        /// Five places on a line; whatever is asked of them can be worked out by hand.
        static let line =
            "id,x,y,demand,cost,capacity\na,0,0,1,4,5\nb,1,0,2,4,5\nc,2,0,1,4,5\nd,10,0,3,4,5\ne,11,0,1,4,5\n"

        static var hasSolver: Bool {
            #if GLPK
                true
            #else
                false
            #endif
        }

        static let questions: [([String], Double, [String]?)] = [
            (["p-median", "-p", "2"], 3, ["b", "d"]),
            (["p-center", "-p", "2"], 1, nil),
            (["max-covering", "-p", "1", "--radius", "1"], 4, nil),
            (["set-covering", "--radius", "1"], 8, nil),
            (["uncapacitated"], 11, ["b", "d"]),
            (["capacitated"], 11, nil),
        ]

        @Test(arguments: questions.indices, ["exact", "greedy"])
        func answersByHand(index: Int, engine: String) throws {
            let (question, optimum, open) = Self.questions[index]
            let folder = try TemporaryFolder()
            let file = try folder.file("line.csv", Self.line)
            let run = try CommandRunner.run(
                ["solve", question[0], file] + question.dropFirst() + ["--json", "--engine", engine]
            )
            #expect(run.status == 0, "\(run.errors)")
            let answer = try run.json()
            #expect(answer["model"] == .string(question[0]))
            guard engine == "exact", Self.hasSolver else {
                #expect(
                    number(answer["objective"]).map { question[0] == "max-covering" ? $0 <= optimum : $0 >= optimum }
                        == true)
                return
            }
            #expect(answer["status"] == .string("optimal"))
            #expect(approximatelyEqual(number(answer["objective"]) ?? .nan, optimum))
            #expect(approximatelyEqual(number(answer["bound"]) ?? .nan, optimum, within: 1e-6))
            #expect((number(answer["relative_gap"]) ?? 1) <= 1e-6)
            if let open { #expect(answer["open"] == .array(open.map { .string($0) })) }
        }

        @Test func hasTheKeysOfItsContract() throws {
            let folder = try TemporaryFolder()
            let file = try folder.file("line.csv", Self.line)
            let run = try CommandRunner.run(["solve", "p-median", file, "-p", "2", "--json", "--assignment"])
            guard case .object(let members) = try run.json() else {
                Issue.record("not an object")
                return
            }
            let promised: Set = [
                "model", "status", "objective", "bound", "relative_gap", "open", "greedy_objective", "seconds", "file",
                "format", "engine", "sense", "limit", "detail", "clients", "sites", "p", "radius", "nodes",
                "simplex_iterations", "assignment",
            ]
            #expect(Set(members.keys) == promised)
            #expect(number(members["seconds"]?["read"]) != nil)
            #expect(number(members["seconds"]?["solve"]) != nil)
            #expect(members["assignment"] == .array(["b", "b", "b", "d", "d"].map { .string($0) }))
            #expect(run.output.split(separator: "\n").count == 1)
        }

        @Test func saysInfeasibleWithStatusThree() throws {
            let folder = try TemporaryFolder()
            let file = try folder.file("poor.csv", "id,x,y,demand,cost,capacity\na,0,0,5,1,2\nb,1,0,5,1,2\n")
            let run = try CommandRunner.run(["solve", "capacitated", file, "--json"])
            #expect(run.status == 3)
            let answer = try run.json()
            #expect(answer["status"] == .string("infeasible"))
            #expect(answer["objective"] == .null)
            #expect(run.errors.contains("infeasible"))
        }

        @Test func printsForPeopleToo() throws {
            let folder = try TemporaryFolder()
            let file = try folder.file("line.csv", Self.line)
            let run = try CommandRunner.run(["solve", "p-median", file, "-p", "2", "-q"])
            #expect(run.status == 0)
            #expect(run.output.contains("proven optimal"))
            #expect(run.output.contains("open 2: b d") || run.output.contains("2: b d"))
            #expect(run.errors.isEmpty)
        }

        @Test func readsPackedFiles() throws {
            guard let gzip = CommandRunner.program("gzip") else { return }
            let folder = try TemporaryFolder()
            let file = try folder.file("line.csv", Self.line)
            #expect(try CommandRunner.run(gzip, [file]).status == 0)
            let run = try CommandRunner.run(["solve", "p-median", file + ".gz", "-p", "2", "--json"])
            #expect(try number(run.json()["objective"]) == 3)
        }

        #if GLPK
            @Test(arguments: [("pmed1", 5819.0), ("pmed3", 4250), ("pmed5", 1355)])
            func provesPublishedOptima(name: String, optimum: Double) throws {
                guard let file = Instances.path("pmed/\(name).txt") else { return }
                let run = try CommandRunner.run(["solve", "p-median", file, "--format", "orlib-pmed", "--json"])
                let answer = try run.json()
                #expect(answer["status"] == .string("optimal"))
                #expect(number(answer["objective"]) == optimum)
                guard case .array(let open)? = answer["open"] else {
                    Issue.record("no list of open sites")
                    return
                }
                // The file counts its nodes from 1.
                #expect(open.allSatisfy { if case .int(let site) = $0 { (1...100).contains(site) } else { false } })
            }
        #endif

        #if GLPK
            @Test(arguments: [("uncapacitated", 932_615.75), ("capacitated", 932_615.75)])
            func provesWarehouses(model: String, optimum: Double) throws {
                guard let file = Instances.path("cap/cap71.txt") else { return }
                let answer = try CommandRunner.run(["solve", model, file, "--format", "orlib-cap", "--json"]).json()
                #expect(answer["status"] == .string("optimal"))
                #expect(approximatelyEqual(number(answer["objective"]) ?? .nan, optimum, within: 1e-6))
            }
        #endif

        #if GLPK
            @Test func anInterruptionStillGivesThePlan() throws {
                // Scattered places and few centres: hard enough to be caught in the act, whatever the machine.
                var generator = SeededGenerator(seed: 7)
                let rows = (0..<900).map {
                    "n\($0),\(Int.random(in: 0..<10_000, using: &generator)),\(Int.random(in: 0..<10_000, using: &generator)),1"
                }
                let folder = try TemporaryFolder()
                let file = try folder.file("many.csv", "id,x,y,demand\n" + rows.joined(separator: "\n") + "\n")
                let executable = try #require(CommandRunner.executable)
                let run = try CommandRunner.run(
                    executable, ["solve", "p-median", file, "-p", "8", "--json", "--time-limit", "40"]
                ) { process in
                    Thread.sleep(forTimeInterval: 1.5)
                    process.interrupt()
                }
                #expect(run.status == 0, "\(run.errors)")
                let answer = try run.json()
                #expect(answer["objective"] != .null)
                #expect(answer["limit"] == .string("interrupted") || answer["status"] == .string("optimal"))
            }
        #endif

        @Test func noTimeAtAllIsNoCrash() throws {
            let folder = try TemporaryFolder()
            let file = try folder.file("line.csv", Self.line)
            let run = try CommandRunner.run(["solve", "p-median", file, "-p", "2", "--json", "--time-limit", "0"])
            #expect([0, 4].contains(run.status))
            #expect(try (run.json()["objective"] == .null) == (run.status == 4))
        }
    }

    /// A JSON number; `nil` for anything else.
    func number(_ value: JSONValue?) -> Double? {
        switch value {
        case .int(let value)?: Double(value)
        case .number(let value)?: value
        default: nil
        }
    }
#endif
