/// Collects problems while a reader goes on, so that one run shows everything that needs mending.
///
/// Only the first ``limit`` are kept word by word: a file of a million bad lines must not fill memory. The rest are
/// counted and summed up in one closing entry.
package struct ProblemLog {
    /// Most problems kept in full.
    package static let limit = 1_000

    private var kept: [DataProblem] = []
    private var omitted = 0

    package init() {}

    /// Whether nothing went wrong so far.
    package var isEmpty: Bool { kept.isEmpty }

    /// Number of problems met, the omitted ones included.
    package var count: Int { kept.count + omitted }

    /// Adds a problem.
    package mutating func add(
        _ file: String, line: Int? = nil, field: String? = nil, _ message: String, fix: String
    ) {
        guard kept.count < Self.limit else {
            omitted += 1
            return
        }
        kept.append(DataProblem(file: file, line: line, field: field, message: message, fix: fix))
    }

    /// Adds the problems of an error met in a part of the work.
    package mutating func add(_ error: DataError) {
        for problem in error.problems {
            add(problem.file, line: problem.line, field: problem.field, problem.message, fix: problem.fix)
        }
    }

    /// The error that holds everything collected, files in the order met and lines ascending; `nil` when all is well.
    package var error: DataError? {
        guard !kept.isEmpty else { return nil }
        var rank: [String: Int] = [:]
        for problem in kept where rank[problem.file] == nil { rank[problem.file] = rank.count }
        let order = kept.indices.sorted { a, b in
            let ranks = (rank[kept[a].file] ?? 0, rank[kept[b].file] ?? 0)
            if ranks.0 != ranks.1 { return ranks.0 < ranks.1 }
            let lines = (kept[a].line ?? 0, kept[b].line ?? 0)
            return lines.0 != lines.1 ? lines.0 < lines.1 : a < b
        }
        var problems = order.map { kept[$0] }
        if omitted > 0, let last = problems.last {
            problems.append(
                DataProblem(
                    file: last.file, message: "\(omitted) further problems are not listed",
                    fix: "mend the ones above and read again"
                )
            )
        }
        return DataError(problems)
    }

    /// The error of a file that could not be read at all.
    package func failure(_ file: String) -> DataError {
        error
            ?? DataError([
                DataProblem(file: file, message: "cannot be understood", fix: "check that it is the right file")
            ])
    }

    /// Throws everything collected, if anything was.
    package func throwIfNeeded() throws(DataError) {
        if let error { throw error }
    }
}
