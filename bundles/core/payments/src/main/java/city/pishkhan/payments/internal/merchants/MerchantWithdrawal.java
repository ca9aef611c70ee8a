package city.pishkhan.payments.internal.merchants;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.ApprovedAct;
import city.pishkhan.api.money.Merchants.Account;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Act {@code merchant-withdraw}: stops new payments to the merchant account. Existing attempts are still completed. */
@Component(service = ApprovedAct.class)
public final class MerchantWithdrawal extends MerchantAccountAct {

    @Activate
    public MerchantWithdrawal(@Reference MerchantRegister merchantRegister) {
        super(merchantRegister);
    }

    @Override
    public String name() {
        return "merchant-withdraw";
    }

    @Override
    public String operation() {
        return "committee.merchant.withdraw";
    }

    @Override
    String targetState() {
        return MerchantRepository.WITHDRAWN;
    }

    @Override
    void check(Account account) {
        if (!account.state().equals(MerchantRepository.APPROVED)) {
            throw Refusal.conflict("merchant.not-approved");
        }
    }
}
