internal import Foundation

/// A file written bit by bit beside its place, and put there only when it is whole.
///
/// A reader never sees half of it, and what stood there before stays when writing fails. Devices and pipes are
/// written as they are.
final class OutputFile {
    private static let chunk = 1 << 20

    private let path: String
    /// Where the bytes go first; the path itself for what is no plain file.
    private let part: String
    private let handle: FileHandle
    private var isFinished = false
    /// What is not written yet.
    var buffer: [UInt8] = []

    /// - Throws: ``DataError`` when the place cannot be written.
    init(_ path: String) throws(DataError) {
        let place = URL(fileURLWithPath: path).resolvingSymlinksInPath()
        self.path = place.path
        let type = (try? FileManager.default.attributesOfItem(atPath: place.path))?[.type] as? FileAttributeType
        if type == .typeDirectory {
            throw Self.failure(path, "is a folder", "name a file")
        }
        let isPlain = type == nil || type == .typeRegular
        let folder = place.deletingLastPathComponent()
        part =
            isPlain
            ? folder.appendingPathComponent(
                ".\(place.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier).part"
            ).path : place.path
        if isPlain, !FileManager.default.createFile(atPath: part, contents: nil) {
            throw Self.failure(path, "cannot be written", "name a folder that is there and that you may write to")
        }
        guard let handle = FileHandle(forWritingAtPath: part) else {
            throw Self.failure(path, "cannot be written", "name a place you may write to")
        }
        self.handle = handle
        buffer.reserveCapacity(Self.chunk + 4_096)
    }

    deinit {
        if !isFinished {
            try? handle.close()
            if part != path { try? FileManager.default.removeItem(atPath: part) }
        }
    }

    /// Writes what has gathered once it is worth it.
    func flushIfFull() throws(DataError) { if buffer.count >= Self.chunk { try flush() } }

    private func flush() throws(DataError) {
        do {
            try handle.write(contentsOf: buffer)
        } catch {
            throw Self.failure(path, "cannot be written: \(error.localizedDescription)", "make room on the disk")
        }
        buffer.removeAll(keepingCapacity: true)
    }

    /// Writes the rest and puts the file in its place.
    func finish() throws(DataError) {
        try flush()
        do {
            try handle.close()
        } catch {
            throw Self.failure(path, "cannot be written: \(error.localizedDescription)", "make room on the disk")
        }
        if part != path, rename(part, path) != 0 {
            throw Self.failure(path, "cannot be put in its place", "name a place you may write to")
        }
        isFinished = true
    }

    private static func failure(_ path: String, _ message: String, _ fix: String) -> DataError {
        DataError([DataProblem(file: path, message: message, fix: fix)])
    }

    /// Adds a field as CSV wants it.
    func add(_ field: ArraySlice<UInt8>) {
        let needsQuotes = field.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
        guard needsQuotes else {
            buffer.append(contentsOf: field)
            return
        }
        buffer.append(0x22)
        for byte in field {
            if byte == 0x22 { buffer.append(0x22) }
            buffer.append(byte)
        }
        buffer.append(0x22)
    }

    /// Adds text that needs no quotes.
    func add(_ text: String) { buffer.append(contentsOf: text.utf8) }
}
