package city.pishkhan.spi;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The postal service (پست), which delivers documents to a person's address or to an office. Published with the service property
 * {@code post=<name>}. No call changes the state of the hub. Every method throws {@link PartnerUnavailable} if the outcome at the
 * post is unknown; the hub then calls it again.
 */
public interface PostalService {

    /** Instance name, e.g. {@code post}. */
    String name();

    /**
     * Orders the delivery of a letter. A call with the same id creates no second order and returns the same tracking number.
     *
     * @return the post's tracking number
     * @throws PartnerRefused if the post rejects the letter for good, e.g. {@code postal-code}
     */
    String order(Letter letter);

    /**
     * The progress of a letter's delivery.
     *
     * @throws PartnerRefused {@code unknown} if the post has no such order
     */
    LetterProgress track(UUID id);

    /**
     * Cancels an order before the post has the letter. Cancelling a cancelled order has no effect and returns {@code true}.
     *
     * @return {@code false} if the letter is already on its way
     * @throws PartnerRefused {@code unknown} if the post has no such order
     */
    boolean cancel(UUID id);

    /**
     * A letter to deliver.
     *
     * @param id    id of the order, the same in every attempt: the post's idempotency key
     * @param kind  {@code document}
     * @param grams weight in grams, at least 1
     * @param from  code of the office that hands the letter in
     * @param to    recipient
     */
    record Letter(UUID id, String kind, int grams, @Nullable String from, Recipient to) {
        public Letter {
            Objects.requireNonNull(id);
            Objects.requireNonNull(to);
        }
    }

    /** The recipient of a letter. {@code toString} of a private address shows no personal data. */
    sealed interface Recipient {

        /**
         * A person at a private address.
         *
         * @param name       name of the addressee
         * @param address    street and house
         * @param postalCode ten ASCII digits
         */
        record Home(@Nullable String name, @Nullable String address, @Nullable String postalCode) implements Recipient {
            @Override
            public String toString() {
                return "Home[]";
            }
        }

        /** @param code code of a service office */
        record Office(@Nullable String code) implements Recipient {}
    }

    /** Progress of a letter. */
    enum Step {
        /** the delivery is ordered; the post does not have the letter yet */
        ACCEPTED,
        /** the letter is on its way to the recipient */
        IN_TRANSIT,
        /** the letter was delivered to a person at the address */
        DELIVERED,
        /** the letter is back at the office that handed it in */
        RETURNED,
        /** the letter is lost for good, according to the post */
        LOST,
        /** the delivery was cancelled */
        CANCELLED
    }

    /**
     * A step of a letter's delivery and its time.
     *
     * @param place place as the post names it, or {@code null}
     */
    record Event(Step step, Instant at, @Nullable String place) {
        public Event {
            Objects.requireNonNull(step);
            Objects.requireNonNull(at);
        }
    }

    /**
     * Confirmation of the delivery. {@code toString} shows no personal data.
     *
     * @param receiver  name of the person who accepted the letter
     * @param reference reference of the signature that the post keeps
     */
    record Receipt(@Nullable String receiver, @Nullable String reference) {
        @Override
        public String toString() {
            return "Receipt[]";
        }
    }

    /**
     * All recorded steps of a letter's delivery.
     *
     * @param tracking the post's tracking number
     * @param events   oldest first, at least one
     * @param receipt  {@code null} unless delivered
     */
    record LetterProgress(String tracking, List<Event> events, @Nullable Receipt receipt) {
        public LetterProgress {
            events = List.copyOf(events);
            if (events.isEmpty()) {
                throw new IllegalArgumentException("a journey must have at least one event");
            }
        }

        /** The latest step. */
        public Step latestStep() {
            return events.get(events.size() - 1).step();
        }
    }
}
