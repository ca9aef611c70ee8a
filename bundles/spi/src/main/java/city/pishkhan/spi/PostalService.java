package city.pishkhan.spi;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * The post (پست): carries papers to a person's address or to an office. Published with the service property {@code post=<name>}. No call
 * changes state of the hub. Every method throws {@link PartnerUnavailable} where it is not known what the post did, and is then called again.
 */
public interface PostalService {

    /** Instance name, e.g. {@code post}. */
    String name();

    /**
     * Orders that a letter is carried. The same id again orders nothing twice and yields the same tracking number.
     *
     * @return the post's tracking number
     * @throws PartnerRefused if it will never carry it, e.g. {@code postal-code}
     */
    String order(Letter letter);

    /**
     * How far it has come.
     *
     * @throws PartnerRefused {@code unknown} if the post has no such order
     */
    Journey track(UUID id);

    /**
     * Calls an order off before the post has the letter. Called off again it is called off all the same.
     *
     * @return false if it is on its way already
     * @throws PartnerRefused {@code unknown} if the post has no such order
     */
    boolean cancel(UUID id);

    /**
     * What is to be carried.
     *
     * @param id    of the order, the same in every attempt: the post's idempotency key
     * @param kind  {@code document}
     * @param grams weight, at least 1
     * @param from  code of the office that hands it in
     * @param to    where it goes
     */
    record Letter(UUID id, String kind, int grams, String from, Recipient to) {
        public Letter {
            Objects.requireNonNull(id);
            Objects.requireNonNull(to);
        }
    }

    /** Who gets it. {@code toString} shows nothing. */
    sealed interface Recipient {

        /**
         * Somebody at home.
         *
         * @param name       of the addressee
         * @param address    street and house
         * @param postalCode ten ASCII digits
         */
        record Home(String name, String address, String postalCode) implements Recipient {
            @Override
            public String toString() {
                return "Home[]";
            }
        }

        /** @param code of a service office */
        record Office(String code) implements Recipient {}
    }

    /** How far a letter has come. */
    enum Step {
        /** ordered; the post does not have it yet */
        ACCEPTED,
        /** on its way */
        IN_TRANSIT,
        /** somebody at the address took it */
        DELIVERED,
        /** back at the office that handed it in */
        RETURNED,
        /** the post itself says that it will not be found again */
        LOST,
        /** called off */
        CANCELLED
    }

    /** @param place where, in the post's words, or {@code null} */
    record Event(Step step, Instant at, String place) {
        public Event {
            Objects.requireNonNull(step);
            Objects.requireNonNull(at);
        }
    }

    /**
     * Who took it, as the post says. {@code toString} shows nothing.
     *
     * @param receiver  a name
     * @param reference of the signature that the post keeps
     */
    record Receipt(String receiver, String reference) {
        @Override
        public String toString() {
            return "Receipt[]";
        }
    }

    /**
     * @param tracking the post's number
     * @param events   oldest first, at least one
     * @param receipt  {@code null} unless delivered
     */
    record Journey(String tracking, List<Event> events, Receipt receipt) {
        public Journey {
            events = List.copyOf(events);
            if (events.isEmpty()) {
                throw new IllegalArgumentException("a journey has one event at least");
            }
        }

        /** Where it is now. */
        public Step now() {
            return events.get(events.size() - 1).step();
        }
    }
}
