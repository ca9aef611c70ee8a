package city.pishkhan.cases.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/** All rows of a database as text, including the text of binary values. */
final class DatabaseDump {
    private static final Pattern BINARY = Pattern.compile("\\\\\\\\x([0-9a-f]+)");

    private DatabaseDump() {}

    static List<String> dump(Handle sql) {
        List<String> all = new ArrayList<>();
        sql.createQuery("select schemaname || '.' || tablename from pg_tables"
                        + " where schemaname not in ('pg_catalog', 'information_schema')")
                .mapTo(String.class)
                .forEach(table -> sql.createQuery("select row_to_json(t)::text from " + table + " t")
                        .mapTo(String.class)
                        .forEach(row -> all.add(row
                                + BINARY.matcher(row)
                                        .results()
                                        .map(m ->
                                                new String(HexFormat.of().parseHex(m.group(1)), StandardCharsets.UTF_8))
                                        .toList())));
        return all;
    }
}
