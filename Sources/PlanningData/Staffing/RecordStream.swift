import Foundation

/// Reads a CSV file record by record through a window of fixed size, so that the file's own size takes no memory.
///
/// RFC 4180 like ``CSVTable``: fields in quotes may hold commas, line ends and doubled quotes; line ends are LF, CRLF
/// or CR; a UTF-8 byte-order mark and empty lines are skipped. Files packed with gzip are unpacked in memory.
final class RecordStream {
    /// Longest record, in bytes.
    private static let longestRecord = 1 << 24

    let file: String
    /// Line on which the record at hand starts.
    private(set) var line = 0
    /// Number of fields of the record at hand.
    private(set) var fieldCount = 0
    /// Whether the record at hand is the last and no line end follows it.
    private(set) var isCutShort = false

    private let handle: FileHandle?
    /// For a packed file, all of it, and how far it was read.
    private let unpacked: [UInt8]
    private var unpackedPosition = 0
    private var window: UnsafeMutableBufferPointer<UInt8>
    /// Bytes of the window that are filled, and where the next record begins.
    private var filled = 0
    private var position = 0
    private var isAtEnd = false
    private var nextLine = 1
    private var starts: [Int] = []
    private var ends: [Int] = []
    /// Line ends inside quotes of the record at hand, and its fields with doubled quotes.
    private var innerLines = 0
    private var doubled: [Int] = []

    /// Opens a file.
    ///
    /// - Throws: ``DataError`` when it cannot be opened.
    init(path: String, windowSize: Int = 1 << 20) throws(DataError) {
        file = path
        window = .allocate(capacity: windowSize)
        let probe: FileHandle? = try FileBytes.open(path)
        handle = path.lowercased().hasSuffix(".gz") ? nil : probe
        unpacked = handle == nil ? try Gzip.unpack(FileBytes.read(path), file: path) : []
        if handle == nil { try? probe?.close() }
    }

    deinit {
        window.deallocate()
        try? handle?.close()
    }

    /// Bytes of a field of the record at hand, valid until the next record.
    @inline(__always)
    func field(_ index: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: UnsafeBufferPointer(window)[starts[index]..<ends[index]])
    }

    /// Text of a field, without blanks at its ends.
    func text(_ index: Int) -> String {
        let bytes = field(index)
        return String(decoding: bytes[NumberText.trimmed(bytes, 0..<bytes.count)], as: UTF8.self)
    }

    /// Goes on to the next record; `false` at the end of the file.
    ///
    /// - Throws: ``DataError`` when the file cannot be read further.
    func next(log: inout ProblemLog) throws(DataError) -> Bool {
        while true {
            switch scan(log: &log) {
            case .record: return true
            case .end: return false
            case .needsMore: try refill()
            }
        }
    }

    private enum Scan {
        case record
        case end
        case needsMore
    }

    /// Finds the fields of the next record in the window.
    private func scan(log: inout ProblemLog) -> Scan {
        let (comma, quote, lineFeed, carriageReturn) = (UInt8(0x2C), UInt8(0x22), UInt8(0x0A), UInt8(0x0D))
        guard let bytes = UnsafePointer(window.baseAddress) else { return .end }
        let (filled, isAtEnd) = (filled, isAtEnd)
        // A carriage return at the edge of the window may be half a line end.
        func isKnown(_ place: Int) -> Bool { place + 1 < filled || isAtEnd }
        while position < filled, bytes[position] == lineFeed || bytes[position] == carriageReturn {
            guard isKnown(position) else { return .needsMore }
            let isPair = bytes[position] == carriageReturn && position + 1 < filled && bytes[position + 1] == lineFeed
            position += isPair ? 2 : 1
            nextLine += 1
        }
        guard position < filled else { return isAtEnd ? .end : .needsMore }
        fieldCount = 0
        line = nextLine
        innerLines = 0
        doubled.removeAll(keepingCapacity: true)
        var place = position
        var start = place
        var hasOddQuote = false
        var hasTrailingText = false
        while true {
            if place < filled, bytes[place] == quote {
                guard let after = quotedField(from: place, hasTrailingText: &hasTrailingText, log: &log) else {
                    return isAtEnd ? .end : .needsMore
                }
                place = after
            } else {
                start = place
                while place < filled {
                    let byte = bytes[place]
                    if byte == comma || byte == lineFeed || byte == carriageReturn { break }
                    if byte == quote { hasOddQuote = true }
                    place &+= 1
                }
                add(start, place)
            }
            guard place < filled else {
                guard isAtEnd else { return .needsMore }
                isCutShort = true
                break
            }
            if bytes[place] != comma { break }
            place &+= 1
        }
        if place < filled, !isKnown(place) { return .needsMore }
        // The record is whole: from here on nothing is scanned twice.
        nextLine += innerLines
        for index in doubled { undouble(index) }
        if hasTrailingText {
            log.add(
                file, line: line, "text follows the closing quote of a field",
                fix: "double the quotes inside a quoted field")
        }
        if hasOddQuote {
            log.add(
                file, line: line, "a quote inside a field that does not start with one",
                fix: "put the whole field in double quotes and double the quotes inside")
        }
        if place < filled {
            let isPair = bytes[place] == carriageReturn && place + 1 < filled && bytes[place + 1] == lineFeed
            place += isPair ? 2 : 1
            nextLine += 1
        }
        position = place
        return .record
    }

    @inline(__always)
    private func add(_ start: Int, _ end: Int) {
        if fieldCount < starts.count {
            starts[fieldCount] = start
            ends[fieldCount] = end
        } else {
            starts.append(start)
            ends.append(end)
        }
        fieldCount &+= 1
    }

    /// Takes a field in quotes; its place after it, or `nil` when the window ends first.
    private func quotedField(from opening: Int, hasTrailingText: inout Bool, log: inout ProblemLog) -> Int? {
        var place = opening + 1
        var isDoubled = false
        while true {
            guard place < filled else {
                if isAtEnd {
                    log.add(
                        file, line: line, "a quoted field opens here and is never closed",
                        fix: "close the quote, or fetch the whole file again if it was cut off")
                    position = filled
                }
                return nil
            }
            let byte = window[place]
            if byte == 0x22 {
                guard place + 1 < filled || isAtEnd else { return nil }
                guard place + 1 < filled, window[place + 1] == 0x22 else { break }
                isDoubled = true
                place += 2
                continue
            }
            if byte == 0x0A || byte == 0x0D && !(place + 1 < filled && window[place + 1] == 0x0A) { innerLines += 1 }
            place += 1
        }
        var rest = place + 1
        while rest < filled, window[rest] != 0x2C, window[rest] != 0x0A, window[rest] != 0x0D { rest += 1 }
        guard rest < filled || isAtEnd else { return nil }
        if rest > place + 1 { hasTrailingText = true }
        if isDoubled { doubled.append(fieldCount) }
        add(opening + 1, place)
        return rest
    }

    /// Makes one quote of every two in a field.
    private func undouble(_ index: Int) {
        var target = starts[index]
        var source = target
        while source < ends[index] {
            window[target] = window[source]
            source += window[source] == 0x22 ? 2 : 1
            target += 1
        }
        ends[index] = target
    }

    /// Moves what is left to the front and reads on.
    private func refill() throws(DataError) {
        let left = filled - position
        if position > 0, left > 0, let base = window.baseAddress {
            base.update(from: base + position, count: left)
        }
        let isFirst = filled == 0
        filled = left
        position = 0
        if filled == window.count {
            guard window.count < Self.longestRecord else {
                throw DataError([
                    DataProblem(
                        file: file, line: nextLine, message: "a record is longer than \(Self.longestRecord >> 20) MiB",
                        fix: "close the quote that opens here, or check that the file has line ends")
                ])
            }
            let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 2 * window.count)
            _ = larger.update(fromContentsOf: window)
            window.deallocate()
            window = larger
        }
        try read()
        if isFirst {
            let head = [UInt8](UnsafeBufferPointer(window)[0..<min(filled, 1 << 16)])
            var log = ProblemLog()
            // A letter may be cut at the end of the window, so only whole lines are looked at.
            let end = head.lastIndex(of: 0x0A) ?? head.count
            if !TextEncoding.check(Array(head[..<end]), file: file, log: &log) { try log.throwIfNeeded() }
            position = TextEncoding.byteOrderMarkLength(head)
        }
    }

    private func read() throws(DataError) {
        let room = window.count - filled
        if let handle {
            do {
                guard let data = try handle.read(upToCount: room), !data.isEmpty else {
                    isAtEnd = true
                    return
                }
                data.withUnsafeBytes { bytes in
                    UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(window)[filled...])
                        .copyMemory(from: bytes)
                }
                filled += data.count
            } catch {
                throw DataError([
                    DataProblem(
                        file: file, message: "cannot be read: \(error.localizedDescription)",
                        fix: "check the file and the disk it is on")
                ])
            }
        } else {
            let count = min(room, unpacked.count - unpackedPosition)
            guard count > 0 else {
                isAtEnd = true
                return
            }
            for offset in 0..<count { window[filled + offset] = unpacked[unpackedPosition + offset] }
            unpackedPosition += count
            filled += count
        }
    }

}
