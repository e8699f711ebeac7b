import Analyzers
import Primitives

/// The data files of the folder `Analyzers`, embedded in the binary: word lists, folding tables.
/// Grammar: UTF-8, one entry a line, `#` starts a comment line.
package final class LanguageData: Sendable {
    package static let embedded = LanguageData()

    private let files: [String: [UInt8]]

    private init() {
        var files: [String: [UInt8]] = [:]
        for index in 0..<aisle_data_file_count() {
            let file = aisle_data_files()[index]
            files[String(cString: file.path)] = Array(
                UnsafeBufferPointer(start: file.bytes, count: file.size))
        }
        self.files = files
    }

    /// Embedded data with some files replaced or added.
    /// - Parameter replacements: bytes by path inside `Analyzers`, as `english/stopwords.txt`.
    package init(replacing replacements: [String: [UInt8]]) {
        files = LanguageData.embedded.files.merging(replacements) { $1 }
    }

    package var paths: [String] { files.keys.sorted() }

    package func bytes(_ path: String) -> [UInt8]? { files[path] }

    /// The entries of a file, nil if there is none of that name.
    package func lines(_ path: String) -> [String]? {
        guard let bytes = files[path] else { return nil }
        return bytes.split(separator: UInt8(ascii: "\n"))
            .map { ComponentSettings.trim(String(decoding: $0, as: UTF8.self)) }
            .filter { !$0.isEmpty && !$0.hasPrefix("#") }
    }

    package func stopwords(_ language: String) -> [String]? { lines("\(language)/stopwords.txt") }

    package var stopwordLanguages: [String] {
        paths.filter { $0.hasSuffix("/stopwords.txt") }.map { String($0.dropLast(14)) }
    }
}
