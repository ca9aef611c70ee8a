package city.pishkhan.camel.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Approvals;
import city.pishkhan.api.governance.ApprovedAct;
import city.pishkhan.api.messaging.DeadLetters;
import city.pishkhan.api.security.Caller;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Approved act {@code dead-letter-discard}: deletes a dead letter of the broker. Terms: {@code message}. */
@Component(service = ApprovedAct.class)
public final class DeadLetterDiscard implements ApprovedAct {
    private static final String MESSAGE = "message";

    private final DeadLetters letters;

    @Activate
    public DeadLetterDiscard(@Reference DeadLetters letters) {
        this.letters = letters;
    }

    @Override
    public String name() {
        return "dead-letter-discard";
    }

    @Override
    public String operation() {
        return "operator.dead-letter.discard";
    }

    @Override
    public void check(Map<String, String> terms) {
        if (!letters.has(terms.getOrDefault(MESSAGE, ""))) {
            throw Refusal.notFound("dead-letter");
        }
    }

    @Override
    public Map<String, String> journalTerms(Map<String, String> terms) {
        return Map.of(MESSAGE, terms.getOrDefault(MESSAGE, ""));
    }

    @Override
    public @Nullable String execute(Caller approver, Approvals.Approval asked) {
        letters.discard(Objects.requireNonNull(asked.terms().get(MESSAGE)));
        return asked.terms().get(MESSAGE);
    }
}
