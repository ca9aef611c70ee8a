package city.pishkhan.persistence.copy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Queries the tables, sequences and versions of the hub's schemas: those with a migration history. */
final class BackupTables {
    private static final String HISTORY = "schema_history";

    private BackupTables() {}

    /**
     * Returns the number of applied migrations by schema. The schema {@code cluster} is excluded, because it describes running
     * processes.
     */
    static Map<String, Long> versions(Handle sql) {
        List<String> schemas = sql.createQuery("select schemaname from pg_tables where tablename = :history"
                        + " and schemaname <> 'cluster' order by 1")
                .bind("history", HISTORY)
                .mapTo(String.class)
                .list();
        Map<String, Long> versions = new TreeMap<>();
        for (String schema : schemas) {
            versions.put(
                    schema,
                    sql.createQuery("select count(*) from " + schema + "." + HISTORY
                                    + " where success and version is not null")
                            .mapTo(Long.class)
                            .one());
        }
        return versions;
    }

    /**
     * Returns the tables of the schemas, each after the tables that it references. A partitioned table appears once, without
     * its partitions.
     */
    static List<String> tables(Handle sql, Set<String> schemas) {
        Set<String> all = new TreeSet<>(sql.createQuery("select schemaname || '.' || tablename from pg_tables"
                        + " where schemaname = any(:schemas) and tablename <> :history and not exists (select from pg_class"
                        + " where oid = format('%I.%I', schemaname, tablename)::regclass and relispartition)")
                .bindArray("schemas", String.class, schemas.toArray())
                .bind("history", HISTORY)
                .mapTo(String.class)
                .list());
        Map<String, Set<String>> needs = new LinkedHashMap<>();
        all.forEach(table -> needs.put(table, new LinkedHashSet<>()));
        sql.createQuery(
                        "select (select nspname || '.' || relname from pg_class c join pg_namespace n on n.oid = relnamespace"
                                + " where c.oid = conrelid) child_name,"
                                + " (select nspname || '.' || relname from pg_class c join pg_namespace n on n.oid = relnamespace"
                                + " where c.oid = confrelid) parent_name from pg_constraint where contype = 'f' and conrelid <> confrelid")
                .map((row, context) -> Map.entry(row.getString("child_name"), row.getString("parent_name")))
                .forEach(e -> needs.computeIfPresent(e.getKey(), (k, parents) -> {
                    parents.add(e.getValue());
                    return parents;
                }));
        return sortByReferences(needs);
    }

    private static List<String> sortByReferences(Map<String, Set<String>> needs) {
        List<String> done = new ArrayList<>();
        while (done.size() < needs.size()) {
            List<String> next = needs.entrySet().stream()
                    .filter(e -> !done.contains(e.getKey()) && done.containsAll(e.getValue()))
                    .map(Map.Entry::getKey)
                    .toList();
            if (next.isEmpty()) {
                throw new IllegalStateException("Foreign keys of tables form a cycle");
            }
            done.addAll(next);
        }
        return done;
    }

    /** Returns the last value of each sequence that was used. */
    static Map<String, Long> sequences(Handle sql, Set<String> schemas) {
        return sql
                .createQuery("select schemaname || '.' || sequencename, last_value from pg_sequences"
                        + " where schemaname = any(:schemas) and last_value is not null")
                .bindArray("schemas", String.class, schemas.toArray())
                .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
    }
}
