package city.pishkhan.evidence.internal;

import city.pishkhan.api.journal.EventTerms;
import city.pishkhan.messages.Messages;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/**
 * Implements {@link EventTerms} with the terms, in English and Persian, that evidence files use for events of cases and
 * of the hub.
 */
@Component(service = EventTerms.class)
public final class EventTermService implements EventTerms {
    private static final Messages MESSAGES = Messages.of(EventTermService.class);

    private static final String TERM = "term.";

    private final List<EventTerm> terms = MESSAGES.keys(TERM).stream()
            .map(key -> new EventTerm(key.substring(TERM.length()), MESSAGES.english(key), MESSAGES.persian(key)))
            .toList();

    @Override
    public List<EventTerm> all() {
        return terms;
    }
}
