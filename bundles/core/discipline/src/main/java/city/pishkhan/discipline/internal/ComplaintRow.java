package city.pishkhan.discipline.internal;

import city.pishkhan.api.governance.Discipline.Party;
import city.pishkhan.identifiers.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A complaint or signal as stored; texts are encrypted.
 *
 * @param signal name of the signal; {@code null} for a complaint
 * @param period Persian month of a signal, {@code yyyy-mm}
 * @param salt   salt of the text digests in the journal
 * @param due    end of the period in which the party may answer
 */
record ComplaintRow(
        UUID id,
        String state,
        Party party,
        @Nullable String signal,
        @Nullable String period,
        @Nullable Integer count,
        @Nullable String caseNumber,
        byte @Nullable [] text,
        byte @Nullable [] charge,
        byte @Nullable [] answer,
        byte @Nullable [] reason,
        String salt,
        @Nullable Instant received,
        @Nullable Instant due,
        @Nullable Instant answered,
        @Nullable String answeredBy,
        @Nullable String measure,
        @Nullable String decision,
        @Nullable Instant closed) {

    static final String COLUMNS = "id, state, party_kind, party, signal, period, count, case_number, text, charge,"
            + " answer, reason, salt, received, due, answered, answered_by, measure, decision, closed";

    /** Creates a new complaint without its texts. */
    static ComplaintRow received(Party party, @Nullable String caseNumber, Instant now) {
        return create(party, null, null, null, caseNumber, now);
    }

    static ComplaintRow signalled(Party party, String signal, String period, int count, Instant now) {
        return create(party, signal, period, count, null, now);
    }

    private static ComplaintRow create(
            Party party,
            @Nullable String signal,
            @Nullable String period,
            @Nullable Integer count,
            @Nullable String caseNumber,
            Instant now) {
        return new ComplaintRow(
                Ids.next(),
                "received",
                party,
                signal,
                period,
                count,
                caseNumber,
                null,
                null,
                null,
                null,
                UUID.randomUUID().toString(),
                now,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** @param row result with the columns {@link #COLUMNS} */
    static ComplaintRow of(ResultSet row) throws SQLException {
        return new ComplaintRow(
                row.getObject("id", UUID.class),
                row.getString("state"),
                new Party(row.getString("party_kind"), nullIfEmpty(row.getString("party"))),
                row.getString("signal"),
                row.getString("period"),
                row.getObject("count", Integer.class),
                row.getString("case_number"),
                row.getBytes("text"),
                row.getBytes("charge"),
                row.getBytes("answer"),
                row.getBytes("reason"),
                row.getString("salt"),
                instant(row, "received"),
                instant(row, "due"),
                instant(row, "answered"),
                row.getString("answered_by"),
                row.getString("measure"),
                row.getString("decision"),
                instant(row, "closed"));
    }

    private static @Nullable String nullIfEmpty(String party) {
        return party.isEmpty() ? null : party;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /** Returns the details for the journal. */
    Map<String, Object> journalDetails() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("complaint", id);
        details.put("partyKind", party.kind());
        if (party.name() != null) {
            details.put("party", party.name());
        }
        if (caseNumber != null) {
            details.put("case", caseNumber);
        }
        return details;
    }
}
