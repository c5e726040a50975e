/// Finds the known word a mistyped one was meant to be.
package enum Suggestion {
    /// The nearest known word, by edits that include swapped neighbours, or `nil` when none is near.
    ///
    /// Case, hyphens, underscores and blanks do not count. A word is near within a third of its length, at least 1 edit.
    package static func nearest(to word: String, among known: some Sequence<String>) -> String? {
        let target = normalised(word)
        guard !target.isEmpty, target.count <= 100 else { return nil }
        var best: (word: String, distance: Int)?
        for candidate in known {
            let other = normalised(candidate)
            let distance = edits(target, other)
            guard distance <= max(1, min(target.count, other.count) / 3) else { continue }
            if best.map({ distance < $0.distance }) ?? true { best = (candidate, distance) }
        }
        return best?.word
    }

    /// A sentence piece that lists known words and names the nearest.
    package static func hint(for word: String, among known: [String]) -> String {
        if let near = nearest(to: word, among: known) { return "did you mean \(near)?" }
        return "use one of: " + known.joined(separator: ", ")
    }

    private static func normalised(_ word: String) -> [Character] {
        word.lowercased().filter { !"-_ ".contains($0) }.map { $0 }
    }

    /// Optimal string alignment distance.
    private static func edits(_ a: [Character], _ b: [Character]) -> Int {
        if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
        var before = [Int](repeating: 0, count: b.count + 1)
        var last = Array(0...b.count)
        for i in 1...a.count {
            var row = [i] + [Int](repeating: 0, count: b.count)
            for j in 1...b.count {
                row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { row[j] = min(row[j], before[j - 2] + 1) }
            }
            before = last
            last = row
        }
        return last[b.count]
    }
}
