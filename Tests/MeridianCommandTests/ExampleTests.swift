import Foundation
import Testing

/// The planning scripts in Examples check themselves and end with a status other than zero when a check fails.
@Suite("Examples")
struct ExampleTests {
    /// The folder of the built programs: the test bundle stands in it.
    private static let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()

    @Test(arguments: ["NationalCenters", "CommunityDispatch", "BijieTwinning", "CountyConsortium"])
    func theirOwnChecksHold(name: String) throws {
        let program = Self.folder.appendingPathComponent(name)
        try #require(FileManager.default.isExecutableFile(atPath: program.path), "\(name) is not built")
        let process = Process()
        process.executableURL = program
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(output)")
        #expect(output.split(separator: "\n").count > 20, "\(output)")
    }
}
