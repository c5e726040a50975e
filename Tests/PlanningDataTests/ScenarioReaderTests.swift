#if Command
    import Foundation
    import HealthPlanning
    import PlanningData
    import Testing
    import _TestSupport

    /// The bundled data, read once for all tests.
    enum Bundled {
        static let china = Result { try ChinaDataset.load() }
    }

    /// A broken scenario and what is to be said of it.
    struct BrokenScenario: Sendable, CustomTestStringConvertible {
        var text: String
        var line: Int?
        var field: String?
        var says: String
        /// Part of the fix.
        var fix: String

        init(_ text: String, _ line: Int?, _ field: String?, _ says: String, fix: String = "") {
            self.text = text
            self.line = line
            self.field = field
            self.says = says
            self.fix = fix
        }

        var testDescription: String { text.prefix(80).debugDescription }
    }

    @Suite struct ScenarioReaderTests {
        private func read(_ text: String) throws -> Scenario {
            try ScenarioReader(territory: Bundled.china.get()).read(Array(text.utf8), file: "case.yaml")
        }

        @Test func whatIsNotSaidStaysAsItWas() throws {
            #expect(try read("extends: china-2035\n") == .china2035)
            var own = Scenario(name: "own", title: "Own")
            #expect(try read("name: own\ntitle: Own\n") == own)
            #expect(try read("name: own\n").title == "own")
            own.policy.budget = 100
            #expect(try read("{\"name\": \"own\", \"title\": \"Own\", \"policy\": {\"budget\": 100}}") == own)
        }

        @Test func everyFieldCanBeSet() throws {
            let scenario = try read(
                """
                extends: china-2035
                name: all
                title: Everything
                assumptions: [one, "two: three"]
                supply:
                  countsRegionalCenters: true
                  countsNationalCenters: false
                  countsLeadingHospitals: false
                  weakestEvidence: B
                objective: {maximal-covering: {radius: 150}}
                policy:
                  newCenters: [15, 20]
                  priorityRegions: [West, central]
                  minimumPriorityShare: 0.5
                  regionRates: {West: 1.5}
                  capitals: {atMost: 2}
                  minimumHostPopulation: 1_000_000
                  hostPopulationCredit: 0.01
                  kilometersPerCoveredResident: 50
                  maximumPerProvince: 4
                  minimumPerProvinceWithoutCenter: 0
                  provinceQuotas: {Guizhou: 1, 530000: [0, 2], 四川: {atLeast: 1}, Gansu: {atMost: 1}}
                  minimumSpacingKilometers: off
                  minimumSpacingToExistingKilometers: 60
                  requiredHosts: [520600, Zunyi]
                  excludedHosts: ["Suzhou, Jiangsu", 泰州市]
                  implications: [{city: Kashgar, requires: Hotan}]
                  mutuallyExclusive: [[Bijie, Zhaotong], [Dali, Chuxiong]]
                  budget: 120.5
                  costPerCenter: 6
                  costByCity: {Bijie: 4}
                  coverageFloors: {West: 0.4}
                  exceptions:
                    - {rule: minimumPerProvinceWithoutCenter, subject: Qinghai, reason: Nobody large enough.}
                twinning:
                  isJoint: false
                  maximumPerDonor: 2
                  allowsSameProvince: true
                  allowsMilitary: true
                  requiresGeneralDonor: false
                  maximumDistanceKilometers: none
                  residentsPer100Kilometers: 5000
                  residentsPerTier: 7000
                  medicsPerCenter: {oncology: 6}
                  releasableByTier: [50, 40, 30, 20, 10]
                dispatch:
                  presenceDaysPerWeek: 1
                  workingDaysPerWeek: 6
                  hospitalShare: 0.5
                  releasableShare: 0.03
                  reachKilometers: 200
                  daysPerVisit: 1
                  fairness: proportional
                """)
            #expect(scenario.name == "all" && scenario.title == "Everything")
            #expect(scenario.assumptions == ["one", "two: three"])
            #expect(!scenario.supply.countsNationalCenters && !scenario.supply.countsLeadingHospitals)
            #expect(scenario.supply.weakestEvidence == .partlyDocumented)
            #expect(scenario.objective == .maximalCovering(radius: 150))
            let policy = scenario.policy
            #expect(policy.newCenters == 15...20)
            #expect(policy.priorityRegions == [.west, .central])
            #expect(policy.minimumPriorityShare == 0.5)
            #expect(policy.regionRates == [.east: 1, .central: 1.2, .west: 1.5, .northeast: 1.2])
            #expect(policy.capitals == .atMost(2))
            #expect(policy.minimumHostPopulation == 1_000_000)
            #expect(policy.hostPopulationCredit == 0.01)
            #expect(policy.kilometersPerCoveredResident == 50)
            #expect(policy.maximumPerProvince == 4)
            #expect(policy.minimumPerProvinceWithoutCenter == 0)
            #expect(policy.provinceQuotas[ProvinceID("520000")] == 1...1)
            #expect(policy.provinceQuotas[ProvinceID("530000")] == 0...2)
            #expect(policy.provinceQuotas[ProvinceID("510000")]?.lowerBound == 1)
            #expect(policy.provinceQuotas[ProvinceID("620000")] == 0...1)
            #expect(policy.minimumSpacingKilometers == nil)
            #expect(policy.minimumSpacingToExistingKilometers == 60)
            #expect(policy.requiredHosts == [CityID("520600"), CityID("520300")])
            #expect(policy.excludedHosts == [CityID("320500"), CityID("321200")])
            #expect(policy.implications == [HostPair(city: CityID("653100"), requires: CityID("653200"))])
            #expect(policy.mutuallyExclusive.map(\.count) == [2, 2])
            #expect(policy.budget == 120.5 && policy.costPerCenter == 6)
            #expect(policy.costByCity == [CityID("520500"): 4])
            #expect(policy.coverageFloors == [.west: 0.4])
            #expect(policy.exceptions.map(\.subject) == ["630000"])
            let twinning = scenario.twinning
            #expect(!twinning.isJoint && twinning.maximumPerDonor == 2 && twinning.allowsSameProvince)
            #expect(
                twinning.allowsMilitary && !twinning.requiresGeneralDonor && twinning.maximumDistanceKilometers == nil)
            #expect(twinning.residentsPer100Kilometers == 5_000 && twinning.residentsPerTier == 7_000)
            #expect(twinning.medicsPerCenter[.oncology] == 6 && twinning.medicsPerCenter[.cardiology] == 4)
            #expect(twinning.releasableByTier == [50, 40, 30, 20, 10])
            let dispatch = scenario.dispatch
            #expect(dispatch.presenceDaysPerWeek == 1 && dispatch.workingDaysPerWeek == 6)
            #expect(
                dispatch.hospitalShare == 0.5 && dispatch.releasableShare == 0.03 && dispatch.reachKilometers == 200)
            #expect(dispatch.daysPerVisit == 1 && dispatch.fairness == .proportional)
        }

        @Test(arguments: [
            ("p-median", PlacementObjective.pMedian), ("{pMedian: {}}", .pMedian),
            ("{maximalCovering: {radius: 1e2}}", .maximalCovering(radius: 100)),
            ("{gradual-covering: {full: 50, zero: 90}}", .gradualCovering(full: 50, zero: 90)),
            ("{gradual-covering: {zero: 300}}", .gradualCovering(full: 100, zero: 300)),
            ("gradual-covering", .gradualCovering(full: 100, zero: 250)),
        ])
        func objectives(text: String, objective: PlacementObjective) throws {
            #expect(try read("extends: china-2035\nobjective: \(text)\n").objective == objective)
        }

        @Test(arguments: [
            ("excluded", CapitalRule.excluded), ("allowed", .allowed), ("{atMost: 3}", .atMost(3)),
            ("{atMost: {_0: 3}}", .atMost(3)), ("{allowed: {}}", .allowed),
        ])
        func capitals(text: String, rule: CapitalRule) throws {
            #expect(try read("name: a\npolicy: {capitals: \(text)}\n").policy.capitals == rule)
        }

        @Test func changedFiguresAreSaidBesideInheritedAssumptions() throws {
            let scenario = try read("extends: china-2035\npolicy: {newCenters: 20}\nobjective: p-median\n")
            #expect(scenario.assumptions.dropLast() == Scenario.china2035.assumptions[...])
            #expect(scenario.assumptions.last?.contains("policy.newCenters, objective") == true)
        }

        @Test(arguments: 0..<40)
        func plansAsJSONReadBack(seed: Int) throws {
            let china = try Bundled.china.get()
            var generator = SeededGenerator(seed: UInt64(seed))
            var scenario = Scenario.china2035
            let cities = china.cities.shuffled(using: &generator).map(\.id)
            scenario.name = "random-\(seed)"
            scenario.assumptions = ["A: b", "\"quoted\" \\ 北京\n"]
            let most = Int.random(in: 0...50, using: &generator)
            scenario.policy.newCenters = Int.random(in: 0...most, using: &generator)...most
            scenario.policy.minimumPriorityShare = Double.random(in: 0...1, using: &generator)
            scenario.policy.regionRates[.west] = Double.random(in: 0...3, using: &generator)
            scenario.policy.capitals = [.allowed, .excluded, .atMost(2)][Int.random(in: 0..<3, using: &generator)]
            scenario.policy.excludedHosts = Set(cities[0..<3])
            scenario.policy.implications = [HostPair(city: cities[3], requires: cities[4])]
            scenario.policy.mutuallyExclusive = [[cities[5], cities[6]]]
            scenario.policy.costByCity = [cities[7]: Double.random(in: 0...9, using: &generator)]
            scenario.policy.provinceQuotas = [china.provinces[3].id: 0...2]
            scenario.policy.budget = Double.random(in: 0...1_000, using: &generator)
            scenario.twinning.isJoint = Bool.random(using: &generator)
            scenario.dispatch.releasableShare = Double.random(in: 0...1, using: &generator)
            scenario.objective =
                [.pMedian, .maximalCovering(radius: 120), .gradualCovering(full: 10, zero: 20)][seed % 3]
            let text = String(decoding: try JSONEncoder().encode(scenario), as: UTF8.self)
            #expect(try read(text) == scenario)
        }

        /// The samples in the repository, each with the figure it is about.
        @Test func samplesRead() throws {
            let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().appendingPathComponent("Examples/Scenarios")
            let reader = try ScenarioReader(territory: Bundled.china.get())
            func sample(_ name: String) throws -> Scenario {
                let scenario = try reader.read(contentsOf: folder.appendingPathComponent(name + ".yaml").path)
                #expect(scenario.name == name)
                return scenario
            }
            #expect(try sample("western-push").policy.regionRates[.west] == 1.6)
            #expect(try sample("p-median-20").objective == .pMedian)
            #expect(try sample("budget").policy.budget == 90)
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
                $0.hasSuffix(".yaml")
            }
            #expect(names.count == 3)
        }

        @Test(arguments: broken)
        func namesTheBrokenPlace(_ broken: BrokenScenario) throws {
            let error = #expect(throws: DataError.self) { try read(broken.text) }
            let problems = error?.problems ?? []
            #expect(
                problems.contains { problem in
                    problem.file == "case.yaml" && problem.line == broken.line
                        && (broken.field == nil || problem.field == broken.field)
                        && problem.message.contains(broken.says)
                        && !problem.fix.isEmpty && (broken.fix.isEmpty || problem.fix.contains(broken.fix))
                }, "\(problems)")
            #expect(problems.count <= 3, "\(problems)")
        }

        @Test func collectsEverything() throws {
            let error = #expect(throws: DataError.self) {
                try read(
                    """
                    extends: china-2035
                    policy:
                      newCentres: 3
                      budget: -1
                      capitals: x
                      requiredHosts: [Suzhou, Bije, 999999]
                    dispatch: {hospitalShare: 60%}
                    colour: red
                    """)
            }
            #expect(error?.problems.map(\.line) == [3, 4, 5, 6, 6, 6, 7, 8])
        }

        @Test func wrongEncodings() throws {
            let reader = try ScenarioReader(territory: Bundled.china.get())
            for bytes: [UInt8] in [
                [0xFF, 0xFE, 0x61, 0x00], [0x61, 0x3A, 0x20, 0xB1, 0xB1, 0xBE, 0xA9], [0x61, 0x00, 0x62],
            ] {
                let error = #expect(throws: DataError.self) { try reader.read(bytes, file: "x") }
                #expect(error?.problems.first?.message.contains("not UTF-8") == true)
            }
            let missing = #expect(throws: DataError.self) { try reader.read(contentsOf: "/nowhere.yaml") }
            #expect(missing?.problems.first?.message.contains("no such file") == true)
        }

        @Test(arguments: 0..<300)
        func mutatedScenariosNeverCrash(seed: Int) throws {
            let sample = """
                extends: china-2035
                name: x
                objective: {gradual-covering: {full: 100, zero: 250}}
                policy:
                  newCenters: [15, 20]
                  capitals: {atMost: 2}
                  regionRates: {West: 1.5, East: 1}
                  provinceQuotas: {Guizhou: [0, 2]}
                  implications: [{city: Kashgar, requires: Hotan}]
                  mutuallyExclusive: [[Bijie, Zhaotong]]
                  exceptions:
                    - {rule: minimumPerProvinceWithoutCenter, subject: Qinghai, reason: "None."}
                twinning: {medicsPerCenter: {oncology: 6}, releasableByTier: [5, 4, 3, 2, 1]}
                """
            var generator = SeededGenerator(seed: UInt64(seed))
            let bytes = Mutation.mutate(Array(sample.utf8), using: &generator)
            let reader = try ScenarioReader(territory: Bundled.china.get())
            do throws(DataError) {
                let scenario = try reader.read(bytes, file: "case.yaml")
                #expect(!scenario.name.isEmpty)
            } catch {
                #expect(error.problems.allSatisfy { !$0.message.isEmpty && !$0.fix.isEmpty }, "seed \(seed)")
                #expect(!error.problems.isEmpty)
            }
        }
    }
#endif
