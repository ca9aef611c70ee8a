package city.pishkhan.approvals.internal;

import city.pishkhan.api.governance.Approvals.Approval;
import city.pishkhan.messages.Text;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The table {@code approvals.approval}. */
final class ApprovalRepository {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> TERMS = new TypeReference<>() {};
    /**
     * Selects approvals; a request that was not decided in time gets the state {@code lapsed}, but its row is not
     * updated.
     */
    private static final String SELECT = "select id, act, terms, reason,"
            + " case when state = 'asked' and expires <= now() then 'lapsed' else state end as state,"
            + " asked_by, asked, expires, decided_by, decided, result from approvals.approval";

    private ApprovalRepository() {}

    /**
     * @param person person who requested the approval, see {@link city.pishkhan.api.security.Caller#person}; stored,
     *     because the login may no longer exist at the decision
     */
    static void add(Handle sql, Approval a, String person, String salt, String mac) {
        sql.createUpdate(
                        "insert into approvals.approval"
                                + " (id, act, terms, reason, salt, state, asked_by, asked_person, asked, expires, mac)"
                                + " values (:id, :act, :terms::jsonb, :reason, :salt, 'asked', :by, :person, :asked, :expires, :mac)")
                .bind("id", a.id())
                .bind("act", a.act())
                .bind("terms", write(a.terms()))
                .bind("reason", a.reason())
                .bind("salt", salt)
                .bind("by", a.askedBy())
                .bind("person", person)
                .bind("mac", mac)
                .bind("asked", a.asked().atOffset(ZoneOffset.UTC))
                .bind("expires", a.expires().atOffset(ZoneOffset.UTC))
                .execute();
    }

    static void decide(Handle sql, UUID id, String state, String by, Instant at, @Nullable String result) {
        sql.createUpdate(
                        "update approvals.approval set state = :state, decided_by = :by, decided = :at, result = :result"
                                + " where id = :id")
                .bind("id", id)
                .bind("state", state)
                .bind("by", by)
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .bind("result", result)
                .execute();
    }

    /**
     * The requester and the proof of a request.
     *
     * @param person person who requested the approval; empty if that login has no known person
     */
    record Asked(String person, @Nullable String mac) {}

    static Asked asked(Handle sql, UUID id) {
        return sql.createQuery("select asked_person, mac from approvals.approval where id = :id")
                .bind("id", id)
                .map((row, context) -> new Asked(row.getString(1), row.getString(2)))
                .one();
    }

    static Optional<Approval> lock(Handle sql, UUID id) {
        return one(sql, id, " for update");
    }

    static Optional<Approval> find(Handle sql, UUID id) {
        return one(sql, id, "");
    }

    private static Optional<Approval> one(Handle sql, UUID id, String how) {
        return sql.createQuery(SELECT + " where id = :id" + how)
                .bind("id", id)
                .map(ApprovalRepository::approval)
                .findOne();
    }

    /** @param acts names of the acts to be listed; {@code null} for all */
    static List<Approval> list(Handle sql, @Nullable Set<String> acts, @Nullable String state, int limit) {
        return sql.createQuery("select * from (" + SELECT + ") a"
                        + " where (cast(:state as text) is null or state = :state) and (:every or act = any(:acts))"
                        + " order by id desc limit :limit")
                .bind("state", state)
                .bind("every", acts == null)
                .bindArray("acts", String.class, acts == null ? Set.of() : acts)
                .bind("limit", limit)
                .map(ApprovalRepository::approval)
                .list();
    }

    private static Approval approval(ResultSet row, StatementContext context) throws SQLException {
        OffsetDateTime decided = row.getObject("decided", OffsetDateTime.class);
        String result = row.getString("result");
        return new Approval(
                row.getObject("id", UUID.class),
                row.getString("act"),
                read(row.getString("terms")),
                row.getString("reason"),
                row.getString("state"),
                row.getString("asked_by"),
                row.getObject("asked", OffsetDateTime.class).toInstant(),
                row.getObject("expires", OffsetDateTime.class).toInstant(),
                row.getString("decided_by"),
                decided == null ? null : decided.toInstant(),
                result == null ? null : Text.untranslated(result));
    }

    static String write(Map<String, String> terms) {
        try {
            return JSON.writeValueAsString(terms);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The terms cannot be written as JSON", e);
        }
    }

    private static Map<String, String> read(String terms) {
        try {
            return JSON.readValue(terms, TERMS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stored terms cannot be read", e);
        }
    }
}
