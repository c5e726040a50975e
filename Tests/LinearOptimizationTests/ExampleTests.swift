import Foundation
import Testing

@Suite("Example CustomModel")
struct ExampleTests {
    /// The example as built beside the tests.
    private static let program: URL? = {
        let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        let program = folder.appendingPathComponent("CustomModel")
        return FileManager.default.isExecutableFile(atPath: program.path) ? program : nil
    }()

    @Test(.enabled(if: program != nil, "the example was not built beside the tests"), .timeLimit(.minutes(1)))
    func itsOwnChecksHold() throws {
        let process = Process()
        process.executableURL = Self.program
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(output)")
        #expect(output.contains("minimize (clinics)"))
        #if GLPK
            #expect(output.contains("ok    it is the known optimum"))
        #endif
    }
}
