package city.pishkhan.journal.internal;

import city.pishkhan.proofs.Seal;
import city.pishkhan.proofs.SealKey;
import city.pishkhan.proofs.Sealed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Queries on {@code journal.seal} and {@code journal.key}. */
final class SealRepository {
    private static final String SEAL =
            "select number, first, last, chains, root, previous, at, key, signature, frontier, leaves from journal.seal";

    private SealRepository() {}

    /** Returns the last seal with its frontier but without its leaves. */
    static Optional<Sealed> last(Handle sql) {
        return sql.createQuery(SEAL.replace(", leaves", ", ''::bytea as leaves") + " order by number desc limit 1")
                .map(SealRepository::sealed)
                .findOne();
    }

    static Optional<Sealed> find(Handle sql, long number) {
        return sql.createQuery(SEAL + " where number = :number")
                .bind("number", number)
                .map(SealRepository::sealed)
                .findOne();
    }

    /** Returns the seal that covers an entry. */
    static Optional<Sealed> findCovering(Handle sql, long sequence) {
        return sql.createQuery(SEAL + " where last >= :sequence order by last limit 1")
                .bind("sequence", sequence)
                .map(SealRepository::sealed)
                .findOne();
    }

    /** Returns the seals over a case's entries, oldest first. */
    static List<Seal> ofCase(Handle sql, UUID caseId) {
        return sql
                .createQuery(SEAL.replace(", leaves", ", ''::bytea as leaves")
                        + " where number in (select s.number from journal.entry e join journal.number n on n.entry = e.id"
                        + " cross join lateral (select number from journal.seal where last >= n.sequence order by last limit 1) s"
                        + " where e.case_id = :case) order by number")
                .bind("case", caseId)
                .map(SealRepository::sealed)
                .stream()
                .map(Sealed::seal)
                .toList();
    }

    static List<Seal> newest(Handle sql, int limit) {
        return sql
                .createQuery(SEAL.replace(", leaves", ", ''::bytea as leaves") + " order by number desc limit :limit")
                .bind("limit", limit)
                .map(SealRepository::sealed)
                .stream()
                .map(Sealed::seal)
                .toList();
    }

    /** Returns the seals after a number, oldest first. */
    static List<Seal> after(Handle sql, long number, int limit) {
        return sql
                .createQuery(SEAL.replace(", leaves", ", ''::bytea as leaves")
                        + " where number > :number order by number limit :limit")
                .bind("number", number)
                .bind("limit", limit)
                .map(SealRepository::sealed)
                .stream()
                .map(Sealed::seal)
                .toList();
    }

    static void insert(Handle sql, Sealed sealed) {
        Seal seal = sealed.seal();
        sql.createUpdate(
                        "insert into journal.seal (number, first, last, chains, root, previous, at, key, signature, frontier, leaves)"
                                + " values (:number, :first, :last, :chains, :root, :previous, :at, :key, :signature, :frontier, :leaves)")
                .bind("number", seal.number())
                .bind("first", seal.from())
                .bind("last", seal.to())
                .bind("chains", seal.chains())
                .bind("root", seal.root())
                .bind("previous", seal.previous())
                .bind("at", utc(seal.at()))
                .bind("key", seal.key())
                .bind("signature", seal.signature())
                .bind("frontier", sealed.frontier())
                .bind("leaves", sealed.leaves())
                .execute();
    }

    static List<SealKey> keys(Handle sql) {
        return sql.createQuery(
                        "select number, id, public_key, previous, at, reason, signature from journal.key order by number")
                .map((row, context) -> new SealKey(
                        row.getInt("number"),
                        row.getString("id"),
                        row.getString("public_key"),
                        row.getString("previous"),
                        time(row),
                        row.getString("reason"),
                        row.getString("signature")))
                .list();
    }

    static void insert(Handle sql, SealKey key) {
        sql.createUpdate("insert into journal.key (number, id, public_key, previous, at, reason, signature)"
                        + " values (:number, :id, :publicKey, :previous, :at, :reason, :signature)")
                .bind("number", key.number())
                .bind("id", key.id())
                .bind("publicKey", key.publicKey())
                .bind("previous", key.previous())
                .bind("at", utc(key.at()))
                .bind("reason", key.reason())
                .bind("signature", key.signature())
                .execute();
    }

    private static Sealed sealed(ResultSet row, StatementContext context) throws SQLException {
        Seal seal = new Seal(
                row.getLong("number"),
                row.getLong("first"),
                row.getLong("last"),
                row.getLong("chains"),
                row.getString("root"),
                row.getString("previous"),
                time(row),
                row.getString("key"),
                row.getString("signature"));
        return new Sealed(seal, row.getBytes("frontier"), row.getBytes("leaves"));
    }

    private static Instant time(ResultSet row) throws SQLException {
        return row.getObject("at", OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
