package city.pishkhan.notifications.internal;

import city.pishkhan.api.persons.Persons;
import city.pishkhan.api.persons.Persons.Party;
import city.pishkhan.notifications.internal.MessageRows.Due;
import city.pishkhan.notifications.internal.MessageRows.Outcome;
import city.pishkhan.spi.PartnerRefused;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.PartnerWords;
import city.pishkhan.spi.TextMessage;
import city.pishkhan.spi.TextSender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands what is due to the provider, later each time, until it is taken or its time is over. */
final class Sending {
    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);
    /** messages that a turn takes */
    private static final int BATCH = 100;

    /** and that this node has to itself besides, since it has made them */
    private static final int MOST_LEASED = 4 * BATCH;

    private static final int DOUBLINGS = 20;
    /** a node that died with a batch keeps the others waiting no longer */
    private static final Duration LEASE = Duration.ofMinutes(3);

    /** what a slow provider leaves no time for is due again when the lease is over, which a last call does not outlast */
    private static final Duration LONGEST = LEASE.dividedBy(2);

    private final MessageRows rows;
    private final Persons persons;
    private final Supplier<TextSender> sender;
    private final Duration first;
    private final Duration longest;
    private final ExecutorService senders;
    private final List<Leased> leased = new ArrayList<>();

    /** @param since by {@link System#nanoTime}, not after the lease began */
    private record Leased(Due message, long since) {

        boolean sure() {
            return System.nanoTime() - since < LONGEST.toNanos();
        }
    }

    /** @param sender gives {@code null} while there is none; @param senders by which several messages are under way at once */
    Sending(
            MessageRows rows,
            Persons persons,
            Supplier<TextSender> sender,
            Duration first,
            Duration longest,
            ExecutorService senders) {
        this.rows = rows;
        this.persons = persons;
        this.sender = sender;
        this.first = first;
        this.longest = longest;
        this.senders = senders;
    }

    /** How long this node alone may send so many that are about to be made; {@code null} if it has enough to do. */
    Duration lease(int messages) {
        synchronized (leased) {
            return leased.size() + messages > MOST_LEASED ? null : LEASE;
        }
    }

    /**
     * Messages that were made with a lease. Should this node die with them, another finds them due when it is over.
     *
     * @param since when it began or earlier, by {@link System#nanoTime}
     */
    void add(List<Due> messages, long since) {
        synchronized (leased) {
            messages.forEach(message -> leased.add(new Leased(message, since)));
        }
    }

    /** @return whether there may be more at once */
    boolean turn() {
        List<Leased> due = new ArrayList<>();
        synchronized (leased) {
            due.addAll(leased);
            leased.clear();
        }
        long since = System.nanoTime();
        rows.take(BATCH, LEASE).forEach(message -> due.add(new Leased(message, since)));
        send(due);
        return due.size() >= BATCH;
    }

    private void send(List<Leased> due) {
        Map<UUID, List<Party>> parties = due.isEmpty()
                ? Map.of()
                : persons.ofCases(
                        due.stream().map(one -> one.message().caseId()).collect(Collectors.toSet()));
        List<Future<Optional<Outcome>>> sent = due.stream()
                .map(one -> senders.submit(() -> one.sure()
                        ? Optional.of(send(
                                one.message(),
                                parties.getOrDefault(one.message().caseId(), List.of())))
                        // another may have it soon
                        : Optional.<Outcome>empty()))
                .toList();
        rows.note(sent.stream().map(Sending::done).flatMap(Optional::stream).toList());
    }

    private static Optional<Outcome> done(Future<Optional<Outcome>> sent) {
        try {
            return sent.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the hub stops; what was sent comes again under the same id");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private Outcome send(Due message, List<Party> parties) {
        if (message.expired()) {
            return Outcome.given(message.id(), "expired", null);
        }
        Optional<String> mobile = parties.stream()
                .filter(party -> party.person().equals(message.person()) && party.mobile() != null)
                .map(Party::mobile)
                .findFirst();
        if (mobile.isEmpty()) {
            return Outcome.given(message.id(), "unreachable", null);
        }
        TextSender provider = sender.get();
        if (provider == null) {
            return again(message, "there is no provider");
        }
        try {
            return Outcome.sent(
                    message.id(), provider.send(new TextMessage(message.id(), mobile.get(), message.text())));
        } catch (PartnerRefused e) {
            LOG.info("Message {} is refused: {}", message.id(), e.code());
            return Outcome.given(message.id(), "refused", PartnerWords.plain(e.getMessage()));
        } catch (PartnerUnavailable e) {
            return again(message, PartnerWords.plain(e.getMessage()));
        } catch (RuntimeException e) {
            // the others of the batch are noted all the same
            LOG.warn("Message {} is tried again: {}", message.id(), e.toString());
            return again(message, e.getClass().getSimpleName());
        }
    }

    private Outcome again(Due message, String why) {
        Duration delay = first.multipliedBy(1L << Math.min(message.attempts() - 1, DOUBLINGS));
        return Outcome.again(message.id(), delay.compareTo(longest) < 0 ? delay : longest, why);
    }
}
