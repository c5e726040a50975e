#if Command
    internal import Yams

    /// Turns YAML text into nodes with positions, after making sure that the parser can take it.
    enum YAMLDocument {
        /// Largest scenario file, in bytes.
        static let limit = 1 << 20
        /// Deepest nesting; scenarios need five levels.
        static let maximumDepth = 32

        /// The root of the only document.
        static func root(_ bytes: [UInt8], file: String) throws(DataError) -> Node {
            var log = ProblemLog()
            guard bytes.count <= limit else {
                log.add(
                    file, "is larger than \(limit >> 10) KiB", fix: "give a scenario file; data belong into CSV files")
                throw log.failure(file)
            }
            guard TextEncoding.check(bytes, file: file, log: &log) else { throw log.failure(file) }
            let text = String(decoding: bytes.dropFirst(TextEncoding.byteOrderMarkLength(bytes)), as: UTF8.self)
            checkDepth(text, file: file, log: &log)
            try log.throwIfNeeded()
            do {
                guard let node = try Yams.compose(yaml: text) else {
                    log.add(file, line: 1, "is empty", fix: "write a scenario, such as extends: china-2035")
                    throw log.failure(file)
                }
                return node
            } catch let error as DataError {
                throw error
            } catch let error as YamlError {
                throw DataError([problem(error, text: text, file: file)])
            } catch {
                throw DataError([
                    DataProblem(file: file, message: "cannot be read: \(error)", fix: "check the YAML syntax")
                ])
            }
        }

        /// The parser descends once per level, and compares keys that refer to each other over and over: both are bounded
        /// here, by counts that are never too low.
        private static func checkDepth(_ text: String, file: String, log: inout ProblemLog) {
            var brackets = 0
            var references = 0
            for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated()
            {
                let indent = line.prefix { $0 == " " || $0 == "\t" }.utf8.count
                let markers = line.prefix { " -?\t".contains($0) }.filter { $0 == "-" || $0 == "?" }.count
                var before: Character = " "
                for character in line.unicodeScalars.lazy.map(Character.init) {
                    if character == "[" || character == "{" { brackets += 1 }
                    if character == "]" || character == "}" { brackets = max(0, brackets - 1) }
                    if before == "*", !character.isWhitespace { references += 1 }
                    before = character
                }
                guard brackets <= maximumDepth, indent <= 8 * maximumDepth, markers <= maximumDepth || isRule(line)
                else {
                    log.add(
                        file, line: index + 1, "is nested too deeply",
                        fix: "a scenario needs no more than five levels; check the brackets")
                    return
                }
                guard references <= maximumDepth else {
                    log.add(file, line: index + 1, "too many references", fix: "write the values out instead of *name")
                    return
                }
            }
        }

        /// A line of dashes, such as separates documents or comments.
        private static func isRule(_ line: some StringProtocol) -> Bool {
            !line.contains(" ") && line.allSatisfy { $0 == "-" }
        }

        private static func problem(_ error: YamlError, text: String, file: String) -> DataProblem {
            let fix = "check the indentation, quotes and brackets on and before this line"
            switch error {
            case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
                .composer(_, let problem, let mark, _):
                return DataProblem(file: file, line: mark.line, message: "is not valid YAML: \(problem)", fix: fix)
            case .duplicatedKeysInMapping(let duplicates, let context):
                return DataProblem(
                    file: file, line: context.mark.line, field: duplicates.first,
                    message: "the key is given twice: " + duplicates.joined(separator: ", "), fix: "keep one of each")
            case .reader(let problem, let offset, _, _):
                let line = offset.map { text.prefix($0).count(where: \.isNewline) + 1 }
                return DataProblem(
                    file: file, line: line, message: "is not valid YAML: \(problem)",
                    fix: "remove the control character")
            default:
                return DataProblem(file: file, message: "is not valid YAML", fix: "check the syntax")
            }
        }
    }
#endif
