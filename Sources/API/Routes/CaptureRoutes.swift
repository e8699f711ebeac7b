import ChangeCapture
import Engine
import JSON

/// Change sources: how they are, and what an operator asks of them.
enum CaptureRoutes {
    static let all: [Route] = [
        Route("cdc.sources", ["GET"], ["/_cdc/sources"]) { call in
            Reply.object { writer in
                writer.list("sources") {
                    for status in call.sources.statuses {
                        SourceAnswer.write(status, to: writer)
                    }
                }
            }
        },
        Route("cdc.source", ["GET"], ["/_cdc/sources/{name}"]) { call in
            let status = try call.sources.status(of: try call.part("name"))
            return Reply.json { SourceAnswer.write(status, to: $0) }
        },
        Route("cdc.position", ["GET"], ["/_cdc/sources/{name}/_position"]) { call in
            let position = try call.sources.currentPosition(of: try call.part("name"))
            return Reply.object { $0.put("position", position.description) }
        },
        Route("cdc.dead_letters", ["GET"], ["/_cdc/sources/{name}/_dead_letters"]) { call in
            let letters = try call.sources.deadLetters(of: try call.part("name"))
            return try Reply.object { writer in
                writer.put("count", letters.count)
                try writer.list("dead_letters") {
                    for line in letters { writer.value(try JSONValue(parsing: line)) }
                }
            }
        },
        Route("cdc.pause", ["POST"], ["/_cdc/sources/{name}/_pause"]) { call in
            try call.sources.pause(try call.part("name"))
            return .acknowledged()
        },
        Route("cdc.resume", ["POST"], ["/_cdc/sources/{name}/_resume"]) { call in
            try call.sources.resume(try call.part("name"))
            return .acknowledged()
        },
        Route("cdc.retry", ["POST"], ["/_cdc/sources/{name}/_retry"]) { call in
            try call.sources.retryDeadLetters(try call.part("name"))
            return .acknowledged()
        },
        Route(
            "cdc.resync", ["POST"], ["/_cdc/sources/{name}/_resync"],
            parameters: Parameter.honoured("index", "rollback"), handler: resync),
        Route(
            "cdc.verify", ["POST"], ["/_cdc/sources/{name}/_verify"],
            parameters: Parameter.honoured("index", "repair"), handler: verify),
        Route("cdc.verification", ["GET"], ["/_cdc/sources/{name}/_verify"]) { call in
            let reports = try call.sources.verifications(of: try call.part("name"))
            return Reply.object { writer in
                writer.list("verifications") {
                    for report in reports { SourceAnswer.write(report, to: writer) }
                }
            }
        },
    ]

    private static func resync(_ call: Call) throws -> Reply {
        let name = try call.part("name")
        let index = call.parameters["index"]
        if try call.parameters.flag("rollback") {
            try call.sources.rollBack(name, index: index)
        } else {
            try call.sources.resync(name, index: index)
        }
        return .acknowledged()
    }

    private static func verify(_ call: Call) throws -> Reply {
        try call.sources.verify(
            try call.part("name"), index: call.parameters["index"],
            repairs: try call.parameters.flag("repair"))
        return .acknowledged()
    }
}
