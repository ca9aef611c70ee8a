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
 * Counts journal entries of each party per Persian month, and raises a signal when a threshold is reached. Each entry is counted
 * once, on any node, because the counts and the position in the journal are updated in one transaction.
 */
final class DisciplineThresholds {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int BATCH = 500;
    /** reason code of a case that was sent back because a limit became known only after its submission */
    private static final String NOT_ALLOWED = "rules.not-allowed";

    private static final Set<String> OPENINGS = Set.of("case.opened", "case.submitted");

    /**
     * Thresholds of the signals, as counts per party and Persian month.
     *
     * @param oddFrom  hour (Tehran, 0 to 23) from which work at an office is unusual
     * @param oddUntil hour (Tehran, 0 to 23) before which it is unusual
     */
    record Thresholds(
            int agencyLate, int officeSentBack, int officeOddHours, int officeObjections, int oddFrom, int oddUntil) {

        boolean isOddHour(Instant at) {
            int hour = at.atZone(PersianDate.TEHRAN).getHour();
            return oddFrom <= oddUntil ? hour >= oddFrom && hour < oddUntil : hour >= oddFrom || hour < oddUntil;
        }

        int get(String signal) {
            return switch (signal) {
                case "agency-late" -> agencyLate;
                case "office-sent-back" -> officeSentBack;
                case "office-objections" -> officeObjections;
                default -> officeOddHours;
            };
        }
    }

    record SignalOccurrence(String signal, Party party, String period) {}

    private final ComplaintRepository store;
    private final Journal journal;
    private final Thresholds thresholds;

    DisciplineThresholds(ComplaintRepository store, Journal journal, Thresholds thresholds) {
        this.store = store;
        this.journal = journal;
        this.thresholds = thresholds;
    }

    /** Sets the starting position to the journal's end, unless it is set already. */
    void initialize() {
        long last = journal.lastSequence();
        store.tx().run(sql -> sql.createUpdate("update discipline.follower set after = :last where after is null")
                .bind("last", last)
                .execute());
    }

    /** Counts all new entries. */
    void countNewEntries() {
        while (store.tx().required(this::countBatch)) {
            // each evaluation of the condition counts one batch
        }
    }

    /** @return {@code true} if there may be more entries */
    private boolean countBatch(Handle sql) {
        Optional<Long> after = sql.createQuery("select after from discipline.follower for update skip locked")
                .mapTo(Long.class)
                .findOne();
        List<Journal.Entry> entries =
                after.map(a -> journal.entriesAfter(a, BATCH)).orElse(List.of());
        if (entries.isEmpty()) {
            return false;
        }
        Map<SignalOccurrence, Integer> counted = new HashMap<>();
        for (Journal.Entry entry : entries) {
            toOccurrence(entry).ifPresent(occurrence -> counted.merge(occurrence, 1, Integer::sum));
        }
        counted.forEach((occurrence, count) -> tally(sql, occurrence, count));
        sql.createUpdate("update discipline.follower set after = :last")
                .bind("last", entries.get(entries.size() - 1).sequence())
                .execute();
        return entries.size() == BATCH;
    }

    private Optional<SignalOccurrence> toOccurrence(Journal.Entry entry) {
        return switch (entry.event()) {
            // an agency that the hub could not reach was not late
            case "inquiry.escalated", "inquiry.expired" ->
                details(entry).has("notReachedSince") ? Optional.empty() : toOccurrence("agency-late", "agency", entry);
            // the office is not at fault if the planning data permit less than the applicant requested
            case "case.sent-back" ->
                NOT_ALLOWED.equals(details(entry).path("code").asText())
                        ? Optional.empty()
                        : toOccurrence("office-sent-back", "office", entry);
            case "archive.objected" -> toOccurrence("office-objections", "office", entry);
            default ->
                OPENINGS.contains(entry.event()) && thresholds.isOddHour(entry.at())
                        ? toOccurrence("office-odd-hours", "office", entry)
                        : Optional.empty();
        };
    }

    /** @param kind kind of the party, which is also the name of the detail that contains the party's name */
    private static Optional<SignalOccurrence> toOccurrence(String signal, String kind, Journal.Entry entry) {
        String name = details(entry).path(kind).asText("");
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(new SignalOccurrence(signal, new Party(kind, name), month(PersianDate.of(entry.at()))));
    }

    static String month(PersianDate day) {
        return "%04d-%02d".formatted(day.year(), day.month());
    }

    private static JsonNode details(Journal.Entry entry) {
        try {
            return JSON.readTree(entry.details());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Entry " + entry.id() + " has no readable details", e);
        }
    }

    private void tally(Handle sql, SignalOccurrence occurrence, int count) {
        int total = sql.createQuery("insert into discipline.tally as t (signal, party_kind, party, period, count)"
                        + " values (:signal, :kind, :party, :period, :count) on conflict (signal, party_kind, party, period) do"
                        + " update set count = t.count + excluded.count returning count")
                .bind("signal", occurrence.signal())
                .bind("kind", occurrence.party().kind())
                .bind("party", occurrence.party().name())
                .bind("period", occurrence.period())
                .bind("count", count)
                .mapTo(Integer.class)
                .one();
        int threshold = thresholds.get(occurrence.signal());
        if (total >= threshold && total - count < threshold) {
            raise(sql, journal, occurrence, total);
        }
    }

    /** Raises a signal, once per party and month. */
    static void raise(Handle sql, Journal journal, SignalOccurrence occurrence, int total) {
        ComplaintRow row = ComplaintRow.signalled(
                occurrence.party(), occurrence.signal(), occurrence.period(), total, ComplaintRepository.now());
        if (ComplaintRepository.add(sql, row, null, null)) {
            Map<String, Object> details = row.journalDetails();
            details.put("signal", occurrence.signal());
            details.put("period", occurrence.period());
            details.put("count", total);
            journal.record(null, "signal.raised", Caller.HUB, details);
        }
    }
}
