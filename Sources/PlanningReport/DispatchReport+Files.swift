import Foundation
import HealthPlanning
public import PlanningData

extension DispatchReport {
    /// The dispatch as JSON: the rules, the dispatch and its greedy baseline, laid out as in `plan.json`.
    ///
    /// - Throws: an encoding error when a figure is a number that JSON cannot hold.
    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let document = DispatchAnswerDocument(
            schema: "meridian-dispatch", schemaVersion: 1, dataset: territory.name,
            dataFingerprint: territory.fingerprint,
            policy: policy, dispatch: DispatchDocument(dispatch), greedyDispatch: greedy.map { DispatchDocument($0) }
        )
        return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
    }

    /// Writes `dispatch.json`, `dispatch.csv` and `shortages.csv` into a folder, which is made when it is not there.
    ///
    /// - Returns: the names of the files.
    /// - Throws: ``DataError`` that names the file or folder which could not be written.
    @discardableResult
    public func write(to path: String) throws(DataError) -> [String] {
        let document: String
        do {
            document = try json()
        } catch {
            throw PlanFolder.unwritable(error)
        }
        return try PlanFolder.write(
            [("dispatch.json", document), ("dispatch.csv", flowFile), ("shortages.csv", shortageFile)], to: path
        )
    }
}

private struct DispatchAnswerDocument: Encodable {
    var schema: String
    var schemaVersion: Int
    var dataset: String
    var dataFingerprint: String
    var policy: DispatchPolicy
    var dispatch: DispatchDocument
    var greedyDispatch: DispatchDocument?

    enum CodingKeys: String, CodingKey {
        case schema
        case schemaVersion = "schema_version"
        case dataset
        case dataFingerprint = "data_fingerprint"
        case policy, dispatch
        case greedyDispatch = "greedy_dispatch"
    }
}
