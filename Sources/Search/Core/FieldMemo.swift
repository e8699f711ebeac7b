import Segments

/// What a search has found out about one field of its snapshot.
struct FieldMemo {
    let field: FieldNumber
    var statistics: FieldStatistics?
    var dictionaries: [TermDictionary?]?
    var inverses: NormInverses?
    var states = TermMemo()
}

/// The fields a search has looked at, by number: few, so that they are searched rather than hashed.
struct FieldMemos {
    private var memos: [FieldMemo] = []

    /// Place of a field; O(log fields), and a move of those behind it when it is new.
    mutating func place(of field: FieldNumber) -> Int {
        var low = 0
        var high = memos.count
        while low < high {
            let middle = (low + high) / 2
            if memos[middle].field < field { low = middle + 1 } else { high = middle }
        }
        if low == memos.count || memos[low].field != field {
            if memos.isEmpty { memos.reserveCapacity(4) }
            memos.insert(FieldMemo(field: field), at: low)
        }
        return low
    }

    /// - Parameter place: void after the next `place(of:)`.
    subscript(place: Int) -> FieldMemo {
        get { memos[place] }
        _modify { yield &memos[place] }
    }
}

/// The terms of a field that were looked up: the first few are compared one by one, as most
/// searches have no more; the others are hashed.
struct TermMemo {
    private static let mostCompared = 16

    private var few: [TermStates] = []
    private var others: [[UInt8]: TermStates] = [:]

    func states(of term: [UInt8]) -> TermStates? {
        for states in few where states.term == term { return states }
        return others.isEmpty ? nil : others[term]
    }

    /// - Parameter states: of a term not yet known.
    mutating func insert(_ states: TermStates) {
        if few.count < TermMemo.mostCompared {
            if few.isEmpty { few.reserveCapacity(4) }
            few.append(states)
        } else {
            others[states.term] = states
        }
    }
}
