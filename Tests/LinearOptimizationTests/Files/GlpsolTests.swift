import Foundation
import LinearOptimization
import Testing

/// GLPK's own program as a second reader of our files.
private enum Glpsol {
    /// Path of the program, or `nil` when it is not installed.
    static let path: String? = {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        let path = folders.map { "\($0)/glpsol" }.first(where: FileManager.default.isExecutableFile(atPath:))
        if path == nil { print("glpsol (package glpk-utils) is not installed: its tests are skipped") }
        return path
    }()

    struct Answer: Equatable {
        var status: String
        var objective: Double?
    }

    /// Solves a file and returns status and objective, or the program's words when it refused the file.
    static func solve(_ content: [UInt8], format: String, in folder: URL) throws -> Result<Answer, Refusal> {
        guard let path else { throw Refusal(output: "glpsol is not installed") }
        let file = folder.appendingPathComponent("model").path
        let report = folder.appendingPathComponent("solution").path
        try Data(content).write(to: URL(fileURLWithPath: file))
        try? FileManager.default.removeItem(atPath: report)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = [format, file, "--tmlim", "20", "-o", report]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0, let text = try? String(contentsOfFile: report, encoding: .utf8) else {
            return .failure(Refusal(output: output))
        }
        return .success(answer(text, output))
    }

    struct Refusal: Error { var output: String }

    private static func answer(_ report: String, _ output: String) -> Answer {
        func field(_ name: String) -> String {
            let line = report.split(separator: "\n").first { $0.hasPrefix(name) } ?? ""
            return line.dropFirst(name.count).trimmingCharacters(in: .whitespaces)
        }
        let status = field("Status:")
        let objective = field("Objective:").split(separator: "=").last.flatMap {
            Double($0.split(separator: "(")[0].trimmingCharacters(in: .whitespaces))
        }
        let isOptimal = status.contains("OPTIMAL")
        return Answer(status: isOptimal ? "optimal" : "none", objective: isOptimal ? objective : nil)
    }
}

@Suite("Model files in glpsol", .enabled(if: Glpsol.path != nil), .serialized)
struct GlpsolTests {
    /// Both formats are read without complaint and lead to the same optimum, which the model's own arithmetic confirms.
    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func bothFormatsGiveTheSameOptimum(seed: UInt64) throws {
        let model = RandomModels.solvable(seed: seed)
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("glpsol-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let mps = try Glpsol.solve(MPSWriter().bytes(for: model), format: "--freemps", in: folder)
        let lp = try Glpsol.solve(LPWriter().bytes(for: model), format: "--lp", in: folder)
        let again = try Glpsol.solve(
            MPSWriter().bytes(for: LPReader().model(from: LPWriter().bytes(for: model))), format: "--freemps",
            in: folder
        )
        switch (mps, lp, again) {
        case (.success(let mps), .success(let lp), .success(let again)):
            #expect(mps.status == lp.status, "seed \(seed)")
            #expect(mps == again, "seed \(seed)")
            guard let first = mps.objective, let second = lp.objective else { return }
            // A model that maximizes is negated in MPS files.
            let sign: Double = model.sense == .maximize ? -1 : 1
            #expect(abs(sign * first - second) <= 1e-6 * max(1, abs(second)), "seed \(seed)")
        default:
            Issue.record("seed \(seed): glpsol refused a file\n\(mps)\n\(lp)\n\(again)")
        }
    }

    /// Shapes that are seldom: no variables, no constraints, empty rows, names of every kind.
    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func oddShapesAreReadWithoutComplaint(seed: UInt64) throws {
        let model = RandomModels.anyShape(seed: seed)
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("glpsol-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let mps = try MPSWriter().bytes(for: model)
        let lp = try LPWriter().bytes(for: model)
        for (content, format) in [(mps, "--freemps"), (lp, "--lp")] {
            if case .failure(let refusal) = try Glpsol.solve(content, format: format, in: folder) {
                Issue.record("seed \(seed) \(format): \(refusal.output)\n\(String(decoding: content, as: UTF8.self))")
            }
        }
    }
}
