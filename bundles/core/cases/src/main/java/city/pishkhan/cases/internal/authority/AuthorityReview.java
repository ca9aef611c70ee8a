package city.pishkhan.cases.internal.authority;

import city.pishkhan.api.security.Caller;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.store.CaseRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Re-evaluates the open cases of people whose authorities changed. Reviews that are pending when a node stops are resumed later. */
public final class AuthorityReview {
    private static final Logger LOG = LoggerFactory.getLogger(AuthorityReview.class);
    private static final UUID NIL = new UUID(0, 0);
    private static final int BATCH = 100;
    private static final int PEOPLE = 20;

    private final CaseRepository store;
    private final AuthorityService authorities;
    private final BiConsumer<CaseFile, Caller> evaluation;

    /** @param evaluation evaluates one case under its lock */
    public AuthorityReview(
            CaseRepository store, AuthorityService authorities, BiConsumer<CaseFile, Caller> evaluation) {
        this.store = store;
        this.authorities = authorities;
        this.evaluation = evaluation;
    }

    /** Ends the authorities whose last day has passed. */
    public void lapse(Instant now) {
        while (authorities.lapse(now, BATCH) == BATCH) {
            LOG.debug("More than {} authorities lapse at once", BATCH);
        }
    }

    /**
     * Re-evaluates the open cases of all people whose review is pending. Several nodes may run it concurrently, because
     * each case is locked and its evaluation is idempotent.
     */
    public void sweep() {
        store.tx().required(sql -> store.caseAuthorities().reviews(PEOPLE)).forEach(this::review);
    }

    private void review(UUID person, Instant since) {
        boolean all = true;
        UUID last = NIL;
        List<UUID> batch;
        do {
            UUID after = last;
            batch = store.tx().required(sql -> store.caseAuthorities().open(person, after, BATCH));
            for (UUID id : batch) {
                all &= tryReview(id);
                last = id;
            }
        } while (batch.size() == BATCH);
        if (all) {
            store.tx().run(sql -> store.caseAuthorities().removeReview(person, since));
        }
    }

    /** Evaluates one case. A failure is logged and does not stop the review of other cases. */
    private boolean tryReview(UUID id) {
        try {
            store.tx().run(sql -> {
                evaluation.accept(store.lock(id), Caller.HUB);
                store.flush();
            });
            return true;
        } catch (RuntimeException e) {
            LOG.warn("The check of the authorities in case {} is postponed", id, e);
            return false;
        }
    }
}
