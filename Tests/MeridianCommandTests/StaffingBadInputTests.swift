#if Command
    import Foundation
    import Testing

    /// Files and options that are wrong: exit 2, everything named at once, nothing written.
    @Suite("meridian dispatch on bad files")
    struct StaffingBadInputTests {
        @Test("one run tells every problem of every file")
        func everythingAtOnce() throws {
            let folder = try TemporaryFolder()
            let out = try folder.file("out.csv", "kept\n")
            let run = try StaffingFilesTests.run(
                "id,need\na,1\na,1\nb,-1\nc,x\nd,1,2\n,1\n", "id,staff\nH,nan\nK,-2\nH,1\nL,1.5\n",
                "institution,hospital,cost\na,H,zero\nzz,H,inf\na,YY,1\na,K,2\nb,K,1\na,K,3\nd,L,4\nc,L,1e400\n",
                ["--out", out], in: folder)
            #expect(run.status == 2)
            #expect(run.output.isEmpty)
            for expected in [
                "i.csv:3: id: \"a\" is used already", "i.csv:4: need: -1 is negative", "i.csv:5: need: \"x\"",
                "i.csv:6: 3 fields", "i.csv:7: id: is empty", "h.csv:2: staff: \"nan\" is not a number",
                "h.csv:3: staff: -2 is negative", "h.csv:4: id: \"H\" is used already", "h.csv:5: staff: \"1.5\"",
                "a.csv:2: cost: \"zero\" is not a number", "a.csv:3: institution: \"zz\" is not among",
                "a.csv:3: cost: \"inf\" is not finite", "a.csv:4: hospital: \"YY\" is not among",
                "hospital: the pair a, K is given more than once", "a.csv:9: cost: \"1e400\" is too large",
            ] {
                #expect(run.errors.contains(expected), "\(expected) in:\n\(run.errors)")
            }
            // Institution d stands in a row that is wrong otherwise: it is not unknown.
            #expect(!run.errors.contains("\"d\""))
            #expect(try String(contentsOfFile: out, encoding: .utf8) == "kept\n")
        }

        @Test("files that are missing, empty or without a column hide nothing of the others")
        func fileProblems() throws {
            let folder = try TemporaryFolder()
            let arcs = try folder.file("a.csv", "institution,cost\na,1\n")
            let run = try CommandRunner.run([
                "dispatch", "--institutions", "/nowhere/i.csv", "--hospitals", folder.file("h.csv", ""), "--arcs", arcs,
                "--json",
            ])
            #expect(run.status == 2)
            for expected in [
                "/nowhere/i.csv: there is no such file", "h.csv:1: is empty", "a.csv:1: hospital: the column",
            ] {
                #expect(run.errors.contains(expected), "\(run.errors)")
            }
        }

        /// Positions, options and what is named.
        static let cases: [(String, String, String?, [String], String)] = [
            ("id,x,y\na,0,0\n", "id,staff,lat,lon\nH,1,0,0\n", nil, [], "of another kind"),
            ("id,x,y\na,0,0\n", "id,staff,x,y\nH,1,0,0\n", nil, ["--distance", "haversine-km"], "lat, lon"),
            ("id,lat,lon\na,0,0\n", "id,staff,lat,lon\nH,1,0,0\n", nil, ["--distance", "euclidean"], "haversine-km"),
            ("id,lat,lon\na,91,0\n", "id,staff,lat,lon\nH,1,0,181\n", nil, [], "i.csv:2: lat"),
            ("id,lat,lon\na,91,0\n", "id,staff,lat,lon\nH,1,0,181\n", nil, [], "h.csv:2: lon"),
            ("id,x,y\na,nan,0\n", "id,staff,x,y\nH,1,0,0\n", nil, [], "i.csv:2: x"),
            ("id\na\n", "id,staff,x,y\nH,1,0,0\n", nil, [], "i.csv:1: x: the column is missing"),
            ("id\na\n", "id,staff\nH,1\n", "institution,hospital,cost\na,H,1\na,H,2\n", [], "a.csv:3: hospital"),
            (
                "id\na\nb\n", "id,staff\nH,1\n",
                "institution,hospital,cost\na,H,9000000000000000000\nb,H,-9000000000000000000\n", [], "a.csv: costs lie"
            ),
            ("id\na\n", "id,staff\nH,1\n", "institution,hospital,cost\na,H,99999999999999999999\n", [], "too large"),
            ("id\na\n", "id,staff\nH,1\n", "institution,hospital,cost\na,H,\n", [], "a.csv:2: cost: is empty"),
            ("id\na\n", "id,staff\nH,1\n", "institution,hospital,cost\na,H,1\n", ["--nearest", "3"], "--arcs"),
            ("id\na\n", "id,staff\nH,1\n", "institution,hospital,cost\na,H,1\n", ["--nearest", "0"], "--nearest"),
            ("id,x,y\na,0,0\n", "id,staff,x,y\nH,1,0,0\n", nil, ["--only-nearest"], "--only-nearest"),
            ("id\na\n", "id,staff\nH,1\n", "institution,hospital,cost\na,H,1\n", ["--out", "FOLDER/i.csv"], "is read"),
            (
                "id\na\n", "id,staff\nH,1\n", "institution,hospital,cost\na,H,1\n", ["--out", "FOLDER/no/o.csv"],
                "no/o.csv"
            ),
            ("id\na\n", "id,staff\nH,1\n", "institution,hospital,cost\na,H,1\n", ["--out", "FOLDER"], "is a folder"),
            ("id\na\n", "id,staff\nH,1\n", "institution,hospital,cost\na,H,1\n", ["--out", "FOLDER/o.gz"], ".gz"),
            (
                "id\na\n", "id,staff\nH,1\n", "institution,hospital,cost\na,H,1\n",
                ["--out", "FOLDER/o.csv", "--unserved", "FOLDER/o.csv"], "--unserved"
            ),
        ]

        @Test(arguments: cases.indices)
        func isRefused(index: Int) throws {
            let (institutions, hospitals, arcs, options, named) = Self.cases[index]
            let run = try StaffingFilesTests.run(institutions, hospitals, arcs, options)
            #expect(run.status == 2, "\(run.errors)")
            #expect(run.output.isEmpty)
            #expect(run.errors.contains(named), "\(run.errors)")
        }
    }
#endif
