package city.pishkhan.cluster.internal;

import city.pishkhan.api.cluster.ClusterDeployments.NodeDeploymentState;
import city.pishkhan.api.cluster.ClusterDeployments.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Queries on deployments to all nodes. A turn is the part of one node in a deployment. All times are those of the
 * database.
 */
final class ClusterDeploymentRepository {
    private static final String COLUMNS =
            "id, file, name, sha256, principal, person, state, cause, content is not null as kept, created";

    private ClusterDeploymentRepository() {}

    /** @param kept {@code true} if the content is still stored */
    record Row(
            UUID id,
            String file,
            String name,
            String sha256,
            String principal,
            String person,
            State state,
            String cause,
            boolean kept,
            Instant created) {}

    /** @param alive {@code true} if the node runs */
    record TurnRow(
            int position, String node, NodeDeploymentState turn, String detail, Instant changed, boolean alive) {}

    static void insert(Handle sql, Row row, byte[] sealed, List<String> nodes) {
        sql.createUpdate("insert into cluster.deployment (id, file, name, sha256, content, principal, person, state)"
                        + " values (:id, :file, :name, :sha256, :content, :principal, :person, 'running')")
                .bind("id", row.id())
                .bind("file", row.file())
                .bind("name", row.name())
                .bind("sha256", row.sha256())
                .bind("content", sealed)
                .bind("principal", row.principal())
                .bind("person", row.person())
                .execute();
        for (int i = 0; i < nodes.size(); i++) {
            sql.createUpdate("insert into cluster.deployment_turn (deployment, position, node, state)"
                            + " values (:id, :position, :node, 'waiting')")
                    .bind("id", row.id())
                    .bind("position", i)
                    .bind("node", nodes.get(i))
                    .execute();
        }
    }

    /**
     * Locks the next deployment that may need work on this node: first the running deployment, then those whose turn
     * the node missed, newest first.
     */
    static Optional<Row> next(Handle sql, String node) {
        return sql.createQuery(
                        "select " + COLUMNS + " from cluster.deployment d where state in ('running', 'rolling-back')"
                                + " or exists (select 1 from cluster.deployment_turn t where t.deployment"
                                + " = d.id and t.node = :node and t.state in ('missed', 'running',"
                                + " 'rolling-back')) order by state in ('running', 'rolling-back') desc,"
                                + " created desc limit 1 for update")
                .bind("node", node)
                .map((row, context) -> row(row))
                .findOne();
    }

    static Optional<Row> find(Handle sql, UUID id) {
        return sql.createQuery("select " + COLUMNS + " from cluster.deployment where id = :id")
                .bind("id", id)
                .map((row, context) -> row(row))
                .findOne();
    }

    static boolean isOpen(Handle sql) {
        return sql.createQuery(
                        "select exists (select 1 from cluster.deployment where state in ('running', 'rolling-back'))")
                .mapTo(Boolean.class)
                .one();
    }

    static byte[] content(Handle sql, UUID id) {
        return sql.createQuery("select content from cluster.deployment where id = :id")
                .bind("id", id)
                .mapTo(byte[].class)
                .one();
    }

    /** Returns each node's turn to deploy, in the order of the nodes. */
    static List<TurnRow> turns(Handle sql, UUID id) {
        return sql.createQuery("select t.position, t.node, t.state, t.detail, t.changed, exists (select 1 from"
                        + " cluster.node n where n.name = t.node and n.ended is null and cardinality(n.differing_keys) = 0) as alive from"
                        + " cluster.deployment_turn t where t.deployment = :id order by t.position")
                .bind("id", id)
                .map((row, context) -> new TurnRow(
                        row.getInt("position"),
                        row.getString("node"),
                        NodeDeploymentState.valueOf(constant(row.getString("state"))),
                        row.getString("detail"),
                        row.getObject("changed", OffsetDateTime.class).toInstant(),
                        row.getBoolean("alive")))
                .list();
    }

    static void updateTurn(Handle sql, UUID id, String node, NodeDeploymentState turn, @Nullable String detail) {
        sql.createUpdate("update cluster.deployment_turn set state = :state, detail = :detail, changed ="
                        + " clock_timestamp() where deployment = :id and node = :node")
                .bind("state", code(turn))
                .bind("detail", detail)
                .bind("id", id)
                .bind("node", node)
                .execute();
    }

    static void updateState(Handle sql, UUID id, State state, String cause) {
        sql.createUpdate("update cluster.deployment set state = :state, cause = :cause, changed = clock_timestamp()"
                        + " where id = :id")
                .bind("state", code(state))
                .bind("cause", cause)
                .bind("id", id)
                .execute();
    }

    /** Marks as failed the turns that nodes missed in earlier deployments of the same name. */
    static void supersede(Handle sql, UUID id, String name) {
        sql.createUpdate("update cluster.deployment_turn set state = 'failed', detail = 'a later deployment took its"
                        + " place' where state = 'missed' and deployment in (select id from cluster.deployment"
                        + " where name = :name and id <> :id)")
                .bind("name", name)
                .bind("id", id)
                .execute();
    }

    /**
     * Deletes content that no node needs, and deployments that ended long ago.
     *
     * @param kept time for which ended deployments are kept
     */
    static void prune(Handle sql, Duration kept) {
        sql.execute("update cluster.deployment d set content = null where content is not null"
                + " and state in ('done', 'rolled-back') and not exists (select 1 from cluster.deployment_turn t"
                + " where t.deployment = d.id and t.state in ('missed', 'running'))");
        sql.createUpdate("delete from cluster.deployment where state in ('done', 'rolled-back')"
                        + " and changed < clock_timestamp() - make_interval(secs => :seconds)")
                .bind("seconds", kept.toSeconds())
                .execute();
    }

    /** A running node whose turn differs from the result of the deployment. */
    record Behind(String node, String name, String file, State state, String detail) {}

    static List<Behind> findBehind(Handle sql) {
        return sql.createQuery(
                        """
                select t.node, d.name, d.file, d.state, t.detail from cluster.deployment d
                join cluster.deployment_turn t on t.deployment = d.id
                join cluster.node n on n.name = t.node and n.ended is null
                where d.state in ('done', 'rolled-back') and (t.state = 'missed'
                or d.state = 'done' and t.state = 'failed')
                and not exists (select 1 from cluster.deployment l where l.name = d.name and l.created > d.created)
                order by d.created, t.position""")
                .map((row, context) -> new Behind(
                        row.getString("node"),
                        row.getString("name"),
                        row.getString("file"),
                        State.valueOf(constant(row.getString("state"))),
                        row.getString("detail")))
                .list();
    }

    /** Names of the running, admitted nodes. */
    static List<String> running(Handle sql) {
        return sql.createQuery(
                        "select name from cluster.node where ended is null and cardinality(differing_keys) = 0 order by name")
                .mapTo(String.class)
                .list();
    }

    static final Set<State> ENDED = Set.of(State.DONE, State.ROLLED_BACK);

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getString("file"),
                row.getString("name"),
                row.getString("sha256"),
                row.getString("principal"),
                row.getString("person"),
                State.valueOf(constant(row.getString("state"))),
                row.getString("cause"),
                row.getBoolean("kept"),
                row.getObject("created", OffsetDateTime.class).toInstant());
    }

    private static String code(Enum<?> of) {
        return of.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
