package city.pishkhan.routes.agency.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.Agencies;
import city.pishkhan.api.cases.Agencies.Pause;
import city.pishkhan.api.cases.Agencies.Status;
import city.pishkhan.api.cases.Inquiries;
import city.pishkhan.api.cases.Inquiries.Load;
import city.pishkhan.api.cases.InquiryCarriers;
import city.pishkhan.api.cases.InquiryCarriers.Breaker;
import city.pishkhan.api.cases.InquiryCarriers.Carrying;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.runtime.HealthCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Every agency that the rules ask has a route on this node that carries its inquiries, and is reached. Only a warning: all that does not
 * wait for this agency goes on.
 */
@Component
public final class AgencyCheck implements HealthCheck {
    /** anybody may ask how the hub is, as often as they like; all that is awaited is not counted for each */
    private static final Duration KEPT = Duration.ofSeconds(5);

    /** a pause is meant; one that lasts may have been forgotten */
    private static final Duration LONG = Duration.ofHours(1);

    private final Procedures procedures;
    private final Inquiries inquiries;
    private final Agencies agencies;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile InquiryCarriers carriers;

    private final Duration kept;
    private volatile Looked looked;

    /** What was found at a {@link System#nanoTime}. */
    private record Looked(long at, List<HealthWarning> warnings) {}

    @Activate
    public AgencyCheck(@Reference Procedures procedures, @Reference Inquiries inquiries, @Reference Agencies agencies) {
        this(procedures, inquiries, agencies, KEPT);
    }

    AgencyCheck(Procedures procedures, Inquiries inquiries, Agencies agencies, Duration kept) {
        this.kept = kept;
        this.agencies = agencies;
        this.procedures = procedures;
        this.inquiries = inquiries;
    }

    @Override
    public String name() {
        return "agencies";
    }

    @Override
    public Optional<String> problem() {
        return Optional.empty();
    }

    @Override
    public List<HealthWarning> warnings() {
        Looked before = looked;
        if (before == null || System.nanoTime() - before.at() >= kept.toNanos()) {
            before = new Looked(System.nanoTime(), look());
            looked = before;
        }
        return before.warnings();
    }

    private List<HealthWarning> look() {
        List<Load> loads = inquiries.loads();
        List<HealthWarning> troubles = new ArrayList<>();
        InquiryCarriers running = carriers;
        Set<String> asked = asked();
        loads.forEach(load -> asked.add(load.agency()));
        asked.removeAll(running == null ? Set.of() : running.agencies());
        Map<String, Instant> oldest = loads.stream()
                .filter(load -> load.oldest() != null)
                .collect(Collectors.toMap(Load::agency, Load::oldest, (one, other) -> one));
        asked.forEach(agency -> troubles.add(unserved(agency, oldest.get(agency))));
        List<Status> standing = agencies.list();
        standing.forEach(status -> steered(status).ifPresent(troubles::add));
        Set<String> paused = standing.stream()
                .filter(status -> status.pause() != null)
                .map(Status::agency)
                .collect(Collectors.toSet());
        for (Load load : loads) {
            if (load.unreached() != null && !paused.contains(load.agency())) {
                troubles.add(unreached(load));
            }
            if (load.undated() > 0) {
                troubles.add(new HealthWarning(
                        "undated",
                        load.agency(),
                        load.undated() + " inquiries to " + load.agency()
                                + " have no deadline, because the working calendar ends too early",
                        null,
                        "no silence of the agency decides",
                        "the committee puts a longer working calendar in force"));
            }
        }
        return List.copyOf(troubles);
    }

    /** @param oldest since when something waits for it, or {@code null} */
    private static HealthWarning unserved(String agency, Instant oldest) {
        return new HealthWarning(
                "no-consumer",
                agency,
                "nothing carries inquiries to " + agency,
                oldest,
                "its inquiries wait in their queue, and the cases with them",
                "see channel in etc/city.pishkhan.agency-" + agency
                        + ".cfg and whether its connector or route file runs (checks channels, routes)");
    }

    private static HealthWarning unreached(Load load) {
        return new HealthWarning(
                "unreached",
                load.agency(),
                load.agency() + " is not reached since " + load.unreached()
                        + (load.overdue() == 0 ? "" : ", " + load.overdue() + " inquiries are overdue"),
                load.unreached(),
                "its inquiries are tried again, later each time; overdue ones are never taken for silence",
                "pishkhan:inquiry-list has the last error; pishkhan:agency-retry " + load.agency()
                        + " once it is back");
    }

    /** What keeps inquiries from going out, and what to do about it. */
    private static Optional<HealthWarning> steered(Status status) {
        Pause pause = status.pause();
        if (pause != null) {
            return pause.since().plus(LONG).isAfter(Instant.now())
                    ? Optional.empty()
                    : Optional.of(new HealthWarning(
                            "paused",
                            status.agency(),
                            status.agency() + " is paused since " + pause.since() + " by " + pause.by() + ", "
                                    + status.waiting() + " inquiries wait: pishkhan:agency-resume " + status.agency(),
                            pause.since(),
                            "nothing is sent to it, by no node",
                            "pishkhan:agency-resume " + status.agency()));
        }
        Carrying carrying = status.carrying();
        return carrying == null || carrying.breaker() == Breaker.CLOSED || status.waiting() == 0
                ? Optional.empty()
                : Optional.of(new HealthWarning(
                        "breaker-open",
                        status.agency(),
                        "the breaker of " + status.agency() + " is open"
                                + (carrying.until() == null ? "" : " until " + carrying.until()) + ", "
                                + status.waiting() + " inquiries wait, the oldest since " + status.oldest()
                                + "; it tries by itself, at once by pishkhan:agency-retry " + status.agency(),
                        status.oldest(),
                        "this node sends it nothing but one try now and then",
                        "its last error: " + carrying.lastError() + "; pishkhan:agency-retry " + status.agency()
                                + " once it is back"));
    }

    /** By the rules in force. */
    private Set<String> asked() {
        Set<String> named = new TreeSet<>();
        try {
            RuleSet rules = procedures.inForce();
            rules.services().forEach(service -> rules.procedure(service).ifPresent(p -> p.stages()
                    .forEach(s -> named.addAll(s.agencies().keySet()))));
        } catch (Refusal e) {
            // nothing is in force yet, so nobody is asked
            return named;
        }
        return named;
    }
}
