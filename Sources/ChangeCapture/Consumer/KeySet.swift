/// Document keys in the order they came, each once.
struct KeySet {
    private(set) var keys: [CellValue] = []
    private var ids: Set<String> = []

    var count: Int { keys.count }

    /// - Returns: false for a key that is there, and for what is no key.
    @discardableResult
    mutating func insert(_ key: CellValue) -> Bool {
        guard let id = key.documentID, ids.insert(id).inserted else { return false }
        keys.append(key)
        return true
    }

    func contains(_ key: CellValue) -> Bool { key.documentID.map { ids.contains($0) } ?? false }

    mutating func removeAll() {
        keys.removeAll(keepingCapacity: true)
        ids.removeAll(keepingCapacity: true)
    }
}
