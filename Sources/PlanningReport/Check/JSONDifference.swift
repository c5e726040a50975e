/// A place where two JSON values differ.
struct JSONDifference: Hashable {
    /// Path of the place, such as `placement.centers[3].city`.
    var path: String
    /// What stands there; `nil` for nothing.
    var found: JSONValue?
    /// What should stand there; `nil` for nothing.
    var expected: JSONValue?

    /// `path: says X, recomputed Y`.
    var sentence: String { "\(path): says \(Self.text(found)), recomputed \(Self.text(expected))" }

    /// Every place where two values differ, in the order of the keys; numbers may differ by 1e-9 of their size.
    static func all(_ found: JSONValue?, _ expected: JSONValue?, at path: String = "") -> [JSONDifference] {
        switch (found, expected) {
        case (nil, nil): return []
        case (.object(let a)?, .object(let b)?):
            return Set(a.keys).union(b.keys).sorted().flatMap { key in
                all(a[key], b[key], at: path.isEmpty ? key : path + "." + key)
            }
        case (.array(let a)?, .array(let b)?):
            return (0..<max(a.count, b.count)).flatMap { index in
                all(index < a.count ? a[index] : nil, index < b.count ? b[index] : nil, at: "\(path)[\(index)]")
            }
        case (let a?, let b?):
            return same(a, b) ? [] : [JSONDifference(path: path, found: a, expected: b)]
        case (let a, let b):
            // What is absent and what is null say the same.
            return (a ?? .null) == (b ?? .null) ? [] : [JSONDifference(path: path, found: a, expected: b)]
        }
    }

    private static func same(_ a: JSONValue, _ b: JSONValue) -> Bool {
        if a == b { return true }
        guard let x = number(a), let y = number(b) else { return false }
        return abs(x - y) <= 1e-9 * max(1, abs(x), abs(y))
    }

    private static func number(_ value: JSONValue) -> Double? {
        switch value {
        case .int(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    private static func text(_ value: JSONValue?) -> String {
        switch value {
        case nil: "nothing"
        case .null?: "null"
        case .bool(let value)?: String(value)
        case .int(let value)?: String(value)
        case .number(let value)?: String(value)
        case .string(let value)?: "\"\(TextWidth.printable(String(value.prefix(80))))\""
        case .array(let elements)?: "a list of \(elements.count)"
        case .object(let members)?: "an object with \(members.count) members"
        }
    }
}
