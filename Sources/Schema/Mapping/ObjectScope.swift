import Segments

/// One level of a compiled mapping: what each key of an object leads to.
final class ObjectScope: Sendable {
    enum Entry: Sendable {
        /// Place in the mapping's list of fields.
        case field(Int)
        case object(ObjectScope)
        /// Full path.
        case alias(String)
    }

    /// Full path; empty for the root.
    let path: String
    let dynamic: DynamicRule
    let isEnabled: Bool
    let isNested: Bool
    /// The space of documents this object's fields live in.
    let space: SpaceNumber
    private let table: KeyTable
    private let entries: [Entry]

    init(
        path: String, dynamic: DynamicRule, isEnabled: Bool, isNested: Bool, space: SpaceNumber,
        entries: [(name: String, entry: Entry)]
    ) {
        self.path = path
        self.dynamic = dynamic
        self.isEnabled = isEnabled
        self.isNested = isNested
        self.space = space
        table = KeyTable(entries.map(\.name))
        self.entries = entries.map(\.entry)
    }

    func entry(_ key: UnsafeRawBufferPointer) -> Entry? {
        let place = table.find(key)
        return place < 0 ? nil : entries[place]
    }

    func entry(_ name: Substring) -> Entry? {
        var name = String(name)
        return name.withUTF8 { entry(UnsafeRawBufferPointer($0)) }
    }

    func fullPath(_ name: String) -> String { path.isEmpty ? name : path + "." + name }
}
