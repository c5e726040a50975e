/// Names by index, most of which may be missing; costs nothing until the first name is given.
struct NameTable: Sendable, Hashable {
    /// Names up to the last one given; the empty string stands for none.
    private var names: [String] = []

    /// The name at an index, or `nil` when none was given.
    subscript(index: Int) -> String? {
        get {
            guard names.indices.contains(index), !names[index].isEmpty else { return nil }
            return names[index]
        }
        set {
            guard let newValue, !newValue.isEmpty else {
                if names.indices.contains(index) { names[index] = "" }
                return
            }
            if index >= names.count {
                names.append(contentsOf: repeatElement("", count: index + 1 - names.count))
            }
            names[index] = newValue
        }
    }

    /// The first index that bears a name; O(n).
    func index(of name: String) -> Int? {
        name.isEmpty ? nil : names.firstIndex(of: name)
    }
}
