package city.pishkhan.notifications.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.Paging;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.messaging.Notifications.Row;
import city.pishkhan.api.persons.Persons;
import city.pishkhan.identifiers.Mobile;
import city.pishkhan.persistence.Conditions;
import city.pishkhan.persistence.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Messages in the form that operators see, with masked phone numbers. */
final class MessageList {
    private static final Set<String> STATES = Set.of("waiting", "sent", "refused", "expired", "unreachable");

    private final Tx tx;
    private final Persons persons;

    MessageList(Tx tx, Persons persons) {
        this.tx = tx;
        this.persons = persons;
    }

    Page<Row> list(String state, @Nullable String cursor, int limit) {
        if (state != null && !STATES.contains(state)) {
            throw Refusal.invalid("notice.state", "state", STATES);
        }
        Paging paging = Paging.of(cursor, limit);
        // a literal instead of a parameter, so that the partial index of unsent messages is used
        String wanted = state == null ? "true" : "state = '" + state + "'";
        List<Row> found = tx.required(sql -> new Conditions()
                .and(wanted)
                .below("id", paging.from())
                .query(sql, "select * from notifications.message", "order by id desc limit :limit")
                .bind("limit", paging.limit())
                .map((row, context) -> row(row))
                .list());
        return paging.page(found, Row::id);
    }

    private Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getString("case_number"),
                row.getString("event"),
                row.getString("state"),
                row.getInt("attempts"),
                mobile(row.getObject("case_id", UUID.class), row.getObject("person", UUID.class)),
                instant(row, "created"),
                instant(row, "next_attempt"),
                instant(row, "sent"),
                row.getString("last_error"));
    }

    private @Nullable String mobile(UUID caseId, UUID person) {
        return persons.ofCase(caseId).stream()
                .filter(party -> party.person().equals(person) && party.mobile() != null)
                .map(party -> Mobile.parse(party.mobile()).masked())
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
