package city.pishkhan.cases.internal.engine;

import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.money.Fees;
import city.pishkhan.api.money.Payments;
import city.pishkhan.api.money.Payments.Bill;
import city.pishkhan.api.money.Payments.Debtor;
import city.pishkhan.api.money.Payments.Duty;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.Procedures.Fee;
import city.pishkhan.api.rules.StageKind;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.rules.RuleEvaluation;
import java.util.List;
import java.util.Set;

/**
 * Bills the duties that the rules compute. The stage is complete when the bank has confirmed all payments. If the municipality pays, the
 * office's fee is credited to the office's account instead.
 */
final class PaymentStage implements StageHandler {
    private final Payments payments;
    private final Fees fees;

    PaymentStage(Payments payments, Fees fees) {
        this.payments = payments;
        this.fees = fees;
    }

    @Override
    public Set<StageKind> kinds() {
        return Set.of(StageKind.PAYMENT);
    }

    @Override
    public Outcome evaluate(Step step) {
        CaseFile file = step.file();
        List<Duty> duties = RuleEvaluation.duties(step.rules(), file.service(), step.stage(), file.facts());
        if (step.stage().payer().equals(Procedures.MUNICIPALITY)) {
            // The case does not wait, because the municipality pays the offices on its own schedule.
            fees.recordFees(
                    new Fees.Creditor(file.id(), file.number(), file.service(), file.office(), file.district()),
                    duties);
            return Outcome.DONE;
        }
        List<Bill> bills = payments.raise(
                new Debtor(
                        file.id(),
                        file.number(),
                        file.service(),
                        file.district(),
                        file.office(),
                        step.stage().id(),
                        RuleEvaluation.fee(step.rules(), file.service(), step.stage(), file.facts())
                                .map(Fee::officeShare)
                                .orElse(0)),
                duties);
        return bills.stream().allMatch(b -> b.state().equals("paid")) ? Outcome.DONE : new Outcome.Waits(State.WAITING);
    }

    @Override
    public List<String> waitsFor(Step step, StageContents seen) {
        return payments.bills(step.file().id()).stream()
                .filter(b -> b.state().equals("open") || b.state().equals("pending"))
                .map(b -> "payment:" + b.billId())
                .toList();
    }
}
