package city.pishkhan.discipline.internal;

import city.pishkhan.api.governance.Discipline.Party;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.PersianDate;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Counts what the journal says of each party, month by month, and raises a matter when a threshold is reached: each once, whichever of
 * several nodes counts. An entry and the place up to which entries were counted are one transaction.
 */
final class DisciplineThresholds {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int BATCH = 500;
    /** why a case was sent back: what is asked for breaks a limit that came to be known */
    private static final String NOT_ALLOWED = "rules.not-allowed";

    private static final Set<String> OPENINGS = Set.of("case.opened", "case.submitted");

    /** @param odd from which hour to before which hour (Tehran, 0 to 23) nobody is expected at a counter */
    record Thresholds(
            int agencyLate, int officeSentBack, int officeOddHours, int officeObjections, int oddFrom, int oddUntil) {

        boolean odd(Instant at) {
            int hour = at.atZone(PersianDate.TEHRAN).getHour();
            return oddFrom <= oddUntil ? hour >= oddFrom && hour < oddUntil : hour >= oddFrom || hour < oddUntil;
        }

        int of(String signal) {
            return switch (signal) {
                case "agency-late" -> agencyLate;
                case "office-sent-back" -> officeSentBack;
                case "office-objections" -> officeObjections;
                default -> officeOddHours;
            };
        }
    }

    record Sign(String signal, Party party, String period) {}

    private final MatterRepository store;
    private final Journal journal;
    private final Thresholds thresholds;

    DisciplineThresholds(MatterRepository store, Journal journal, Thresholds thresholds) {
        this.store = store;
        this.journal = journal;
        this.thresholds = thresholds;
    }

    /** Begins with what happens from now on, unless somebody began before. */
    void begin() {
        long last = journal.last();
        store.tx().run(sql -> sql.createUpdate("update discipline.follower set after = :last where after is null")
                .bind("last", last)
                .execute());
    }

    /** Counts all that is new. */
    void follow() {
        while (store.tx().required(this::batch)) {
            // further
        }
    }

    /** @return whether there may be more */
    private boolean batch(Handle sql) {
        Optional<Long> after = sql.createQuery("select after from discipline.follower for update skip locked")
                .mapTo(Long.class)
                .findOne();
        List<Journal.Entry> entries = after.map(a -> journal.since(a, BATCH)).orElse(List.of());
        if (entries.isEmpty()) {
            return false;
        }
        Map<Sign, Integer> counted = new HashMap<>();
        for (Journal.Entry entry : entries) {
            sign(entry).ifPresent(sign -> counted.merge(sign, 1, Integer::sum));
        }
        counted.forEach((sign, count) -> tally(sql, sign, count));
        sql.createUpdate("update discipline.follower set after = :last")
                .bind("last", entries.get(entries.size() - 1).sequence())
                .execute();
        return entries.size() == BATCH;
    }

    private Optional<Sign> sign(Journal.Entry entry) {
        return switch (entry.event()) {
            // whom the hub could not reach was not late
            case "inquiry.escalated", "inquiry.expired" ->
                details(entry).has("notReachedSince") ? Optional.empty() : sign("agency-late", "agency", entry);
            // that a plan order allows less is no fault of the office's
            case "case.sent-back" ->
                NOT_ALLOWED.equals(details(entry).path("code").asText())
                        ? Optional.empty()
                        : sign("office-sent-back", "office", entry);
            case "archive.objected" -> sign("office-objections", "office", entry);
            default ->
                OPENINGS.contains(entry.event()) && thresholds.odd(entry.at())
                        ? sign("office-odd-hours", "office", entry)
                        : Optional.empty();
        };
    }

    /** @param kind of the party, which the entry's details name so */
    private static Optional<Sign> sign(String signal, String kind, Journal.Entry entry) {
        String name = details(entry).path(kind).asText("");
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(new Sign(signal, new Party(kind, name), month(PersianDate.of(entry.at()))));
    }

    static String month(PersianDate day) {
        return "%04d-%02d".formatted(day.year(), day.month());
    }

    private static JsonNode details(Journal.Entry entry) {
        try {
            return JSON.readTree(entry.details());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Entry " + entry.id() + " has no details that can be read", e);
        }
    }

    private void tally(Handle sql, Sign sign, int count) {
        int total = sql.createQuery("insert into discipline.tally as t (signal, party_kind, party, period, count)"
                        + " values (:signal, :kind, :party, :period, :count) on conflict (signal, party_kind, party, period)"
                        + " do update set count = t.count + excluded.count returning count")
                .bind("signal", sign.signal())
                .bind("kind", sign.party().kind())
                .bind("party", sign.party().name())
                .bind("period", sign.period())
                .bind("count", count)
                .mapTo(Integer.class)
                .one();
        int threshold = thresholds.of(sign.signal());
        if (total >= threshold && total - count < threshold) {
            raise(sql, journal, sign, total);
        }
    }

    /** Once a party and month. */
    static void raise(Handle sql, Journal journal, Sign sign, int total) {
        MatterRow row = MatterRow.signalled(sign.party(), sign.signal(), sign.period(), total, MatterRows.now());
        if (MatterRows.add(sql, row, null, null)) {
            Map<String, Object> told = row.told();
            told.put("signal", sign.signal());
            told.put("period", sign.period());
            told.put("count", total);
            journal.record(null, "signal.raised", Caller.HUB, told);
        }
    }
}
