/// Every subject, alphabetical.
enum FuzzSubjects {
    static let all: [any FuzzSubject.Type] = [
        JSONFuzz.self
    ]
}
