package city.pishkhan.journal.internal;

import city.pishkhan.api.journal.Journal.Entry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The hash chain of one case. */
final class Chain {
    /** Value of the previous hash in the first entry of a chain. */
    static final String GENESIS = city.pishkhan.proofs.Entry.GENESIS;

    private Chain() {}

    /** Creates the next entry with its hash. The time is truncated to microseconds, the precision of PostgreSQL. */
    static Entry next(
            UUID id,
            UUID caseId,
            long position,
            Instant at,
            String event,
            String actor,
            String details,
            String previous) {
        Instant stored = at.truncatedTo(ChronoUnit.MICROS);
        String hash = city.pishkhan.proofs.Entry.hash(id, caseId, position, stored, event, actor, details, previous);
        return new Entry(null, id, caseId, position, stored, event, actor, details, previous, hash);
    }

    /**
     * Verifies a chain.
     *
     * @param entries the entries, oldest first
     * @return the problems; empty if the chain is valid
     */
    static List<String> check(List<Entry> entries) {
        List<String> wrong = new ArrayList<>();
        String previous = GENESIS;
        long position = 1;
        for (Entry e : entries) {
            if (e.position() != position) {
                wrong.add("entry " + e.id() + " is at position " + e.position() + ", expected " + position);
            }
            if (!e.previous().equals(previous)) {
                wrong.add("entry " + e.id() + " does not follow the entry before it");
            }
            String hash = city.pishkhan.proofs.Entry.hash(
                    e.id(), e.caseId(), e.position(), e.at(), e.event(), e.actor(), e.details(), e.previous());
            if (!hash.equals(e.hash())) {
                wrong.add("entry " + e.id() + " was changed");
            }
            previous = e.hash();
            position = e.position() + 1;
        }
        return wrong;
    }
}
