/// Whether an operation may go ahead with the document as it is, in OpenSearch's words.
enum VersionRules {
    /// - Returns: the version the document will have.
    /// - Throws: `IndexError` (`.versionConflict`).
    static func check(
        _ operation: WriteOperation, _ current: CurrentDocument, primaryTerm: Int64
    ) throws(IndexError) -> Int64 {
        if case .create = operation.kind, current.isLive {
            throw .conflict(
                operation.id, "document already exists (current version [\(current.version)])")
        }
        try checkSequence(operation, current, primaryTerm)
        switch operation.versionType {
        case .internal:
            if let expected = operation.version {
                let found = current.isLive ? current.version : -1
                guard found == expected else {
                    throw .conflict(
                        operation.id,
                        "current version [\(found)] is different than the one provided "
                            + "[\(expected)]")
                }
            }
            return current.version + 1
        case .external, .externalOrEqual:
            return try checkExternal(operation, current)
        }
    }

    private static func checkExternal(
        _ operation: WriteOperation, _ current: CurrentDocument
    ) throws(IndexError) -> Int64 {
        guard let given = operation.version else {
            throw IndexError(
                .invalid, id: operation.id, "an external version type needs a version")
        }
        guard current.isKnown else { return given }
        if operation.versionType == .external, current.version >= given {
            throw .conflict(
                operation.id,
                "current version [\(current.version)] is higher or equal to the one provided "
                    + "[\(given)]")
        }
        if current.version > given {
            throw .conflict(
                operation.id,
                "current version [\(current.version)] is higher than the one provided [\(given)]")
        }
        return given
    }

    private static func checkSequence(
        _ operation: WriteOperation, _ current: CurrentDocument, _ primaryTerm: Int64
    ) throws(IndexError) {
        guard let number = operation.ifSequenceNumber else { return }
        let term = operation.ifPrimaryTerm ?? primaryTerm
        let wanted = "required seqNo [\(number)], primary term [\(term)]. "
        guard current.isLive else {
            throw .conflict(operation.id, wanted + "but no document was found")
        }
        guard current.sequenceNumber == number, term == primaryTerm else {
            throw .conflict(
                operation.id,
                wanted + "current document has seqNo [\(current.sequenceNumber)] and primary term "
                    + "[\(primaryTerm)]")
        }
    }
}
