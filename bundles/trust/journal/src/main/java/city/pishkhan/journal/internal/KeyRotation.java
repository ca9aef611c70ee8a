package city.pishkhan.journal.internal;

import city.pishkhan.api.RefusalText;
import city.pishkhan.api.governance.Approvals;
import city.pishkhan.api.governance.ApprovedAct;
import city.pishkhan.api.security.Caller;
import city.pishkhan.journal.Seals;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import city.pishkhan.proofs.SealKey;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Approved act {@code journal-key}: creates a new key for seals, introduced by the old key. The act has no terms. */
@Component(service = ApprovedAct.class)
public final class KeyRotation implements ApprovedAct {
    private final Seals seals;

    @Activate
    public KeyRotation(@Reference Seals seals) {
        this.seals = seals;
    }

    @Override
    public String name() {
        return "journal-key";
    }

    @Override
    public String operation() {
        return "committee.journal-key.rotate";
    }

    @Override
    public void check(Map<String, String> terms) {
        // no terms to check
    }

    @Override
    public Map<String, String> journalTerms(Map<String, String> terms) {
        return Map.of();
    }

    @Override
    public String execute(Caller approver, Approvals.Approval asked) {
        SealKey key = seals.rotate(approver, asked.reason());
        return String.join("\t", String.valueOf(key.number()), key.id(), key.previous());
    }

    @Override
    public Text outcome(String stored) {
        String[] values = stored.split("\t");
        return RefusalText.of(
                Messages.of(KeyRotation.class),
                values.length > 2 ? "outcome.journal-key" : "outcome.journal-key/first",
                (Object[]) values);
    }
}
