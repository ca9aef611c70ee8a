package city.pishkhan.notifications.internal;

import city.pishkhan.api.cases.Persons;
import city.pishkhan.api.cases.Persons.Party;
import city.pishkhan.notifications.internal.MessageRows.Due;
import city.pishkhan.spi.PartnerRefused;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.PartnerWords;
import city.pishkhan.spi.TextMessage;
import city.pishkhan.spi.TextSender;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands what is due to the provider, later each time, until it is taken or its time is over. */
final class Sending {
    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);
    private static final int BATCH = 10;
    private static final int DOUBLINGS = 20;
    /** longer than a batch lasts at a slow provider: a node that died with it keeps the others waiting no longer */
    private static final Duration LEASE = Duration.ofMinutes(3);

    private final MessageRows rows;
    private final Persons persons;
    private final Supplier<TextSender> sender;
    private final Duration first;
    private final Duration longest;

    /** @param sender gives {@code null} while there is none */
    Sending(MessageRows rows, Persons persons, Supplier<TextSender> sender, Duration first, Duration longest) {
        this.rows = rows;
        this.persons = persons;
        this.sender = sender;
        this.first = first;
        this.longest = longest;
    }

    /** @return whether there may be more at once */
    boolean turn() {
        List<Due> due = rows.take(BATCH, LEASE);
        due.forEach(this::send);
        return due.size() == BATCH;
    }

    private void send(Due message) {
        if (message.expired()) {
            rows.given(message.id(), "expired", null);
            return;
        }
        Optional<String> mobile = persons.ofCase(message.caseId()).stream()
                .filter(party -> party.person().equals(message.person()) && party.mobile() != null)
                .map(Party::mobile)
                .findFirst();
        if (mobile.isEmpty()) {
            rows.given(message.id(), "unreachable", null);
            return;
        }
        TextSender provider = sender.get();
        if (provider == null) {
            again(message, "there is no provider");
            return;
        }
        try {
            rows.sent(message.id(), provider.send(new TextMessage(message.id(), mobile.get(), message.text())));
        } catch (PartnerRefused e) {
            LOG.info("Message {} is refused: {}", message.id(), e.code());
            rows.given(message.id(), "refused", PartnerWords.plain(e.getMessage()));
        } catch (PartnerUnavailable e) {
            again(message, PartnerWords.plain(e.getMessage()));
        }
    }

    private void again(Due message, String why) {
        Duration delay = first.multipliedBy(1L << Math.min(message.attempts() - 1, DOUBLINGS));
        rows.again(message.id(), delay.compareTo(longest) < 0 ? delay : longest, why);
    }
}
