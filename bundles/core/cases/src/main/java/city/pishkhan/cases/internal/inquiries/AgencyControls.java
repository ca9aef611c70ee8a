package city.pishkhan.cases.internal.inquiries;

import city.pishkhan.api.RefusalText;
import city.pishkhan.api.agencies.Agencies.Limits;
import city.pishkhan.api.agencies.Agencies.Pause;
import city.pishkhan.api.agencies.InquiryDispatchers;
import city.pishkhan.api.agencies.InquiryDispatchers.DispatchState;
import city.pishkhan.api.agencies.InquiryDispatchers.Limit;
import city.pishkhan.api.cases.Cases.Hold;
import city.pishkhan.api.cases.InquiryView;
import city.pishkhan.cases.internal.model.InquiryEntity;
import city.pishkhan.cases.internal.model.Instants;
import city.pishkhan.cases.internal.store.CaseRepository;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import city.pishkhan.persistence.Tx;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Pauses, limits and retry requests that operators set for agencies, as this node read them last. They are used for views and for this
 * node's breakers and consumers. The row of an inquiry decides whether it is dispatched, see {@link InquiryDispatchRepository#claim}.
 */
@Component(service = AgencyControls.class)
public final class AgencyControls {
    private static final Messages MESSAGES = Messages.of(AgencyControls.class);
    private static final String CODE = "agency.paused";

    private final Tx tx;
    private volatile Map<String, Pause> paused = Map.of();
    private volatile Map<String, Limits> limited = Map.of();
    private @Nullable Map<String, Instant> retried;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public volatile InquiryDispatchers dispatchers;

    @Activate
    public AgencyControls(@Reference CaseRepository store) {
        this.tx = store.tx();
    }

    /** Reads the three tables, sets the dispatch limits of this node, and lets breakers retry the agencies that an operator asked for. */
    public synchronized void sweep() {
        Map<String, Instant> asked = new HashMap<>();
        Map<String, Pause> pauses = new TreeMap<>();
        Map<String, Limits> limits = new TreeMap<>();
        tx.required(sql -> sql.createQuery(
                        "select 'pause' told, agency, since, by, reason, null::int consumers, null::int per_second from cases.agency_pause"
                                + " where ended is null union all select 'retry', agency, asked, null, null, null, null from cases.agency_retry"
                                + " union all select 'limit', agency, since, by, reason, consumers, per_second from cases.agency_limit where ended is null")
                .map((row, context) -> {
                    String agency = row.getString("agency");
                    Instant since = Instants.of(row, "since");
                    String by = row.getString("by");
                    String reason = row.getString("reason");
                    switch (row.getString("told")) {
                        case "pause" -> pauses.put(agency, new Pause(agency, since, by, reason));
                        case "limit" ->
                            limits.put(
                                    agency,
                                    new Limits(
                                            agency,
                                            row.getObject("consumers", Integer.class),
                                            row.getObject("per_second", Integer.class),
                                            since,
                                            by,
                                            reason));
                        default -> asked.put(agency, since);
                    }
                    return agency;
                })
                .list());
        paused = pauses;
        limited = limits;
        limit(limits);
        tryNow(asked);
    }

    private void limit(Map<String, Limits> limits) {
        InquiryDispatchers here = dispatchers;
        if (here != null) {
            here.setLimits(limits.values().stream()
                    .collect(Collectors.toMap(Limits::agency, one -> new Limit(one.consumers(), one.perSecond()))));
        }
    }

    private void tryNow(Map<String, Instant> asked) {
        // Ignore retry requests that are older than the start of this node.
        Map<String, Instant> before = retried == null ? asked : retried;
        retried = asked;
        InquiryDispatchers here = dispatchers;
        if (here != null) {
            asked.forEach((agency, at) -> {
                if (!at.equals(before.get(agency))) {
                    here.tryNow(agency);
                }
            });
        }
    }

    Map<String, Pause> pauses() {
        return paused;
    }

    Map<String, Limits> limits() {
        return limited;
    }

    /** Agencies whose inquiries this node dispatches. */
    Set<String> dispatchedAgencies() {
        InquiryDispatchers here = dispatchers;
        return here == null ? Set.of() : here.agencies();
    }

    /** State of this node's dispatch to an agency, or empty if it does not dispatch to it. */
    Optional<DispatchState> dispatchState(String agency) {
        InquiryDispatchers here = dispatchers;
        return here == null ? Optional.empty() : here.dispatchState(agency);
    }

    /** View of an inquiry in its case, with the pause of its agency if the inquiry still waits for dispatch. */
    public InquiryView view(InquiryEntity inquiry) {
        Pause pause = inquiry.isDispatchPending() ? paused.get(inquiry.agency()) : null;
        return inquiry.view(pause == null ? null : hold(pause));
    }

    private static Hold hold(Pause pause) {
        Text text = RefusalText.of(MESSAGES, CODE + "/case", pause.since(), pause.reason());
        return new Hold(CODE, text.english(), text.persian(), pause.since());
    }
}
