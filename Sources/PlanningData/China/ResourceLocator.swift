package import Foundation

/// Finds the bundled data without ever trapping: the accessor that the package manager generates stops the process
/// when its bundle is missing, which a library must not do to its host.
package struct ResourceLocator {
    /// Variable that names the folder of the data, for installations that keep it elsewhere.
    package static let variable = "MERIDIAN_DATA"

    private let environment: [String: String]
    private let roots: [URL]

    /// Creates a locator; the defaults are the process's own surroundings, arguments are for tests.
    package init(
        environment: [String: String] = ProcessInfo.processInfo.environment, searching roots: [URL]? = nil
    ) {
        self.environment = environment
        self.roots = roots ?? Self.defaultRoots
    }

    /// The folder `name` of the data: named by the variable, else beside the executable, in a test's bundle, in
    /// `share/meridian` of an installation, or in the source tree.
    package func folder(_ name: String) throws(DataError) -> URL {
        if let path = environment[Self.variable], !path.isEmpty {
            let named = URL(fileURLWithPath: path, isDirectory: true)
            for candidate in [named.appendingPathComponent(name, isDirectory: true), named] where holdsData(candidate) {
                return candidate
            }
            throw DataError([
                DataProblem(
                    file: path,
                    message: "\(Self.variable) names this folder, but \(TerritoryFiles.provinces) is not in it",
                    fix: "let it name the folder \(name) of the data, or unset it to use the bundled data"
                )
            ])
        }
        for root in roots {
            let candidate = root.appendingPathComponent(name, isDirectory: true)
            if holdsData(candidate) { return candidate }
        }
        throw DataError([
            DataProblem(
                file: name, message: "the bundled data are nowhere to be found",
                fix: "keep \(Self.bundleName).resources beside the executable, or let \(Self.variable) name the folder"
            )
        ])
    }

    private func holdsData(_ folder: URL) -> Bool {
        FileManager.default.fileExists(atPath: folder.appendingPathComponent(TerritoryFiles.provinces).path)
    }

    private static let bundleName = "Meridian_PlanningData"

    /// Places to look in, most specific first.
    private static var defaultRoots: [URL] {
        var bases: [URL] = [Bundle.main.bundleURL]
        if let resources = Bundle.main.resourceURL { bases.append(resources) }
        if let executable = Bundle.main.executableURL {
            bases.append(executable.deletingLastPathComponent())
            bases.append(executable.resolvingSymlinksInPath().deletingLastPathComponent())
        }
        // Tests on macOS run inside a host process; the resources lie beside the test bundle.
        for bundle in Bundle.allBundles where bundle.bundleURL.pathExtension == "xctest" {
            bases.append(bundle.bundleURL.deletingLastPathComponent())
            if let resources = bundle.resourceURL { bases.append(resources) }
        }
        var roots: [URL] = []
        for base in bases {
            roots.append(base.appendingPathComponent(bundleName + ".resources", isDirectory: true))
            let bundle = base.appendingPathComponent(bundleName + ".bundle", isDirectory: true)
            roots.append(bundle)
            roots.append(bundle.appendingPathComponent("Contents/Resources", isDirectory: true))
            roots.append(base.appendingPathComponent("../share/meridian", isDirectory: true).standardizedFileURL)
        }
        let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        roots.append(source.appendingPathComponent("Resources", isDirectory: true))
        return roots
    }
}
