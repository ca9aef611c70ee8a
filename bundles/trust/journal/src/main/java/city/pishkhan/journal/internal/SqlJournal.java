package city.pishkhan.journal.internal;

import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.persistence.DeferredWrite;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import city.pishkhan.proofs.Hashes;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Implements {@link Journal} with a table. The entries of a transaction are chained and written together just before its commit. */
@Component(service = Journal.class)
public final class SqlJournal implements Journal {
    private static final int MOST_TRIES = 50;

    /** Case id of the chain for entries that concern no case. */
    private static final UUID HUB = new UUID(0, 0);

    private static final String COLUMNS =
            "e.id, e.case_id, e.position, e.at, e.event, e.actor, e.details, e.previous, e.hash";

    private static final ObjectMapper CANONICAL = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final Tx tx;
    /** Head of a chain that has no entry yet. */
    private static final Head BEGINNING = new Head(0, Chain.GENESIS);

    private final ChainHeadCache known = new ChainHeadCache();

    private record Pending(UUID caseId, Instant at, String event, String actor, String details) {}

    /** The last entry of a case's chain. */
    record Head(long position, String hash) {}

    @Activate
    public SqlJournal(@Reference Tx tx, @Reference Schemas schemas) {
        this.tx = tx;
        schemas.migrate(SqlJournal.class, "journal");
    }

    @Override
    public void record(@Nullable UUID caseId, String event, Caller actor, Map<String, ?> details) {
        Pending entry =
                new Pending(caseId == null ? HUB : caseId, Instant.now(), event, actor.principal(), canonical(details));
        if (!tx.isActive()) {
            throw new IllegalStateException(
                    "A journal entry must be written in the transaction of the change that it records");
        }
        tx.local(this, this::collect).add(entry);
    }

    @Override
    public void declareNewCase(UUID caseId) {
        tx.local(known, HashSet<UUID>::new).add(caseId);
    }

    private List<Pending> collect() {
        List<Pending> entries = new ArrayList<>();
        tx.beforeCommit(sql -> write(sql, entries, 0));
        return entries;
    }

    /**
     * Writes entries without locking the case. If another transaction has written an entry of the case in the meantime,
     * none of this transaction's entries of that case are stored. These entries are then chained again after the new
     * head.
     */
    private void write(Handle sql, List<Pending> entries, int tries) {
        if (tries == MOST_TRIES) {
            throw new IllegalStateException("Other transactions keep writing entries of the same case");
        }
        Map<UUID, Head> heads = new HashMap<>();
        List<Entry> chained = chain(entries, heads, head(sql, tries == 0));
        tx.atCommit(insert(chained, stored -> {
            heads.keySet().retainAll(stored);
            tx.afterCommit(() -> known.put(heads));
            List<Pending> left =
                    entries.stream().filter(e -> !stored.contains(e.caseId())).toList();
            if (!left.isEmpty()) {
                write(sql, left, tries + 1);
            }
        }));
    }

    /** @param heads receives the last of these entries for each case */
    private static List<Entry> chain(List<Pending> entries, Map<UUID, Head> heads, Function<UUID, Head> before) {
        List<Entry> chained = new ArrayList<>();
        for (Pending e : entries) {
            Head head = heads.computeIfAbsent(e.caseId(), before);
            Entry next = Chain.next(
                    Ids.next(),
                    e.caseId(),
                    head.position() + 1,
                    e.at(),
                    e.event(),
                    e.actor(),
                    e.details(),
                    head.hash());
            heads.put(e.caseId(), new Head(next.position(), next.hash()));
            chained.add(next);
        }
        return chained;
    }

    /** @param cacheAllowed {@code true} if a cached head may be used; an outdated one causes a conflict and another attempt */
    private Function<UUID, Head> head(Handle sql, boolean cacheAllowed) {
        return caseId -> {
            if (!cacheAllowed || caseId.equals(HUB)) {
                return head(sql, caseId);
            }
            Head head = tx.local(known, HashSet<UUID>::new).contains(caseId) ? BEGINNING : known.get(caseId);
            return head == null ? head(sql, caseId) : head;
        };
    }

    /**
     * One statement for any number of rows, so that the server prepares it once. Only the first row of each case can
     * conflict: once it is stored, no other transaction can use the positions after it.
     */
    private static final String INSERT =
            """
            journal_given as (
                select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    as g(id, case_id, position, at, event, actor, details, previous, hash, first)
            ), journal_begun as (
                insert into journal.entry (id, case_id, position, at, event, actor, details, previous, hash)
                select id, case_id, position, at, event, actor, details, previous, hash from journal_given where first
                 order by case_id
                on conflict (case_id, position) do nothing
                returning case_id
            ), journal_others as (
                insert into journal.entry (id, case_id, position, at, event, actor, details, previous, hash)
                select id, case_id, position, at, event, actor, details, previous, hash from journal_given
                 where not first and case_id in (select case_id from journal_begun)
            )""";

    /** @param stored receives the cases whose rows were stored */
    private static DeferredWrite insert(List<Entry> entries, Consumer<Set<UUID>> stored) {
        Set<UUID> begun = new HashSet<>();
        return DeferredWrite.of(
                "journal.entry",
                INSERT,
                "(select array_agg(case_id) from journal_begun)",
                List.of(
                        DeferredWrite.array("uuid", column(entries, Entry::id)),
                        DeferredWrite.array("uuid", column(entries, Entry::caseId)),
                        DeferredWrite.array("bigint", column(entries, Entry::position)),
                        DeferredWrite.array("timestamptz", column(entries, e -> e.at().atOffset(ZoneOffset.UTC))),
                        DeferredWrite.array("text", column(entries, Entry::event)),
                        DeferredWrite.array("text", column(entries, Entry::actor)),
                        DeferredWrite.array("text", column(entries, Entry::details)),
                        DeferredWrite.array("text", column(entries, Entry::previous)),
                        DeferredWrite.array("text", column(entries, Entry::hash)),
                        DeferredWrite.array("boolean", column(entries, e -> begun.add(e.caseId())))),
                (row, column) -> stored.accept(cases(row.getArray(column))));
    }

    private static Set<UUID> cases(Array array) throws SQLException {
        return array == null ? Set.of() : Set.of((UUID[]) array.getArray());
    }

    private static <T> List<T> column(List<Entry> entries, Function<Entry, T> value) {
        return entries.stream().map(value).toList();
    }

    private static Head head(Handle sql, UUID caseId) {
        if (caseId.equals(HUB)) {
            // the hub's own chain has no row that could be locked
            sql.execute("select pg_advisory_xact_lock(hashtext('journal.hub'))");
        }
        return sql.createQuery(
                        "select position, hash from journal.entry where case_id = :case order by position desc limit 1")
                .bind("case", caseId)
                .map((row, context) -> new Head(row.getLong(1), row.getString(2)))
                .findOne()
                .orElse(BEGINNING);
    }

    @Override
    public String commitment(String salt, String value) {
        MessageDigest digest = Hashes.sha256();
        digest.update(salt.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        return HexFormat.of().formatHex(digest.digest(value.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public List<Entry> entries(@Nullable UUID caseId) {
        return tx.required(sql -> sql.createQuery("select n.sequence, " + COLUMNS
                        + " from journal.entry e left join journal.number n on n.entry = e.id"
                        + " where e.case_id = :case order by e.position")
                .bind("case", caseId == null ? HUB : caseId)
                .map(SqlJournal::entry)
                .list());
    }

    @Override
    public List<Entry> entriesAfter(long after, int limit) {
        return tx.required(sql -> sql.createQuery("select n.sequence, " + COLUMNS
                        + " from journal.number n join journal.entry e on e.id = n.entry"
                        + " where n.sequence > :after order by n.sequence limit :limit")
                .bind("after", after)
                .bind("limit", limit)
                .map(SqlJournal::entry)
                .list());
    }

    @Override
    public long lastSequence() {
        return tx.single(sql -> sql.createQuery("select coalesce(max(sequence), 0) from journal.number")
                .mapTo(Long.class)
                .one());
    }

    @Override
    public List<String> check(UUID caseId) {
        return Chain.check(entries(caseId));
    }

    private static Entry entry(ResultSet row, StatementContext context) throws SQLException {
        return new Entry(
                row.getObject("sequence", Long.class),
                row.getObject("id", UUID.class),
                row.getObject("case_id", UUID.class),
                row.getLong("position"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("event"),
                row.getString("actor"),
                row.getString("details"),
                row.getString("previous"),
                row.getString("hash"));
    }

    private static String canonical(Map<String, ?> details) {
        try {
            return CANONICAL.writeValueAsString(details);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The details cannot be written as JSON", e);
        }
    }
}
