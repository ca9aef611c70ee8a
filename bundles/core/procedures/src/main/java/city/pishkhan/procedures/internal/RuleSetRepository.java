package city.pishkhan.procedures.internal;

import city.pishkhan.api.rules.Procedures.Version;
import city.pishkhan.procedures.internal.files.RuleFiles;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Rule sets and their activations in the schema {@code procedures}. All methods must be called inside a transaction. */
final class RuleSetRepository {

    /** @param number sequence number of the rule set, in the order in which rule sets were first stored */
    record Key(String hash, int number) {}

    /** Locks the activations of rule sets until the transaction ends, so that only one node at a time changes them. */
    void lock(Handle sql) {
        sql.execute("lock table procedures.activation in share row exclusive mode");
    }

    Optional<Key> inForce(Handle sql, Instant at) {
        return sql.createQuery(
                        "select s.hash, s.number from procedures.activation a join procedures.rule_set s using (hash)"
                                + " where a.effective <= :at order by a.effective desc, a.id desc limit 1")
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .map(RuleSetRepository::key)
                .findOne();
    }

    Optional<Key> find(Handle sql, String hash) {
        return sql.createQuery("select hash, number from procedures.rule_set where hash = :hash")
                .bind("hash", hash)
                .map(RuleSetRepository::key)
                .findOne();
    }

    /** Returns the number for the next new rule set. */
    int next(Handle sql) {
        return sql.createQuery("select coalesce(max(number), 0) + 1 from procedures.rule_set")
                .mapTo(Integer.class)
                .one();
    }

    void store(Handle sql, Key key, RuleFiles files) {
        sql.createUpdate("insert into procedures.rule_set (hash, number) values (:hash, :number)")
                .bind("hash", key.hash())
                .bind("number", key.number())
                .execute();
        PreparedBatch batch = sql.prepareBatch(
                "insert into procedures.rule_file (hash, name, content) values (:hash, :name, :content)");
        files.files().forEach((name, content) -> batch.bind("hash", key.hash())
                .bind("name", name)
                .bind("content", content)
                .add());
        batch.execute();
    }

    /** @throws IllegalStateException if the stored files do not match the hash */
    RuleFiles files(Handle sql, String hash) {
        Map<String, byte[]> stored = new TreeMap<>();
        sql.createQuery("select name, content from procedures.rule_file where hash = :hash")
                .bind("hash", hash)
                .map((row, context) -> Map.entry(row.getString(1), row.getBytes(2)))
                .forEach(file -> stored.put(file.getKey(), file.getValue()));
        RuleFiles files = new RuleFiles(stored);
        if (!files.hash().equals(hash)) {
            throw new IllegalStateException("The stored files of rule set " + hash + " have the hash " + files.hash());
        }
        return files;
    }

    Optional<byte[]> file(Handle sql, String hash, @Nullable String name) {
        return sql.createQuery("select content from procedures.rule_file where hash = :hash and name = :name")
                .bind("hash", hash)
                .bind("name", name)
                .mapTo(byte[].class)
                .findOne();
    }

    /** Stores the activation of a rule set. */
    void enact(Handle sql, String hash, Instant from, String by, @Nullable String decision) {
        sql.createUpdate(
                        "insert into procedures.activation (hash, effective, by, decision) values (:hash, :from, :by, :decision)")
                .bind("hash", hash)
                .bind("from", from.atOffset(ZoneOffset.UTC))
                .bind("by", by)
                .bind("decision", decision)
                .execute();
    }

    /** Returns up to 200 activations of rule sets, the latest first: future, current and past activations. */
    List<Version> activations(Handle sql, Instant at) {
        List<Version> versions = new ArrayList<>();
        sql.createQuery("select s.hash, s.number, a.effective, a.by, a.decision"
                        + " from procedures.activation a join procedures.rule_set s using (hash)"
                        + " order by a.effective desc, a.id desc limit 200")
                .map((row, context) -> version(row))
                .forEach(v -> versions.add(
                        Objects.requireNonNull(v.since()).isAfter(at)
                                ? v.withStatus("coming")
                                : versions.stream().anyMatch(o -> o.status().equals("in-force"))
                                        ? v
                                        : v.withStatus("in-force")));
        return versions;
    }

    private static Version version(ResultSet row) throws SQLException {
        return new Version(
                row.getString("hash"),
                row.getInt("number"),
                "past",
                row.getObject("effective", OffsetDateTime.class).toInstant(),
                row.getString("by"),
                row.getString("decision"));
    }

    private static Key key(ResultSet row, StatementContext context) throws SQLException {
        return new Key(row.getString(1), row.getInt(2));
    }
}
