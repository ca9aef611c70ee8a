package city.pishkhan.shell.money;

import city.pishkhan.api.money.PaymentReview;
import city.pishkhan.api.money.PaymentReview.Row;
import city.pishkhan.shell.HubCommand;
import java.util.UUID;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Queries the bank about a payment whose outcome is unknown, and records the result. */
@Service
@Command(
        scope = "pishkhan",
        name = "payment-resolve",
        description = "Queries the bank about a payment with an unknown outcome and books the answer")
public class PaymentResolveCommand extends HubCommand {
    @Reference
    PaymentReview payments;

    @Argument(name = "attempt", description = "Id of the attempt, see payment-list --unknown", required = true)
    String attempt;

    @Option(name = "--reason", description = "Reason; the journal stores only a commitment to it", required = true)
    String reason;

    @Override
    protected void run() {
        Row row = payments.resolve(operator(), id(attempt), reason);
        session.getConsole()
                .println("Attempt " + row.attempt() + " of case " + row.caseNumber() + " is " + row.state()
                        + (row.held() == null ? "" : ", held: " + row.held())
                        + (row.nextCheck() == null ? "" : "; the bank is queried again at " + row.nextCheck()));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Name an attempt by its id, as payment-list shows it.");
        }
    }
}
