#if Command
    import Foundation
    import PlanningReport
    import Testing
    import _TestSupport

    /// Random small files against every plan there is, and the written plan against the files.
    @Suite("meridian dispatch against enumeration")
    struct StaffingEnumerationTests {
        /// A small case with whole costs; `nil` where a pair is not allowed.
        private struct Case {
            var needs: [Int]
            var staff: [Int]
            var cost: [[Int?]]

            init(seed: UInt64) {
                var generator = SeededGenerator(seed: seed)
                func random(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
                let hospitals = random(1...3)
                let isPlain = random(0...1) == 0
                needs = (0..<random(1...5)).map { _ in isPlain ? 1 : random(0...3) }
                staff = (0..<hospitals).map { _ in random(0...4) }
                let least = random(0...2) == 0 ? -9 : 0
                cost = needs.map { _ in (0..<hospitals).map { _ in random(0...3) == 0 ? nil : random(least...30) } }
            }

            /// Least shortage and least cost with it, by trying every amount on every arc.
            func best() -> (short: Int, cost: Int) {
                var room = staff
                var best = (short: Int.max, cost: Int.max)
                func serve(_ institution: Int, _ hospital: Int, _ left: Int, _ short: Int, _ sum: Int) {
                    guard institution < needs.count else {
                        if (short, sum) < best { best = (short, sum) }
                        return
                    }
                    guard hospital < staff.count else {
                        let next = institution + 1
                        return serve(next, 0, next < needs.count ? needs[next] : 0, short + left, sum)
                    }
                    let price = cost[institution][hospital]
                    for amount in 0...(price == nil ? 0 : min(left, room[hospital])) {
                        room[hospital] -= amount
                        serve(institution, hospital + 1, left - amount, short, sum + amount * (price ?? 0))
                        room[hospital] += amount
                    }
                }
                serve(0, 0, needs.first ?? 0, 0, 0)
                return best
            }

            var institutions: String {
                "id,need\n" + needs.enumerated().map { "i\($0),\($1)\n" }.joined()
            }
            var hospitals: String { "id,staff\n" + staff.enumerated().map { "h\($0),\($1)\n" }.joined() }
            /// Arcs in a shuffled order, costs divided by `10^decimals`.
            func arcs(decimals: Int, seed: UInt64) -> String {
                var rows: [String] = []
                for (i, row) in cost.enumerated() {
                    for (h, price) in row.enumerated() {
                        guard let price else { continue }
                        rows.append(
                            "i\(i),h\(h),\(String(format: "%.\(decimals)f", Double(price) / pow(10, Double(decimals))))\n"
                        )
                    }
                }
                var generator = SeededGenerator(seed: seed)
                return "institution,hospital,cost\n" + rows.shuffled(using: &generator).joined()
            }
        }

        @Test(arguments: Array(1...14) as [UInt64])
        func listedPairs(seed: UInt64) throws {
            let instance = Case(seed: seed)
            let best = instance.best()
            let decimals = Int(seed % 3)
            var engines = ["exact", "greedy"]
            #if GLPK
                engines.append("glpk")
            #endif
            for engine in engines {
                let folder = try TemporaryFolder()
                let run = try StaffingFilesTests.run(
                    instance.institutions, instance.hospitals, instance.arcs(decimals: decimals, seed: seed),
                    ["--out", "FOLDER/out.csv", "--unserved", "FOLDER/short.csv", "--engine", engine], in: folder)
                #expect(run.status == 0, "\(run.errors)")
                let json = try run.json()
                let factor = pow(10, Double(decimals))
                let (short, cost) = try sums(instance, folder)
                #expect(json["short"] == .int(short))
                #expect(abs((number(json["objective"]) ?? .nan) * factor - Double(cost)) < 1e-9)
                #expect(json["assigned"] == .int(instance.needs.reduce(0, +) - short))
                if engine == "greedy" {
                    #expect(json["status"] == .string("feasible"))
                    #expect((short, cost) >= best)
                    #expect(json["bound"] == .null)
                } else {
                    #expect(json["status"] == .string("optimal"), "\(engine)")
                    #expect((short, cost) == best, "\(engine)")
                    #expect(json["bound"] == json["objective"])
                    #expect((number(json["greedy_short"]) ?? -1) >= Double(short))
                }
            }
        }

        /// Shortage and cost of the written plan, every row checked against the data.
        private func sums(_ instance: Case, _ folder: TemporaryFolder) throws -> (short: Int, cost: Int) {
            var left = instance.needs
            var room = instance.staff
            var cost = 0
            for row in try rows(folder.path("out.csv")) {
                let (i, h) = (try position(row[0]), try position(row[1]))
                let persons = try #require(Int(row[2]))
                #expect(persons > 0)
                cost += persons * (try #require(instance.cost[i][h]))
                left[i] -= persons
                room[h] -= persons
            }
            #expect(left.allSatisfy { $0 >= 0 } && room.allSatisfy { $0 >= 0 })
            var told = left.map { _ in 0 }
            for row in try rows(folder.path("short.csv")) {
                told[try position(row[0])] = try #require(Int(row[2]))
                #expect(row.count >= 4 && !row[3].isEmpty)
            }
            #expect(told == left)
            return (left.reduce(0, +), cost)
        }

        private func rows(_ path: String) throws -> [[String]] {
            try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").dropFirst().map {
                $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            }
        }

        private func position(_ name: String) throws -> Int { try #require(Int(name.dropFirst())) }

        @Test(arguments: Array(1...8) as [UInt64])
        func allPairs(seed: UInt64) throws {
            var generator = SeededGenerator(seed: seed)
            let isPlane = seed % 2 == 0
            func place() -> (Double, Double) {
                (
                    Double(Int.random(in: -400...400, using: &generator)) / 8,
                    Double(Int.random(in: -400...400, using: &generator)) / 8
                )
            }
            var instance = Case(seed: seed)
            let (a, b) = (instance.needs.map { _ in place() }, instance.staff.map { _ in place() })
            func distance(_ p: (Double, Double), _ q: (Double, Double)) -> Double {
                if isPlane { return hypot(p.0 - q.0, p.1 - q.1) }
                let radian = Double.pi / 180
                let north = sin((p.1 - q.1) * radian / 2)
                let east = sin((p.0 - q.0) * radian / 2)
                return 2 * 6371.0088
                    * asin((north * north + cos(p.1 * radian) * cos(q.1 * radian) * east * east).squareRoot())
            }
            // Millionths are fine enough to tell plans apart and to compare with.
            instance.cost = a.map { p in b.map { Int((distance(p, $0) * 1e6).rounded()) } }
            let best = instance.best()
            let head = isPlane ? "x,y" : "lon,lat"
            func text(_ letter: String, _ kind: String, _ amounts: [Int], _ places: [(Double, Double)]) -> String {
                "id,\(kind),\(head)\n"
                    + zip(amounts, places).enumerated().map { "\(letter)\($0),\($1.0),\($1.1.0),\($1.1.1)\n" }.joined()
            }
            let (i, h) = (text("i", "need", instance.needs, a), text("h", "staff", instance.staff, b))
            for more in [
                [], ["--nearest", "1"], ["--nearest", "2", "--distance", isPlane ? "euclidean" : "haversine-km"],
            ] {
                let json = try StaffingFilesTests.run(i, h, nil, more).json()
                #expect(json["status"] == .string("optimal"))
                #expect(json["short"] == .int(best.short))
                let (objective, bound) = (number(json["objective"]) ?? .nan, number(json["bound"]) ?? .nan)
                #expect(abs(objective - Double(best.cost) / 1e6) < 1e-4)
                #expect(bound <= objective && bound > objective - 1e-3)
            }
        }
    }
#endif
