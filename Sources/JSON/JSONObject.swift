/// The members of an object: ordered as inserted, each key once.
///
/// Small objects are searched, larger ones keep a table from key to place. Equality ignores order.
package struct JSONObject: Sendable, Equatable, Sequence, ExpressibleByDictionaryLiteral {
    /// Above this many members a table is kept.
    private static let searchedCount = 8

    package private(set) var keys: [String] = []
    private var values: [JSONValue] = []
    private var places: [String: Int]?

    package init() {}

    /// Of two members with one key the last is kept, at the place of the first.
    package init(_ members: some Sequence<(String, JSONValue)>) {
        for (key, value) in members { self[key] = value }
    }

    package init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(elements) }

    package var count: Int { keys.count }
    package var isEmpty: Bool { keys.isEmpty }

    private func place(of key: String) -> Int? {
        if let places { return places[key] }
        return keys.firstIndex(of: key)
    }

    /// Setting nil removes the member. O(1), but removing is O(count).
    package subscript(_ key: String) -> JSONValue? {
        get { place(of: key).map { values[$0] } }
        set {
            guard let newValue else {
                remove(key)
                return
            }
            if let place = place(of: key) {
                values[place] = newValue
            } else {
                append(key, newValue)
            }
        }
    }

    private mutating func append(_ key: String, _ value: JSONValue) {
        keys.append(key)
        values.append(value)
        if places != nil {
            places?[key] = keys.count - 1
        } else if keys.count > JSONObject.searchedCount {
            indexPlaces()
        }
    }

    private mutating func indexPlaces() {
        var table = [String: Int](minimumCapacity: keys.count * 2)
        for (place, key) in keys.enumerated() { table[key] = place }
        places = table
    }

    @discardableResult
    package mutating func remove(_ key: String) -> JSONValue? {
        guard let place = place(of: key) else { return nil }
        keys.remove(at: place)
        let removed = values.remove(at: place)
        if places != nil { indexPlaces() }
        return removed
    }

    /// Takes over another object's members: objects are merged member by member, everything else is
    /// replaced. This is how a partial update changes a document.
    /// - Returns: whether anything changed.
    @discardableResult
    package mutating func merge(_ other: JSONObject) -> Bool {
        var changed = false
        for (key, value) in other {
            let existing = self[key]
            if case .object(var inner)? = existing, case .object(let update) = value {
                if inner.merge(update) {
                    self[key] = .object(inner)
                    changed = true
                }
            } else if existing != value {
                self[key] = value
                changed = true
            }
        }
        return changed
    }

    /// A value at a dotted path such as `index.number_of_shards`, through objects or through keys
    /// that
    /// contain dots themselves; the longest own key is tried first.
    package func value(atPath path: String) -> JSONValue? {
        if let value = self[path] { return value }
        var end = path.lastIndex(of: ".")
        while let dot = end {
            if case .object(let inner)? = self[String(path[..<dot])],
                let found = inner.value(atPath: String(path[path.index(after: dot)...]))
            {
                return found
            }
            end = path[..<dot].lastIndex(of: ".")
        }
        return nil
    }

    package func makeIterator() -> Zip2Sequence<[String], [JSONValue]>.Iterator {
        zip(keys, values).makeIterator()
    }

    package static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.count == right.count && left.allSatisfy { right[$0.0] == $0.1 }
    }
}
