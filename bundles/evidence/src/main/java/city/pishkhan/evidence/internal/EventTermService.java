package city.pishkhan.evidence.internal;

import city.pishkhan.api.journal.EventTerms;
import city.pishkhan.api.journal.HubEvents;
import city.pishkhan.api.journal.JournaledEvents;
import city.pishkhan.messages.Messages;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;

/** {@link EventTerms}: the words that the evidence of a case has for its events, and those for what is of no case. */
@Component(service = EventTerms.class)
public final class EventTermService implements EventTerms {
    private static final Messages MESSAGES = Messages.of(EventTermService.class);

    private final List<EventTerm> terms = Stream.of(JournaledEvents.all(), HubEvents.all())
            .flatMap(Set::stream)
            .sorted()
            .map(code -> new EventTerm(code, MESSAGES.english("term." + code), MESSAGES.persian("term." + code)))
            .toList();

    @Override
    public List<EventTerm> all() {
        return terms;
    }
}
