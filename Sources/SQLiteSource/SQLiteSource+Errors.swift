import ChangeCapture
import SQLite

extension SQLiteSource {
    /// Runs `body` and tells SQLite's errors in the terms of a source.
    func attempt<T>(_ body: () throws -> T) throws(SourceError) -> T {
        do {
            return try body()
        } catch let error as SourceError {
            throw error
        } catch {
            throw SQLiteSource.translated(error)
        }
    }

    static func translated(_ error: any Error) -> SourceError {
        guard let failure = error as? SQLiteError else {
            return SourceError(
                .badRow, "a row could not be read: \(error)",
                remedy: "correct the row or the document query")
        }
        switch failure.primaryCode {
        case 5, 6:
            return SourceError(
                .unavailable, failure.description,
                remedy: "wait for the connection that holds the lock, or end it")
        case 3, 8, 23:
            return SourceError(
                .forbidden, failure.description,
                remedy: "give the daemon's user read and write access to the file and its folder")
        case 10, 13, 14:
            return SourceError(
                .unavailable, failure.description, remedy: "check the disk and the path")
        case 11, 26:
            return SourceError(
                .unavailable, failure.description, remedy: "restore the catalog from a backup")
        default:
            return SourceError(
                .misconfigured, failure.description,
                remedy: "correct the document query, or restore what it names in the catalog; "
                    + "then: aisle cdc resume")
        }
    }
}

extension SQLiteError {
    /// Raised by the values of a row (malformed JSON, a text too long, a type that does not fit),
    /// once the statement had been compiled.
    var isAboutRows: Bool { [1, 18, 20].contains(primaryCode) }

    /// Another connection holds the lock that is needed.
    var isBusy: Bool { primaryCode == 5 || primaryCode == 6 }
}
