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

/** The tree's kept nodes, and the groups that are computed from rows. What a group was when it was sealed: its rows, without what came since, with what went. */
final class SheetTreeRepository {
    static final int GROUPS = 1 << SheetTree.LEVELS;
    /** kept nodes have so many children each, but for the root, which has 16 */
    static final int CHILDREN = 256;

    /** in which the tree is built at first */
    static final int PARTS = 16;

    /** of a prefix, below those of its group */
    private static final int GROUP_BITS = Long.SIZE - SheetTree.LEVELS;

    private static final int FETCH = 5_000;

    /** Columns lo and hi: first and last prefix of group {@code place}. Prefixes are signed, places are not. */
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
            + " where archive.prefix(t.sha256) between p.lo and p.hi returning t.sha256, t.gone)";

    private static final String KEPT =
            ", kept as (insert into archive.tree_change_before (sha256, gone) select sha256, gone from changes)";

    private static final String ROWS =
            " select sha256, kind from (select c.sha256, 0 as kind from picked p" + CONTENT_OF_P
                    + " union all select sha256, case when gone then 2 else 1 end from changes) r order by sha256, kind";

    private SheetTreeRepository() {}

    /**
     * How the tree stands.
     *
     * @param before root of the tree as it was when the last round began, if that is kept; else {@code null}
     */
    record State(byte[] root, long sheets, int built, byte[] before) {}

    /** A group's hashes in their order: as they are, and as they were when the group was sealed, so many changes ago. */
    record Group(int place, List<byte[]> now, List<byte[]> before, int changes) {}

    /** For one node at a time; as long as the transaction is. */
    static boolean locked(Handle sql) {
        return sql.createQuery("select pg_try_advisory_xact_lock(hashtext('archive.tree'))")
                .mapTo(Boolean.class)
                .one();
    }

    /** Whether a round is due; then it is not for the others. */
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
                .bind("before", state.before)
                .bind("altered", altered)
                .execute();
    }

    /**
     * Takes changes, and gives the groups that they are in; rows and changes are those of one moment.
     *
     * @param most changes; the others of their groups come along
     * @param keep whether they are kept for proofs by the root before
     */
    static void changed(Handle sql, int most, boolean keep, Consumer<Group> groups) {
        stream(
                sql.createQuery("with " + PICKED + TAKEN + (keep ? KEPT : "") + ROWS)
                        .bind("limit", most),
                groups);
    }

    static boolean waiting(Handle sql) {
        return sql.createQuery("select exists (select from archive.tree_change)")
                .mapTo(Boolean.class)
                .one();
    }

    /** Nothing is kept of the tree before any more. */
    static void forget(Handle sql) {
        sql.execute("delete from archive.tree_node_before");
        sql.execute("delete from archive.tree_change_before");
    }

    /** Keeps nodes as they are, those that were not kept in this round; they are about to be changed. */
    static void keep(Handle sql, int level, Collection<Integer> places) {
        sql.createUpdate("insert into archive.tree_node_before (level, place, hash)"
                        + " select :level, p, coalesce(n.hash, :empty) from unnest(:places) p"
                        + " left join archive.tree_node n on n.level = :level and n.place = p on conflict do nothing")
                .bind("level", (short) level)
                .bind("empty", SheetTree.empty(level))
                .bindArray("places", Integer.class, places.toArray())
                .execute();
    }

    /**
     * All groups of one of {@link #PARTS} equal parts that have anything in them: one pass over the contents, whatever there is, sorted by the database.
     *
     * @param part from 0
     */
    static void all(Handle sql, int part, Consumer<Group> groups) {
        // numbers in the text: of them the database knows how many rows there will be
        String range = "between " + lowest(part) + " and " + (lowest(part) + (GROUPS / PARTS * (1L << GROUP_BITS)) - 1);
        stream(
                sql.createQuery(
                        "with changes as (delete from archive.tree_change where archive.prefix(sha256) " + range
                                + " returning sha256, gone) select sha256, kind from (select sha256, 0 as kind from archive.content"
                                + " where person is null and archive.prefix(sha256) " + range
                                + " union all select sha256, 0 from archive.content where person is not null and archive.prefix(sha256) "
                                + range
                                + " union all select sha256, case when gone then 2 else 1 end from changes) r order by sha256, kind"),
                groups);
    }

    /** The first prefix of a part; prefixes are signed, so the second half of the parts has those below zero. */
    private static long lowest(int part) {
        return (long) (GROUPS / PARTS) * part << GROUP_BITS;
    }

    /** One group; nothing is taken. @param before as it was under the root before, else under the last one */
    static Group one(Handle sql, int place, boolean before) {
        List<Group> found = new ArrayList<>();
        stream(
                sql.createQuery("with " + ONE
                                + ", changes as (select t.sha256, t.gone from picked p join archive.tree_change t"
                                + " on archive.prefix(t.sha256) between p.lo and p.hi"
                                + (before
                                        ? " union all select t.sha256, t.gone from picked p join archive.tree_change_before t"
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

    /** @param rows in the order of their hashes */
    private static Group group(List<Row> rows) {
        List<byte[]> now = new ArrayList<>();
        List<byte[]> before = new ArrayList<>();
        for (int i = 0; i < rows.size(); ) {
            byte[] sha256 = rows.get(i).sha256;
            int there = 0;
            int sealed = 0;
            for (; i < rows.size() && Arrays.equals(rows.get(i).sha256, sha256); i++) {
                there += rows.get(i).kind == 0 ? 1 : 0;
                sealed += rows.get(i).kind == 1 ? -1 : 1;
            }
            for (int n = 0; n < there; n++) {
                now.add(sha256);
            }
            for (int n = 0; n < sealed; n++) {
                before.add(sha256);
            }
        }
        int changes = (int) rows.stream().filter(row -> row.kind != 0).count();
        return new Group(SheetTree.group(rows.get(0).sha256), now, before, changes);
    }

    /** Kept nodes of a level, by place; those that are empty are not among them. */
    static Map<Integer, byte[]> nodes(Handle sql, int level, Collection<Integer> places) {
        return read(sql.createQuery(
                        "select place, hash from archive.tree_node where level = :level and place = any(:places)")
                .bind("level", level)
                .bindArray("places", Integer.class, places.toArray()));
    }

    /** All children of one kept node, in their order. @param level theirs @param parent their parent's place */
    static List<byte[]> children(Handle sql, int level, int parent) {
        return children(sql, level, parent, false);
    }

    /** @param before as they were under the root before */
    static List<byte[]> children(Handle sql, int level, int parent, boolean before) {
        int many = level == 4 ? 16 : CHILDREN;
        Map<Integer, byte[]> there = nodes(sql, "tree_node", level, parent * many, many);
        if (before) {
            there.putAll(nodes(sql, "tree_node_before", level, parent * many, many));
        }
        List<byte[]> all = new ArrayList<>(many);
        for (int i = 0; i < many; i++) {
            all.add(there.getOrDefault(parent * many + i, SheetTree.empty(level)));
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

    /** How many changes wait, counted up to a thousand; since when some are found altered, or {@code null}. */
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
