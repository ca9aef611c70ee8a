package city.pishkhan.cases.internal.scheduling;

import city.pishkhan.cases.internal.authority.AuthorityReview;
import city.pishkhan.cases.internal.authority.AuthorityService;
import city.pishkhan.cases.internal.engine.CaseEngine;
import city.pishkhan.cases.internal.store.CaseRepository;
import city.pishkhan.persistence.PeriodicTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Ends authorities whose last day has passed, and holds or releases the cases that depend on changed authorities. */
@Component(
        service = {},
        immediate = true)
public final class AuthorityScheduler {
    private static final Duration PAUSE = Duration.ofSeconds(2);
    /**
     * pause between two searches for expired authorities; an authority expires at the end of a day, so seconds do not
     * matter
     */
    private static final Duration DAYS = Duration.ofSeconds(15);

    private final List<PeriodicTask> tasks;

    @Activate
    public AuthorityScheduler(
            @Reference CaseRepository store,
            @Reference CaseEngine caseEngine,
            @Reference AuthorityService authorities) {
        AuthorityReview review = new AuthorityReview(store, authorities, caseEngine::reviewAuthority);
        tasks = List.of(
                PeriodicTask.of("case-authorities", review::sweep).startEvery(PAUSE),
                PeriodicTask.of("case-authority-days", () -> review.lapse(Instant.now()))
                        .startEvery(DAYS));
    }

    @Deactivate
    public void stop() {
        tasks.forEach(PeriodicTask::close);
    }
}
