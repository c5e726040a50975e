#if Command && GLPK
    import Foundation
    import PlanningReport
    import Testing

    /// What takes a solver: proven plans and their verification.
    @Suite("meridian plan and verify")
    struct PlanTests {
        /// One national plan with everything, shared by the tests.
        struct National {
            let folder: TemporaryFolder
            let run: CommandRunner.Run
            var file: String { folder.path("out/plan.json") }
        }
        nonisolated(unsafe) static let national: Result<National, any Error> = Result {
            let folder = try TemporaryFolder()
            let run = try CommandRunner.run(["plan", "--out", folder.path("out")])
            return National(folder: folder, run: run)
        }

        /// The same without dispatch: a smaller file to tamper with.
        nonisolated(unsafe) static let centersAlone: Result<National, any Error> = Result {
            let folder = try TemporaryFolder()
            let run = try CommandRunner.run(["plan", "--no-dispatch", "--out", folder.path("out")])
            return National(folder: folder, run: run)
        }

        @Test func nationalPlanIsProvenAndWritten() throws {
            let national = try Self.national.get()
            #expect(national.run.status == 0, "\(national.run.errors)")
            for expected in ["proven optimal", "gap 0 %", "New centres: 30", "Qinghai", "greedy", "Assumptions"] {
                #expect(national.run.output.contains(expected), "\(expected) is missing")
            }
            #expect(national.run.errors.contains("written to"))
            for name in ["plan.json", "centers.csv", "dispatch.csv", "shortages.csv", "report.html"] {
                let path = national.folder.path("out/" + name)
                #expect(FileManager.default.fileExists(atPath: path), "\(name) is missing")
            }
            let centers = try String(contentsOfFile: national.folder.path("out/centers.csv"), encoding: .utf8)
            #expect(centers.components(separatedBy: "\r\n").count == 32)
        }

        @Test func verifyAgreesWithWhatPlanWrote() throws {
            let run = try CommandRunner.run(["verify", Self.national.get().file])
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.output.contains("OK, 30 new centres"))
            let json = try CommandRunner.run(["verify", Self.national.get().file, "--json"]).json()
            #expect(json["status"] == .string("ok"))
            #expect(json["differences"] == .array([]))
        }

        @Test func verifyProvesAgain() throws {
            let run = try CommandRunner.run(["verify", "--prove", Self.national.get().file, "-q"])
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.output.contains("proven again"))
        }

        /// Ways to tamper with a plan, and what the explanation must name.
        static let tamperings: [(String, @Sendable (inout JSONValue) -> Void, String)] = [
            ("objective", { $0["placement"]?["objective"] = .number(2e9) }, "objective"),
            ("bound below the objective", { $0["placement"]?["bound"] = .number(1e6) }, "bound"),
            ("another city", { $0.change("placement", "centers", 0) { $0["city"] = .string("110000") } }, "110000"),
            (
                "a city twice",
                { $0.change("placement", "centers", 0) { center in center["city"] = .string("522200") } }, "centers"
            ),
            ("an unknown city", { $0.change("placement", "centers", 3) { $0["city"] = .string("999999") } }, "999999"),
            (
                "more people", { $0.change("placement", "centers", 1) { $0["newly_covered"] = .int(99_000_000) } },
                "newly"
            ),
            ("another donor", { $0.change("placement", "centers", 2) { $0["donor"] = .string("F001") } }, "donor"),
            ("a nearer donor", { $0.change("placement", "centers", 2) { $0["donor_km"] = .number(1) } }, "donor"),
            ("another name", { $0.change("placement", "centers", 2) { $0["name"] = .string("Utopia") } }, "Utopia"),
            ("better coverage", { $0["metrics"]?["national"]?["after"]?["coverage"] = .number(0.99) }, "coverage"),
            (
                "a province's figures", { $0["metrics"]?["provinces"]?["630000"]?["before"]?["mean_km"] = .number(1) },
                "access"
            ),
            (
                "a check that failed", { $0.change("verification", "checks", 0) { $0["passed"] = .bool(false) } },
                "checks[0]"
            ),
            ("the data", { $0["data_fingerprint"] = .string("other") }, "data_fingerprint"),
            ("a looser rule", { $0["scenario"]?["policy"]?["maximumPerProvince"] = .int(1) }, "maximumPerProvince"),
            (
                "a waived rule put back", { $0["scenario"]?["policy"]?["exceptions"] = .array([]) },
                "minimumPerProvinceWithoutCenter"
            ),
            ("a better greedy", { $0["greedy"]?["objective"] = .number(1.4e9) }, "greedy"),
        ]

        @Test(arguments: tamperings.indices)
        func verifyRejectsTampering(index: Int) throws {
            let (_, tamper, named) = Self.tamperings[index]
            let text = try String(contentsOfFile: Self.centersAlone.get().file, encoding: .utf8)
            let original = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
            var value = original
            tamper(&value)
            #expect(value != original)
            let folder = try TemporaryFolder()
            let run = try CommandRunner.run(["verify", folder.file("plan.json", value.text)])
            #expect(run.status == 3, "\(run.errors)")
            #expect(run.output.contains("does NOT hold"))
            #expect(run.errors.contains(named), "\(run.errors)")
        }

        @Test func verifyRejectsATamperedDispatch() throws {
            let text = try String(contentsOfFile: Self.national.get().file, encoding: .utf8)
            var value = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
            value.change("dispatch", "flows", 5) { $0["institutions"] = .int(1_000_000) }
            let folder = try TemporaryFolder()
            let run = try CommandRunner.run(["verify", folder.file("plan.json", value.text)])
            #expect(run.status == 3, "\(run.errors)")
            #expect(run.errors.contains("dispatch"))
        }

        @Test func proveRejectsAFalseBound() throws {
            let text = try String(contentsOfFile: Self.centersAlone.get().file, encoding: .utf8)
            var value = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
            // A bound that is too good to be true, but consistent with everything in the file.
            guard let greedy = value["greedy"] else {
                Issue.record("no greedy plan")
                return
            }
            var forged = greedy
            forged["engine"] = .string("exact")
            forged["termination"] = .object(["reason": .string("optimal"), "detail": .string("")])
            forged["bound"] = greedy["objective"]
            forged["relative_gap"] = .int(0)
            value["placement"] = forged
            value["sited_first"] = nil
            let folder = try TemporaryFolder()
            let run = try CommandRunner.run(["verify", "--prove", folder.file("plan.json", value.text), "-q", "--json"])
            #expect(run.status == 3)
            #expect(run.output.contains("says optimal"))
        }

        @Test(arguments: ["maximal-covering", "p-median"])
        func otherObjectivesAsJSON(objective: String) throws {
            let run = try CommandRunner.run([
                "plan", "--objective", objective, "--new-centers", "28", "--no-dispatch", "--json",
            ])
            #expect(run.status == 0, "\(run.errors)")
            let json = try run.json()
            #expect(json["placement"]?["termination"]?["reason"] == .string("optimal"))
            #expect(json["placement"]?["objective_kind"]?["name"] == .string(objective))
            #expect(json["dispatch"] == nil)
            guard case .array(let centers)? = json["placement"]?["centers"] else {
                Issue.record("no centres")
                return
            }
            #expect(centers.count == 28)
        }

        @Test func scenarioFilesCount() throws {
            let folder = try TemporaryFolder()
            let scenario = try folder.file(
                "west.yaml",
                "extends: china-2035\nname: west\npolicy:\n  newCenters: 25\n  requiredHosts: [511700]\n  regionRates: {West: 1.6}\n"
            )
            let json = try CommandRunner.run(["plan", "--scenario", scenario, "--no-dispatch", "--json", "-q"]).json()
            guard case .array(let centers)? = json["placement"]?["centers"] else {
                Issue.record("no centres")
                return
            }
            #expect(centers.count == 25)
            #expect(centers.contains { $0["city"] == .string("511700") })
        }
    }

    extension JSONValue {
        /// Changes one element of a list in an object.
        fileprivate mutating func change(_ key: String, _ list: String, _ index: Int, _ body: (inout JSONValue) -> Void)
        {
            guard case .array(var elements)? = self[key]?[list], index < elements.count else { return }
            body(&elements[index])
            self[key]?[list] = .array(elements)
        }
    }
#endif
