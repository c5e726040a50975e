#if Command
    import Foundation
    import PlanningReport
    import Testing

    /// What works with and without a solver.
    @Suite("meridian dispatch, export, data and greedy plans")
    struct OtherCommandTests {
        @Test func greedyClaimsNoProof() throws {
            let json = try CommandRunner.run(["plan", "--engine", "greedy", "--no-dispatch", "--json", "-q"]).json()
            #expect(json["placement"]?["engine"] == .string("greedy"))
            #expect(json["placement"]?["termination"]?["reason"] == .string("feasible"))
        }

        @Test func impossibleRulesAreExplained() throws {
            let folder = try TemporaryFolder()
            let scenario = try folder.file("strict.yaml", "extends: china-2035\npolicy:\n  exceptions: []\n")
            let run = try CommandRunner.run(["plan", "--scenario", scenario, "--no-dispatch", "-q"])
            #expect(run.status == 3)
            #expect(run.errors.contains("Qinghai"))
            #expect(run.output.contains("infeasible"))
        }

        @Test func filesThatCannotBeWrittenAreNamed() throws {
            let folder = try TemporaryFolder()
            let file = try folder.file("taken", "")
            let run = try CommandRunner.run(["plan", "--engine", "greedy", "--no-dispatch", "-q", "--out", file])
            #expect(run.status == 2)
            #expect(run.errors.contains(file))
            #expect(run.output.contains("New centres: 30"))
        }

        @Test func aReaderThatLeavesIsNoError() throws {
            guard let shell = CommandRunner.program("bash"), let executable = CommandRunner.executable else { return }
            let command =
                "'\(executable.path)' plan --engine greedy --no-dispatch --json -q | head -c 10; echo \"/${PIPESTATUS[0]}\""
            let run = try CommandRunner.run(shell, ["-c", command])
            #expect(run.output.hasSuffix("/0\n"))
            #expect(run.errors.isEmpty)
        }

        @Test func dispatchServesTheCountry() throws {
            let folder = try TemporaryFolder()
            let run = try CommandRunner.run(["dispatch", "--json", "--out", folder.path("out")])
            #expect(run.status == 0, "\(run.errors)")
            let dispatch = try run.json()["dispatch"]
            #expect(dispatch?["termination"]?["reason"] == .string("optimal"))
            #expect((number(dispatch?["institutions"]) ?? 0) > 970_000)
            #expect(
                number(dispatch?["served"]).map { $0 + (number(dispatch?["unserved"]) ?? 0) }
                    == number(dispatch?["institutions"]))
            for name in ["dispatch.json", "dispatch.csv", "shortages.csv"] {
                #expect(FileManager.default.fileExists(atPath: folder.path("out/" + name)))
            }
        }

        @Test func dispatchRulesCount() throws {
            let near = try CommandRunner.run(["dispatch", "--reach", "0", "--json", "-q"]).json()["dispatch"]
            let far = try CommandRunner.run(["dispatch", "--reach", "300", "--json", "-q"]).json()["dispatch"]
            #expect(number(near?["travel_institution_km"]) == 0)
            #expect((number(near?["served"]) ?? .infinity) < (number(far?["served"]) ?? 0))
        }

        @Test func exportsModelsThatOtherSolversRead() throws {
            let folder = try TemporaryFolder()
            let file = try folder.file("line.csv", SolveTests.line)
            let lp = folder.path("model.lp")
            let mps = folder.path("model.mps")
            let run = try CommandRunner.run(["export", "solve", "p-median", file, "-p", "2", "--lp", lp, "--mps", mps])
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.errors.contains("rows"))
            guard let glpsol = CommandRunner.program("glpsol") else { return }
            for arguments in [["--lp", lp], ["--freemps", mps]] {
                let solved = try CommandRunner.run(glpsol, arguments + ["-o", folder.path("answer")])
                #expect(solved.status == 0)
                let answer = try String(contentsOfFile: folder.path("answer"), encoding: .utf8)
                #expect(answer.contains("OPTIMAL"))
                #expect(answer.contains("= 3 (MINimum)"))
            }
        }

        @Test func exportsTheNationalModel() throws {
            let run = try CommandRunner.run(["export", "--lp", "-", "-q"])
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.output.hasPrefix("\\") || run.output.lowercased().contains("minimize"))
            #expect(run.output.contains("End"))
        }

        @Test func dataCheckCounts() throws {
            let run = try CommandRunner.run(["data", "check", "--json"])
            #expect(run.status == 0)
            let json = try run.json()
            #expect(json["counties"] == .int(2_989))
            #expect(json["cities"] == .int(367))
            #expect(json["provinces"] == .int(31))
            #expect(json["status"] == .string("ok"))
            #expect(try CommandRunner.run(["data", "check"]).output.contains("no problem found"))
        }

        @Test func dataCheckListsEveryProblem() throws {
            let folder = try TemporaryFolder()
            try folder.file("provinces.csv", "adcode,name_en\n110000,Beijing\n")
            let run = try CommandRunner.run(["data", "check", folder.path])
            #expect(run.status == 2)
            #expect(run.output.isEmpty)
            #expect(run.errors.split(separator: "\n").count > 3)
            #expect(run.errors.contains("provinces.csv"))
        }

        @Test func greedyPlansAreVerifiedToo() throws {
            let folder = try TemporaryFolder()
            let planned = try CommandRunner.run(
                ["plan", "--engine", "greedy", "--no-dispatch", "-q", "--out", folder.path("out")])
            #expect(planned.status == 0, "\(planned.errors)")
            let run = try CommandRunner.run(["verify", folder.path("out/plan.json")])
            #expect(run.status == 0, "\(run.errors)")
        }

        #if !GLPK
            @Test func anAbsentSolverIsNamed() throws {
                let run = try CommandRunner.run(["plan", "--engine", "glpk", "--no-dispatch", "-q"])
                #expect(run.status == 2)
                #expect(run.errors.contains("GLPK"))
            }
        #endif
    }
#endif
