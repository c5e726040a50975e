/// The names variables and constraints get in a file, made safe for its format and unique.
///
/// A given name that the format can carry stays as it is. In LP files brackets become parentheses and blanks
/// underscores (`open[3]` → `open(3)`), since those files do not allow them. A missing, unsafe or repeated name becomes
/// `x` or `c` and the number of the variable or constraint from 1; should somebody have given that very name to another
/// one, `~2`, `~3` … follows. The same model always gives the same names, and ``variable(named:)`` leads back.
public struct ModelFileNames: Sendable {
    /// The formats names are made safe for.
    public enum Format: Sendable, Hashable {
        /// Free-format MPS: anything without blanks and control characters.
        case mps
        /// CPLEX LP: letters, digits and some signs, not beginning like a number.
        case lp
    }

    /// Names by variable index.
    public let variables: [String]
    /// Names by constraint index.
    public let constraints: [String]
    /// Name of the objective.
    public let objective: String

    /// Names what a model holds.
    public init(for model: Model, format: Format) {
        let rules = FileNameRules(format: format)
        variables = Self.unique(count: model.variableCount, prefix: "x", given: model.variableNames, rules)
        let rows = Self.unique(count: model.constraintCount, prefix: "c", given: model.constraintNames, rules)
        constraints = rows
        objective = rows.contains("obj") ? Self.free("obj", Set(rows)) : "obj"
    }

    /// Index of the variable that goes by a name in the file; O(variables).
    public func variable(named name: String) -> Int? { variables.firstIndex(of: name) }

    /// Index of the constraint that goes by a name in the file; O(constraints).
    public func constraint(named name: String) -> Int? { constraints.firstIndex(of: name) }

    private static func unique(count: Int, prefix: String, given: NameTable, _ rules: FileNameRules) -> [String] {
        var names = [String](repeating: "", count: count)
        var used: Set<String> = []
        for index in 0..<count {
            guard let name = given[index].flatMap(rules.safe), used.insert(name).inserted else { continue }
            names[index] = name
        }
        let needsCheck = !used.isEmpty
        for index in 0..<count where names[index].isEmpty {
            let name = "\(prefix)\(index + 1)"
            names[index] = needsCheck && used.contains(name) ? free(name, used) : name
            if needsCheck { used.insert(names[index]) }
        }
        return names
    }

    private static func free(_ name: String, _ used: Set<String>) -> String {
        var number = 2
        while used.contains("\(name)~\(number)") { number += 1 }
        return "\(name)~\(number)"
    }
}

/// What a format allows in names.
struct FileNameRules {
    /// The most bytes a name may have; GLPK's limit.
    static let largestLength = 255
    /// Beginning of names this library uses for helpers in files: the objective's constant and ranges of rows.
    static let reservedPrefix = "~r_"
    /// Name of the column, fixed at 1, whose cost is the objective's constant.
    static let constantName = "~r_0"

    let format: ModelFileNames.Format

    /// The name as it goes into the file, or `nil` when it must be replaced.
    func safe(_ name: String) -> String? {
        guard name.utf8.count <= Self.largestLength, !name.hasPrefix(Self.reservedPrefix) else { return nil }
        switch format {
        case .mps: return isSafeForMPS(name) ? name : nil
        case .lp:
            let plain = String(name.map(Self.plain))
            return isSafeForLP(plain) ? plain : nil
        }
    }

    private func isSafeForMPS(_ name: String) -> Bool {
        guard let first = name.utf8.first, ![0x2A, 0x24, 0x27].contains(first) else { return false }
        guard !Self.wordsOfMPS.contains(name.uppercased()) else { return false }
        return name.unicodeScalars.allSatisfy { scalar in
            scalar.isASCII
                ? scalar.value > 0x20 && scalar.value < 0x7F
                : !scalar.properties.isWhitespace && scalar.properties.generalCategory != .control
        }
    }

    private func isSafeForLP(_ name: String) -> Bool {
        guard let first = name.utf8.first, !FileNumber.isDigit(first), first != 0x2E else { return false }
        guard !Self.wordsOfLP.contains(name.lowercased()) else { return false }
        if first | 0x20 == 0x65, let second = name.utf8.dropFirst().first, FileNumber.isDigit(second) { return false }
        return name.utf8.allSatisfy { byte in
            FileNumber.isDigit(byte) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || Self.signsOfLP.contains(byte)
        }
    }

    private static func plain(_ character: Character) -> Character {
        switch character {
        case "[": "("
        case "]": ")"
        case " ": "_"
        default: character
        }
    }

    private static let signsOfLP = Set("!#$%&(),.?@_{}~".utf8)

    private static let wordsOfMPS: Set<String> = [
        "NAME", "OBJSENSE", "OBJSENSEMAX", "OBJNAME", "MAX", "MIN", "MAXIMIZE", "MINIMIZE", "ROWS", "COLUMNS", "RHS",
        "RANGES", "BOUNDS", "SOS", "ENDATA", "MARKER", "USERCUTS", "LAZYCONS", "QUADOBJ", "QSECTION", "QMATRIX",
        "QCMATRIX", "INDICATORS", "GENCONS", "PWLOBJ", "FREE", "NEGATIVE",
    ]

    private static let wordsOfLP: Set<String> = [
        "max", "maximize", "maximise", "maximum", "min", "minimize", "minimise", "minimum", "subject", "such", "to",
        "that", "st", "s.t.", "st.", "bound", "bounds", "free", "inf", "infinity", "nan", "gen", "general", "generals",
        "int", "integer", "integers", "bin", "binary", "binaries", "semi", "semi-continuous", "semis", "sos", "sos1",
        "sos2", "end", "e", "lazy", "user",
    ]
}
