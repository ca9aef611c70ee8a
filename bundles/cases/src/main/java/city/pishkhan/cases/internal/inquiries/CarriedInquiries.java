package city.pishkhan.cases.internal.inquiries;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Which inquiries this node took lately, and which of a case's are on their way from here: only a hint, forgotten where there are too many. */
final class CarriedInquiries {
    private static final int MOST = 10_000;

    private final Map<UUID, UUID> cases = new LinkedHashMap<>();
    private final Map<UUID, Set<UUID>> underWay = new HashMap<>();

    synchronized void taken(UUID inquiry, UUID caseId) {
        cases.put(inquiry, caseId);
        underWay.computeIfAbsent(caseId, id -> new HashSet<>()).add(inquiry);
        if (cases.size() > MOST) {
            UUID eldest = cases.keySet().iterator().next();
            over(eldest);
            cases.remove(eldest);
        }
    }

    /** Its partner has answered, has it, or was not reached. */
    synchronized void over(UUID inquiry) {
        UUID caseId = cases.get(inquiry);
        Set<UUID> others = caseId == null ? null : underWay.get(caseId);
        if (others != null) {
            others.remove(inquiry);
            if (others.isEmpty()) {
                underWay.remove(caseId);
            }
        }
    }

    /** The case of an inquiry, or {@code null} if that is not known here. */
    synchronized UUID caseOf(UUID inquiry) {
        return cases.get(inquiry);
    }

    /** How many others of its case are on their way. */
    synchronized int others(UUID inquiry) {
        Set<UUID> all = underWay.getOrDefault(cases.get(inquiry), Set.of());
        return all.size() - (all.contains(inquiry) ? 1 : 0);
    }
}
