package city.pishkhan.citizenlogin.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.governance.Approvals;
import city.pishkhan.api.governance.ApprovedAct;
import city.pishkhan.api.persons.Persons;
import city.pishkhan.api.security.Caller;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Act {@code number-change}: replaces a lost number, whose holder cannot be notified. With the approval of the case's district the
 * change takes effect at once, and the previous number loses its access. Terms: {@code proof}, and {@code case} of the person in
 * the district.
 */
@Component(service = ApprovedAct.class)
public final class NumberReplacement implements ApprovedAct {
    private static final String PROOF = "proof";
    private static final String CASE = "case";
    private static final String REPLACE = "office.number.replace";

    private final ProofRegister proofs;
    private final Cases cases;
    private final Persons persons;

    @Activate
    public NumberReplacement(@Reference ProofRegister proofs, @Reference Cases cases, @Reference Persons persons) {
        this.proofs = proofs;
        this.cases = cases;
        this.persons = persons;
    }

    @Override
    public String name() {
        return "number-change";
    }

    @Override
    public String operation() {
        return REPLACE;
    }

    @Override
    public void check(Map<String, String> terms) {
        UUID person = proofs.requireWaiting(id(terms, PROOF)).person();
        if (persons.ofCase(id(terms, CASE)).stream()
                .noneMatch(party -> party.person().equals(person))) {
            throw Refusal.notFound("number");
        }
    }

    private static UUID id(Map<String, String> terms, String term) {
        return UUID.fromString(terms.get(term));
    }

    @Override
    public Map<String, String> journalTerms(Map<String, String> terms) {
        return Map.of(PROOF, terms.get(PROOF), CASE, terms.get(CASE));
    }

    /**
     * @throws Refusal {@code FORBIDDEN} with code {@code number.district} if the approver has no district, {@code NOT_FOUND} if it
     *     is another district
     */
    @Override
    public String execute(Caller approver, Approvals.Approval asked) {
        UUID caseId = id(asked.terms(), CASE);
        if (approver.district().isEmpty()) {
            throw Refusal.forbidden("number.district");
        }
        cases.reference(approver, caseId, REPLACE);
        proofs.endWaitingTime(approver, id(asked.terms(), PROOF), caseId);
        return "";
    }
}
