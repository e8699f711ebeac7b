/// The files of an index folder and how they are named.
package enum IndexFile: Sendable, Equatable {
    /// `commit-<generation>`
    case commit(UInt64)
    /// `log-<generation>`
    case log(UInt64)
    /// `<segment>.seg`
    case segment(String)
    /// `<segment>.live-<generation>`
    case liveDocs(String, UInt64)
    /// `<segment>.columns-<generation>`
    case columns(String, UInt64)
    /// Whatever ends in `.tmp`: left behind by an interrupted write.
    case temporary(String)

    package var name: String {
        switch self {
        case .commit(let generation): "commit-\(generation)"
        case .log(let generation): "log-\(generation)"
        case .segment(let segment): segment + ".seg"
        case .liveDocs(let segment, let generation): "\(segment).live-\(generation)"
        case .columns(let segment, let generation): "\(segment).columns-\(generation)"
        case .temporary(let name): name
        }
    }

    /// Nil for a file that is not one of an index.
    package init?(_ name: String) {
        if name.hasSuffix(TemporaryFile.suffix) {
            self = .temporary(name)
        } else if let generation = IndexFile.number(name, after: "commit-") {
            self = .commit(generation)
        } else if let generation = IndexFile.number(name, after: "log-") {
            self = .log(generation)
        } else if let dot = name.firstIndex(of: ".") {
            let segment = String(name[..<dot])
            let rest = String(name[name.index(after: dot)...])
            if rest == "seg" {
                self = .segment(segment)
            } else if let generation = IndexFile.number(rest, after: "live-") {
                self = .liveDocs(segment, generation)
            } else if let generation = IndexFile.number(rest, after: "columns-") {
                self = .columns(segment, generation)
            } else {
                return nil
            }
        } else {
            return nil
        }
    }

    private static func number(_ text: String, after prefix: String) -> UInt64? {
        guard text.hasPrefix(prefix) else { return nil }
        return UInt64(text.dropFirst(prefix.count))
    }
}
