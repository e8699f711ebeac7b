import Engine

/// Figures for a monitoring system.
enum MetricsRoutes {
    static let all: [Route] = [
        Route("metrics", ["GET"], ["/_metrics"]) { call in
            var reply = Reply.text(MetricsText.write(call))
            reply.mediaType = "text/plain; version=0.0.4; charset=utf-8"
            return reply
        }
    ]
}
