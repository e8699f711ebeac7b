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
    private let names: [String]
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
        names = entries.map(\.name)
        table = KeyTable(names)
        self.entries = entries.map(\.entry)
    }

    private init(_ scope: ObjectScope, _ table: KeyTable, names: [String], entries: [Entry]) {
        path = scope.path
        dynamic = scope.dynamic
        isEnabled = scope.isEnabled
        isNested = scope.isNested
        space = scope.space
        self.table = table
        self.names = names
        self.entries = entries
    }

    /// With more names, and other scopes behind names there are.
    func changed(
        adding added: [(name: String, entry: Entry)],
        replacing replaced: [(name: String, scope: ObjectScope)]
    ) -> ObjectScope {
        var entries = entries
        for (name, scope) in replaced {
            var name = name
            let place = name.withUTF8 { table.find(UnsafeRawBufferPointer($0)) }
            precondition(place >= 0, "\(name) is not among \(entries.count) names")
            entries[place] = .object(scope)
        }
        if added.isEmpty { return ObjectScope(self, table, names: names, entries: entries) }
        let names = names + added.map(\.name)
        return ObjectScope(
            self, KeyTable(names), names: names, entries: entries + added.map(\.entry))
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
