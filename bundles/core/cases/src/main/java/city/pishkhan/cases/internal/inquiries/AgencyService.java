package city.pishkhan.cases.internal.inquiries;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.agencies.Agencies;
import city.pishkhan.api.agencies.AgencyChannels;
import city.pishkhan.api.agencies.InquiryDispatchers;
import city.pishkhan.api.agencies.InquiryDispatchers.Breaker;
import city.pishkhan.api.agencies.InquiryDispatchers.DispatchState;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.api.rules.Stage;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.cases.internal.inquiries.AgencyRepository.Figures;
import city.pishkhan.cases.internal.model.StoredTime;
import city.pishkhan.cases.internal.store.CaseRepository;
import city.pishkhan.persistence.Tx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** {@link Agencies}: operators pause, resume, retry and limit the dispatch to agencies. Each action is journaled. */
@Component(service = Agencies.class)
public final class AgencyService implements Agencies {
    private static final int LONGEST_REASON = 500;

    private final Tx tx;
    private final AgencyRepository rows;
    private final AgencyControls pauses;
    private final InquiryRedelivery redelivery;
    private final Procedures procedures;
    private final Journal journal;
    private final Access access;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public volatile AgencyChannels channels;

    @Activate
    public AgencyService(
            @Reference CaseRepository store,
            @Reference AgencyControls pauses,
            @Reference InquiryRedelivery redelivery,
            @Reference Procedures procedures,
            @Reference Journal journal,
            @Reference Access access) {
        this.tx = store.tx();
        this.rows = new AgencyRepository(tx);
        this.pauses = pauses;
        this.redelivery = redelivery;
        this.procedures = procedures;
        this.journal = journal;
        this.access = access;
    }

    @Override
    public List<Status> list() {
        Map<String, Figures> figures = rows.figures();
        Map<String, String> channelsByAgency = channelsByAgency();
        Map<String, Pause> paused = pauses.pauses();
        Map<String, Limits> limits = pauses.limits();
        return known(figures.keySet()).stream()
                .map(agency ->
                        status(agency, figures.get(agency), channelsByAgency, paused.get(agency), limits.get(agency)))
                .toList();
    }

    private Status status(
            String agency,
            @Nullable Figures figures,
            Map<String, String> channelsByAgency,
            @Nullable Pause pause,
            @Nullable Limits limits) {
        DispatchState dispatch = pauses.dispatchState(agency).orElse(null);
        String error = figures == null ? null : figures.lastError();
        return new Status(
                agency,
                // an agency without a channel file, to which inquiries are dispatched, has its own route to its own
                // system
                channelsByAgency.getOrDefault(agency, dispatch == null ? "none" : "system"),
                state(dispatch, pause),
                figures == null ? 0 : figures.waiting(),
                figures == null ? null : figures.oldest(),
                figures == null ? 0 : figures.unanswered(),
                dispatch,
                error == null && dispatch != null ? dispatch.lastError() : error,
                pause,
                limits);
    }

    private static String state(@Nullable DispatchState dispatch, @Nullable Pause pause) {
        if (pause != null) {
            return "paused";
        }
        if (dispatch == null) {
            return "no-consumer";
        }
        return dispatch.breaker() == Breaker.CLOSED ? "running" : "breaker-open";
    }

    @Override
    public Map<String, Pause> paused() {
        return pauses.pauses();
    }

    @Override
    public Pause pause(Caller operator, String agency, String reason) {
        access.check(operator, "operator.agency.pause");
        String why = reason == null ? "" : reason.strip();
        if (!isReason(why)) {
            throw Refusal.invalid("agency.reason", "reason", LONGEST_REASON);
        }
        requireKnown(agency);
        Pause pause = new Pause(agency, StoredTime.get(), operator.principal(), why);
        String salt = UUID.randomUUID().toString();
        tx.run(sql -> {
            if (!rows.pause(pause, salt)) {
                throw Refusal.conflict("agency.paused", agency);
            }
            journal.record(
                    null, "agency.paused", operator, Map.of("agency", agency, "reason", journal.commitment(salt, why)));
            tx.afterCommit(pauses::sweep);
        });
        return pause;
    }

    @Override
    public int resume(Caller operator, String agency) {
        access.check(operator, "operator.agency.resume");
        return tx.required(sql -> {
            if (!rows.resume(agency, operator.principal())) {
                throw Refusal.conflict("agency.not-paused", agency);
            }
            int waited = rows.release(agency);
            redelivery.resendNotices(agency);
            journal.record(null, "agency.resumed", operator, Map.of("agency", agency, "inquiries", waited));
            tx.afterCommit(pauses::sweep);
            return waited;
        });
    }

    @Override
    public int retry(Caller operator, String agency) {
        access.check(operator, "operator.agency.retry");
        requireKnown(agency);
        return tx.required(sql -> {
            if (rows.isPaused(agency)) {
                throw Refusal.conflict("agency.paused", agency);
            }
            int due = rows.retry(agency);
            journal.record(null, "agency.retried", operator, Map.of("agency", agency, "inquiries", due));
            tx.afterCommit(pauses::sweep);
            return due;
        });
    }

    @Override
    public Limits limit(
            Caller operator, String agency, @Nullable Integer consumers, @Nullable Integer perSecond, String reason) {
        access.check(operator, "operator.agency.limit");
        if (consumers != null && (consumers < 1 || consumers > InquiryDispatchers.MAX_CONSUMERS)) {
            throw Refusal.invalid("agency.consumers", "consumers", InquiryDispatchers.MAX_CONSUMERS, consumers);
        }
        if (perSecond != null && (perSecond < 0 || perSecond > InquiryDispatchers.MAX_PER_SECOND)) {
            throw Refusal.invalid("agency.per-second", "perSecond", InquiryDispatchers.MAX_PER_SECOND, perSecond);
        }
        String why = reason == null ? "" : reason.strip();
        if (!isReason(why)) {
            throw Refusal.invalid("agency.limit-reason", "reason", LONGEST_REASON);
        }
        requireKnown(agency);
        Limits limits = new Limits(agency, consumers, perSecond, StoredTime.get(), operator.principal(), why);
        String salt = UUID.randomUUID().toString();
        Map<String, Object> details = new TreeMap<>();
        details.put("agency", agency);
        details.put("reason", journal.commitment(salt, why));
        // an absent number in the journal entry means the configured value
        Optional.ofNullable(consumers).ifPresent(number -> details.put("consumers", number));
        Optional.ofNullable(perSecond).ifPresent(number -> details.put("perSecond", number));
        tx.run(sql -> {
            if (!rows.limit(limits, salt) && consumers == null && perSecond == null) {
                throw Refusal.conflict("agency.not-limited", agency);
            }
            journal.record(null, "agency.limited", operator, details);
            tx.afterCommit(pauses::sweep);
        });
        return limits;
    }

    private static boolean isReason(String reason) {
        return !reason.isEmpty() && reason.length() <= LONGEST_REASON;
    }

    private void requireKnown(String agency) {
        if (!known(rows.figures().keySet()).contains(agency)) {
            throw Refusal.notFound("agency");
        }
    }

    private Map<String, String> channelsByAgency() {
        AgencyChannels here = channels;
        return here == null ? Map.of() : here.channels();
    }

    private Set<String> known(Set<String> withInquiries) {
        Set<String> all = new TreeSet<>(withInquiries);
        all.addAll(channelsByAgency().keySet());
        all.addAll(pauses.dispatchedAgencies());
        all.addAll(pauses.pauses().keySet());
        all.addAll(pauses.limits().keySet());
        all.addAll(agenciesOfRules());
        return all;
    }

    /** Agencies that the rules in force name. */
    private Set<String> agenciesOfRules() {
        Set<String> agencies = new TreeSet<>();
        try {
            RuleSet rules = procedures.inForce();
            rules.services().stream()
                    .flatMap(service -> rules.procedure(service).stream())
                    .flatMap(procedure -> procedure.stages().stream())
                    .map(Stage::agencies)
                    .forEach(asked -> agencies.addAll(asked.keySet()));
        } catch (Refusal e) {
            // no rules are in force yet
            return agencies;
        }
        return agencies;
    }
}
