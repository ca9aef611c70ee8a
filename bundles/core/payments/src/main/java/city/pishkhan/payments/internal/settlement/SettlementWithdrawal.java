package city.pishkhan.payments.internal.settlement;

import city.pishkhan.api.governance.Approvals;
import city.pishkhan.api.governance.ApprovedAct;
import city.pishkhan.api.security.Caller;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Act {@code settlement-withdraw}: withdraws a file that the bank sent by mistake, and reverses its bookings. Term: {@code file}. */
@Component(service = ApprovedAct.class)
public final class SettlementWithdrawal implements ApprovedAct {
    private static final String FILE = "file";

    private final SettlementService settlementService;

    @Activate
    public SettlementWithdrawal(@Reference SettlementService settlementService) {
        this.settlementService = settlementService;
    }

    @Override
    public String name() {
        return "settlement-withdraw";
    }

    @Override
    public String operation() {
        return "committee.settlement.reverse";
    }

    private static UUID id(Map<String, String> terms) {
        try {
            return UUID.fromString(terms.getOrDefault(FILE, ""));
        } catch (IllegalArgumentException e) {
            throw SettlementService.noFile();
        }
    }

    /**
     * @throws city.pishkhan.api.Refusal {@code NOT_FOUND} if there is no such file; {@code CONFLICT} if its import is
     *     not complete or it was withdrawn
     */
    @Override
    public void check(Map<String, String> terms) {
        settlementService.requireWithdrawable(id(terms));
    }

    @Override
    public Map<String, String> journalTerms(Map<String, String> terms) {
        return Map.of(FILE, id(terms).toString());
    }

    @Override
    public String execute(Caller approver, Approvals.Approval asked) {
        return settlementService.withdraw(approver, id(asked.terms()), asked.reason());
    }
}
