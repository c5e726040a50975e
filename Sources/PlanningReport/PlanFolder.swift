public import Foundation
import HealthPlanning
public import PlanningData

/// Writes the files of a plan into a folder.
public struct PlanFolder: Sendable {
    private let report: PlanReport
    private let outlines: [MapOutline]
    private let sources: [String]

    /// Creates a writer; see ``ReportPage`` for outlines and sources.
    public init(_ report: PlanReport, outlines: [MapOutline] = [], sources: [String] = []) {
        self.report = report
        self.outlines = outlines
        self.sources = sources
    }

    /// Writes `plan.json`, `centers.csv`, `dispatch.csv`, `shortages.csv` and, where the package is built with its
    /// Command trait, `report.html`; makes the folder when it is not there; replaces files of these names.
    ///
    /// The files for a dispatch are left out when the plan has none.
    ///
    /// - Returns: the names of the files written, in order.
    /// - Throws: ``DataError`` that names the file or folder which could not be written.
    @discardableResult
    public func write(to path: String) throws(DataError) -> [String] { try Self.write(contents(), to: path) }

    /// Writes texts into a folder, which is made when it is not there; returns their names.
    static func write(_ files: [(String, String)], to path: String) throws(DataError) -> [String] {
        let folder = URL(fileURLWithPath: path, isDirectory: true)
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw DataError([
                DataProblem(
                    file: path, message: "the folder cannot be made: \(Self.reason(error))",
                    fix: "name a folder in a place you may write to, and no file of that name"
                )
            ])
        }
        for (name, text) in files {
            try write(text, to: folder.appendingPathComponent(name), shown: path + "/" + name)
        }
        return files.map(\.0)
    }

    /// The error for a plan that JSON or the page cannot hold.
    static func unwritable(_ error: any Error) -> DataError {
        DataError([
            DataProblem(
                file: "plan", message: "cannot be written down: \(reason(error))",
                fix: "check the scenario for numbers that are not finite"
            )
        ])
    }

    private func contents() throws(DataError) -> [(String, String)] {
        do {
            var files = [("plan.json", try PlanDocument(report).text()), ("centers.csv", CentersFile(report).text)]
            if let dispatch = report.dispatchReport {
                files += [("dispatch.csv", dispatch.flowFile), ("shortages.csv", dispatch.shortageFile)]
            }
            #if Command
                files.append(("report.html", try ReportPage(report, outlines: outlines, sources: sources).html()))
            #endif
            return files
        } catch {
            throw Self.unwritable(error)
        }
    }

    /// Writes a text as UTF-8, whole or not at all.
    ///
    /// - Throws: ``DataError`` that names the file.
    public static func write(_ text: String, to url: URL, shown: String? = nil) throws(DataError) {
        do {
            try Data(text.utf8).write(to: url, options: .atomic)
        } catch {
            throw DataError([
                DataProblem(
                    file: shown ?? url.path, message: "cannot be written: \(reason(error))",
                    fix: "name a place you may write to, with room on the disk"
                )
            ])
        }
    }

    /// What went wrong, in the system's words where it has any.
    private static func reason(_ error: any Error) -> String {
        let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error
        return (underlying ?? error).localizedDescription
    }
}
