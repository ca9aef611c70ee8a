package city.pishkhan.archive.internal.tree;

import city.pishkhan.proofs.SheetTree;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Stores the nodes of the hash tree and reads groups of sheets from the archive's rows. A group contains the sheets
 * whose hashes begin with the same 20 bits. Its sealed state is computed from its rows by undoing all changes since the
 * last sealing.
 */
final class SheetTreeRepository {
    static final int GROUPS = 1 << SheetTree.LEVELS;
    /** number of children of a stored node; the root has 16 */
    static final int CHILDREN = 256;

    /** number of parts in which the tree is built initially */
    static final int PARTS = 16;

    /** number of low bits of a prefix, which are not part of the group's number */
    private static final int GROUP_BITS = Long.SIZE - SheetTree.LEVELS;

    private static final int FETCH = 5_000;

    /**
     * Columns lo and hi: first and last prefix of the group with the number {@code place}. A prefix is the first 8
     * bytes of a hash as a signed number; group numbers are unsigned.
     */
    private static final String RANGE = "place, place::bigint << 44 as lo, place::bigint << 44 | 17592186044415 as hi";

    private static final String CONTENT_OF_P = " cross join lateral (select sha256 from archive.content"
            + " where person is null and archive.prefix(sha256) between p.lo and p.hi"
            + " union all select sha256 from archive.content"
            + " where person is not null and archive.prefix(sha256) between p.lo and p.hi) c";

    private static final String PICKED = "picked as materialized (select " + RANGE
            + " from (select distinct ((archive.prefix(sha256) >> 44) & 1048575)::int as place from (select sha256"
            + " from archive.tree_change order by archive.prefix(sha256) limit :limit) t) d)";

    private static final String ONE = "picked as materialized (select " + RANGE + " from (select :place as place) o)";

    private static final String TAKEN = ", changes as (delete from archive.tree_change t using picked p"
            + " where archive.prefix(t.sha256) between p.lo and p.hi returning t.sha256, t.removed)";

    private static final String KEPT =
            ", kept as (insert into archive.tree_change_before (sha256, removed) select sha256, removed from changes)";

    private static final String ROWS =
            " select sha256, kind from (select c.sha256, 0 as kind from picked p" + CONTENT_OF_P
                    + " union all select sha256, case when removed then 2 else 1 end from changes) r order by sha256, kind";

    private SheetTreeRepository() {}

    /**
     * State of the hash tree.
     *
     * @param sheets number of sheets in the tree
     * @param built number of groups that the initial build of the tree has processed
     * @param previousRoot root before the last update of the tree, or {@code null} if it is not kept
     */
    record State(byte[] root, long sheets, int built, byte[] previousRoot) {}

    /**
     * The hashes of the sheets in one group, in ascending order.
     *
     * @param now current hashes
     * @param before hashes when the group was sealed
     * @param changes number of changes of the group since it was sealed
     */
    record Group(int place, List<byte[]> now, List<byte[]> before, int changes) {}

    /** Tries to lock the tree for one node until the transaction ends. */
    static boolean tryLock(Handle sql) {
        return sql.createQuery("select pg_try_advisory_xact_lock(hashtext('archive.tree'))")
                .mapTo(Boolean.class)
                .one();
    }

    /**
     * Claims the next sealing of the tree if it is due.
     *
     * @return {@code true} if this node has claimed it
     */
    static boolean claim(Handle sql, Instant now, Instant next) {
        return sql.createUpdate("update archive.tree set next = :next where next <= :now")
                        .bind("next", next.atOffset(ZoneOffset.UTC))
                        .bind("now", now.atOffset(ZoneOffset.UTC))
                        .execute()
                == 1;
    }

    static State state(Handle sql) {
        return sql.createQuery("select root, sheets, built, before from archive.tree")
                .map((row, context) -> new State(
                        row.getBytes("root"), row.getLong("sheets"), row.getInt("built"), row.getBytes("before")))
                .one();
    }

    static void save(Handle sql, State state, boolean altered) {
        sql.createUpdate("update archive.tree set root = :root, sheets = :sheets, built = :built, before = :before,"
                        + " altered_at = case when :altered then now() else altered_at end")
                .bind("root", state.root)
                .bind("sheets", state.sheets)
                .bind("built", state.built)
                .bind("before", state.previousRoot)
                .bind("altered", altered)
                .execute();
    }

    /**
     * Removes waiting changes from the queue and returns their groups. Rows and changes are read from one snapshot.
     *
     * @param limit maximum number of changes, not counting further changes of the same groups
     * @param keep {@code true} to keep the changes for proofs by the previous root
     */
    static void drainChanges(Handle sql, int limit, boolean keep, Consumer<Group> groups) {
        stream(
                sql.createQuery("with " + PICKED + TAKEN + (keep ? KEPT : "") + ROWS)
                        .bind("limit", limit),
                groups);
    }

    static boolean hasChanges(Handle sql) {
        return sql.createQuery("select exists (select from archive.tree_change)")
                .mapTo(Boolean.class)
                .one();
    }

    /** Deletes the kept nodes and changes of the previous tree. */
    static void deletePrevious(Handle sql) {
        sql.execute("delete from archive.tree_node_before");
        sql.execute("delete from archive.tree_change_before");
    }

    /**
     * Copies nodes that are about to change, for proofs by the previous root. Nodes that were copied earlier in the
     * same update of the tree are skipped.
     */
    static void preserveNodes(Handle sql, int level, Collection<Integer> places) {
        sql.createUpdate("insert into archive.tree_node_before (level, place, hash)"
                        + " select :level, p, coalesce(n.hash, :empty) from unnest(:places) p"
                        + " left join archive.tree_node n on n.level = :level and n.place = p on conflict do nothing")
                .bind("level", (short) level)
                .bind("empty", SheetTree.empty(level))
                .bindArray("places", Integer.class, places.toArray())
                .execute();
    }

    /**
     * Reads the groups that are not empty in one of the {@link #PARTS} equal parts of the tree, in one pass sorted by
     * the database.
     *
     * @param part number of the part, from 0
     */
    static void readPart(Handle sql, int part, Consumer<Group> groups) {
        // literal bounds, so that the planner can estimate the number of rows
        String range = "between " + firstPrefix(part) + " and "
                + (firstPrefix(part) + (GROUPS / PARTS * (1L << GROUP_BITS)) - 1);
        stream(
                sql.createQuery(
                        "with changes as (delete from archive.tree_change where archive.prefix(sha256) " + range
                                + " returning sha256, removed) select sha256, kind from (select sha256, 0 as kind from archive.content"
                                + " where person is null and archive.prefix(sha256) " + range
                                + " union all select sha256, 0 from archive.content where person is not null and archive.prefix(sha256) "
                                + range
                                + " union all select sha256, case when removed then 2 else 1 end from changes) r order by sha256, kind"),
                groups);
    }

    /** Returns the first prefix of a part. Prefixes are signed, so the second half of the parts has negative prefixes. */
    private static long firstPrefix(int part) {
        return (long) (GROUPS / PARTS) * part << GROUP_BITS;
    }

    /**
     * Reads one group. Its recorded changes stay in the table.
     *
     * @param before {@code true} for the state under the previous root, {@code false} for the last root
     */
    static Group readGroup(Handle sql, int place, boolean before) {
        List<Group> found = new ArrayList<>();
        stream(
                sql.createQuery("with " + ONE
                                + ", changes as (select t.sha256, t.removed from picked p join archive.tree_change t"
                                + " on archive.prefix(t.sha256) between p.lo and p.hi"
                                + (before
                                        ? " union all select t.sha256, t.removed from picked p join archive.tree_change_before t"
                                                + " on archive.prefix(t.sha256) between p.lo and p.hi"
                                        : "")
                                + ")" + ROWS)
                        .bind("place", place),
                found::add);
        return found.isEmpty() ? new Group(place, List.of(), List.of(), 0) : found.get(0);
    }

    private record Row(byte[] sha256, int kind) {}

    private static void stream(Query query, Consumer<Group> groups) {
        try (Stream<Row> rows = query
                .setFetchSize(FETCH)
                .map((row, context) -> new Row(row.getBytes("sha256"), row.getInt("kind")))
                .stream()) {
            List<Row> group = new ArrayList<>();
            for (Iterator<Row> all = rows.iterator(); all.hasNext(); ) {
                Row row = all.next();
                if (!group.isEmpty() && SheetTree.group(row.sha256) != SheetTree.group(group.get(0).sha256)) {
                    groups.accept(group(group));
                    group.clear();
                }
                group.add(row);
            }
            if (!group.isEmpty()) {
                groups.accept(group(group));
            }
        }
    }

    /**
     * Computes the current and the sealed hashes of a group from its rows.
     *
     * @param rows rows ordered by hash
     */
    private static Group group(List<Row> rows) {
        List<byte[]> now = new ArrayList<>();
        List<byte[]> before = new ArrayList<>();
        for (int i = 0; i < rows.size(); ) {
            byte[] sha256 = rows.get(i).sha256;
            int present = 0;
            int sealed = 0;
            for (; i < rows.size() && Arrays.equals(rows.get(i).sha256, sha256); i++) {
                present += rows.get(i).kind == 0 ? 1 : 0;
                sealed += rows.get(i).kind == 1 ? -1 : 1;
            }
            for (int n = 0; n < present; n++) {
                now.add(sha256);
            }
            for (int n = 0; n < sealed; n++) {
                before.add(sha256);
            }
        }
        int changes = (int) rows.stream().filter(row -> row.kind != 0).count();
        return new Group(SheetTree.group(rows.get(0).sha256), now, before, changes);
    }

    /** Returns the stored nodes of a level by their number in the level, without empty nodes. */
    static Map<Integer, byte[]> nodes(Handle sql, int level, Collection<Integer> places) {
        return read(sql.createQuery(
                        "select place, hash from archive.tree_node where level = :level and place = any(:places)")
                .bind("level", level)
                .bindArray("places", Integer.class, places.toArray()));
    }

    /**
     * Returns all children of a node in order.
     *
     * @param level level of the children
     * @param parent number of the parent in its level
     */
    static List<byte[]> children(Handle sql, int level, int parent) {
        return children(sql, level, parent, false);
    }

    /**
     * Returns all children of a node in order, under the last or the previous root.
     *
     * @param before {@code true} for the state under the previous root
     */
    static List<byte[]> children(Handle sql, int level, int parent, boolean before) {
        int many = level == 4 ? 16 : CHILDREN;
        Map<Integer, byte[]> present = nodes(sql, "tree_node", level, parent * many, many);
        if (before) {
            present.putAll(nodes(sql, "tree_node_before", level, parent * many, many));
        }
        List<byte[]> all = new ArrayList<>(many);
        for (int i = 0; i < many; i++) {
            all.add(present.getOrDefault(parent * many + i, SheetTree.empty(level)));
        }
        return all;
    }

    private static Map<Integer, byte[]> nodes(Handle sql, String table, int level, int from, int many) {
        return read(sql.createQuery(
                        "select place, hash from archive.<table> where level = :level and place between :from and :to")
                .define("table", table)
                .bind("level", level)
                .bind("from", from)
                .bind("to", from + many - 1));
    }

    private static Map<Integer, byte[]> read(Query query) {
        Map<Integer, byte[]> nodes = new TreeMap<>();
        query.map((row, context) -> Map.entry(row.getInt("place"), row.getBytes("hash")))
                .forEach(node -> nodes.put(node.getKey(), node.getValue()));
        return nodes;
    }

    static void write(Handle sql, int level, Map<Integer, byte[]> nodes) {
        sql.createUpdate(
                        "insert into archive.tree_node (level, place, hash) select :level, p, decode(h, 'hex') from unnest(:places, :hashes) n (p, h)"
                                + " on conflict (level, place) do update set hash = excluded.hash")
                .bind("level", level)
                .bindArray("places", Integer.class, nodes.keySet().toArray())
                .bindArray(
                        "hashes",
                        String.class,
                        nodes.values().stream().map(HexFormat.of()::formatHex).toArray())
                .execute();
    }

    /** Number of waiting changes, counted up to 1,000, and the time when alterations were found, or {@code null}. */
    record Standing(long waiting, Instant altered) {}

    static Standing standing(Handle sql) {
        return sql.createQuery(
                        "select (select count(*) from (select from archive.tree_change limit 1000) c) as waiting, altered_at"
                                + " from archive.tree")
                .map((row, context) -> {
                    OffsetDateTime altered = row.getObject("altered_at", OffsetDateTime.class);
                    return new Standing(row.getLong("waiting"), altered == null ? null : altered.toInstant());
                })
                .one();
    }
}
