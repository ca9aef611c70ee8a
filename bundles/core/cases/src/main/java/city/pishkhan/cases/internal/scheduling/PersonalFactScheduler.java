package city.pishkhan.cases.internal.scheduling;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.certificates.Certificates;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.cases.internal.store.CaseRepository;
import city.pishkhan.cases.internal.store.PersonalFactEncryption;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Encrypts facts of existing cases after the rules in force have classified them as personal, see {@link PersonalFactEncryption}. */
@Component(service = PersonalFactScheduler.class)
public final class PersonalFactScheduler {
    private static final Logger LOG = LoggerFactory.getLogger(PersonalFactScheduler.class);

    private final Procedures procedures;
    private final Certificates certificates;
    private final PersonalFactEncryption sealing;

    /** names of personal facts that this node knows to be encrypted, or {@code null}; saves queries if nothing changed */
    private @Nullable Set<String> settled;

    @Activate
    public PersonalFactScheduler(
            @Reference CaseRepository store, @Reference Procedures procedures, @Reference Certificates certificates) {
        this.procedures = procedures;
        this.certificates = certificates;
        this.sealing = store.personalFacts();
    }

    /**
     * Encrypts the facts that became personal since the last run. Every node runs it; facts that another node has
     * encrypted are skipped.
     */
    public synchronized void sweep(Instant now) {
        Set<String> personal;
        try {
            personal = procedures.inForce(now).personal();
        } catch (Refusal none) {
            // no rules are in force, so there are no cases
            return;
        }
        if (personal.equals(settled)) {
            return;
        }
        Set<String> unsealed = sealing.storeNames(personal, now);
        Set<String> due = unsealed.isEmpty() ? Set.of() : sealing.due(unsealed, now);
        if (!due.isEmpty()) {
            int cases = sealing.seal(due);
            int issued = certificates.sealFacts(due);
            sealing.markSealed(due, now);
            LOG.info("Facts {} became personal: encrypted in {} cases and {} certificates", due, cases, issued);
        }
        settled = due.equals(unsealed) ? personal : null;
    }
}
