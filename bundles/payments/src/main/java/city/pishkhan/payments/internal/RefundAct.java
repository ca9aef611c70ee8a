package city.pishkhan.payments.internal;

import city.pishkhan.api.Approvals.Approval;
import city.pishkhan.api.ApprovedAct;
import city.pishkhan.api.Caller;
import city.pishkhan.api.Refusal;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code refund}: the money may leave, to the account that was named when it was asked for. */
@Component(service = ApprovedAct.class)
public final class RefundAct implements ApprovedAct {
    private final RefundDesk desk;

    @Activate
    public RefundAct(@Reference RefundDesk desk) {
        this.desk = desk;
    }

    @Override
    public String name() {
        return "refund";
    }

    @Override
    public String operation() {
        return "committee.refund.order";
    }

    private static UUID refund(Map<String, String> terms) {
        try {
            return UUID.fromString(terms.getOrDefault("refund", ""));
        } catch (IllegalArgumentException e) {
            throw Refusal.notFound("refund", "این استرداد");
        }
    }

    @Override
    public void check(Map<String, String> terms) {
        desk.check(refund(terms), terms.getOrDefault("account", ""));
    }

    @Override
    public Map<String, String> journaled(Map<String, String> terms) {
        return Map.of("refund", refund(terms).toString());
    }

    @Override
    public String carryOut(Caller approver, Approval asked) {
        desk.order(approver, refund(asked.terms()), asked.terms().getOrDefault("account", ""));
        return "may be paid: " + refund(asked.terms());
    }
}
