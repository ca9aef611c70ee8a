package city.pishkhan.discipline.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Committee.Draft;
import city.pishkhan.api.governance.Committee.Kind;
import city.pishkhan.api.governance.Committee.Terms;
import city.pishkhan.api.governance.Discipline.Party;
import city.pishkhan.api.governance.Discipline.Proposal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Converts an officer's proposal to the draft of a decision. */
final class SanctionProposals {
    private SanctionProposals() {}

    static Draft draft(UUID complaint, Party party, Proposal p) {
        String target = p.target() == null ? "party" : p.target();
        Terms terms =
                switch (target) {
                    case "party" -> terms(complaint, p, p.service(), party.kind(), party.name());
                    case "service" -> terms(complaint, p, null, "service", p.service());
                    default -> throw Refusal.invalid("value.unknown/draft", "target");
                };
        return new Draft(Kind.SANCTION, p.title(), p.clause(), p.reason(), p.effective(), terms);
    }

    private static Terms terms(
            UUID complaint, Proposal p, @Nullable String service, String target, @Nullable String name) {
        return new Terms(
                service,
                List.of(),
                null,
                null,
                null,
                null,
                target,
                name,
                p.measure(),
                p.until(),
                complaint,
                p.urgent() ? true : null,
                p.danger(),
                p.cases(),
                null);
    }
}
