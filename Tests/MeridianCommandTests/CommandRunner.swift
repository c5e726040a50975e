import Foundation
import PlanningReport

/// Runs the built command as a user does.
enum CommandRunner {
    /// What a run left behind.
    struct Run {
        var status: Int32
        var output: String
        var errors: String

        /// Standard output as JSON.
        func json() throws -> JSONValue { try JSONDecoder().decode(JSONValue.self, from: Data(output.utf8)) }
    }

    /// The executable, beside the test bundle.
    static let executable: URL? = {
        var folders = [URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()]
        for bundle in Bundle.allBundles where bundle.bundleURL.pathExtension == "xctest" {
            folders.append(bundle.bundleURL.deletingLastPathComponent())
        }
        if let own = Bundle.main.executableURL { folders.append(own.deletingLastPathComponent()) }
        return folders.lazy.map { $0.appendingPathComponent("meridian") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }()

    struct NoExecutable: Error {}

    /// Runs the command to its end.
    static func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Run {
        guard let executable else { throw NoExecutable() }
        return try run(executable, arguments, environment: environment)
    }

    /// Runs a program to its end; its output goes to files, so that no pipe can fill up.
    static func run(
        _ program: URL, _ arguments: [String], environment: [String: String] = [:],
        whileRunning: (Process) -> Void = { _ in }
    ) throws -> Run {
        let folder = try TemporaryFolder()
        let output = try folder.file("output", "")
        let errors = try folder.file("errors", "")
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errors))
        try process.run()
        whileRunning(process)
        process.waitUntilExit()
        // A signal must not pass for an exit status of the same number.
        let status = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
        return Run(
            status: status, output: try String(contentsOfFile: output, encoding: .utf8),
            errors: try String(contentsOfFile: errors, encoding: .utf8)
        )
    }

    /// A program on the path, or `nil`.
    static func program(_ name: String) -> URL? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return path.split(separator: ":").lazy.map { URL(fileURLWithPath: String($0)).appendingPathComponent(name) }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }
}

/// A folder that goes when the last reference does.
final class TemporaryFolder {
    let url: URL
    var path: String { url.path }

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("meridian-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// Writes a file and returns its path.
    @discardableResult
    func file(_ name: String, _ text: String) throws -> String {
        let file = url.appendingPathComponent(name)
        try Data(text.utf8).write(to: file)
        return file.path
    }

    func path(_ name: String) -> String { url.appendingPathComponent(name).path }
}
