import Index
import JSON

/// One write of one document, as the API has read it.
package struct DocumentRequest: Sendable {
    package var index: String
    package var id: String?
    package var routing: String?
    package var version: Int64?
    package var versionType: String?
    package var ifSequenceNumber: Int64?
    package var ifPrimaryTerm: Int64?
    package var requiresAlias = false

    package init(index: String, id: String?) {
        self.index = index
        self.id = id
    }

    /// - Throws: `EngineError` with every fault of the request's own words.
    func check(isCreate: Bool) throws(EngineError) {
        var faults: [String] = []
        if let id {
            if id.isEmpty { faults.append("if _id is specified it must not be empty") }
            if id.utf8.count > EngineLimits.idBytes {
                faults.append(
                    "id [\(id)] is too long, must be no longer than \(EngineLimits.idBytes) "
                        + "bytes but was: "
                        + "\(id.utf8.count)")
            }
        }
        let isExternal = versionType == "external" || versionType == "external_gte"
        if isExternal, version == nil || id == nil {
            faults.append("an id must be provided if version type or value are set")
        }
        if isCreate, version != nil, !isExternal {
            faults.append("create operations only support internal versioning. use index instead")
        } else if version != nil, !isExternal {
            faults.append(
                "internal versioning can not be used for optimistic concurrency control. "
                    + "Please use "
                    + "`if_seq_no` and `if_primary_term` instead")
        }
        if (ifSequenceNumber == nil) != (ifPrimaryTerm == nil) {
            faults.append(
                ifSequenceNumber == nil
                    ? "ifSeqNo is unassigned, but primary term is [\(ifPrimaryTerm ?? 0)]"
                    : "ifPrimaryTerm is unassigned, but seq no is [\(ifSequenceNumber ?? 0)]")
        }
        if ifSequenceNumber != nil, isExternal {
            faults.append("compare and write operations can not use versioning")
        }
        if isCreate, ifSequenceNumber != nil {
            faults.append("create operations do not support compare and set. use index instead")
        }
        guard faults.isEmpty else { throw EngineError(.validation(faults)) }
    }

    func versionKind() throws(EngineError) -> WriteOperation.VersionType {
        switch versionType {
        case nil, "internal": .internal
        case "external", "external_gt": .external
        case "external_gte": .externalOrEqual
        case .some(let other): throw .illegal("No version type match [\(other)]")
        }
    }
}

/// What a write did, with the names the answer needs.
package struct DocumentOutcome: Sendable {
    package let index: String
    package let id: String
    package let outcome: WriteOutcome
    package let replicaCount: Int
    package var forcedRefresh = false
    /// The source an update left, when asked for.
    package var source: [UInt8]?

    package var shardTotal: Int { replicaCount + 1 }
}
