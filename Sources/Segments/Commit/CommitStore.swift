import Primitives

/// Finds and writes the commit points of a folder.
package struct CommitStore {
    package let directory: any Directory

    package init(_ directory: any Directory) { self.directory = directory }

    /// Generations of all commit points, newest first.
    package func generations() throws(DirectoryError) -> [UInt64] {
        try directory.list().compactMap { name in
            if case .commit(let generation) = IndexFile(name) { generation } else { nil }
        }.sorted(by: >)
    }

    package func read(_ generation: UInt64) throws -> CommitPoint {
        let name = IndexFile.commit(generation).name
        let bytes = try directory.read(name)
        return try bytes.withUnsafeBytes { try CommitPoint.decode($0, name: name) }
    }

    /// The newest commit point that verifies and whose segment files are all there.
    /// - Throws: what is wrong with the newest one when none will do; nil when there is none at
    ///   all.
    package func newest() throws -> CommitPoint? {
        var firstFailure: (any Error)?
        for generation in try generations() {
            do {
                let point = try read(generation)
                for file in point.files where !directory.exists(file) {
                    throw SegmentError(
                        kind: .malformed("\(file) is missing"), file: point.fileName)
                }
                return point
            } catch {
                firstFailure = firstFailure ?? error
            }
        }
        if let firstFailure { throw firstFailure }
        return nil
    }

    /// Makes a commit point the one that counts. Durable when it returns.
    package func write(_ point: CommitPoint) throws {
        try point.encode().withUnsafeBytes {
            try directory.writeAtomically(point.fileName, $0)
        }
    }
}
