package city.pishkhan.discipline.internal;

import city.pishkhan.api.Discipline.Matter;
import city.pishkhan.api.Discipline.Party;
import city.pishkhan.api.Refusal;
import city.pishkhan.discipline.internal.MatterRows.Row;
import city.pishkhan.identifiers.CaseNumber;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.identifiers.InvalidIdentifier;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Matters as those see them who may. */
final class Matters {
    private final Words words;

    Matters(Words words) {
        this.words = words;
    }

    static Refusal unknown() {
        return Refusal.notFound("complaint", "شکایت");
    }

    static void require(Row row, Set<String> states) {
        if (!states.contains(row.state())) {
            throw Refusal.conflict(
                    "complaint.state",
                    "The complaint is " + row.state() + "; this needs one that is "
                            + String.join(" or ", states.stream().sorted().toList()) + ".",
                    "شکایت در وضعیت " + row.state() + " است و این کار در آن ممکن نیست.");
        }
    }

    static Row received(Party party, String caseNumber, Instant now) {
        return row(party, null, null, null, caseNumber, now);
    }

    static Row signalled(Party party, String signal, String period, int count, Instant now) {
        return row(party, signal, period, count, null, now);
    }

    private static Row row(Party party, String signal, String period, Integer count, String caseNumber, Instant now) {
        String salt = UUID.randomUUID().toString();
        return new Row(
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
                salt,
                now,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    static Row with(Row r, byte[] text) {
        return new Row(
                r.id(),
                r.state(),
                r.party(),
                r.signal(),
                r.period(),
                r.count(),
                r.caseNumber(),
                text,
                null,
                null,
                null,
                r.salt(),
                r.received(),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** What the journal may hold of it. */
    static Map<String, Object> told(Row row) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("complaint", row.id());
        told.put("partyKind", row.party().kind());
        told.put("party", row.party().name());
        if (row.caseNumber() != null) {
            told.put("case", row.caseNumber());
        }
        return told;
    }

    static String caseNumber(String given) {
        if (given == null || given.isBlank()) {
            return null;
        }
        try {
            return CaseNumber.parse(given).value();
        } catch (InvalidIdentifier e) {
            throw Refusal.invalid(e.rule(), "caseNumber", e.english(), e.persian());
        }
    }

    static UUID cursor(String cursor) {
        try {
            return cursor == null || cursor.isEmpty() ? null : UUID.fromString(cursor);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid(
                    "page.cursor", "cursor", "This cursor is none that a page gave.", "نشانه‌ی صفحه نادرست است.");
        }
    }

    Matter whole(Handle sql, Row r) {
        return matter(
                r,
                words.open(r.id(), Words.TEXT, r.text()),
                words.open(r.id(), Words.REASON, r.reason()),
                MatterRows.proposals(sql, r.id()));
    }

    /** For the party: what it is asked, and not who complained in which words. */
    Matter asked(Row r) {
        return matter(r, null, null, List.of());
    }

    private Matter matter(Row r, String text, String reason, List<UUID> decisions) {
        return new Matter(
                r.id(),
                r.state(),
                r.party(),
                r.signal(),
                r.period(),
                r.count(),
                r.caseNumber(),
                text,
                r.received(),
                words.open(r.id(), Words.CHARGE, r.charge()),
                r.due(),
                words.open(r.id(), Words.ANSWER, r.answer()),
                r.answeredBy(),
                r.answered(),
                reason,
                decisions,
                r.closed());
    }
}
