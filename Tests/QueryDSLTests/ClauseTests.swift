import JSON
import QueryDSL
import Testing

@Suite("A query clause")
struct ClauseTests {
    @Test(
        "of words plans terms, synonyms, variants",
        arguments: [
            PlanCase(#"{"match":{"title":"Red Shoe"}}"#, "(#16:red #16:shoe)"),
            PlanCase(
                #"{"match":{"title":{"query":"red shoe","operator":"and"}}}"#,
                "(+#16:red +#16:shoe)"),
            PlanCase(#"{"match":{"title":{"query":"red","boost":2}}}"#, "(#16:red)^2.0"),
            PlanCase(
                #"{"match":{"title":{"query":"a b c d","minimum_should_match":"75%"}}}"#,
                "(#16:a #16:b #16:c #16:d)~3"),
            PlanCase(
                #"{"match":{"title":{"query":"ipone to","fuzziness":"AUTO"}}}"#,
                "(#16:ipone~1 #16:to)"),
            PlanCase(
                #"{"match":{"title":{"query":"ipones","fuzziness":"AUTO:2,9"}}}"#, "#16:ipones~1"),
            PlanCase(#"{"match":{"title":12}}"#, "#16:12"),
            PlanCase(#"{"match":{"brand":"ACME Corp"}}"#, "#17:acme corp"),
            PlanCase(#"{"match":{"bare":"a b"}}"#, "(#27:a #27:b)"),
            PlanCase(#"{"match":{"stock":"12"}}"#, "#19:[12 TO 12]"),
            PlanCase(#"{"match":{"flag":"true"}}"#, "#22:[1 TO 1]"),
            PlanCase(#"{"match":{"nope":"x"}}"#, #"MatchNoDocsQuery("unmapped field [nope]")"#),
            PlanCase(
                #"{"match":{"stopped":"the of"}}"#,
                #"MatchNoDocsQuery("no term is left of the text")"#),
            PlanCase(
                #"{"match":{"stopped":{"query":"the of","zero_terms_query":"all"}}}"#, "*:*"),
            PlanCase(#"{"match":{"syn":"red tv"}}"#, "(#25:red Synonym(#25:television #25:tv))"),
            PlanCase(
                #"{"match":{"syn":"cheap usb stick"}}"#,
                ##"(#25:cheap (#25:"usb stick" #25:"thumb drive"))"##),
            PlanCase(
                #"{"match":{"syn":{"query":"usb stick","#
                    + #""auto_generate_synonyms_phrase_query":false}}}"#,
                "((+#25:usb +#25:stick) (+#25:thumb +#25:drive))"),
            PlanCase(
                #"{"match":{"stock":{"query":"x","lenient":true}}}"#,
                #"MatchNoDocsQuery("failed [stock] query, caused by failed to create "#
                    + #"query: For input string: "x"")"#
            ),
            PlanCase(#"{"match_phrase":{"title":"red shoe"}}"#, ##"#16:"red shoe""##),
            PlanCase(
                #"{"match_phrase":{"title":{"query":"red shoe","slop":2}}}"#, ##"#16:"red shoe"~2"##
            ),
            PlanCase(#"{"match_phrase":{"title":"red"}}"#, "#16:red"),
            PlanCase(#"{"match_phrase_prefix":{"title":"red sho"}}"#, ##"#16:"red sho*""##),
            PlanCase(#"{"match_bool_prefix":{"title":"red sho"}}"#, "(#16:red #16:sho*)"),
        ])
    func words(row: PlanCase) throws {
        #expect(try planned(row.clause) == row.plan)
    }

    @Test(
        "of values plans terms, numbers, ranges",
        arguments: [
            PlanCase(#"{"term":{"brand":"Acme"}}"#, "#17:acme"),
            PlanCase(#"{"term":{"title":{"value":"Red"}}}"#, "#16:Red"),
            PlanCase(
                #"{"term":{"brand":{"value":"A*","case_insensitive":true}}}"#, #"#17:a\*"#),
            PlanCase(
                #"{"term":{"stock":1.5}}"#, #"MatchNoDocsQuery("no value that [stock] can have")"#),
            PlanCase(
                #"{"term":{"stock":3000000000}}"#,
                #"MatchNoDocsQuery("no value that [stock] can have")"#),
            PlanCase(#"{"term":{"made":"2015"}}"#, "#21:[1420070400000 TO 1451606399999]"),
            PlanCase(#"{"term":{"_id":"7"}}"#, "_id:(7)"),
            PlanCase(#"{"term":{"_index":"sho*"}}"#, "*:*"),
            PlanCase(
                #"{"term":{"parts.sku":"a"}}"#, #"MatchNoDocsQuery("unmapped field [parts.sku]")"#),
            PlanCase(
                #"{"term":{"seller":"acme"}}"#, "#17:acme"),
            PlanCase(
                #"{"fuzzy":{"brand":{"value":"acmee","rewrite":"constant_score"}}}"#,
                "ConstantScore(#17:acmee~1)"),
            PlanCase(#"{"terms":{"brand":["A","b"]}}"#, "ConstantScore(#17:(a b))"),
            PlanCase(#"{"terms":{"stock":[1,"2"],"boost":3}}"#, "(ConstantScore(#19:[1, 2]))^3.0"),
            PlanCase(
                #"{"terms":{"brand":[]}}"#,
                #"MatchNoDocsQuery("No terms supplied for "terms" query.")"#),
            PlanCase(#"{"range":{"stock":{"gte":1,"lt":5}}}"#, "#19:[1 TO 4]"),
            PlanCase(#"{"range":{"stock":{"gt":1.5,"lte":4.5}}}"#, "#19:[2 TO 4]"),
            PlanCase(
                #"{"range":{"stock":{"from":1,"to":5,"include_lower":false}}}"#, "#19:[2 TO 5]"),
            PlanCase(
                #"{"range":{"stock":{"gt":2147483647}}}"#,
                #"MatchNoDocsQuery("no value lies in the range")"#),
            PlanCase(
                #"{"range":{"made":{"gte":"now-1d/d","lt":"now/d"}}}"#,
                "#21:[1433203200000 TO 1433289599999]"),
            PlanCase(
                #"{"range":{"made":{"gt":"2015-06","lte":"2015-07"}}}"#,
                "#21:[1435708800000 TO 1438387199999]"),
            PlanCase(
                #"{"range":{"made":{"gte":"01/06/2015","format":"dd/MM/yyyy","#
                    + #""time_zone":"+02:00"}}}"#,
                "#21:[1433109600000 TO 9223372036854775807]"),
            PlanCase(#"{"range":{"brand":{"gte":"A","lt":"C"}}}"#, "ConstantScore(#17:[a TO c})"),
            PlanCase(#"{"range":{"stock":{}}}"#, "ConstantScore(FieldExistsQuery [field=#19])"),
            PlanCase(
                #"{"exists":{"field":"brand"}}"#, "ConstantScore(FieldExistsQuery [field=#17])"),
            PlanCase(
                #"{"exists":{"field":"maker"}}"#,
                "ConstantScore((FieldExistsQuery [field=#28] FieldExistsQuery [field=#29]))"),
            PlanCase(
                #"{"exists":{"field":"nope"}}"#,
                #"MatchNoDocsQuery("No field [nope] in the mapping")"#),
            PlanCase(#"{"ids":{"values":["a",1]}}"#, "ConstantScore(_id:(a 1))"),
            PlanCase(#"{"prefix":{"brand":"AC"}}"#, "ConstantScore(#17:ac*)"),
            PlanCase(#"{"wildcard":{"brand":{"value":"A*e?"}}}"#, "ConstantScore(#17:a*e?)"),
            PlanCase(#"{"wildcard":{"title":{"wildcard":"R*"}}}"#, "ConstantScore(#16:r*)"),
            PlanCase(#"{"regexp":{"brand":"a.+e"}}"#, "ConstantScore(#17:/a.+e/)"),
            PlanCase(#"{"fuzzy":{"brand":{"value":"ACMEE"}}}"#, "#17:acmee~1"),
            PlanCase(#"{"fuzzy":{"brand":"ab"}}"#, "#17:ab"),
        ])
    func values(row: PlanCase) throws {
        #expect(try planned(row.clause) == row.plan)
    }

    @Test(
        "of clauses plans them inside one another",
        arguments: [
            PlanCase(#"{"match_all":{"boost":1.5}}"#, "(*:*)^1.5"),
            PlanCase(#"{"bool":{}}"#, "*:*"),
            PlanCase(
                #"{"bool":{"must":{"term":{"brand":"a"}},"filter":[{"term":{"#
                    + #""flag":true}}],"should":[{"term":{"brand":"b"}}],"must_not":{"#
                    + #""term":{"brand":"c"}}}}"#,
                "(+#17:a ##22:[1 TO 1] #17:b -#17:c)"),
            PlanCase(#"{"bool":{"must_not":{"term":{"brand":"c"}}}}"#, "(#*:* -#17:c)"),
            PlanCase(
                #"{"bool":{"should":[{"term":{"brand":"a"}},{"term":{"brand":"b"}}],"#
                    + #""minimum_should_match":2}}"#,
                "(#17:a #17:b)~2"),
            PlanCase(
                #"{"bool":{"should":[{"term":{"brand":"a"}}],"minimum_should_match":2}}"#,
                "(#17:a)~2"),
            PlanCase(
                #"{"bool":{"should":[{"term":{"brand":"a"}}],"minimum_should_match":-10}}"#,
                "(#17:a)"),
            PlanCase(
                #"{"constant_score":{"filter":{"term":{"brand":"a"}},"boost":2}}"#,
                "(ConstantScore(#17:a))^2.0"),
            PlanCase(
                #"{"dis_max":{"queries":[{"term":{"brand":"a"}},{"match_all":{}}],"#
                    + #""tie_breaker":0.3}}"#,
                "(#17:a | *:*)~0.3"),
            PlanCase(
                #"{"boosting":{"positive":{"match_all":{}},"negative":{"term":{"#
                    + #""flag":false}},"negative_boost":0.2}}"#,
                "boosting(+*:* -#22:[0 TO 0]^0.2)"),
            PlanCase(
                #"{"function_score":{"query":{"term":{"brand":"a"}},"functions":[{"#
                    + #""filter":{"term":{"flag":true}},"weight":2},{"field_value_factor":{"#
                    + #""field":"sold","modifier":"log1p"}},{"gauss":{"made":{"scale":"10d","#
                    + #""offset":"1d"}}},{"random_score":{"seed":5}}],"boost_mode":"sum","#
                    + #""score_mode":"max"}}"#,
                "function score (#17:a)"),
        ])
    func compounds(row: PlanCase) throws {
        #expect(try planned(row.clause) == row.plan)
    }

    @Test(
        "over several fields plans one query a field",
        arguments: [
            PlanCase(
                #"{"multi_match":{"query":"red shoe","fields":["title^3","maker.name"]}}"#,
                "(((#16:red #16:shoe))^3.0 | (#28:red #28:shoe))~0.0"),
            PlanCase(
                #"{"multi_match":{"query":"red","fields":["title","maker.*"],"#
                    + #""type":"most_fields"}}"#,
                "(#16:red | #28:red | #29:red)~1.0"),
            PlanCase(
                #"{"multi_match":{"query":"red shoe","fields":["title","maker.name"],"#
                    + #""type":"cross_fields","operator":"and"}}"#,
                "(+(#16:red | #28:red)~0.0 +(#16:shoe | #28:shoe)~0.0)"),
            PlanCase(
                #"{"multi_match":{"query":"red sho","fields":["title","title"],"#
                    + #""type":"phrase_prefix"}}"#,
                ##"#16:"red sho*""##),
            PlanCase(
                #"{"multi_match":{"query":"red sho","fields":["title"],"type":"bool_prefix"}}"#,
                "(#16:red #16:sho*)"),
            PlanCase(
                #"{"multi_match":{"query":"red","fields":["nope","title"]}}"#, "#16:red"),
            PlanCase(
                #"{"combined_fields":{"query":"red shoe","fields":["title^2","#
                    + #""maker.name"],"operator":"and"}}"#,
                "CombinedFieldQuery((#16^2.0 #28^1.0) (red shoe)~2)"),
        ])
    func severalFields(row: PlanCase) throws {
        #expect(try planned(row.clause) == row.plan)
    }

    @Test(
        "in Lucene's syntax plans its operators",
        arguments: [
            PlanCase("red shoe", "(#16:red #16:shoe)"),
            PlanCase("red AND shoe", "(+#16:red +#16:shoe)"),
            PlanCase("red OR shoe -blue", "(#16:red #16:shoe -#16:blue)"),
            PlanCase("+red !blue", "(+#16:red -#16:blue)"),
            PlanCase(#""red shoe"~2"#, ##"#16:"red shoe"~2"##),
            PlanCase("brand:ACME^2", "(#17:acme)^2.0"),
            PlanCase("brand:(a OR b) red", "((#17:a #17:b) #16:red)"),
            PlanCase("red*", "ConstantScore(#16:red*)"),
            PlanCase("iphon~1", "#16:iphon~1"),
            PlanCase("stock:[1 TO 5}", "#19:[1 TO 4]"),
            PlanCase("stock:>=3", "#19:[3 TO 9223372036854775807]"),
            PlanCase("made:[* TO 2015-06]", "#21:[-9223372036854775808 TO 1435708799999]"),
            PlanCase("_exists_:brand", "ConstantScore(FieldExistsQuery [field=#17])"),
            PlanCase("brand:*", "ConstantScore(FieldExistsQuery [field=#17])"),
            PlanCase("*:*", "*:*"), PlanCase("*", "*:*"),
            PlanCase("brand:/a.*/", "ConstantScore(#17:/a.*/)"),
            PlanCase(#"brand:a\:b"#, "#17:a:b"),
            PlanCase("NOT red", "(#*:* -#16:red)"),
            PlanCase("maker.\\*:red", "(#28:red | #29:red)~0.0"),
        ])
    func queryString(row: PlanCase) throws {
        let clause: JSONValue = [
            "query_string": ["query": .string(row.clause), "default_field": "title"]
        ]
        #expect(try planned(clause.serialized()) == row.plan)
    }

    @Test(
        "in the simple syntax never fails",
        arguments: [
            PlanCase("red shoe", "(#16:red #16:shoe)"),
            PlanCase("red + shoe", "(+#16:red +#16:shoe)"),
            PlanCase("red | shoe + blue", "(+(#16:red #16:shoe) +#16:blue)"),
            PlanCase("red -blue", "(#16:red (*:* -#16:blue))"),
            PlanCase(#""red shoe"~1 sho*"#, ##"(#16:"red shoe"~1 ConstantScore(#16:sho*))"##),
            PlanCase("iphon~1", "#16:iphon~1"),
            PlanCase(#""red"#, "#16:red"), PlanCase("(red", "#16:red"),
            PlanCase(")red(", "#16:red"),
            PlanCase("+ |", #"MatchNoDocsQuery("the query string is empty")"#),
            PlanCase(#"re\+d"#, "(#16:re #16:d)"),
        ])
    func simpleQueryString(row: PlanCase) throws {
        let clause: JSONValue = [
            "simple_query_string": ["query": .string(row.clause), "fields": ["title"]]
        ]
        #expect(try planned(clause.serialized()) == row.plan)
    }

    @Test("lists its parameters and a word of explanation")
    func registry() {
        let names = ClauseRegistry.all.map { $0.name }
        #expect(Set(names).count == names.count)
        for clause in ClauseRegistry.all {
            #expect(!clause.summary.isEmpty)
            #expect(Set(clause.parameters.map(\.name)).count == clause.parameters.count)
            for parameter in clause.parameters { #expect(!parameter.summary.isEmpty) }
        }
    }

    @Test("refuses a key it does not know, each of them")
    func unknownKeys() throws {
        for clause in ClauseRegistry.all {
            let body: JSONValue = [clause.name: ["title": ["qqqq": 1], "zzzz": 2, "query": "x"]]
            let document = try JSONDocument.parse(body.serialized())
            let error = fault { _ = try QueryParser.parse(document) }
            #expect(error != nil, "\(clause.name)")
            #expect(error?.path.hasPrefix(clause.name) == true, "\(clause.name)")
            #expect(error?.line == 1)
        }
    }
}
