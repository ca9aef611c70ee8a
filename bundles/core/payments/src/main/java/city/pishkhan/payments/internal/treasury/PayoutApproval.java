package city.pishkhan.payments.internal.treasury;

import city.pishkhan.api.governance.ApprovedAct;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Act {@code payout}: approves the payment of an office's fees. */
@Component(service = ApprovedAct.class)
public final class PayoutApproval extends DisbursementApproval {

    @Activate
    public PayoutApproval(@Reference PayoutService payoutService) {
        super("payout", payoutService);
    }
}
