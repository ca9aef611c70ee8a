package city.pishkhan.routes.agency.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.agencies.Agencies;
import city.pishkhan.api.agencies.Agencies.Pause;
import city.pishkhan.api.agencies.Agencies.Status;
import city.pishkhan.api.agencies.Inquiries;
import city.pishkhan.api.agencies.Inquiries.Load;
import city.pishkhan.api.agencies.InquiryDispatchers;
import city.pishkhan.api.agencies.InquiryDispatchers.Breaker;
import city.pishkhan.api.agencies.InquiryDispatchers.DispatchState;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.messages.Messages;
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
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Warns if an agency that the rules require has no route on this node, cannot be reached, or is paused for an hour or
 * more. Only a warning, because all work that does not depend on this agency continues.
 */
@Component
public final class AgencyCheck implements HealthCheck {
    private static final Messages MESSAGES = Messages.of(AgencyCheck.class);
    /** the result is cached, because clients may query health as often as they like and counting all pending inquiries is expensive */
    private static final Duration KEPT = Duration.ofSeconds(5);

    /** minimum duration of an operator's pause that is reported; operators may have forgotten to end a long pause */
    private static final Duration LONG = Duration.ofHours(1);

    private final Procedures procedures;
    private final Inquiries inquiries;
    private final Agencies agencies;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile InquiryDispatchers dispatchers;

    private final Duration kept;
    private volatile @Nullable CachedWarnings cached;

    /**
     * Result of a check.
     *
     * @param at time as {@link System#nanoTime}
     */
    private record CachedWarnings(long at, List<HealthWarning> warnings) {}

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
        CachedWarnings before = cached;
        if (before == null || System.nanoTime() - before.at() >= kept.toNanos()) {
            before = new CachedWarnings(System.nanoTime(), check());
            cached = before;
        }
        return before.warnings();
    }

    private List<HealthWarning> check() {
        List<Load> loads = inquiries.loads();
        List<HealthWarning> found = new ArrayList<>();
        InquiryDispatchers running = dispatchers;
        Set<String> asked = requiredAgencies();
        loads.forEach(load -> asked.add(load.agency()));
        asked.removeAll(running == null ? Set.of() : running.agencies());
        Map<String, Instant> oldest = loads.stream()
                .filter(load -> load.oldest() != null)
                .collect(Collectors.toMap(Load::agency, Load::oldest, (one, other) -> one));
        asked.forEach(agency -> found.add(unserved(agency, oldest.get(agency))));
        List<Status> standing = agencies.list();
        standing.forEach(status -> notSendingWarning(status).ifPresent(found::add));
        Set<String> paused = standing.stream()
                .filter(status -> status.pause() != null)
                .map(Status::agency)
                .collect(Collectors.toSet());
        for (Load load : loads) {
            if (load.unreached() != null && !paused.contains(load.agency())) {
                found.add(unreached(load));
            }
            if (load.undated() > 0) {
                found.add(HealthWarning.of(MESSAGES, "undated", load.agency(), null, load.agency(), load.undated()));
            }
        }
        return List.copyOf(found);
    }

    /** @param oldest time since which the oldest inquiry waits, or {@code null} if none waits */
    private static HealthWarning unserved(String agency, @Nullable Instant oldest) {
        return HealthWarning.of(MESSAGES, "no-consumer", agency, oldest, agency);
    }

    private static HealthWarning unreached(Load load) {
        return HealthWarning.of(
                MESSAGES,
                load.overdue() == 0 ? "unreached" : "unreached/overdue",
                load.agency(),
                load.unreached(),
                load.agency(),
                load.unreached(),
                load.overdue());
    }

    /** Warns if a pause of an hour or more, or an open breaker, keeps inquiries from being sent; empty otherwise. */
    private static Optional<HealthWarning> notSendingWarning(Status status) {
        Pause pause = status.pause();
        if (pause != null) {
            return pause.since().plus(LONG).isAfter(Instant.now())
                    ? Optional.empty()
                    : Optional.of(HealthWarning.of(
                            MESSAGES,
                            "paused",
                            status.agency(),
                            pause.since(),
                            status.agency(),
                            pause.since(),
                            pause.by(),
                            status.waiting()));
        }
        DispatchState dispatch = status.dispatch();
        return dispatch == null || dispatch.breaker() == Breaker.CLOSED || status.waiting() == 0
                ? Optional.empty()
                : Optional.of(HealthWarning.of(
                        MESSAGES,
                        dispatch.until() == null ? "breaker-open" : "breaker-open/until",
                        status.agency(),
                        status.oldest(),
                        status.agency(),
                        status.waiting(),
                        status.oldest(),
                        String.valueOf(dispatch.lastError()),
                        dispatch.until()));
    }

    /** Agencies in the rules in force. */
    private Set<String> requiredAgencies() {
        Set<String> named = new TreeSet<>();
        try {
            RuleSet rules = procedures.inForce();
            rules.services().forEach(service -> rules.procedure(service).ifPresent(p -> p.stages()
                    .forEach(s -> named.addAll(s.agencies().keySet()))));
        } catch (Refusal e) {
            // no rules are in force yet, so no agency is required
            return named;
        }
        return named;
    }
}
