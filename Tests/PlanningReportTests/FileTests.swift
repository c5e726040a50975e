import Foundation
import HealthPlanning
import PlanningData
import PlanningReport
import Testing

@Suite("Files of a plan")
struct FileTests {
    @Test(arguments: [
        ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""), ("two\nlines", "\"two\nlines\""),
        ("", ""),
        (" lead", "\" lead\""), ("信阳市", "信阳市"),
    ])
    func quotesFields(text: String, field: String) { #expect(CSVText.field(text) == field) }

    @Test func writesCenters() {
        let lines = CentersFile(Fixture.report).text.components(separatedBy: "\r\n")
        #expect(lines.count == 4)
        #expect(lines[0].hasPrefix("rank,city_code,city,city_zh,province_code"))
        #expect(lines[0].contains("donor_distance_km,medics,medics_cardiology"))
        #expect(
            lines[2]
                == "2,411500,Xinyang,信阳市,410000,Henan,河南省,Central,32.1264,114.0672,6234401,650000,F003,"
                + "\"=\"\"<img src=x onerror=alert(2)>\"\"\",Beijing,A,1080.2,4,4,0,0,0,0"
                || lines[2].contains(",1080.3,4,4,0,0,0,0")
        )
        #expect(lines[3].isEmpty)
    }

    @Test func writesFlowsInOrderWhateverTheirOrder() throws {
        var plan = Fixture.plan
        let forward = try #require(Fixture.report.dispatchReport?.flowFile)
        plan.dispatch?.flows.reverse()
        #expect(PlanReport(plan: plan, territory: Fixture.territory).dispatchReport?.flowFile == forward)
        let lines = forward.components(separatedBy: "\r\n")
        #expect(lines[1].hasPrefix("410102,Zhongyuan,中原区,Zhengzhou,Henan,410102,"))
        #expect(lines[1].hasSuffix(",1000,0,100,26000"))
        #expect(lines[2].contains(",480,25.7,48,12480"))
    }

    @Test func writesShortagesAndEmptyTables() throws {
        var report = try #require(Fixture.report.dispatchReport)
        #expect(report.shortageFile.contains("520502,,七星关区,<script>alert(1)</script>,Guizhou,20\r\n"))
        var dispatch = report.dispatch
        dispatch.flows = []
        dispatch.shortages = []
        dispatch.served = 0
        report = DispatchReport(dispatch: dispatch, policy: report.policy, territory: report.territory)
        #expect(report.flowFile.components(separatedBy: "\r\n").count == 2)
        #expect(report.shortageFile.components(separatedBy: "\r\n").count == 2)
        #expect(report.text.contains("No shortage"))
    }

    @Test func writesAFolderAndReplacesIt() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "meridian-\(UUID().uuidString)/deep/er")
        defer { try? FileManager.default.removeItem(at: folder) }
        let writer = PlanFolder(Fixture.report, outlines: Fixture.outlines)
        for _ in 0..<2 {
            let names = try writer.write(to: folder.path)
            #expect(names.prefix(4) == ["plan.json", "centers.csv", "dispatch.csv", "shortages.csv"])
            for name in names {
                #expect(FileManager.default.fileExists(atPath: folder.appendingPathComponent(name).path))
            }
        }
    }

    @Test func namesTheFolderItCannotMake() throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("meridian-\(UUID().uuidString)")
        try Data("x".utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let error = #expect(throws: DataError.self) { try PlanFolder(Fixture.report).write(to: file.path + "/out") }
        #expect(error?.description.contains(file.path) == true)
    }
}
