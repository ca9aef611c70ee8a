package city.pishkhan.payments.internal.treasury;

import city.pishkhan.api.governance.ApprovedAct;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Act {@code refund}: approves a refund to a payer. */
@Component(service = ApprovedAct.class)
public final class RefundApproval extends DisbursementApproval {

    @Activate
    public RefundApproval(@Reference RefundService refundService) {
        super("refund", refundService);
    }
}
