package city.pishkhan.cases.internal.scheduling;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.certificates.Certificates;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.cases.internal.store.CaseRepository;
import city.pishkhan.cases.internal.store.PersonalFactSealing;
import java.time.Instant;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees that facts which the rules in force call personal are sealed in cases of before too, see {@link PersonalFactSealing}. */
@Component(service = PersonalFactScheduler.class)
public final class PersonalFactScheduler {
    private static final Logger LOG = LoggerFactory.getLogger(PersonalFactScheduler.class);

    private final Procedures procedures;
    private final Certificates certificates;
    private final PersonalFactSealing sealing;

    /** what this hub has seen to be sealed, or {@code null}: most of the time there is nothing to ask of the database */
    private Set<String> settled;

    @Activate
    public PersonalFactScheduler(
            @Reference CaseRepository store, @Reference Procedures procedures, @Reference Certificates certificates) {
        this.procedures = procedures;
        this.certificates = certificates;
        this.sealing = store.personalFacts();
    }

    /** Of several nodes each looks; who comes second finds nothing left. */
    public synchronized void sweep(Instant now) {
        Set<String> personal;
        try {
            personal = procedures.inForce(now).personal();
        } catch (Refusal none) {
            // no rules are in force, so there is no case
            return;
        }
        if (personal.equals(settled)) {
            return;
        }
        Set<String> unsealed = sealing.unsealed(personal, now);
        Set<String> due = unsealed.isEmpty() ? Set.of() : sealing.due(unsealed, now);
        if (!due.isEmpty()) {
            int cases = sealing.seal(due);
            int issued = certificates.sealFacts(due);
            sealing.sealed(due, now);
            LOG.info("{} became personal: sealed in cases {}, in certificates {}", due, cases, issued);
        }
        settled = due.equals(unsealed) ? personal : null;
    }
}
