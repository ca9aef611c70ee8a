package city.pishkhan.discipline.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Discipline.Matter;
import city.pishkhan.identifiers.CaseNumber;
import city.pishkhan.identifiers.InvalidIdentifier;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Matters as those see them who may. */
final class Matters {
    private final SealedTexts sealedTexts;

    Matters(SealedTexts sealedTexts) {
        this.sealedTexts = sealedTexts;
    }

    static Refusal unknown() {
        return Refusal.notFound("complaint");
    }

    static void require(MatterRow row, Set<String> states) {
        if (!states.contains(row.state())) {
            throw Refusal.conflict(
                    "complaint.state",
                    row.state(),
                    String.join(" or ", states.stream().sorted().toList()));
        }
    }

    static String caseNumber(String given) {
        if (given == null || given.isBlank()) {
            return null;
        }
        try {
            return CaseNumber.parse(given).value();
        } catch (InvalidIdentifier e) {
            throw new Refusal(Refusal.Kind.INVALID, e.rule(), "caseNumber", e.text());
        }
    }

    Matter whole(Handle sql, MatterRow r) {
        return matter(
                r,
                sealedTexts.open(r.id(), SealedTexts.TEXT, r.text()),
                sealedTexts.open(r.id(), SealedTexts.REASON, r.reason()),
                MatterRows.proposals(sql, r.id()));
    }

    /** For the party: what it is asked, and not who complained in which words. */
    Matter asked(MatterRow r) {
        return matter(r, null, null, List.of());
    }

    private Matter matter(MatterRow r, String text, String reason, List<UUID> decisions) {
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
                sealedTexts.open(r.id(), SealedTexts.CHARGE, r.charge()),
                r.due(),
                sealedTexts.open(r.id(), SealedTexts.ANSWER, r.answer()),
                r.answeredBy(),
                r.answered(),
                reason,
                decisions,
                r.closed());
    }
}
