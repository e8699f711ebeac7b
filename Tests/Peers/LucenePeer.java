// Lucene as a peer: indexes, times and ranks the same documents and queries as Aisle.
//
// Reads one command a line from standard input and answers each with one line of JSON:
//   index FILE DIR SEGMENTS DELETE_EVERY THREADS   builds an index (SEGMENTS 0 = merge as Lucene likes)
//   delete DIR FILE EVERY      deletes every so manyth document and commits, without any merge
//   open DIR                   opens an index for the commands below
//   close                      lets go of it
//   queries FILE               loads queries, a line each (LuceneQueries.java)
//   run CLASS COUNT            runs the first queries of a class once each; CPU nanoseconds of each
//   check CLASS COUNT          answers them without skipping anything, to compare
//   rank FILE OUT DEPTH TIE    ranks judged queries (id TAB text) over three fields
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MultiCollector;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopDocsCollector;
import org.apache.lucene.search.TopFieldCollector;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.FSDirectory;

public class LucenePeer {
    /** Hits are counted this far, then those that cannot be shown are skipped. */
    static final int COUNTED = 10_000;
    static final String[] NONE = {};
    static final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    static IndexReader reader;
    static IndexSearcher searcher;
    static LuceneFacets.Globals globals;
    static Map<String, List<LuceneQueries>> queries = new LinkedHashMap<>();

    // ---- opening ----

    static String open(String dir) throws IOException {
        close();
        reader = DirectoryReader.open(FSDirectory.open(Path.of(dir)));
        searcher = new IndexSearcher(reader);
        searcher.setQueryCache(null);
        searcher.setSimilarity(new BM25Similarity());
        globals = new LuceneFacets.Globals(reader);
        return "{\"documents\":" + reader.numDocs() + ",\"segments\":" + reader.leaves().size() + "}";
    }

    static String close() throws IOException {
        if (reader != null) reader.close();
        reader = null;
        return "{}";
    }

    static String load(String file) throws IOException {
        queries = new LinkedHashMap<>();
        for (String l : Files.readAllLines(Path.of(file))) {
            String[] p = l.split("\t", -1);
            queries.computeIfAbsent(p[0], k -> new ArrayList<>()).add(new LuceneQueries(p));
        }
        return "{\"classes\":" + queries.size() + "}";
    }

    // ---- searching ----

    static List<LuceneQueries> first(String cls, String count) {
        List<LuceneQueries> all = queries.getOrDefault(cls, List.of());
        return all.subList(0, Math.min(all.size(), Integer.parseInt(count)));
    }

    static LuceneFacets facets(LuceneQueries q) {
        switch (q.kind) {
            case "facet": return new LuceneFacets(globals, LuceneIndexing.FACETS, NONE);
            case "storefront": return new LuceneFacets(
                globals, new String[] {"brand"}, new String[] {"category"});
            default: return null;
        }
    }

    static TopDocsCollector<?> collector(LuceneQueries q, int counted) {
        Sort sort = q.sort();
        return sort == null ? TopScoreDocCollector.create(q.from + q.size, counted)
            : TopFieldCollector.create(sort, q.from + q.size, counted);
    }

    static TopDocs search(LuceneQueries q, TopDocsCollector<?> top, LuceneFacets facets)
            throws IOException {
        if (facets == null) searcher.search(q.query(), top);
        else searcher.search(q.query(), MultiCollector.wrap(top, facets));
        return top.topDocs(q.from, q.size);
    }

    /** One query with all it answers: hits, their stored sources, facets. */
    static long execute(LuceneQueries q) throws IOException {
        LuceneFacets facets = facets(q);
        TopDocs top = search(q, collector(q, COUNTED), facets);
        StoredFields stored = searcher.storedFields();
        for (ScoreDoc hit : top.scoreDocs) stored.document(hit.doc);
        if (facets != null) facets.answer();
        return top.scoreDocs.length;
    }

    static String run(String cls, String count) throws IOException {
        StringBuilder out = new StringBuilder("{\"class\":\"" + cls + "\",\"cpu_ns\":[");
        long hits = 0;
        String separator = "";
        for (LuceneQueries q : first(cls, count)) {
            long before = threads.getCurrentThreadCpuTime();
            hits += execute(q);
            out.append(separator).append(threads.getCurrentThreadCpuTime() - before);
            separator = ",";
        }
        return out.append("],\"hits\":").append(hits).append('}').toString();
    }

    /** The whole answer of each query, every hit scored and counted: ids, scores or sort values. */
    static String check(String cls, String count) throws IOException {
        List<Map<String, Object>> answers = new ArrayList<>();
        for (LuceneQueries q : first(cls, count)) {
            LuceneFacets facets = facets(q);
            TopDocsCollector<?> collector = collector(q, Integer.MAX_VALUE);
            TopDocs top = search(q, collector, facets);
            List<Object> hits = new ArrayList<>();
            for (ScoreDoc hit : top.scoreDocs) {
                String id = searcher.storedFields().document(hit.doc, Set.of("id")).get("id");
                Object[] keys = hit instanceof FieldDoc ? ((FieldDoc) hit).fields
                    : new Object[] {hit.score};
                for (int i = 0; i < keys.length; i++)
                    if (keys[i] instanceof Float && ((Float) keys[i]).isInfinite()
                            || keys[i] instanceof Long && (Long) keys[i] == Long.MAX_VALUE)
                        keys[i] = null;
                hits.add(List.of(id, keys));
            }
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("total", collector.getTotalHits());
            answer.put("hits", hits);
            answer.put("facets", facets == null ? Map.of() : facets.answer());
            answers.add(answer);
        }
        return LuceneIndexing.json.writeValueAsString(answers);
    }

    static String rank(String file, String out, int depth, float tie) throws IOException {
        int n = 0;
        try (PrintWriter w = new PrintWriter(out, StandardCharsets.UTF_8)) {
            for (String l : Files.readAllLines(Path.of(file))) {
                String[] p = l.split("\t");
                if (p.length < 2) continue;
                TopDocs top = searcher.search(LuceneQueries.multiMatch(
                    LuceneQueries.analyze(p[1]), LuceneQueries.RANKED, tie), depth);
                StoredFields stored = searcher.storedFields();
                int rank = 0;
                for (ScoreDoc hit : top.scoreDocs)
                    w.printf(Locale.ROOT, "%s Q0 %s %d %s lucene%n", p[0],
                        stored.document(hit.doc).get("id"), ++rank, Float.toString(hit.score));
                n++;
            }
        }
        return "{\"queries\":" + n + "}";
    }

    static String answer(String[] a) throws Exception {
        switch (a[0]) {
            case "index": return LuceneIndexing.index(a[1], a[2], Integer.parseInt(a[3]),
                Integer.parseInt(a[4]), Integer.parseInt(a[5]));
            case "delete": return LuceneIndexing.delete(a[1], a[2], Integer.parseInt(a[3]));
            case "open": return open(a[1]);
            case "close": return close();
            case "queries": return load(a[1]);
            case "run": return run(a[1], a[2]);
            case "check": return check(a[1], a[2]);
            case "rank": return rank(a[1], a[2], Integer.parseInt(a[3]), Float.parseFloat(a[4]));
            case "version": return "{\"name\":\"Lucene\",\"version\":\""
                + org.apache.lucene.util.Version.LATEST + "\"}";
            default: throw new IllegalArgumentException(Arrays.toString(a));
        }
    }

    public static void main(String[] args) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        for (String l = in.readLine(); l != null; l = in.readLine())
            System.out.println(answer(l.trim().split(" ")));
    }
}
