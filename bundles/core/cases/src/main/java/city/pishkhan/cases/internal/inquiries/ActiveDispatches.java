package city.pishkhan.cases.internal.inquiries;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Inquiries that this node recently claimed, with their cases, and for each case the inquiries that are being
 * dispatched. The information may be incomplete, because the oldest entries are dropped when a limit is reached.
 */
final class ActiveDispatches {
    private static final int MOST = 10_000;

    private final Map<UUID, UUID> cases = new LinkedHashMap<>();
    private final Map<UUID, Set<UUID>> dispatching = new HashMap<>();

    synchronized void add(UUID inquiry, UUID caseId) {
        cases.put(inquiry, caseId);
        dispatching.computeIfAbsent(caseId, id -> new HashSet<>()).add(inquiry);
        if (cases.size() > MOST) {
            UUID eldest = cases.keySet().iterator().next();
            finish(eldest);
            cases.remove(eldest);
        }
    }

    /** Marks a dispatch as finished: the agency has answered, has received the inquiry, or was not reached. */
    synchronized void finish(UUID inquiry) {
        UUID caseId = cases.get(inquiry);
        Set<UUID> active = caseId == null ? null : dispatching.get(caseId);
        if (active != null) {
            active.remove(inquiry);
            if (active.isEmpty()) {
                dispatching.remove(caseId);
            }
        }
    }

    /** The case of an inquiry, or {@code null} if this node does not know it. */
    synchronized @Nullable UUID caseOf(UUID inquiry) {
        return cases.get(inquiry);
    }

    /** Number of other inquiries of the same case that are being dispatched. */
    synchronized int countOthers(UUID inquiry) {
        Set<UUID> all = dispatching.getOrDefault(cases.get(inquiry), Set.of());
        return all.size() - (all.contains(inquiry) ? 1 : 0);
    }
}
