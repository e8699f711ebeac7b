// Lucene as a peer: indexes, times and ranks the same documents and queries as Aisle.
//
// Reads one command a line from standard input and answers each with one line of JSON:
//   index FILE DIR SEGMENTS DELETE_EVERY THREADS   builds an index (SEGMENTS 0 = merge as Lucene likes)
//   open DIR                                       opens it for the commands below
//   queries FILE                                   loads TAB-separated queries: class, words, lo, hi
//   run CLASS                                      runs each query of a class once; CPU nanoseconds per query
//   rank FILE OUT DEPTH TIE                        ranks judged queries (id TAB text) over three fields
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.zip.GZIPInputStream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiDocValues;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.OrdinalMap;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MultiCollector;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.LongValues;

public class LucenePeer {
    static final String[] FACETS = {"brand", "root", "leaf", "color", "star"};
    static final String[] TEXT_FIELDS = {"title", "description", "brandtext"};
    static final float[] TEXT_BOOSTS = {3f, 1f, 1f};
    static final Analyzer analyzer = new EnglishAnalyzer();
    static final ObjectMapper json = new ObjectMapper();
    static final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    static IndexReader reader;
    static IndexSearcher searcher;
    static final Map<String, OrdinalMap> ordinalMaps = new HashMap<>();
    static final Map<String, SortedDocValues> facetValues = new HashMap<>();
    static Map<String, List<String[]>> queries = new LinkedHashMap<>();

    static long processCPU() {
        return ((com.sun.management.OperatingSystemMXBean)
            ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    // ---- indexing ----

    static Document document(String line) throws IOException {
        JsonNode node = json.readTree(line);
        Document d = new Document();
        d.add(new StringField("id", node.get("id").asText(), Field.Store.YES));
        d.add(new StoredField("_source", line));
        addText(d, "title", node.path("title"));
        addText(d, "description", node.path("description"));
        addText(d, "brandtext", node.path("brand"));
        for (String facet : FACETS) {
            if (!node.hasNonNull(facet)) continue;
            String value = node.get(facet).asText();
            d.add(new StringField(facet, value, Field.Store.NO));
            d.add(new SortedDocValuesField(facet, new BytesRef(value)));
        }
        if (node.hasNonNull("cents"))
            d.add(new LongField("cents", node.get("cents").asLong(), Field.Store.NO));
        if (node.hasNonNull("in_stock"))
            d.add(new StringField("in_stock", node.get("in_stock").asText(), Field.Store.NO));
        return d;
    }

    static void addText(Document d, String name, JsonNode value) {
        if (value.isTextual()) d.add(new TextField(name, value.asText(), Field.Store.NO));
    }

    static BufferedReader lines(String path) throws IOException {
        InputStream in = new FileInputStream(path);
        if (path.endsWith(".gz")) in = new GZIPInputStream(in, 1 << 16);
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 20);
    }

    static String index(String file, String dir, int segments, int deleteEvery, int threadCount)
            throws Exception {
        long cpu = processCPU(), start = System.nanoTime();
        IndexWriterConfig config = new IndexWriterConfig(analyzer)
            .setOpenMode(IndexWriterConfig.OpenMode.CREATE).setRAMBufferSizeMB(256)
            .setSimilarity(new BM25Similarity());
        if (segments > 1) config.setMergePolicy(NoMergePolicy.INSTANCE);
        long total = segments > 1 ? countLines(file) : 0;
        int deleted = 0;
        try (IndexWriter w = new IndexWriter(FSDirectory.open(Path.of(dir)), config)) {
            if (segments > 1 || threadCount == 1) addInOrder(w, file, segments, total);
            else addInParallel(w, file, threadCount);
            if (segments == 1) w.forceMerge(1);
            if (deleteEvery > 0) deleted = deleteSome(w, file, deleteEvery);
            w.commit();
            long bytes = 0;
            for (String f : w.getDirectory().listAll()) bytes += w.getDirectory().fileLength(f);
            return String.format(Locale.ROOT,
                "{\"documents\":%d,\"deleted\":%d,\"cpu_s\":%.3f,\"wall_s\":%.3f,\"bytes\":%d}",
                w.getDocStats().maxDoc, deleted, (processCPU() - cpu) / 1e9,
                (System.nanoTime() - start) / 1e9, bytes);
        }
    }

    static long countLines(String file) throws IOException {
        try (BufferedReader r = lines(file)) { return r.lines().count(); }
    }

    static void addInOrder(IndexWriter w, String file, int segments, long total) throws IOException {
        long n = 0, size = segments > 1 ? (total + segments - 1) / segments : Long.MAX_VALUE;
        try (BufferedReader r = lines(file)) {
            for (String l = r.readLine(); l != null; l = r.readLine()) {
                w.addDocument(document(l));
                if (++n % size == 0) w.commit();
            }
        }
    }

    static void addInParallel(IndexWriter w, String file, int threadCount) throws Exception {
        BlockingQueue<List<String>> queue = new ArrayBlockingQueue<>(16);
        Thread[] workers = new Thread[threadCount];
        for (int i = 0; i < threadCount; i++) {
            workers[i] = new Thread(() -> {
                try {
                    for (List<String> b = queue.take(); !b.isEmpty(); b = queue.take())
                        for (String l : b) w.addDocument(document(l));
                } catch (Exception e) { e.printStackTrace(); System.exit(1); }
            });
            workers[i].start();
        }
        try (BufferedReader r = lines(file)) {
            List<String> batch = new ArrayList<>();
            for (String l = r.readLine(); l != null; l = r.readLine()) {
                batch.add(l);
                if (batch.size() == 500) { queue.put(batch); batch = new ArrayList<>(); }
            }
            if (!batch.isEmpty()) queue.put(batch);
        }
        for (int i = 0; i < threadCount; i++) queue.put(List.of());
        for (Thread t : workers) t.join();
    }

    static int deleteSome(IndexWriter w, String file, int every) throws IOException {
        int n = 0, deleted = 0;
        try (BufferedReader r = lines(file)) {
            for (String l = r.readLine(); l != null; l = r.readLine())
                if (++n % every == 0) {
                    w.deleteDocuments(new Term("id", json.readTree(l).get("id").asText()));
                    deleted++;
                }
        }
        return deleted;
    }

    // ---- searching ----

    static String open(String dir) throws IOException {
        reader = DirectoryReader.open(FSDirectory.open(Path.of(dir)));
        searcher = new IndexSearcher(reader);
        searcher.setQueryCache(null);
        searcher.setSimilarity(new BM25Similarity());
        for (String f : FACETS) {
            SortedDocValues v = MultiDocValues.getSortedValues(reader, f);
            if (v == null) continue;
            facetValues.put(f, v);
            ordinalMaps.put(f, v instanceof MultiDocValues.MultiSortedDocValues
                ? ((MultiDocValues.MultiSortedDocValues) v).mapping : null);
        }
        return "{\"documents\":" + reader.numDocs() + ",\"segments\":" + reader.leaves().size() + "}";
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

    static Query twoFields(String term) {
        BooleanQuery.Builder b = new BooleanQuery.Builder();
        b.add(new BoostQuery(new TermQuery(new Term("title", term)), 3f), BooleanClause.Occur.SHOULD);
        b.add(new TermQuery(new Term("description", term)), BooleanClause.Occur.SHOULD);
        return b.build();
    }

    static Query words(String text, BooleanClause.Occur occur) throws IOException {
        BooleanQuery.Builder b = new BooleanQuery.Builder();
        for (String t : analyze(text)) b.add(twoFields(t), occur);
        return b.build();
    }

    static Query phrase(String text) throws IOException {
        String[] terms = analyze(text).toArray(new String[0]);
        BooleanQuery.Builder b = new BooleanQuery.Builder();
        b.add(new BoostQuery(new PhraseQuery("title", terms), 3f), BooleanClause.Occur.SHOULD);
        b.add(new PhraseQuery("description", terms), BooleanClause.Occur.SHOULD);
        return b.build();
    }

    static Query prefix(String text) throws IOException {
        String[] parts = text.split(" ");
        BooleanQuery.Builder b = new BooleanQuery.Builder();
        for (int i = 0; i + 1 < parts.length; i++)
            for (String t : analyze(parts[i])) b.add(twoFields(t), BooleanClause.Occur.MUST);
        b.add(new PrefixQuery(new Term("title", parts[parts.length - 1])), BooleanClause.Occur.MUST);
        return b.build();
    }

    static Query filtered(String text, long lo, long hi) throws IOException {
        BooleanQuery.Builder b = new BooleanQuery.Builder();
        b.add(words(text, BooleanClause.Occur.SHOULD), BooleanClause.Occur.MUST);
        b.add(LongField.newRangeQuery("cents", lo, hi), BooleanClause.Occur.FILTER);
        b.add(new TermQuery(new Term("in_stock", "true")), BooleanClause.Occur.FILTER);
        return b.build();
    }

    static long fetch(TopDocs top) throws IOException {
        StoredFields stored = searcher.storedFields();
        for (ScoreDoc hit : top.scoreDocs) stored.document(hit.doc);
        return top.scoreDocs.length;
    }

    static long execute(String[] q) throws IOException {
        String text = q[1];
        switch (q[0]) {
            case "and": return fetch(searcher.search(words(text, BooleanClause.Occur.MUST), 10));
            case "phrase": return fetch(searcher.search(phrase(text), 10));
            case "fuzzy": {
                int edits = text.length() > 5 ? 2 : 1;
                return fetch(searcher.search(
                    new FuzzyQuery(new Term("title", text), edits, 0, 50, true), 10));
            }
            case "prefix": return fetch(searcher.search(prefix(text), 10));
            case "facet": return facets(filtered(text, Long.parseLong(q[2]), Long.parseLong(q[3])));
            default: return fetch(searcher.search(words(text, BooleanClause.Occur.SHOULD), 10));
        }
    }

    /** Counts five facets over all hits by global ordinal, beside the top ten. */
    static class FacetCollector extends SimpleCollector {
        final int[][] counts = new int[FACETS.length][];
        final SortedDocValues[] values = new SortedDocValues[FACETS.length];
        final LongValues[] globals = new LongValues[FACETS.length];

        FacetCollector() {
            for (int i = 0; i < FACETS.length; i++)
                counts[i] = new int[facetValues.get(FACETS[i]).getValueCount()];
        }

        @Override protected void doSetNextReader(LeafReaderContext leaf) throws IOException {
            for (int i = 0; i < FACETS.length; i++) {
                values[i] = DocValues.getSorted(leaf.reader(), FACETS[i]);
                OrdinalMap map = ordinalMaps.get(FACETS[i]);
                globals[i] = map == null ? null : map.getGlobalOrds(leaf.ord);
            }
        }

        @Override public void collect(int doc) throws IOException {
            for (int i = 0; i < counts.length; i++)
                if (values[i].advanceExact(doc)) {
                    int ord = values[i].ordValue();
                    counts[i][globals[i] == null ? ord : (int) globals[i].get(ord)]++;
                }
        }

        @Override public ScoreMode scoreMode() { return ScoreMode.COMPLETE_NO_SCORES; }
    }

    static long facets(Query query) throws IOException {
        FacetCollector collector = new FacetCollector();
        TopScoreDocCollector top = TopScoreDocCollector.create(10, Integer.MAX_VALUE);
        searcher.search(query, MultiCollector.wrap(top, collector));
        long n = fetch(top.topDocs());
        for (int i = 0; i < FACETS.length; i++) {
            PriorityQueue<long[]> best = new PriorityQueue<>((a, b) -> Long.compare(a[0], b[0]));
            for (int ord = 0; ord < collector.counts[i].length; ord++) {
                if (collector.counts[i][ord] == 0) continue;
                best.add(new long[] {collector.counts[i][ord], ord});
                if (best.size() > 10) best.poll();
            }
            for (long[] entry : best)
                facetValues.get(FACETS[i]).lookupOrd((int) entry[1]).utf8ToString();
        }
        return n;
    }

    static String run(String cls) throws IOException {
        StringBuilder out = new StringBuilder("{\"class\":\"" + cls + "\",\"cpu_ns\":[");
        long hits = 0;
        String separator = "";
        for (String[] q : queries.getOrDefault(cls, List.of())) {
            long before = threads.getCurrentThreadCpuTime();
            hits += execute(q);
            out.append(separator).append(threads.getCurrentThreadCpuTime() - before);
            separator = ",";
        }
        return out.append("],\"hits\":").append(hits).append('}').toString();
    }

    /** The query an OpenSearch multi_match makes: best_fields for tie 0, most_fields for tie 1. */
    static Query multiMatch(String text, float tie) throws IOException {
        List<String> terms = analyze(text);
        List<Query> fields = new ArrayList<>();
        for (int i = 0; i < TEXT_FIELDS.length; i++) {
            BooleanQuery.Builder b = new BooleanQuery.Builder();
            for (String t : terms)
                b.add(new TermQuery(new Term(TEXT_FIELDS[i], t)), BooleanClause.Occur.SHOULD);
            Query q = b.build();
            fields.add(TEXT_BOOSTS[i] == 1f ? q : new BoostQuery(q, TEXT_BOOSTS[i]));
        }
        return new DisjunctionMaxQuery(fields, tie);
    }

    static String rank(String file, String out, int depth, float tie) throws IOException {
        int n = 0;
        try (PrintWriter w = new PrintWriter(out, StandardCharsets.UTF_8)) {
            for (String l : Files.readAllLines(Path.of(file))) {
                String[] p = l.split("\t");
                if (p.length < 2) continue;
                TopDocs top = searcher.search(multiMatch(p[1], tie), depth);
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

    static String load(String file) throws IOException {
        queries = new LinkedHashMap<>();
        for (String l : Files.readAllLines(Path.of(file))) {
            String[] p = l.split("\t", -1);
            queries.computeIfAbsent(p[0], k -> new ArrayList<>()).add(p);
        }
        return "{\"classes\":" + queries.size() + "}";
    }

    static String answer(String[] a) throws Exception {
        switch (a[0]) {
            case "index": return index(a[1], a[2], Integer.parseInt(a[3]),
                Integer.parseInt(a[4]), Integer.parseInt(a[5]));
            case "open": return open(a[1]);
            case "queries": return load(a[1]);
            case "run": return run(a[1]);
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
