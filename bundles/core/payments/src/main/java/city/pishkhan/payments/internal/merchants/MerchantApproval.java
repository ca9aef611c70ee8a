package city.pishkhan.payments.internal.merchants;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.ApprovedAct;
import city.pishkhan.api.money.Merchants.Account;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Act {@code merchant-account}: permits payments to the merchant account. */
@Component(service = ApprovedAct.class)
public final class MerchantApproval extends MerchantAccountAct {

    @Activate
    public MerchantApproval(@Reference MerchantRegister merchantRegister) {
        super(merchantRegister);
    }

    @Override
    public String name() {
        return "merchant-account";
    }

    @Override
    public String operation() {
        return "committee.merchant.approve";
    }

    @Override
    String targetState() {
        return MerchantRepository.APPROVED;
    }

    @Override
    void check(Account account) {
        if (account.state().equals(MerchantRepository.APPROVED)) {
            throw Refusal.conflict("merchant.approved");
        }
    }
}
