import Foundation

/// Reads files whole, turning every failure into a problem that names the file and the fix.
package enum FileBytes {
    /// Largest file read, in bytes.
    package static let limit = 1 << 30

    /// Opens the file at `path` for reading.
    static func open(_ path: String, name: String? = nil) throws(DataError) -> FileHandle {
        func failure(_ message: String, _ fix: String) -> DataError {
            DataError([DataProblem(file: name ?? path, message: message, fix: fix)])
        }
        guard !path.isEmpty, !path.utf8.contains(0) else { throw failure("the path is not usable", "name a file") }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw failure("there is no such file", "check the path \(path)")
        }
        if isFolder.boolValue { throw failure("is a folder, not a file", "name a file inside it") }
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw failure("cannot be opened", "check the permission to read it")
        }
        return handle
    }

    /// The bytes of the file at `path`.
    package static func read(_ path: String, name: String? = nil) throws(DataError) -> [UInt8] {
        let shown = name ?? path
        func failure(_ message: String, _ fix: String) -> DataError {
            DataError([DataProblem(file: shown, message: message, fix: fix)])
        }
        let handle = try open(path, name: name)
        defer { try? handle.close() }
        var data = Data()
        do {
            while let chunk = try handle.read(upToCount: 1 << 22), !chunk.isEmpty {
                data.append(chunk)
                if data.count > limit {
                    throw failure("is larger than \(limit >> 20) MiB", "split the file or leave out what is not needed")
                }
            }
        } catch let error as DataError {
            throw error
        } catch {
            throw failure("cannot be read: \(error.localizedDescription)", "check the file and the disk it is on")
        }
        return [UInt8](data)
    }
}
