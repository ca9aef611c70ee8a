package city.pishkhan.journal.internal;

import city.pishkhan.journal.internal.SqlJournal.Head;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Cache of the last entries that this hub wrote for recent cases, to save a query; about 200 bytes each. A cached head may be
 * outdated: if another node has written, the insert conflicts and the entry is chained again.
 */
final class ChainHeadCache {
    private static final int MOST = 10_000;

    private final Map<UUID, Head> heads = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Head> eldest) {
            return size() > MOST;
        }
    };

    /** @return {@code null} if the case is not cached */
    synchronized @Nullable Head get(UUID caseId) {
        return heads.get(caseId);
    }

    /** Adds committed entries; for each case the entry with the higher position is kept. */
    synchronized void put(Map<UUID, Head> written) {
        written.forEach((caseId, head) -> heads.merge(caseId, head, (a, b) -> a.position() > b.position() ? a : b));
    }
}
