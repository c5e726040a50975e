#if Command
    import Foundation
    import PlanningReport
    import Testing
    import _TestSupport

    /// `meridian dispatch` on files of the user's own, end to end.
    @Suite("meridian dispatch on files")
    struct StaffingFilesTests {
        /// Three institutions, two hospitals, five arcs; best: a–H 2, b–K 1, c–H 7.
        static let institutions = "id,need\na,1\nb,1\nc,1\n"
        static let hospitals = "id,staff\nH,2\nK,1\n"
        static let arcs = "institution,hospital,cost\na,H,2\na,K,3\nb,H,9\nb,K,1\nc,H,7\n"

        /// Writes files and runs `dispatch` on them; `FOLDER` in arguments is where they are.
        static func run(
            _ institutions: String = institutions, _ hospitals: String = hospitals, _ arcs: String? = arcs,
            _ more: [String] = [], in folder: TemporaryFolder? = nil
        ) throws -> CommandRunner.Run {
            let folder = try folder ?? TemporaryFolder()
            var arguments = ["dispatch", "--institutions", try folder.file("i.csv", institutions)]
            arguments += ["--hospitals", try folder.file("h.csv", hospitals)]
            if let arcs { arguments += ["--arcs", try folder.file("a.csv", arcs)] }
            arguments += more.map { $0.replacing("FOLDER", with: folder.path) } + ["--json", "-q"]
            return try CommandRunner.run(arguments)
        }

        @Test func answersAndWrites() throws {
            let folder = try TemporaryFolder()
            let run = try Self.run(more: ["--out", "FOLDER/out.csv", "--threads", "2"], in: folder)
            #expect(run.status == 0, "\(run.errors)")
            let json = try run.json()
            #expect(json["status"] == .string("optimal"))
            #expect(json["objective"] == .int(10))
            #expect(json["bound"] == .int(10))
            #expect(json["assigned"] == .int(3))
            #expect(json["short"] == .int(0))
            for stage in ["read", "solve", "write"] { #expect(number(json["seconds"]?[stage]) != nil) }
            let written = try String(contentsOfFile: folder.path("out.csv"), encoding: .utf8)
            #expect(written == "institution,hospital,staff\na,H,1\nb,K,1\nc,H,1\n")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 4)
        }

        @Test(
            "the same data written otherwise",
            arguments: [
                ("\u{FEFF}id,need\r\na,1\r\nb,1\r\nc,1\r\n", hospitals, arcs),
                ("id\na\nb\nc", hospitals, arcs),
                ("need,name,id\n1,\"x, y\",a\n1,\"\"\"q\"\"\",b\n1,,c\n", hospitals, arcs),
                ("\nid,need\n\na,1\n  \nb,1\n\nc,1\n\n\n", hospitals, arcs),
                (institutions, "staff,id,beds\n2,H,\n1,K,7\n0,Z,1\n", arcs),
                (institutions, "\"id\",\"staff\"\r\"H\",\"2\"\r\"K\",\"1\"\r", arcs),
                (
                    institutions + "d,0\n", hospitals,
                    "cost,note,hospital,institution\n7.0,,H,c\n1e0,,K,b\n2.00,,H, a\n900e-2,,H,b\n3,,K,a\n"
                ),
            ])
        func isReadAlike(institutions: String, hospitals: String, arcs: String) throws {
            let json = try Self.run(institutions, hospitals, arcs).json()
            #expect(json["objective"] == .int(10))
            #expect(json["bound"] == .int(10))
            #expect(json["short"] == .int(0))
        }

        @Test func packedFilesAreRead() throws {
            guard let gzip = CommandRunner.program("gzip") else { return }
            let folder = try TemporaryFolder()
            let files = [("i", Self.institutions), ("h", Self.hospitals), ("a", Self.arcs)]
            for (name, text) in files {
                #expect(try CommandRunner.run(gzip, [folder.file("\(name).csv", text)]).status == 0)
            }
            let run = try CommandRunner.run([
                "dispatch", "--institutions", folder.path("i.csv.gz"), "--hospitals", folder.path("h.csv.gz"), "--arcs",
                folder.path("a.csv.gz"), "--json", "-q",
            ])
            #expect(try run.json()["objective"] == .int(10), "\(run.errors)")
        }

        @Test("costs are added up exactly")
        func exactCosts() throws {
            let large = try Self.run(
                "id\na\nb\n", "id,staff\nH,2\n",
                "institution,hospital,cost\na,H,9007199254740993\nb,H,9007199254740992\n")
            #expect(try large.json()["objective"] == .int(18_014_398_509_481_985))
            let small = try Self.run(
                "id\na\nb\n", "id,staff\nH,2\n", "institution,hospital,cost\na,H,0.1\nb,H,2e-1\n")
            #expect(try small.json()["objective"] == .number(0.3))
            #expect(try small.json()["costs_rounded"] == .bool(false))
            let negative = try Self.run(
                "id\na\nb\n", "id,staff\nH,1\nK,1\n", "institution,hospital,cost\na,H,-5\nb,H,-7\na,K,-1.5\nb,K,0\n")
            #expect(try negative.json()["objective"] == .number(-8.5))
            #expect(try negative.json()["bound"] == .number(-8.5))
            // Nineteen digits and nine decimals do not fit together; whole numbers stay as they are.
            let mixed = try Self.run(
                "id\na\nb\n", "id,staff\nH,2\n",
                "institution,hospital,cost\na,H,0.123456789\nb,H,100000000000000000\n")
            #expect(mixed.status == 0, "\(mixed.errors)")
            #expect(try mixed.json()["costs_rounded"] == .bool(true))
            #expect(abs((number(try mixed.json()["objective"]) ?? 0) / 1e17 - 1) < 1e-12)
        }

        @Test("whoever goes short is listed with the reason")
        func shortages() throws {
            let folder = try TemporaryFolder()
            let run = try Self.run(
                "id,need\na,1\nb,2\nc,1\nd,1\n", "id,staff\nH,2\nK,5\n",
                "institution,hospital,cost\na,H,1\nb,H,9\nc,H,2\nd,K,1\n" + "",
                ["--unserved", "FOLDER/short.csv", "--out", "FOLDER/out.csv"], in: folder)
            let json = try run.json()
            #expect(json["short"] == .int(2))
            #expect(json["objective"] == .int(4))
            let lines = try String(contentsOfFile: folder.path("short.csv"), encoding: .utf8).split(separator: "\n")
            #expect(lines.count == 2)
            #expect(lines[1] == "b,2,2,3 institutions that need 4 can be served only by 1 hospital with 2 staff")
            guard case .array(let entries)? = json["unserved"] else { return #expect(Bool(false), "no list") }
            #expect(entries.count == 1)
            #expect(entries.first?["institution"] == .string("b"))

            let apart = try Self.run(institutionsWithout, Self.hospitals, Self.arcs).json()
            guard case .array(let few)? = apart["unserved"] else { return #expect(Bool(false), "no list") }
            #expect(few.map { $0["institution"] } == [.string("far")])
            #expect(few.first?["reason"] == .string("no hospital may serve it"))
        }

        private let institutionsWithout = institutions + "far,3\n"

        @Test func nobodyAndNothing() throws {
            let none = try Self.run("id\n", Self.hospitals, "institution,hospital,cost\n").json()
            #expect(none["objective"] == .int(0))
            let alone = try Self.run(Self.institutions, "id,staff\n", "institution,hospital,cost\n").json()
            #expect(alone["short"] == .int(3))
            let points = try Self.run("id,x,y\na,0,0\nb,1,1\n", "id,x,y,staff\n", nil).json()
            #expect(points["short"] == .int(2))
            #expect(points["status"] == .string("optimal"))
            let empty = try Self.run("id,x,y\na,0,0\nb,1,1\n", "id,x,y,staff\nH,0,0,0\n", nil).json()
            #expect(empty["short"] == .int(2))
            #expect(empty["objective"] == .number(0) || empty["objective"] == .int(0))
        }

        @Test func distancesCountAsTheyAre() throws {
            let plane = try Self.run(
                "id,x,y\na,0,0\nb,3,4\n", "id,staff,x,y\nH,1,0,1\nK,4,6,8\n", nil, ["--nearest", "9"]
            ).json()
            #expect(plane["objective"] == .number(6) || plane["objective"] == .int(6))
            #expect((number(plane["bound"]) ?? 0) > 6 - 1e-6)
            let degree = try Self.run(
                "id,lat,lon\na,0,0\n", "id,staff,lat,lon\nH,1,0,1\n", nil,
                ["--distance", "haversine-km", "--nearest", "1"]
            ).json()
            #expect(abs((number(degree["objective"]) ?? 0) - 6371.0088 * Double.pi / 180) < 1e-9)
            // Far institutions crowd round one hospital: the lists widen until everybody is served.
            let crowd = try Self.run(
                "id,x,y\na,0,0\nb,0,1\nc,1,0\n", "id,staff,x,y\nH,1,0,0\nK,1,50,0\nL,1,90,0\n", nil, ["--nearest", "1"]
            ).json()
            #expect(crowd["short"] == .int(0))
            let near = try Self.run(
                "id,x,y\na,0,0\nb,0,1\nc,1,0\n", "id,staff,x,y\nH,1,0,0\nK,1,50,0\nL,1,90,0\n", nil,
                ["--nearest", "1", "--only-nearest"]
            ).json()
            #expect(near["short"] == .int(2))
            #expect(near["pairs"] == .string("nearest"))
        }

        @Test func limitsLeaveAPlan() throws {
            let run = try Self.run(more: ["--time-limit", "0"])
            #expect(run.status == 0)
            let json = try run.json()
            #expect(json["status"] == .string("optimal") || json["status"] == .string("feasible"))
        }
    }

    extension StaffingFilesTests {
        fileprivate static func run(more: [String], in folder: TemporaryFolder? = nil) throws -> CommandRunner.Run {
            try run(institutions, hospitals, arcs, more, in: folder)
        }
    }
#endif
