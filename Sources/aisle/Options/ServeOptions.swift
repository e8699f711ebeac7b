/// What the daemon can be told: one list for `serve` and for `config`, which shows it.
enum ServeOptions {
    static let all = [
        Option("data", .text, "DIR", "The folder that holds everything; made where it is missing"),
        Option(
            "host", .text, "ADDRESS", default: "127.0.0.1",
            "The address to listen on; others than this machine's need --insecure"),
        Option("port", .number(0...65535), "N", default: "9200", "The port; 0 takes a free one"),
        Option(
            "insecure", .flag, "", "Let anybody who reaches the address read and write everything"),
        Option(
            "memory", .size, "SIZE",
            "Memory for buffers, caches and requests (half of what the machine or cgroup has)"),
        Option("max-body", .size, "SIZE", default: "100mb", "Largest body of a request"),
        Option(
            "request-deadline", .duration, "TIME", default: "30s",
            "Time for a request to arrive before its rate is looked at"),
        Option(
            "drain", .duration, "TIME", default: "30s",
            "Time for requests in flight to finish when the daemon stops"),
        Option("search-threads", .number(1...1024), "N", "Threads that search (cores + 2)"),
        Option("write-threads", .number(1...1024), "N", "Threads that index (cores)"),
        Option("tls-cert", .text, "FILE", "Certificate chain (PEM) for https"),
        Option("tls-key", .text, "FILE", "Private key (PEM) of the certificate"),
        Option(
            "log-level", .choice(["debug", "info", "warning", "error"]), "LEVEL", default: "info",
            "Lines of the log below this are left out"),
    ]
}
