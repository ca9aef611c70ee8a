package city.pishkhan.keeping.internal.fixity;

import city.pishkhan.keeping.ArchiveFaults.Progress;
import city.pishkhan.persistence.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Stores the progress of the verification in the only row of {@code archive.fixity}. Nothing is stored for intact sheets. */
final class FixityRepository {
    private static final String NAMED =
            "select coalesce(stored, sha256) as address, size, archive.prefix(sha256) as prefix, coalesce(person, 0) as person"
                    + " from archive.content ";

    private static final String SHARED = NAMED
            + "where person is null and archive.prefix(sha256) >= :prefix order by archive.prefix(sha256) limit :limit";

    private static final String PERSONAL = NAMED
            + "where person is not null and (archive.prefix(sha256), person) >= (:prefix, :person)"
            + " order by archive.prefix(sha256), person limit :limit";

    private final Tx tx;

    FixityRepository(Tx tx) {
        this.tx = tx;
    }

    /**
     * Position of the next content to verify. Content that belongs to no person comes first, then that of persons, each
     * ordered by the prefix of the hash. Keys of persons are negative.
     */
    record Position(boolean personal, long prefix, long person) {
        static final Position START = new Position(false, Long.MIN_VALUE, Long.MIN_VALUE);
        private static final Position PERSONS = new Position(true, Long.MIN_VALUE, Long.MIN_VALUE);

        /** Returns the position after a batch; empty at the end of the cycle. */
        Optional<Position> after(List<Content> batch, int limit) {
            if (batch.size() < limit) {
                return personal ? Optional.empty() : Optional.of(PERSONS);
            }
            Content last = batch.get(batch.size() - 1);
            if (personal) {
                return Optional.of(new Position(true, last.prefix, last.person + 1));
            }
            return Optional.of(
                    last.prefix == Long.MAX_VALUE ? PERSONS : new Position(false, last.prefix + 1, Long.MIN_VALUE));
        }
    }

    /**
     * Stored content that a row references.
     *
     * @param sha256 address in the store
     */
    record Content(String sha256, long bytes, long prefix, long person) {}

    /**
     * The right of one node to verify the next batch.
     *
     * @param begun start of the current cycle
     * @param lastBegun start of the previous cycle, or {@code null}
     */
    record Claim(Position position, @Nullable Instant begun, @Nullable Instant lastBegun) {}

    /** Claims the next batch if it is due. If the node crashes, another node can claim the batch after the lease. */
    Optional<Claim> claim(Instant now, Duration lease) {
        return tx.separate(sql -> sql.createQuery("update archive.fixity set next = :until where next <= :now"
                        + " returning personal, prefix, person, begun, last_begun")
                .bind("until", utc(now.plus(lease)))
                .bind("now", utc(now))
                .map((row, context) -> new Claim(
                        new Position(row.getBoolean("personal"), row.getLong("prefix"), row.getLong("person")),
                        instant(row, "begun"),
                        instant(row, "last_begun")))
                .findOne());
    }

    List<Content> batch(Position from, int limit) {
        return tx.required(sql -> sql.createQuery(from.personal ? PERSONAL : SHARED)
                .bind("prefix", from.prefix)
                .bind("person", from.person)
                .bind("limit", limit)
                .map((row, context) -> new Content(
                        HexFormat.of().formatHex(row.getBytes("address")),
                        row.getLong("size"),
                        row.getLong("prefix"),
                        row.getLong("person")))
                .list());
    }

    /**
     * Saves the position after a batch, unless another node has changed it.
     *
     * @return {@code true} if the position was saved
     */
    static boolean advance(Handle sql, Position from, Position to, long sheets, long bytes, Instant next) {
        return updateAt(
                                sql,
                                from,
                                "personal = :toPersonal, prefix = :toPrefix, person = :toPerson, sheets = sheets + :sheets, bytes = bytes + :bytes,"
                                        + " next = :next")
                        .bind("toPersonal", to.personal)
                        .bind("toPrefix", to.prefix)
                        .bind("toPerson", to.person)
                        .bind("sheets", sheets)
                        .bind("bytes", bytes)
                        .bind("next", utc(next))
                        .execute()
                == 1;
    }

    /**
     * Ends the cycle and begins the next one.
     *
     * @return {@code true} if the position was saved, see {@link #advance}
     */
    static boolean end(Handle sql, Position from, long sheets, long bytes, Instant now, Instant next) {
        return updateAt(
                                sql,
                                from,
                                "personal = false, prefix = :toPrefix, person = :toPrefix, last_begun = begun, last_ended = :now,"
                                        + " last_sheets = sheets + :sheets, last_bytes = bytes + :bytes, begun = :next, sheets = 0, bytes = 0, next = :next")
                        .bind("toPrefix", Long.MIN_VALUE)
                        .bind("sheets", sheets)
                        .bind("bytes", bytes)
                        .bind("now", utc(now))
                        .bind("next", utc(next))
                        .execute()
                == 1;
    }

    private static Update updateAt(Handle sql, Position from, String set) {
        return sql.createUpdate("update archive.fixity set " + set
                        + " where personal = :personal and prefix = :prefix and person = :person")
                .bind("personal", from.personal)
                .bind("prefix", from.prefix)
                .bind("person", from.person);
    }

    /** Postpones the next batch. */
    void postpone(Instant next) {
        tx.separate(sql -> sql.createUpdate("update archive.fixity set next = :next")
                .bind("next", utc(next))
                .execute());
    }

    /** Returns the approximate number of contents from the database's statistics. */
    long estimate() {
        return tx.required(FixityRepository::estimate);
    }

    private static long estimate(Handle sql) {
        return sql.createQuery(
                        "select greatest(0, reltuples)::bigint from pg_class where oid = 'archive.content'::regclass")
                .mapTo(Long.class)
                .one();
    }

    Progress progress(FixityRate rate) {
        return tx.required(sql -> {
            long estimated = estimate(sql);
            return sql.createQuery(
                            "select begun, sheets, bytes, last_begun, last_ended, last_sheets from archive.fixity")
                    .map((row, context) -> new Progress(
                            instant(row, "begun"),
                            row.getLong("sheets"),
                            row.getLong("bytes"),
                            estimated,
                            rate.perSecond(estimated),
                            instant(row, "last_begun"),
                            instant(row, "last_ended"),
                            row.getLong("last_sheets")))
                    .one();
        });
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
