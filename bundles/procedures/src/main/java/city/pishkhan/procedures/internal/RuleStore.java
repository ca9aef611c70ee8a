package city.pishkhan.procedures.internal;

import city.pishkhan.api.Procedures.Version;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/** The rule sets that are or were in force, in the schema {@code procedures}. Called inside a transaction. */
final class RuleStore {

    /** @param number counts the rule sets in the order in which they first came in force */
    record Key(String hash, int number) {}

    /** One activation at a time, on any node. */
    void lock(Handle sql) {
        sql.execute("lock table procedures.activation in share row exclusive mode");
    }

    Optional<Key> inForce(Handle sql) {
        return sql.createQuery(
                        "select s.hash, s.number from procedures.activation a join procedures.rule_set s using (hash)"
                                + " order by a.id desc limit 1")
                .map(RuleStore::key)
                .findOne();
    }

    Optional<Key> find(Handle sql, String hash) {
        return sql.createQuery("select hash, number from procedures.rule_set where hash = :hash")
                .bind("hash", hash)
                .map(RuleStore::key)
                .findOne();
    }

    /** Number of the next rule set that is new. */
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

    /** @throws IllegalStateException if what is stored is not what the hash names */
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

    void activate(Handle sql, String hash, String by, String reason, String salt) {
        sql.createUpdate(
                        "insert into procedures.activation (hash, by, reason, salt) values (:hash, :by, :reason, :salt)")
                .bind("hash", hash)
                .bind("by", by)
                .bind("reason", reason)
                .bind("salt", salt)
                .execute();
    }

    /** Newest first; the first is in force. */
    List<Version> activations(Handle sql) {
        return sql.createQuery(
                        "select s.hash, s.number, a.at, a.by, a.reason,"
                                + " case when row_number() over (order by a.id desc) = 1 then 'in-force' else 'past' end as status"
                                + " from procedures.activation a join procedures.rule_set s using (hash) order by a.id desc limit 200")
                .map(RuleStore::version)
                .list();
    }

    private static Version version(ResultSet row, StatementContext context) throws SQLException {
        return new Version(
                row.getString("hash"),
                row.getInt("number"),
                row.getString("status"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("by"),
                row.getString("reason"));
    }

    private static Key key(ResultSet row, StatementContext context) throws SQLException {
        return new Key(row.getString(1), row.getInt(2));
    }
}
