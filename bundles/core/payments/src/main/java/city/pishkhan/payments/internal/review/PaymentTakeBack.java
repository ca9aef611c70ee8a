package city.pishkhan.payments.internal.review;

import city.pishkhan.api.governance.Approvals;
import city.pishkhan.api.governance.ApprovedAct;
import city.pishkhan.api.money.PaymentReview;
import city.pishkhan.api.money.PaymentReview.BankSale;
import city.pishkhan.api.security.Caller;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Act {@code payment-take-back}: a bank took back the money of a settled payment. Terms: {@code gateway}, {@code terminal},
 * {@code reference}.
 */
@Component(service = ApprovedAct.class)
public final class PaymentTakeBack implements ApprovedAct {
    private static final String GATEWAY = "gateway";
    private static final String TERMINAL = "terminal";
    private static final String REFERENCE = "reference";

    private final PaymentReview review;

    @Activate
    public PaymentTakeBack(@Reference PaymentReview review) {
        this.review = review;
    }

    @Override
    public String name() {
        return "payment-take-back";
    }

    @Override
    public String operation() {
        return "committee.payment.take-back";
    }

    private static BankSale sale(Map<String, String> terms) {
        return new BankSale(
                terms.getOrDefault(GATEWAY, ""), terms.getOrDefault(TERMINAL, ""), terms.getOrDefault(REFERENCE, ""));
    }

    @Override
    public void check(Map<String, String> terms) {
        review.findSettled(sale(terms));
    }

    @Override
    public Map<String, String> journalTerms(Map<String, String> terms) {
        BankSale sale = sale(terms);
        Map<String, String> told = new LinkedHashMap<>();
        told.put(GATEWAY, sale.gateway());
        told.put(TERMINAL, sale.terminal());
        told.put(REFERENCE, sale.reference());
        return told;
    }

    @Override
    public String execute(Caller approver, Approvals.Approval asked) {
        PaymentReview.Row taken = review.recordTakeBack(approver, sale(asked.terms()));
        return taken.order() + "\t" + taken.caseNumber();
    }
}
