package city.pishkhan.cases.internal.inquiries;

import city.pishkhan.api.cases.Agencies.Pause;
import city.pishkhan.api.cases.Cases.Hold;
import city.pishkhan.api.cases.InquiryCarriers;
import city.pishkhan.api.cases.InquiryCarriers.Carrying;
import city.pishkhan.api.cases.InquiryView;
import city.pishkhan.cases.internal.model.InquiryEntity;
import city.pishkhan.cases.internal.model.Instants;
import city.pishkhan.cases.internal.store.CaseRepository;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import city.pishkhan.persistence.Tx;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * What operators of any node told the hub of agencies, as this node saw it last: for views and for this node's breakers. Whether an inquiry goes
 * out is decided by the row itself, in {@link InquiryDispatchRepository#take}.
 */
@Component(service = AgencyPauses.class)
public final class AgencyPauses {
    private static final Messages MESSAGES = Messages.of(AgencyPauses.class);
    private static final String CODE = "agency.paused";

    private final Tx tx;
    private volatile Map<String, Pause> paused = Map.of();
    private Map<String, Instant> retried;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public volatile InquiryCarriers carriers;

    @Activate
    public AgencyPauses(@Reference CaseRepository store) {
        this.tx = store.tx();
    }

    /** Reads both small tables, and lets breakers try whose agency an operator wants tried. */
    public synchronized void sweep() {
        Map<String, Instant> asked = new HashMap<>();
        Map<String, Pause> pauses = new TreeMap<>();
        tx.required(sql -> sql.createQuery(
                        "select agency, since, by, reason, null::timestamptz asked from cases.agency_pause"
                                + " where ended is null union all select agency, null, null, null, asked from cases.agency_retry")
                .map((row, context) -> {
                    String agency = row.getString("agency");
                    Instant at = Instants.of(row, "asked");
                    if (at == null) {
                        pauses.put(
                                agency,
                                new Pause(
                                        agency,
                                        Instants.of(row, "since"),
                                        row.getString("by"),
                                        row.getString("reason")));
                    } else {
                        asked.put(agency, at);
                    }
                    return agency;
                })
                .list());
        paused = pauses;
        tryNow(asked);
    }

    private void tryNow(Map<String, Instant> asked) {
        // what was asked before this node came up concerns no breaker of it
        Map<String, Instant> before = retried == null ? asked : retried;
        retried = asked;
        InquiryCarriers here = carriers;
        if (here != null) {
            asked.forEach((agency, at) -> {
                if (!at.equals(before.get(agency))) {
                    here.tryNow(agency);
                }
            });
        }
    }

    Map<String, Pause> now() {
        return paused;
    }

    /** Agencies whose inquiries this node carries. */
    Set<String> carried() {
        InquiryCarriers here = carriers;
        return here == null ? Set.of() : here.agencies();
    }

    /** How this node carries to an agency. */
    Optional<Carrying> carrying(String agency) {
        InquiryCarriers here = carriers;
        return here == null ? Optional.empty() : here.carrying(agency);
    }

    /** An inquiry as its case shows it. */
    public InquiryView view(InquiryEntity inquiry) {
        Pause pause = inquiry.toBeSent() ? paused.get(inquiry.agency()) : null;
        return inquiry.view(pause == null ? null : hold(pause));
    }

    private static Hold hold(Pause pause) {
        Text text = MESSAGES.text(
                CODE + "/case", english(pause.since()), pause.reason(), PersianDate.persian(pause.since()));
        return new Hold(CODE, text.english(), text.persian(), pause.since());
    }

    /** An instant for an English reader. */
    static Instant english(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS);
    }
}
