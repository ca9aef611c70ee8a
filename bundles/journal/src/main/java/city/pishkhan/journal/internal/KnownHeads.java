package city.pishkhan.journal.internal;

import city.pishkhan.journal.internal.SqlJournal.Head;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The last entries that this hub wrote of the cases it wrote of lately, so that they need not be looked up: some 200 bytes each by their layout. They are never
 * believed: where another hub wrote since, the position behind such an entry is taken.
 */
final class KnownHeads {
    private static final int MOST = 10_000;

    private final Map<UUID, Head> heads = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Head> eldest) {
            return size() > MOST;
        }
    };

    /** @return {@code null} if it is not known */
    synchronized Head of(UUID caseId) {
        return heads.get(caseId);
    }

    /** What was committed; of two commits the later entry stays, whichever is told first. */
    synchronized void put(Map<UUID, Head> written) {
        written.forEach((caseId, head) -> heads.merge(caseId, head, (a, b) -> a.position() > b.position() ? a : b));
    }
}
