public import Foundation
import HealthPlanning
public import PlanningData

/// Reads `plan.json` back, turning everything wrong with it into problems that name file, field and fix.
public enum PlanDocumentReader {
    /// Reads a document from the bytes of a file.
    ///
    /// - Throws: ``DataError`` when it is not JSON, not a plan, of another version, or lacks a field.
    public static func read(_ data: Data, file: String) throws(DataError) -> PlanDocument {
        do {
            _ = try JSONParser.parse(Array(data))
        } catch {
            throw DataError([
                DataProblem(
                    file: file, line: error.line, message: "this is not JSON: \(error.message)",
                    fix: "the file is damaged or was cut short: restore it or plan again"
                )
            ])
        }
        let header: Header
        do {
            header = try JSONDecoder().decode(Header.self, from: data)
        } catch {
            throw problem(file, error)
        }
        guard header.schema == PlanDocument.schemaName else {
            throw DataError([
                DataProblem(
                    file: file, field: "schema",
                    message: header.schema.map { "is \"\(short($0))\", not \"\(PlanDocument.schemaName)\"" }
                        ?? "is missing",
                    fix: "give a plan.json that meridian plan wrote"
                )
            ])
        }
        guard header.version == PlanDocument.currentVersion else {
            throw DataError([
                DataProblem(
                    file: file, field: "schema_version",
                    message: header.version.map {
                        "is \($0); this program reads version \(PlanDocument.currentVersion)"
                    }
                        ?? "is missing",
                    fix: "use the Meridian that wrote the file, or plan again"
                )
            ])
        }
        do {
            let document = try JSONDecoder().decode(PlanDocument.self, from: data)
            // The scenario is kept as it stands; whether it is one shows only here.
            do {
                _ = try document.plan()
            } catch {
                throw problem(file, error, under: "scenario")
            }
            let problems = DocumentLimits.problems(document, file: file)
            guard problems.isEmpty else { throw DataError(problems) }
            return document
        } catch let error as DataError {
            throw error
        } catch {
            throw problem(file, error)
        }
    }

    private struct Header: Decodable {
        var schema: String?
        var version: Int?

        enum CodingKeys: String, CodingKey {
            case schema
            case version = "schema_version"
        }
    }

    private static func problem(_ file: String, _ error: any Error, under root: String? = nil) -> DataError {
        var field: String?
        var message = "cannot be read: \(error.localizedDescription)"
        var fix = "give a plan.json that meridian plan wrote"
        switch error {
        case DecodingError.keyNotFound(let key, let context):
            field = path(context.codingPath + [key], root)
            message = "is missing"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            field = path(context.codingPath, root)
            message = context.debugDescription
        case DecodingError.dataCorrupted(let context):
            field = path(context.codingPath, root)
            let underlying = (context.underlyingError as NSError?)?.userInfo["NSDebugDescription"] as? String
            message = underlying ?? context.debugDescription
            if field == nil {
                // The text is JSON, so what the decoder cannot take is a number too large for its place.
                message = "a number is too large, or not whole where it must be"
                fix = "restore the file, or plan again"
            }
        default: break
        }
        return DataError([DataProblem(file: file, field: field, message: short(message), fix: fix)])
    }

    private static func path(_ keys: [any CodingKey], _ root: String?) -> String? {
        var text = root ?? ""
        for key in keys {
            if let index = key.intValue {
                text += "[\(index)]"
            } else {
                text += (text.isEmpty ? "" : ".") + key.stringValue
            }
        }
        return text.isEmpty ? nil : text
    }

    private static func short(_ text: String) -> String {
        let line = TextWidth.printable(text)
        return line.count > 200 ? line.prefix(200) + "…" : line
    }
}
