import API
import Engine
import JSON
import Testing

@Suite("The API")
struct APITests {
    @Test("indexes, finds and counts products")
    func slice() throws {
        let service = try TestService()
        let created = service.send(
            "PUT", "/products",
            #"{"mappings":{"properties":{"title":{"type":"text"},"brand":{"type":"keyword"},"#
                + #""price":{"type":"double"}}}}"#)
        #expect(
            created.text == #"{"acknowledged":true,"shards_acknowledged":true,"index":"products"}"#)
        let bulk = service.send(
            "POST", "/products/_bulk?refresh",
            #"{"index":{"_id":"1"}}"# + "\n"
                + #"{"title":"red phone case","brand":"a","price":9.5}"# + "\n"
                + #"{"index":{"_id":"2"}}"# + "\n"
                + #"{"title":"blue phone","brand":"b","price":99}"# + "\n"
                + #"{"create":{"_id":"2"}}"# + "\n" + #"{"title":"again"}"# + "\n")
        #expect(bulk.value("errors") == true)
        #expect(bulk.value("items.0.index.status") == 201)
        #expect(bulk.value("items.2.create.status") == 409)
        #expect(
            bulk.value("items.2.create.error.type") == "version_conflict_engine_exception")
        let found = service.send(
            "POST", "/products/_search",
            #"{"query":{"match":{"title":"phone"}},"aggs":{"brands":{"terms":{"field":"brand"}}}}"#)
        #expect(found.value("hits.total.value") == 2)
        #expect(found.value("hits.hits.0._id") == "2")
        #expect(found.value("aggregations.brands.buckets.1.key") == "b")
        #expect(service.send("GET", "/products/_count").value("count") == 2)
        let suggested = service.send("GET", "/products/_autocomplete?q=red%20pho")
        #expect(suggested.value("suggestions.0.text") == "red phone case")
    }

    @Test("keeps everything over a restart")
    func restart() throws {
        let service = try TestService()
        service.send("PUT", "/a", #"{"settings":{"number_of_replicas":0},"aliases":{"x":{}}}"#)
        service.send("PUT", "/a/_doc/1", #"{"n":1}"#)
        service.send("PUT", "/b")
        service.send("POST", "/b/_close")
        service.send(
            "PUT", "/_index_template/t",
            #"{"index_patterns":["z*"],"template":{"settings":{"number_of_replicas":3}}}"#)
        service.send(
            "PUT", "/_cluster/settings", #"{"persistent":{"action.auto_create_index":"false"}}"#)
        let before = service.send("GET", "/").value("cluster_uuid")
        try service.restart()
        #expect(service.send("GET", "/").value("cluster_uuid") == before)
        #expect(service.send("GET", "/x/_doc/1").value("_source.n") == 1)
        #expect(
            service.send("GET", "/a/_settings").value("a.settings.index.number_of_replicas") == "0")
        #expect(service.send("GET", "/b/_search").value("error.type") == "index_closed_exception")
        #expect(service.send("POST", "/b/_open").status == 200)
        #expect(service.send("GET", "/b/_count").value("count") == 0)
        #expect(service.send("PUT", "/zz").status == 200)
        #expect(
            service.send("GET", "/zz/_settings").value("zz.settings.index.number_of_replicas")
                == "3")
        #expect(service.send("PUT", "/new/_doc/1", "{}").status == 404)
    }

    @Test("refuses a second engine on the same folder")
    func lock() throws {
        let service = try TestService()
        #expect(throws: EngineError.self) {
            _ = try Engine(
                EngineConfiguration(dataFolder: service.folder), budget: service.engine.budget)
        }
        #expect(service.send("GET", "/").status == 200)
    }

    @Test("names unknown paths, wrong methods and misspelt parameters")
    func refusals() throws {
        let service = try TestService()
        #expect(
            service.send("GET", "/a/b/c/d").text
                == #"{"error":"no handler found for uri [/a/b/c/d] and method [GET]","status":400}"#
        )
        let wrong = service.send("PATCH", "/_bulk")
        #expect(wrong.status == 405)
        #expect(wrong.headers["allow"] == "POST, PUT")
        #expect(
            service.send("GET", "/_search?sizee=1").value("error.reason")
                == .string(
                    "request [/_search] contains unrecognized parameter: [sizee] -> did you mean "
                        + "[size]?")
        )
        #expect(
            service.send("GET", "/_search?allow_no_indices=maybe").value("error.reason")
                == "Failed to parse value [maybe] as only [true] or [false] are allowed.")
        let typed = service.send(
            "POST", "/_search", "x=1", headers: [("content-type", "text/css")])
        #expect(typed.status == 406)
        #expect(service.send("PUT", "/a/_doc/1?pipeline=p", "{}").status == 400)
    }

    @Test("says what is wrong with names and bodies of indices")
    func indexFaults() throws {
        let service = try TestService()
        let upper = service.send("PUT", "/Products")
        #expect(upper.value("error.type") == "invalid_index_name_exception")
        #expect(upper.value("error.reason") == "Invalid index name [Products], must be lowercase")
        service.send("PUT", "/a")
        let twice = service.send("PUT", "/a")
        #expect(twice.status == 400)
        #expect(twice.value("error.type") == "resource_already_exists_exception")
        let missing = service.send("GET", "/none/_search")
        #expect(missing.status == 404)
        #expect(missing.value("error.root_cause.0.type") == "index_not_found_exception")
        #expect(missing.value("error.resource.id") == nil)
        #expect(missing.json["error"]?["resource.id"] == "none")
        #expect(missing.value("error.index_uuid") == "_na_")
        let setting = service.send("PUT", "/b", #"{"settings":{"number_of_shardz":1}}"#)
        #expect(setting.value("error.type") == "illegal_argument_exception")
        #expect(service.send("HEAD", "/b").status == 404)
        let fixed = service.send("PUT", "/a/_settings", #"{"number_of_shards":2}"#)
        #expect(
            fixed.value("error.reason")
                == "final index setting [index.number_of_shards], not updateable")
    }

    @Test("tells of a bulk request what its filter asks for")
    func filteredBulk() throws {
        let service = try TestService()
        let body = #"{"index":{"_index":"a","_id":"1"}}"# + "\n{}\n"
        let errors = service.send("POST", "/_bulk?filter_path=errors", body)
        #expect(errors.text == #"{"errors":false}"#)
        let status = service.send("POST", "/_bulk?filter_path=items.*.status", body)
        #expect(status.text == #"{"items":[{"index":{"status":200}}]}"#)
        let rest = service.send("POST", "/_bulk?filter_path=-items,-took", body)
        #expect(rest.text == #"{"errors":false}"#)
    }

    @Test("checks every action line of a bulk body before it writes anything")
    func bulkFaults() throws {
        let service = try TestService()
        let good = #"{"index":{"_index":"a","_id":"1"}}"# + "\n{}\n"
        let cases = [
            (
                good + #"{"indx":{}}"# + "\n{}\n",
                "Malformed action/metadata line [3], expected field [create], [delete], [index] or "
                    + "[update] but found [indx]"
            ),
            (
                good + "{}\n",
                "Malformed action/metadata line [3], expected FIELD_NAME but found [END_OBJECT]"
            ),
            (
                good + #"{"index":{"_index":"a","_idd":"1"}}"# + "\n{}\n",
                "Action/metadata line [3] contains an unknown parameter [_idd]"
            ),
            (
                good + #"{"index":{"_index":"a"}}"# + "\n{}",
                "The bulk request must be terminated by a newline [\\n]"
            ),
        ]
        for (body, reason) in cases {
            let answer = service.send("POST", "/_bulk", body)
            #expect(answer.status == 400)
            #expect(answer.value("error.reason") == .string(reason))
        }
        let nameless = service.send("POST", "/_bulk", #"{"index":{}}"# + "\n{}\n")
        #expect(nameless.value("error.reason") == "Validation Failed: 1: index is missing;")
        #expect(service.send("HEAD", "/a").status == 404)
    }

    @Test("updates many documents of one bulk request")
    func bulkUpdates() throws {
        let service = try TestService()
        service.send("PUT", "/a/_doc/0", #"{"n":0}"#)
        let lines = (0..<50).map {
            #"{"update":{"_index":"a","_id":"\#($0)"}}"# + "\n" + #"{"doc":{"m":\#($0)}}"# + "\n"
        }
        let answer = service.send("POST", "/_bulk", lines.joined())
        #expect(answer.value("items.0.update.result") == "updated")
        for item in 1..<50 {
            #expect(answer.value("items.\(item).update.status") == 404)
            #expect(
                answer.value("items.\(item).update.error.type") == "document_missing_exception")
        }
    }

    @Test("updates by merging, and knows when nothing changed")
    func update() throws {
        let service = try TestService()
        let missing = service.send("POST", "/a/_update/1", #"{"doc":{"n":1}}"#)
        #expect(missing.status == 404)
        #expect(missing.value("error.reason") == "[1]: document missing")
        let upserted = service.send(
            "POST", "/a/_update/1", #"{"doc":{"n":{"x":1}},"doc_as_upsert":true}"#)
        #expect(upserted.value("result") == "created")
        let changed = service.send("POST", "/a/_update/1?_source", #"{"doc":{"n":{"y":2}}}"#)
        #expect(changed.value("get._source.n.x") == 1)
        #expect(changed.value("_version") == 2)
        let same = service.send("POST", "/a/_update/1", #"{"doc":{"n":{"y":2}}}"#)
        #expect(same.value("result") == "noop")
        #expect(same.value("_shards.total") == 0)
        let script = service.send("POST", "/a/_update/1", #"{"script":"x"}"#)
        #expect(script.status == 400)
        let stale = service.send("PUT", "/a/_doc/1?if_seq_no=7&if_primary_term=1", "{}")
        #expect(stale.status == 409)
        #expect(
            stale.value("error.reason")
                == .string(
                    "[1]: version conflict, required seqNo [7], primary term [1]. current document "
                        + "has seqNo [1] and primary term [1]"))
    }

    @Test("scrolls through every document once, whatever is written meanwhile")
    func scroll() throws {
        let service = try TestService()
        for id in 0..<23 { service.send("PUT", "/a/_doc/\(id)", #"{"n":\#(id % 3)}"#) }
        service.send("POST", "/a/_refresh")
        var page = service.send("POST", "/a/_search?scroll=1m&size=5", #"{"sort":["n"]}"#)
        let id = page.value("_scroll_id")?.string ?? ""
        var seen: [String] = []
        while let hits = page.value("hits.hits")?.array, !hits.isEmpty {
            #expect(page.value("hits.total.value") == 23)
            seen += hits.compactMap { $0["_id"]?.string }
            service.send("PUT", "/a/_doc/new\(seen.count)?refresh", #"{"n":1}"#)
            page = service.send(
                "POST", "/_search/scroll", #"{"scroll":"1m","scroll_id":"\#(id)"}"#)
        }
        #expect(seen.count == 23)
        #expect(Set(seen).count == 23)
        #expect(service.send("DELETE", "/_search/scroll/\(id)").value("num_freed") == 1)
        let gone = service.send("POST", "/_search/scroll", #"{"scroll_id":"\#(id)"}"#)
        #expect(gone.status == 404)
        #expect(gone.value("error.type") == "search_context_missing_exception")
    }

    @Test("pages through a point in time over several indices")
    func pointInTime() throws {
        let service = try TestService()
        for id in 0..<9 { service.send("PUT", "/i\(id % 2)/_doc/\(id)", #"{"n":1}"#) }
        service.send("POST", "/_refresh")
        let pit = service.send("POST", "/i0,i1/_search/point_in_time?keep_alive=1m")
        let id = pit.value("pit_id")?.string ?? ""
        service.send("PUT", "/i0/_doc/later?refresh", #"{"n":0}"#)
        var seen: [String] = []
        var after = ""
        for _ in 0..<5 {
            let page = service.send(
                "POST", "/_search",
                #"{"size":2,"sort":["n"],"pit":{"id":"\#(id)"}\#(after)}"#)
            let hits = page.value("hits.hits")?.array ?? []
            seen += hits.compactMap { $0["_id"]?.string }
            guard let last = hits.last?["sort"] else { break }
            after = #","search_after":\#(last.serialized())"#
        }
        #expect(seen.sorted() == (0..<9).map(String.init))
        #expect(
            service.send("DELETE", "/_search/point_in_time", #"{"pit_id":["\#(id)"]}"#).status
                == 200)
    }

    @Test("deletes by query what matches and nothing else")
    func deleteByQuery() throws {
        let service = try TestService()
        for id in 0..<20 { service.send("PUT", "/a/_doc/\(id)", #"{"n":\#(id)}"#) }
        service.send("POST", "/a/_refresh")
        let answer = service.send(
            "POST", "/a/_delete_by_query?refresh", #"{"query":{"range":{"n":{"lt":5}}}}"#)
        #expect(answer.value("deleted") == 5)
        #expect(service.send("GET", "/a/_count").value("count") == 15)
        #expect(service.send("POST", "/a/_delete_by_query", "").status == 400)
        let again = service.send("POST", "/a/_update_by_query?refresh", "")
        #expect(again.value("updated") == 15)
    }

    @Test("lays answers out as asked")
    func layout() throws {
        let service = try TestService()
        service.send("PUT", "/a")
        let filtered = service.send("GET", "/?filter_path=version.num*,-version.x")
        #expect(filtered.text == #"{"version":{"number":"3.6.0"}}"#)
        let pretty = service.send("GET", "/a/_count?pretty&filter_path=count")
        #expect(pretty.text == "{\n  \"count\" : 0\n}\n")
        let yaml = service.send("GET", "/a/_count?format=yaml&filter_path=_shards.total")
        #expect(yaml.text == "---\n_shards:\n  total: 1\n")
        #expect(yaml.headers["content-type"] == "application/yaml; charset=UTF-8")
        let echoed = service.send("GET", "/", headers: [("X-Opaque-Id", "q7")])
        #expect(echoed.headers["x-opaque-id"] == "q7")
    }
}
