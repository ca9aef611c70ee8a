package city.pishkhan.cluster.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Queries on nodes and the city's keys. All times are those of the database. */
final class NodeRepository {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<TreeMap<String, String>> MAP = new TypeReference<>() {};

    private NodeRepository() {}

    /**
     * State of a node at a heartbeat.
     *
     * @param clockMs milliseconds by which its clock is ahead of the database's
     * @param configuration {@code null} if unchanged
     */
    record Heartbeat(
            String name,
            UUID incarnation,
            String version,
            long clockMs,
            List<String> refused,
            Map<String, String> keys,
            Map<String, String> configuration) {

        /** Returns a copy without the configuration, so that an update keeps the stored one. */
        Heartbeat unchanged() {
            return new Heartbeat(name, incarnation, version, clockMs, refused, keys, null);
        }
    }

    static Instant now(Handle sql) {
        return sql.createQuery("select clock_timestamp()")
                .mapTo(OffsetDateTime.class)
                .one()
                .toInstant();
    }

    /** Locks and returns the row of a node; empty if there is none. */
    static Optional<NodeRow> lock(Handle sql, String name) {
        return sql.createQuery("select * from cluster.node where name = :name for update")
                .bind("name", name)
                .map((row, context) -> node(row))
                .findOne();
    }

    /** Inserts the node, or replaces the previous one of this name. */
    static void join(Handle sql, Heartbeat beat) {
        bind(
                        sql,
                        "insert into cluster.node (name, incarnation, version, joined, seen, clock_ms, differing_keys, keys, configuration) values (:name, :life,"
                                + " :version, clock_timestamp(), clock_timestamp(), :clock, :refused, :keys::jsonb, :configuration::jsonb)"
                                + " on conflict (name) do update set incarnation = excluded.incarnation, version = excluded.version, joined = excluded.joined,"
                                + " seen = excluded.seen, ended = null, clock_ms = excluded.clock_ms, differing_keys = excluded.differing_keys,"
                                + " keys = excluded.keys, configuration = excluded.configuration",
                        beat)
                .execute();
    }

    /**
     * Updates a node.
     *
     * @return {@code false} if another process has taken the name
     */
    static boolean tryUpdate(Handle sql, Heartbeat beat) {
        return bind(
                                sql,
                                "update cluster.node set seen = clock_timestamp(), ended = null, version = :version, clock_ms = :clock, differing_keys = :refused,"
                                        + " keys = :keys::jsonb, configuration = coalesce(:configuration::jsonb, configuration) where name = :name and incarnation = :life",
                                beat)
                        .execute()
                == 1;
    }

    private static Update bind(Handle sql, String statement, Heartbeat beat) {
        return sql.createUpdate(statement)
                .bind("name", beat.name())
                .bind("life", beat.incarnation())
                .bind("version", beat.version())
                .bind("clock", beat.clockMs())
                .bindArray("refused", String.class, beat.refused().toArray())
                .bind("keys", write(beat.keys()))
                .bind("configuration", beat.configuration() == null ? null : write(beat.configuration()));
    }

    static void leave(Handle sql, String name, UUID life) {
        sql.createUpdate(
                        "update cluster.node set ended = 'left', seen = clock_timestamp() where name = :name and incarnation = :life")
                .bind("name", name)
                .bind("life", life)
                .execute();
    }

    /**
     * Marks as lost the nodes that have been silent for this time, and returns them. Each lost node is returned to only
     * one caller.
     */
    static List<String> markLost(Handle sql, Duration silence) {
        return sql.createQuery(
                        "update cluster.node set ended = 'lost' where name in (select name from cluster.node where ended is null"
                                + " and seen < clock_timestamp() - make_interval(secs => :seconds) for update skip locked) returning name")
                .bind("seconds", silence.toMillis() / 1_000.0)
                .mapTo(String.class)
                .list();
    }

    static void deleteEnded(Handle sql, Duration ended) {
        sql.createUpdate(
                        "delete from cluster.node where ended is not null and seen < clock_timestamp() - make_interval(secs => :seconds)")
                .bind("seconds", ended.toSeconds())
                .execute();
    }

    static List<NodeRow> all(Handle sql) {
        return sql.createQuery("select * from cluster.node order by name")
                .map((row, context) -> node(row))
                .list();
    }

    /** Fingerprints of the city's keys by purpose. */
    static Map<String, String> registered(Handle sql) {
        Map<String, String> registered = new TreeMap<>();
        sql.createQuery("select purpose, fingerprint from cluster.shared_key")
                .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(key -> registered.put(key.getKey(), key.getValue()));
        return registered;
    }

    /** Returns the node that registered the key first, from which it can be copied. */
    static Optional<String> registrar(Handle sql, String purpose) {
        return sql.createQuery("select node from cluster.shared_key where purpose = :purpose")
                .bind("purpose", purpose)
                .mapTo(String.class)
                .findOne();
    }

    /**
     * Registers a key unless one is registered.
     *
     * @return fingerprint of the city's key for the purpose
     */
    static String register(Handle sql, String purpose, String fingerprint, String node) {
        sql.createUpdate("insert into cluster.shared_key (purpose, fingerprint, node, registered)"
                        + " values (:purpose, :fingerprint, :node, clock_timestamp()) on conflict do nothing")
                .bind("purpose", purpose)
                .bind("fingerprint", fingerprint)
                .bind("node", node)
                .execute();
        return sql.createQuery("select fingerprint from cluster.shared_key where purpose = :purpose")
                .bind("purpose", purpose)
                .mapTo(String.class)
                .one();
    }

    static void replace(Handle sql, String purpose, String fingerprint, String node) {
        sql.createUpdate(
                        "insert into cluster.shared_key (purpose, fingerprint, node, registered)"
                                + " values (:purpose, :fingerprint, :node, clock_timestamp()) on conflict (purpose) do update"
                                + " set fingerprint = excluded.fingerprint, node = excluded.node, registered = excluded.registered")
                .bind("purpose", purpose)
                .bind("fingerprint", fingerprint)
                .bind("node", node)
                .execute();
    }

    private static NodeRow node(ResultSet row) throws SQLException {
        return new NodeRow(
                row.getString("name"),
                row.getObject("incarnation", UUID.class),
                row.getString("version"),
                row.getObject("joined", OffsetDateTime.class).toInstant(),
                row.getObject("seen", OffsetDateTime.class).toInstant(),
                row.getString("ended"),
                row.getLong("clock_ms"),
                List.of((String[]) row.getArray("differing_keys").getArray()),
                read(row.getString("keys")),
                read(row.getString("configuration")));
    }

    private static String write(Map<String, String> values) {
        try {
            return JSON.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> read(String json) {
        try {
            return JSON.readValue(json, MAP);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
