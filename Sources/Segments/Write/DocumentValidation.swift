import Primitives

/// Checks a document against its fields before any of it is taken over.
struct DocumentValidation {
    private let doc: ParsedDocument
    private let infos: FieldInfos
    /// Last child seen of each field that has several entries.
    private var lastChild: [FieldNumber: UInt16] = [:]
    private var lastParent: [SpaceNumber: UInt16] = [:]

    init(_ doc: ParsedDocument, _ infos: FieldInfos) {
        self.doc = doc
        self.infos = infos
    }

    consuming func check() throws(SegmentError) {
        try checkSizes()
        for (index, child) in doc.children.enumerated() { try check(child, index + 1) }
        let needsOrder = !doc.children.isEmpty
        for run in doc.runs {
            guard try field(run.field, run.child).hasTerms else {
                throw invalid("field \(name(run.field)) takes no tokens")
            }
            if needsOrder { try checkOrder(run.field, run.child) }
        }
        lastChild.removeAll()
        for term in doc.terms {
            guard try field(term.field, term.child).hasTerms else {
                throw invalid("field \(name(term.field)) takes no terms")
            }
            guard term.count <= SegmentLimits.termBytes else {
                throw over("a term of \(term.count) bytes in field \(name(term.field))")
            }
            if needsOrder { try checkOrder(term.field, term.child) }
        }
        lastChild.removeAll()
        for number in doc.numbers {
            guard try field(number.field, number.child).isNumeric else {
                throw invalid("field \(name(number.field)) takes no numbers")
            }
            if needsOrder { try checkOrder(number.field, number.child) }
        }
    }

    private func invalid(_ what: String) -> SegmentError {
        SegmentError(kind: .invalidDocument(what), file: "buffer")
    }

    private func over(_ what: String) -> SegmentError {
        SegmentError(kind: .overLimit(what), file: "buffer")
    }

    private func checkSizes() throws(SegmentError) {
        guard (1...SegmentLimits.idBytes).contains(doc.id.count) else {
            throw over("an _id of \(doc.id.count) bytes")
        }
        guard doc.source.count <= SegmentLimits.sourceBytes else {
            throw over("a source of \(doc.source.count) bytes")
        }
        guard doc.routing.count <= SegmentLimits.termBytes else {
            throw over("a routing of \(doc.routing.count) bytes")
        }
    }

    private mutating func check(
        _ child: ParsedDocument.Child, _ number: Int
    ) throws(SegmentError) {
        guard let space = infos.space(child.space) else {
            throw invalid("child \(number) is of space \(child.space), which is not known")
        }
        let parent = Int(child.parent)
        let parentSpace = parent == 0 ? 0 : parent < number ? doc.children[parent - 1].space : nil
        guard parentSpace == space.parent, lastParent[child.space] ?? 0 <= child.parent else {
            throw invalid("child \(number) has parent \(parent)")
        }
        lastParent[child.space] = child.parent
    }

    private func name(_ number: FieldNumber) -> String { infos[number]?.name ?? "\(number)" }

    private func field(
        _ number: FieldNumber, _ child: UInt16
    ) throws(SegmentError) -> FieldTraits {
        let field = infos.traits(number)
        guard field.isKnown else { throw invalid("field \(number) is not known") }
        guard Int(child) <= doc.children.count else {
            throw invalid("child \(child) was not begun")
        }
        let space = child == 0 ? 0 : doc.children[Int(child) - 1].space
        guard field.space == space else {
            throw invalid("field \(name(number)) of space \(field.space) in space \(space)")
        }
        return field
    }

    private mutating func checkOrder(
        _ field: FieldNumber, _ child: UInt16
    ) throws(SegmentError) {
        if let last = lastChild[field], last > child {
            throw invalid("field \(field) of child \(child) comes after child \(last)")
        }
        lastChild[field] = child
    }
}
