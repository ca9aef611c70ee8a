package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Names on which external parties rely; renaming a class must not change them. Add new names with {@code -Dfrozen.write=true}. Removing one
 * breaks queries or dashboards and needs a separate decision.
 */
@ExtendWith(SharedCityExtension.class)
class FrozenNamesIT {
    private static final Path FOLDER = Path.of("src/test/resources/frozen");
    private static final Pattern SERIES = Pattern.compile("^([a-z][a-z0-9_]*)(?:\\{([^}]*)})? ");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]+)=\"");

    private static SharedCity city;

    @BeforeAll
    static void begin(SharedCity shared) {
        city = shared;
    }

    @Test
    void tablesAndColumnsAreUnchanged() throws Exception {
        Set<String> now = new TreeSet<>(List.of(city.store()
                .text("select string_agg(table_schema || '.' || table_name || '.' || column_name || ' '"
                        + " || data_type, E'\\n') from information_schema.columns where table_schema not in"
                        + " ('pg_catalog', 'information_schema', 'public') and not exists (select from pg_class"
                        + " where oid = format('%I.%I', table_schema, table_name)::regclass and relispartition)")
                .split("\n")));
        Path golden = FOLDER.resolve("columns.txt");
        if (Boolean.getBoolean("frozen.write")) {
            Files.createDirectories(FOLDER);
            Files.write(golden, now);
        }
        Set<String> frozen = new TreeSet<>(Files.readAllLines(golden));
        // the table is created with the first webhook, which another test of the same city may have configured
        if (now.stream().noneMatch(column -> column.startsWith("webhooks."))) {
            frozen.removeIf(column -> column.startsWith("webhooks."));
        }
        assertEquals(String.join("\n", frozen), String.join("\n", now));
    }

    /** The hub's own metrics with their labels. Some exist only once there is something to count. Metrics of libraries are not frozen. */
    @Test
    void metrics() throws Exception {
        Set<String> found = new TreeSet<>();
        for (String line : city.adminVisitor().get("/metrics").body().split("\n")) {
            Matcher series = SERIES.matcher(line);
            if (series.find() && series.group(1).startsWith("pishkhan_")) {
                Set<String> labels = new TreeSet<>();
                Matcher label = LABEL.matcher(series.group(2) == null ? "" : series.group(2));
                while (label.find()) {
                    labels.add(label.group(1));
                }
                found.add(series.group(1) + " " + labels);
            }
        }
        Path golden = FOLDER.resolve("metrics.txt");
        if (Boolean.getBoolean("frozen.write")) {
            Files.write(golden, found);
        }
        found.removeAll(Files.readAllLines(golden));
        assertEquals(Set.of(), found);
    }
}
