#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Model files on disk.
public enum ModelFile {
    /// The formats, by the end of a file's name.
    public enum Format: String, Sendable, Hashable, CaseIterable {
        /// Free-format MPS, `.mps`.
        case mps
        /// CPLEX LP, `.lp`.
        case lp

        /// The format a file's name ends with, or `nil`.
        public init?(path: String) {
            let ending = path.lowercased()
            guard let format = Self.allCases.first(where: { ending.hasSuffix(".\($0.rawValue)") }) else { return nil }
            self = format
        }
    }

    /// Reads a model.
    ///
    /// - Parameters:
    ///   - path: Path of the file.
    ///   - format: Its format; by default as its name ends.
    /// - Throws: ``ModelFileError`` when the file cannot be read, or with every problem found in it.
    public static func read(_ path: String, format: Format? = nil) throws(ModelFileError) -> Model {
        let format = try checked(format, path)
        let bytes: [UInt8]
        do {
            bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw ModelFileError([
                ModelFileProblem(
                    file: path, message: "the file cannot be read",
                    fix: "check that it exists and may be read"
                )
            ])
        }
        switch format {
        case .mps: return try MPSReader().model(from: bytes, file: path)
        case .lp: return try LPReader().model(from: bytes, file: path)
        }
    }

    /// Writes a model, replacing a file that is there.
    ///
    /// - Parameters:
    ///   - model: The model.
    ///   - path: Path of the file.
    ///   - format: Its format; by default as its name ends.
    /// - Throws: ``ModelError`` when the model is malformed, ``ModelFileError`` when the file cannot be written.
    public static func write(_ model: Model, to path: String, format: Format? = nil) throws {
        let bytes: [UInt8]
        switch try checked(format, path) {
        case .mps: bytes = try MPSWriter().bytes(for: model)
        case .lp: bytes = try LPWriter().bytes(for: model)
        }
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw ModelFileError([
                ModelFileProblem(
                    file: path, message: "the file cannot be written",
                    fix: "check that its folder exists, may be written to and has room"
                )
            ])
        }
    }

    private static func checked(_ format: Format?, _ path: String) throws(ModelFileError) -> Format {
        if let format = format ?? Format(path: path) { return format }
        throw ModelFileError([
            ModelFileProblem(
                file: path, message: "the name does not tell the format",
                fix: "let it end with .mps or .lp, or name the format"
            )
        ])
    }
}
