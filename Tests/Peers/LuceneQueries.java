// One query of the benchmark as Lucene asks it: what OpenSearch makes of the request Aisle is sent.
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.FloatField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.Term;
import org.apache.lucene.sandbox.search.CombinedFieldQuery;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/** A line of the query file: class, kind, size, from, words, lo, hi, category, rating. */
class LuceneQueries {
    static final Analyzer analyzer = new EnglishAnalyzer();
    static final String[] TWO = {"title", "description"};
    static final String[] THREE = {"title", "brandtext", "description"};
    /** The fields judged queries are ranked over, in the order of OpenSearch. */
    static final String[] RANKED = {"title", "description", "brandtext"};
    static final int EXPANSIONS = 50;

    final String kind, text, category;
    final int size, from;
    final long lo, hi;
    final float rating;

    LuceneQueries(String[] parts) {
        kind = parts[1];
        size = Integer.parseInt(parts[2]);
        from = Integer.parseInt(parts[3]);
        text = parts[4];
        lo = parts[5].isEmpty() ? 0 : Long.parseLong(parts[5]);
        hi = parts[6].isEmpty() ? 0 : Long.parseLong(parts[6]);
        category = parts[7];
        rating = parts[8].isEmpty() ? 0 : Float.parseFloat(parts[8]);
    }

    static List<String> analyze(String text) throws IOException {
        List<String> terms = new ArrayList<>();
        try (TokenStream s = analyzer.tokenStream("x", text)) {
            CharTermAttribute term = s.addAttribute(CharTermAttribute.class);
            s.reset();
            while (s.incrementToken()) terms.add(term.toString());
            s.end();
        }
        return terms;
    }

    static float boost(String field) { return field.equals("title") ? 3f : 1f; }

    static Query boosted(String field, Query q) {
        return boost(field) == 1f ? q : new BoostQuery(q, boost(field));
    }

    Query query() throws IOException {
        switch (kind) {
            case "and": return words(Occur.MUST);
            case "best2": return bestFields(TWO, 0f);
            case "best3": return bestFields(THREE, 0f);
            case "combined": return combined();
            case "phrase": return phrase();
            case "fuzzy": return fuzzyWords("title");
            case "prefix": return prefix();
            case "filter": return filter();
            case "facet": return filtered(words(Occur.SHOULD));
            case "storefront": return storefront();
            default: return words(Occur.SHOULD);
        }
    }

    /** Null: by score alone. */
    Sort sort() {
        switch (kind) {
            case "sort": return new Sort(last(
                new SortedNumericSortField("cents", SortField.Type.LONG), Long.MAX_VALUE));
            case "storefront": return new Sort(SortField.FIELD_SCORE, last(
                new SortedNumericSortField("rating", SortField.Type.FLOAT, true),
                Float.NEGATIVE_INFINITY));
            default: return null;
        }
    }

    static SortField last(SortField field, Object missing) {
        field.setMissingValue(missing);
        return field;
    }

    static Query twoFields(String term) {
        BooleanQuery.Builder b = new BooleanQuery.Builder();
        for (String f : TWO) b.add(boosted(f, new TermQuery(new Term(f, term))), Occur.SHOULD);
        return b.build();
    }

    Query words(Occur occur) throws IOException {
        BooleanQuery.Builder b = new BooleanQuery.Builder();
        for (String t : analyze(text)) b.add(twoFields(t), occur);
        return b.build();
    }

    /** The query of a multi_match: best_fields for tie 0, most_fields for tie 1. */
    static Query multiMatch(List<String> terms, String[] names, float tie) {
        List<Query> fields = new ArrayList<>();
        for (String f : names) {
            BooleanQuery.Builder b = new BooleanQuery.Builder();
            for (String t : terms) b.add(new TermQuery(new Term(f, t)), Occur.SHOULD);
            fields.add(boosted(f, b.build()));
        }
        return new DisjunctionMaxQuery(fields, tie);
    }

    Query bestFields(String[] names, float tie) throws IOException {
        return multiMatch(analyze(text), names, tie);
    }

    Query combined() throws IOException {
        BooleanQuery.Builder b = new BooleanQuery.Builder();
        for (String t : analyze(text)) {
            CombinedFieldQuery.Builder c = new CombinedFieldQuery.Builder().addTerm(new BytesRef(t));
            for (String f : TWO) c.addField(f, boost(f));
            b.add(c.build(), Occur.SHOULD);
        }
        return b.build();
    }

    Query phrase() throws IOException {
        String[] terms = analyze(text).toArray(new String[0]);
        BooleanQuery.Builder b = new BooleanQuery.Builder();
        for (String f : TWO) b.add(boosted(f, new PhraseQuery(f, terms)), Occur.SHOULD);
        return b.build();
    }

    /** Fuzziness AUTO. */
    static Query fuzzy(String field, String term) {
        int length = term.codePointCount(0, term.length());
        int edits = length < 3 ? 0 : length < 6 ? 1 : 2;
        return new FuzzyQuery(new Term(field, term), edits, 0, EXPANSIONS, true);
    }

    Query fuzzyWords(String field) throws IOException {
        List<String> terms = analyze(text);
        if (terms.size() == 1) return fuzzy(field, terms.get(0));
        BooleanQuery.Builder b = new BooleanQuery.Builder();
        for (String t : terms) b.add(fuzzy(field, t), Occur.MUST);
        return b.build();
    }

    Query prefix() throws IOException {
        String[] parts = text.split(" ");
        BooleanQuery.Builder b = new BooleanQuery.Builder();
        for (int i = 0; i + 1 < parts.length; i++)
            for (String t : analyze(parts[i])) b.add(twoFields(t), Occur.MUST);
        b.add(new PrefixQuery(new Term("title", parts[parts.length - 1])), Occur.MUST);
        return b.build();
    }

    Query filter() {
        BooleanQuery.Builder b = new BooleanQuery.Builder();
        b.add(LongField.newRangeQuery("cents", lo, hi), Occur.FILTER);
        b.add(new TermQuery(new Term("category", category)), Occur.FILTER);
        b.add(new TermQuery(new Term("in_stock", "true")), Occur.FILTER);
        return b.build();
    }

    Query filtered(Query query) {
        BooleanQuery.Builder b = new BooleanQuery.Builder();
        b.add(query, Occur.MUST);
        b.add(LongField.newRangeQuery("cents", lo, hi), Occur.FILTER);
        b.add(new TermQuery(new Term("in_stock", "true")), Occur.FILTER);
        return b.build();
    }

    Query storefront() throws IOException {
        List<Query> fields = List.of(
            new BoostQuery(fuzzyWords("title"), 3f), fuzzyWords("description"),
            new BoostQuery(fuzzy("tags", text), 2f));
        BooleanQuery.Builder b = new BooleanQuery.Builder();
        b.add(new DisjunctionMaxQuery(fields, 0f), Occur.MUST);
        b.add(LongField.newRangeQuery("cents", lo, hi), Occur.FILTER);
        b.add(new TermQuery(new Term("category", category)), Occur.FILTER);
        b.add(FloatField.newRangeQuery("rating", rating, Float.POSITIVE_INFINITY), Occur.FILTER);
        return b.build();
    }
}
