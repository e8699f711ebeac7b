import API
import Engine
import JSON
import Primitives
import TestSupport
import Testing

@Suite("Highlighting")
struct HighlightTests {
    private let service: TestService

    init() throws {
        service = try TestService()
        service.send(
            "PUT", "/p",
            #"{"mappings":{"properties":{"title":{"type":"text","analyzer":"english","fields":"#
                + #"{"raw":{"type":"keyword"}}},"text":{"type":"text"},"#
                + #""tags":{"type":"keyword"}}}}"#
        )
        service.send(
            "PUT", "/p/_doc/1?refresh",
            #"{"title":"Running shoes for runners","tags":["red","blue"],"text":"A first sentence "#
                + #"about nothing. The red shoe is e.g. light, says the maker. It costs 3.50 "#
                + #"today! Größe & Maß: <b>rot</b> für die Füße. The shoe that is red ends it."}"#)
    }

    private func marked(_ query: String, _ highlight: String) -> JSONValue? {
        let answer = service.send(
            "POST", "/p/_search", #"{"query":\#(query),"highlight":\#(highlight)}"#)
        #expect(answer.status == 200, "\(answer.text)")
        return answer.value("hits.hits.0.highlight")
    }

    @Test("marks what the analysis makes equal, field by field")
    func analysed() {
        let found = marked(
            #"{"multi_match":{"query":"run shoe","fields":["title","text"]}}"#,
            #"{"fields":{"title":{},"text":{"number_of_fragments":1},"tags":{}}}"#)
        #expect(found?["title"]?[0] == "<em>Running</em> <em>shoes</em> for runners")
        #expect(found?["title.raw"] == nil && found?["tags"] == nil)
        #expect(found?["text"]?.array?.count == 1)
    }

    @Test("cuts at sentences, in the order of the text or by score")
    func sentences() {
        let found = marked(
            #"{"match":{"text":"shoe"}}"#, #"{"fields":{"text":{"fragment_size":30}}}"#)
        #expect(
            found?["text"] == [
                "The red <em>shoe</em> is e.g. light, says",
                "The <em>shoe</em> that is red ends it.",
            ])
        let whole = marked(
            #"{"match":{"text":"maß"}}"#,
            #"{"encoder":"html","fields":{"text":{"fragment_size":45,"pre_tags":"[","#
                + #""post_tags":"]"}}}"#
        )
        #expect(whole?["text"] == ["Größe &amp; [Maß]: &lt;b&gt;rot&lt;&#x2F;b&gt; für die Füße."])
    }

    @Test("marks a phrase where it stands as one, and prefixes, patterns and typos")
    func kinds() {
        let options = #"{"fields":{"text":{"fragment_size":60}}}"#
        let phrase = marked(#"{"match_phrase":{"text":"red shoe"}}"#, options)
        #expect(
            phrase?["text"]?[0]
                == "The <em>red</em> <em>shoe</em> is e.g. light, says the maker.")
        #expect(phrase?["text"]?.array?.count == 1)
        for query in [
            #"{"prefix":{"text":"mak"}}"#, #"{"wildcard":{"text":"m*ker"}}"#,
            #"{"regexp":{"text":"mak.r"}}"#, #"{"fuzzy":{"text":"makers"}}"#,
            #"{"match_phrase_prefix":{"text":"the mak"}}"#,
            #"{"bool":{"filter":[{"constant_score":{"filter":{"term":{"text":"maker"}}}}]}}"#,
        ] {
            let text = marked(query, options)?["text"]?[0]?.string ?? ""
            #expect(text.contains("<em>maker</em>"), "\(query): \(text)")
        }
    }

    @Test("keeps to the field unless told otherwise, and shows a beginning without a match")
    func fieldMatch() {
        let query = #"{"term":{"text":"red"}}"#
        #expect(marked(query, #"{"fields":{"tags":{}}}"#) == nil)
        let other = marked(query, #"{"require_field_match":false,"fields":{"tags":{}}}"#)
        #expect(other?["tags"] == ["<em>red</em>"])
        let empty = marked(query, #"{"fields":{"title":{"no_match_size":9}}}"#)
        #expect(empty?["title"] == ["Running"])
        let own = marked(
            query, #"{"fields":{"title":{"highlight_query":{"match":{"title":"shoe"}}}}}"#)
        #expect(own?["title"] == ["Running <em>shoes</em> for runners"])
    }

    @Test("refuses what it does not know by name")
    func refusals() {
        for (highlight, reason) in [
            (#"{"fields":{"text":{"fragment":3}}}"#, "unknown field [fragment]"),
            (#"{"type":"fvh","fields":{"text":{}}}"#, "[type] [fvh] is not supported"),
            (#"{"fields":{"text":{"matched_fields":["a"]}}}"#, "[matched_fields] is not supported"),
        ] {
            let answer = service.send("POST", "/p/_search", #"{"highlight":\#(highlight)}"#)
            #expect(answer.status == 400 && answer.text.contains(reason), "\(answer.text)")
        }
    }

    @Test("gives the text back when its marks are taken out, whatever the text", arguments: 1...20)
    func random(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let words = [
            "red", "shoe", "größe", "日本", "😀", "a", "Mr.", "end!", "why?", "x\n", "long-er",
        ]
        let text = (0..<Int.random(in: 1...80, using: &random)).map { _ in
            words.randomElement(using: &random) ?? ""
        }.joined(separator: " ")
        let body = JSONValue.object(["text": .string(text)])
        service.send("PUT", "/p/_doc/1?refresh", body.serialized())
        let query = #"{"match":{"text":"red größe 日 why"}}"#
        for kind in ["plain", "unified"] {
            let size = Int.random(in: 1...60, using: &random)
            let whole = marked(
                query, #"{"type":"\#(kind)","number_of_fragments":0,"fields":{"text":{}}}"#)
            if let shown = whole?["text"]?[0]?.string {
                let plain = shown.replacing("<em>", with: "").replacing("</em>", with: "")
                #expect(
                    plain.split(whereSeparator: \.isWhitespace)
                        == text.split(whereSeparator: \.isWhitespace))
            }
            let cut = marked(
                query, #"{"type":"\#(kind)","fields":{"text":{"fragment_size":\#(size)}}}"#)
            for fragment in cut?["text"]?.array ?? [] {
                let shown = fragment.string ?? ""
                let plain = shown.replacing("<em>", with: "").replacing("</em>", with: "")
                #expect(text.contains(plain) && shown.contains("<em>"), "\(shown)")
            }
        }
    }
}
