package city.pishkhan.governance.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Committee.Decision;
import city.pishkhan.api.governance.Committee.Terms;
import city.pishkhan.api.governance.Discipline.Party;
import city.pishkhan.api.governance.SanctionGrounds;
import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A complaint for each party, whose hearing was held unless a test demands otherwise. */
final class FakeComplaints implements SanctionGrounds {
    private static final Map<UUID, Party> PARTIES = new ConcurrentHashMap<>();

    final List<Decision> signed = new ArrayList<>();
    boolean heard = true;

    static UUID complaintFor(Party party) {
        UUID id = Ids.next();
        PARTIES.put(id, party);
        return id;
    }

    @Override
    public Party accused(UUID complaint) {
        Party party = PARTIES.get(complaint);
        if (party == null) {
            throw Refusal.notFound("decision");
        }
        return party;
    }

    @Override
    public void linkDraft(Caller drafter, UUID decision, Terms terms) {
        accused(terms.complaint());
        checkAdoption(decision, terms);
    }

    @Override
    public void checkAdoption(UUID decision, Terms terms) {
        if (!heard && !terms.hasImmediateEffect()) {
            throw Refusal.conflict("decision.no-complaint/adopting");
        }
    }

    @Override
    public void recordOutcome(Decision decision) {
        signed.add(decision);
    }
}
