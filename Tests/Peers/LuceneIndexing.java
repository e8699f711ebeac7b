// How Lucene builds the index Aisle is compared with: same fields, same analysis, source stored.
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.zip.GZIPInputStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FloatField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;

class LuceneIndexing {
    static final String[] FACETS = {"brand", "root", "leaf", "color", "star"};
    static final String[] LISTS = {"category", "tags"};
    static final ObjectMapper json = new ObjectMapper();

    static long processCPU() {
        return ((com.sun.management.OperatingSystemMXBean)
            ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

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
        for (String list : LISTS)
            for (JsonNode value : node.path(list)) {
                d.add(new StringField(list, value.asText(), Field.Store.NO));
                d.add(new SortedSetDocValuesField(list, new BytesRef(value.asText())));
            }
        if (node.hasNonNull("cents"))
            d.add(new LongField("cents", node.get("cents").asLong(), Field.Store.NO));
        if (node.hasNonNull("rating"))
            d.add(new FloatField("rating", (float) node.get("rating").asDouble(), Field.Store.NO));
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

    static IndexWriterConfig config() {
        return new IndexWriterConfig(new EnglishAnalyzer()).setRAMBufferSizeMB(512)
            .setSimilarity(new BM25Similarity());
    }

    /** Loads and commits, then merges; the two are timed apart. */
    static String index(String file, String dir, int segments, int deleteEvery, int threadCount)
            throws Exception {
        long cpu = processCPU(), start = System.nanoTime();
        IndexWriterConfig config = config().setOpenMode(IndexWriterConfig.OpenMode.CREATE);
        if (segments > 1) config.setMergePolicy(NoMergePolicy.INSTANCE);
        int deleted = 0;
        try (FSDirectory folder = FSDirectory.open(Path.of(dir));
                IndexWriter w = new IndexWriter(folder, config)) {
            if (segments > 1 || threadCount == 1) addInOrder(w, file, segments);
            else addInParallel(w, file, threadCount);
            w.commit();
            double loaded = (processCPU() - cpu) / 1e9, wall = (System.nanoTime() - start) / 1e9;
            cpu = processCPU();
            if (segments == 1) w.forceMerge(1);
            if (deleteEvery > 0) deleted = deleteSome(w, file, deleteEvery);
            w.commit();
            w.deleteUnusedFiles();
            long bytes = 0;
            for (String f : folder.listAll()) bytes += folder.fileLength(f);
            return String.format(Locale.ROOT,
                "{\"documents\":%d,\"deleted\":%d,\"cpu_s\":%.3f,\"wall_s\":%.3f,"
                + "\"merge_cpu_s\":%.3f,\"segments\":%d,\"bytes\":%d}",
                w.getDocStats().maxDoc, deleted, loaded, wall, (processCPU() - cpu) / 1e9,
                SegmentInfos.readLatestCommit(folder).size(), bytes);
        }
    }

    /** Documents of each part but the last, which is half as large. */
    static long partSize(String file, int segments) throws IOException {
        try (BufferedReader r = lines(file)) {
            return Math.max(1, (2 * r.lines().count() + 2 * segments - 2) / (2 * segments - 1));
        }
    }

    static void addInOrder(IndexWriter w, String file, int segments) throws IOException {
        long n = 0, size = segments > 1 ? partSize(file, segments) : Long.MAX_VALUE;
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

    /** Deletes every so manyth document of an index that exists, and leaves its segments alone. */
    static String delete(String dir, String file, int every) throws IOException {
        IndexWriterConfig config = config().setOpenMode(IndexWriterConfig.OpenMode.APPEND)
            .setMergePolicy(NoMergePolicy.INSTANCE);
        try (FSDirectory folder = FSDirectory.open(Path.of(dir));
                IndexWriter w = new IndexWriter(folder, config)) {
            int deleted = deleteSome(w, file, every);
            w.commit();
            return "{\"deleted\":" + deleted + ",\"segments\":"
                + SegmentInfos.readLatestCommit(folder).size() + "}";
        }
    }
}
