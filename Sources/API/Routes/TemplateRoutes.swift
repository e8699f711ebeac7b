import Engine
import JSON

/// Legacy, composable and component templates.
enum TemplateRoutes {
    private static let common =
        SharedParameters.waiting + Parameter.honoured("flat_settings")
        + Parameter.ignored("cause", because: "it only labels a log line of the original")

    static let all: [Route] = [
        Route(
            "indices.put_template", ["PUT", "POST"], ["/_template/{name}"],
            parameters: common + Parameter.honoured("create", "order"), handler: putLegacy),
        Route(
            "indices.get_template", ["GET"], ["/_template", "/_template/{name}"],
            parameters: common, handler: showLegacy),
        Route(
            "indices.exists_template", ["HEAD"], ["/_template/{name}"], parameters: common
        ) { try exists($0, .legacy) },
        Route(
            "indices.delete_template", ["DELETE"], ["/_template/{name}"], parameters: common
        ) { try delete($0, .legacy) },
        Route(
            "indices.put_index_template", ["PUT", "POST"], ["/_index_template/{name}"],
            parameters: common + Parameter.honoured("create"), handler: putComposable),
        Route(
            "indices.get_index_template", ["GET"], ["/_index_template", "/_index_template/{name}"],
            parameters: common
        ) { try show($0, .composable, "index_templates", "index_template") },
        Route(
            "indices.exists_index_template", ["HEAD"], ["/_index_template/{name}"],
            parameters: common
        ) { try exists($0, .composable) },
        Route(
            "indices.delete_index_template", ["DELETE"], ["/_index_template/{name}"],
            parameters: common
        ) { try delete($0, .composable) },
        Route(
            "cluster.put_component_template", ["PUT", "POST"], ["/_component_template/{name}"],
            parameters: common + Parameter.honoured("create"), handler: putComponent),
        Route(
            "cluster.get_component_template", ["GET"],
            ["/_component_template", "/_component_template/{name}"], parameters: common
        ) { try show($0, .component, "component_templates", "component_template") },
        Route(
            "cluster.exists_component_template", ["HEAD"], ["/_component_template/{name}"],
            parameters: common
        ) { try exists($0, .component) },
        Route(
            "cluster.delete_component_template", ["DELETE"], ["/_component_template/{name}"],
            parameters: common
        ) { try delete($0, .component) },
    ]

    private static func patterns(_ call: Call) -> [String] {
        call.capture("name")?.split(separator: ",").map(String.init) ?? []
    }

    private static func putLegacy(_ call: Call) throws -> Reply {
        let name = try call.part("name")
        let body = try TemplateText.legacy(
            call.value(), named: name, order: call.parameters.long("order"))
        try call.engine.putTemplate(
            .legacy, name, body, mustBeNew: call.parameters.flag("create"))
        return .acknowledged()
    }

    private static func putComposable(_ call: Call) throws -> Reply {
        let name = try call.part("name")
        let body = try TemplateText.composable(call.value(), named: name)
        try call.engine.putTemplate(
            .composable, name, body, mustBeNew: call.parameters.flag("create"))
        return .acknowledged()
    }

    private static func putComponent(_ call: Call) throws -> Reply {
        let name = try call.part("name")
        let body = try TemplateText.component(call.value())
        try call.engine.putTemplate(
            .component, name, body, mustBeNew: call.parameters.flag("create"))
        return .acknowledged()
    }

    private static func showLegacy(_ call: Call) throws -> Reply {
        let wanted = patterns(call)
        let found = call.engine.state.templates.matching(wanted, .legacy)
        let isMissing = found.isEmpty && wanted.contains { !NamePattern.isPattern($0) }
        let isFlat = try call.parameters.flag("flat_settings")
        return Reply.object(status: isMissing ? 404 : 200) { writer in
            for (name, body) in found {
                writer.put(name, TemplateText.shown(body, flatSettings: isFlat))
            }
        }
    }

    private static func show(
        _ call: Call, _ kind: TemplateSet.Kind, _ list: String, _ member: String
    ) throws -> Reply {
        let wanted = patterns(call)
        let found = call.engine.state.templates.matching(wanted, kind)
        if found.isEmpty, let name = wanted.first, !NamePattern.isPattern(name) {
            let noun = kind == .component ? "component template" : "index template"
            throw EngineError(.resourceMissing("\(noun) matching [\(name)] not found"))
        }
        let isFlat = try call.parameters.flag("flat_settings")
        return Reply.object { writer in
            writer.list(list) {
                for (name, body) in found {
                    writer.object {
                        writer.put("name", name)
                        writer.put(member, TemplateText.shown(body, flatSettings: isFlat))
                    }
                }
            }
        }
    }

    private static func exists(_ call: Call, _ kind: TemplateSet.Kind) throws -> Reply {
        let found = call.engine.state.templates.matching(patterns(call), kind)
        return .empty(status: found.isEmpty ? 404 : 200)
    }

    private static func delete(_ call: Call, _ kind: TemplateSet.Kind) throws -> Reply {
        try call.engine.deleteTemplates(kind, patterns(call))
        return .acknowledged()
    }
}
