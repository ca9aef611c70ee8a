package city.pishkhan.testkit.growth;

import city.pishkhan.testkit.process.Installation;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Measures the pages that each of the hub's statements reads, and the tables that it scans completely. The server's auto_explain
 * logs the plan of every statement with actual counts. The server must have been started with {@link #SETTING}.
 */
public final class PlanLog {
    /** Value of the embedded server's configuration key {@code settings}. */
    public static final String SETTING = "shared_preload_libraries = 'pg_stat_statements,auto_explain'";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MANY_PAGES = 100;
    private static final int SEVERAL = 3;
    private static final String PLAN = " plan:";

    private final Path folder;
    private final Connection connection;
    private Map<Path, Long> begun = Map.of();

    /** @param connection superuser's connection to the hub's database */
    public PlanLog(Installation home, Connection connection) {
        this.folder = home.data().resolve("postgres/log");
        this.connection = connection;
    }

    /**
     * The reads of a statement.
     *
     * @param pages   pages per returned row, one value for each call
     * @param scanned tables that are scanned completely
     */
    public record Reads(List<Long> pages, TreeSet<String> scanned) {
        private Reads and(Reads more) {
            List<Long> both = new ArrayList<>(pages);
            both.addAll(more.pages);
            TreeSet<String> all = new TreeSet<>(scanned);
            all.addAll(more.scanned);
            return new Reads(both, all);
        }

        /**
         * Returns the median. Outliers are expected: the first call of a connection also reads the catalogue, and some calls split index
         * pages.
         */
        long median() {
            return pages.stream()
                    .sorted()
                    .skip(Math.max(0, pages.size() - 1) / 2)
                    .findFirst()
                    .orElse(0L);
        }
    }

    /**
     * A statement that reads more as the database grows.
     *
     * @param before  median pages per row when the city was young, or 0 if the statement was not sent then
     * @param now     current median pages per row
     * @param scanned tables that are scanned completely
     */
    public record Growth(long before, long now, TreeSet<String> scanned) {}

    /** Returns the statements that read many pages now, and several times as many as in the earlier measurement. */
    public static Map<String, Growth> growing(Map<String, Reads> before, Map<String, Reads> now) {
        Map<String, Growth> growing = new TreeMap<>();
        now.forEach((query, reads) -> {
            long young = before.containsKey(query) ? before.get(query).median() : 0;
            if (reads.median() >= MANY_PAGES && reads.median() > SEVERAL * young) {
                growing.put(query, new Growth(young, reads.median(), reads.scanned()));
            }
        });
        return growing;
    }

    /** Begins to log the plan of every statement. */
    public void begin() throws SQLException, IOException {
        set("auto_explain.log_format", "json");
        set("auto_explain.log_analyze", "on");
        set("auto_explain.log_buffers", "on");
        set("auto_explain.log_timing", "off");
        set("auto_explain.log_verbose", "on");
        begun = sizes();
        set("auto_explain.log_min_duration", "0");
        reload();
    }

    /** Ends logging and returns the reads by statement. */
    public Map<String, Reads> end() throws SQLException, IOException {
        set("auto_explain.log_min_duration", "-1");
        reload();
        Map<String, Reads> reads = new TreeMap<>();
        for (Map.Entry<Path, Long> file : sizes().entrySet()) {
            for (JsonNode plan : plans(text(file.getKey(), begun.getOrDefault(file.getKey(), 0L)))) {
                String query =
                        plan.path("Query Text").asText().replaceAll("\\s+", " ").strip();
                TreeSet<String> scanned = new TreeSet<>();
                scans(plan.path("Plan"), scanned);
                long pages = plan.path("Plan").path("Shared Hit Blocks").asLong()
                        + plan.path("Plan").path("Shared Read Blocks").asLong();
                long each = pages / Math.max(1, rows(plan.path("Plan")));
                reads.merge(query, new Reads(List.of(each), scanned), Reads::and);
            }
        }
        return reads;
    }

    /** Returns the number of returned rows or, for a statement that returns no rows, the number of written rows. */
    private static long rows(JsonNode root) {
        long rows = root.path("Actual Rows").asLong();
        return rows > 0 || !root.path("Node Type").asText().equals("ModifyTable")
                ? rows
                : root.path("Plans").path(0).path("Actual Rows").asLong();
    }

    private void set(String name, String value) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute("alter system set " + name + " = '" + value + "'");
        }
    }

    private void reload() throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute("select pg_reload_conf()");
        }
    }

    private Map<Path, Long> sizes() throws IOException {
        Map<Path, Long> sizes = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                sizes.put(file, Files.size(file));
            }
        }
        return sizes;
    }

    private static String text(Path file, long from) throws IOException {
        byte[] all = Files.readAllBytes(file);
        int start = (int) Math.min(from, all.length);
        return new String(all, start, all.length - start, StandardCharsets.UTF_8);
    }

    /** Parses the plans in the log. Continuation lines of a log entry begin with a tab. */
    private static List<JsonNode> plans(String log) throws IOException {
        List<JsonNode> plans = new ArrayList<>();
        StringBuilder json = null;
        for (String line : log.split("\n")) {
            if (line.startsWith("\t")) {
                if (json != null) {
                    json.append(line).append('\n');
                }
                continue;
            }
            if (json != null) {
                plans.add(JSON.readTree(json.toString()));
            }
            json = line.endsWith(PLAN) ? new StringBuilder() : null;
        }
        // the last entry is ignored, because it may be incomplete
        return plans;
    }

    private static void scans(JsonNode node, TreeSet<String> scanned) {
        if (node.path("Node Type").asText().equals("Seq Scan")) {
            scanned.add(node.path("Schema").asText() + "."
                    + node.path("Relation Name").asText());
        }
        node.path("Plans").forEach(child -> scans(child, scanned));
    }
}
