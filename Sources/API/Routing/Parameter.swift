/// One query parameter a route knows, and what the route does with it.
package struct Parameter: Sendable {
    package enum Treatment: Sendable, Equatable {
        case honoured
        /// Accepted without effect, since its effect is always the case here.
        case ignored(because: StaticReason)
        /// Answered with 400: having no effect would change what the answer means.
        case refused(because: StaticReason)
    }

    /// A sentence fixed at build time, shown in the docs and in refusals.
    package typealias StaticReason = String

    package let name: String
    package let treatment: Treatment

    package static func honoured(_ names: String...) -> [Parameter] {
        names.map { Parameter(name: $0, treatment: .honoured) }
    }

    package static func ignored(_ names: String..., because reason: String) -> [Parameter] {
        names.map { Parameter(name: $0, treatment: .ignored(because: reason)) }
    }

    package static func refused(_ names: String..., because reason: String) -> [Parameter] {
        names.map { Parameter(name: $0, treatment: .refused(because: reason)) }
    }
}

/// Parameters several families of routes share.
enum SharedParameters {
    /// Every route: how the answer is laid out, and a body sent in the address.
    static let all =
        Parameter.honoured("pretty", "filter_path", "format", "source", "source_content_type")
        + Parameter.ignored("human", because: "sizes and times are written as plain numbers")
        + Parameter.ignored(
            "error_trace", because: "errors have no stack trace; they say what and where in words")

    static let waiting = Parameter.ignored(
        "timeout", "master_timeout", "cluster_manager_timeout", "local",
        because: "one daemon decides alone, so there is nothing to wait for")

    static let shards = Parameter.ignored(
        "wait_for_active_shards", because: "the one copy of each index is active once it exists")

    static let copies = Parameter.ignored(
        "preference", because: "each index has one copy, so there is none to prefer")

    static let indices = Parameter.honoured(
        "ignore_unavailable", "allow_no_indices", "expand_wildcards")

    static let throttled = Parameter.ignored(
        "ignore_throttled", because: "no index is ever throttled")

    static let sourceFilter = Parameter.honoured(
        "_source", "_source_includes", "_source_excludes")

    static let queryString = Parameter.honoured(
        "q", "df", "analyzer", "default_operator", "analyze_wildcard", "lenient")

    static let pipelines = Parameter.refused(
        "pipeline", because: "ingest pipelines do not exist here")

    static let table = Parameter.honoured("v", "h", "s", "help", "bytes", "time")
}
