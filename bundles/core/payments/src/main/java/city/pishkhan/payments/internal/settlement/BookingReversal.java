package city.pishkhan.payments.internal.settlement;

import city.pishkhan.api.governance.Approvals;
import city.pishkhan.api.governance.ApprovedAct;
import city.pishkhan.api.security.Caller;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Act {@code booking-reverse}: reverses the booking of a difference with a bank's file. Term: {@code difference}. */
@Component(service = ApprovedAct.class)
public final class BookingReversal implements ApprovedAct {
    private static final String DIFFERENCE = "difference";

    private final SettlementService settlementService;

    @Activate
    public BookingReversal(@Reference SettlementService settlementService) {
        this.settlementService = settlementService;
    }

    @Override
    public String name() {
        return "booking-reverse";
    }

    @Override
    public String operation() {
        return "committee.settlement.reverse";
    }

    private static UUID id(Map<String, String> terms) {
        try {
            return UUID.fromString(terms.getOrDefault(DIFFERENCE, ""));
        } catch (IllegalArgumentException e) {
            throw SettlementService.noDifference();
        }
    }

    /**
     * @throws city.pishkhan.api.Refusal {@code NOT_FOUND} if there is no such difference; {@code CONFLICT} if it has no
     *     booking or its booking is already reversed
     */
    @Override
    public void check(Map<String, String> terms) {
        settlementService.requireReversible(id(terms));
    }

    @Override
    public Map<String, String> journalTerms(Map<String, String> terms) {
        return Map.of(DIFFERENCE, id(terms).toString());
    }

    @Override
    public String execute(Caller approver, Approvals.Approval asked) {
        settlementService.reverse(approver, id(asked.terms()), asked.reason());
        return id(asked.terms()).toString();
    }
}
