package city.pishkhan.notifications.internal;

import city.pishkhan.api.persons.Persons;
import city.pishkhan.api.persons.Persons.Party;
import city.pishkhan.notifications.internal.MessageRepository.Due;
import city.pishkhan.notifications.internal.MessageRepository.Outcome;
import city.pishkhan.spi.PartnerRefused;
import city.pishkhan.spi.PartnerText;
import city.pishkhan.spi.PartnerUnavailable;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends due messages to the provider, with growing pauses after failures, until they are sent or expired. */
final class MessageSender {
    private static final Logger LOG = LoggerFactory.getLogger(MessageSender.class);
    /** maximum number of messages claimed per turn */
    private static final int BATCH = 100;

    /** maximum number of messages that this node has created and reserved for itself */
    private static final int MOST_LEASED = 4 * BATCH;

    private static final int DOUBLINGS = 20;
    /** time after which messages of a stopped node are sent by other nodes */
    private static final Duration LEASE = Duration.ofMinutes(3);

    /**
     * messages that have waited longer in this node are left to the next lease, so that no call to the provider
     * outlasts the lease
     */
    private static final Duration LONGEST = LEASE.dividedBy(2);

    private final MessageRepository rows;
    private final Persons persons;
    private final Supplier<TextSender> sender;
    private final Duration first;
    private final Duration longest;
    private final ExecutorService senders;
    private final List<Leased> leased = new ArrayList<>();

    /** @param since start of the lease or earlier, by {@link System#nanoTime} */
    private record Leased(Due message, long since) {

        boolean hasTimeLeft() {
            return System.nanoTime() - since < LONGEST.toNanos();
        }
    }

    /**
     * @param sender  returns {@code null} while there is no provider
     * @param senders threads that send messages in parallel
     */
    MessageSender(
            MessageRepository rows,
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

    /**
     * Returns the duration of the lease for messages about to be created; {@code null} if this node has no capacity for
     * these messages.
     */
    @Nullable
    Duration lease(int messages) {
        synchronized (leased) {
            return leased.size() + messages > MOST_LEASED ? null : LEASE;
        }
    }

    /**
     * Adds messages created with a lease. If this node stops, another node sends them after the lease.
     *
     * @param since start of the lease or earlier, by {@link System#nanoTime}
     */
    void add(List<Due> messages, long since) {
        synchronized (leased) {
            messages.forEach(message -> leased.add(new Leased(message, since)));
        }
    }

    /** @return {@code true} if there may be more messages */
    boolean sendDue() {
        List<Leased> due = new ArrayList<>();
        synchronized (leased) {
            due.addAll(leased);
            leased.clear();
        }
        long since = System.nanoTime();
        rows.claim(BATCH, LEASE).forEach(message -> due.add(new Leased(message, since)));
        send(due);
        return due.size() >= BATCH;
    }

    private void send(List<Leased> due) {
        Map<UUID, List<Party>> parties = due.isEmpty()
                ? Map.of()
                : persons.ofCases(
                        due.stream().map(one -> one.message().caseId()).collect(Collectors.toSet()));
        List<Future<Optional<Outcome>>> sent = due.stream()
                .map(one -> senders.submit(() -> one.hasTimeLeft()
                        ? Optional.of(send(
                                one.message(),
                                parties.getOrDefault(one.message().caseId(), List.of())))
                        // too late for this node: the lease may end soon, and another node may then send the message
                        : Optional.<Outcome>empty()))
                .toList();
        rows.recordOutcomes(sent.stream()
                .map(MessageSender::awaitOutcome)
                .flatMap(Optional::stream)
                .toList());
    }

    private static Optional<Outcome> awaitOutcome(Future<Optional<Outcome>> sent) {
        try {
            return sent.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the hub is stopping; the message is sent again under the same id");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private Outcome send(Due message, List<Party> parties) {
        if (message.expired()) {
            return Outcome.ended(message.id(), "expired", null);
        }
        Optional<String> mobile = parties.stream()
                .filter(party -> party.person().equals(message.person()) && party.mobile() != null)
                .map(Party::mobile)
                .findFirst();
        if (mobile.isEmpty()) {
            return Outcome.ended(message.id(), "unreachable", null);
        }
        TextSender provider = sender.get();
        if (provider == null) {
            return retry(message, "no provider is available");
        }
        try {
            return Outcome.sent(
                    message.id(), provider.send(new TextMessage(message.id(), mobile.get(), message.text())));
        } catch (PartnerRefused e) {
            LOG.info("Message {} is rejected: {}", message.id(), e.code());
            return Outcome.ended(message.id(), "refused", PartnerText.sanitize(e.getMessage()));
        } catch (PartnerUnavailable e) {
            return retry(message, PartnerText.sanitize(e.getMessage()));
        } catch (RuntimeException e) {
            // the results of the other messages must still be recorded
            LOG.warn("Message {} is retried: {}", message.id(), e.toString());
            return retry(message, e.getClass().getSimpleName());
        }
    }

    private Outcome retry(Due message, String why) {
        Duration delay = first.multipliedBy(1L << Math.min(message.attempts() - 1, DOUBLINGS));
        return Outcome.retry(message.id(), delay.compareTo(longest) < 0 ? delay : longest, why);
    }
}
