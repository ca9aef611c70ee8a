package city.pishkhan.api.certificates;

import city.pishkhan.api.Page;
import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * How certificates reach those who applied (تحویل): fetched at their office, at another one, or brought home by the post. What is said of
 * people and addresses is sealed with the key of the case.
 */
public interface Deliveries {

    /** Where one delivery stands. */
    enum State {
        /** chosen; the certificate is not issued yet, or not handed to the post */
        ARRANGED,
        /** lies at an office, to be fetched */
        READY,
        /** the post is being told */
        ORDERED,
        /** the post took the order */
        ACCEPTED,
        IN_TRANSIT,
        /** somebody at the address took it, as the post says */
        DELIVERED,
        /** fetched, against a national ID */
        HANDED_OVER,
        /** back at the case's office, which keeps it */
        RETURNED,
        /** the post says that it lost it */
        LOST,
        /** the post will not carry it */
        REFUSED,
        /** called off, another way was chosen, or the case ended without */
        CANCELLED;

        /** In lower case, e.g. {@code in-transit}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Whether those who applied have it. */
        public boolean done() {
            return this == DELIVERED || this == HANDED_OVER;
        }

        /** Whether another way has to be chosen, or the same once more. */
        public boolean failed() {
            return this == RETURNED || this == LOST || this == REFUSED || this == CANCELLED;
        }
    }

    /**
     * What is wanted.
     *
     * @param way        {@code office} (that of the case), {@code home} or {@code other-office}
     * @param addressee  {@code home}: who is on the letter
     * @param address    {@code home}: street and house
     * @param postalCode {@code home}
     * @param office     {@code other-office}: its code
     */
    record Choice(String way, String addressee, String address, String postalCode, String office) {
        @Override
        public String toString() {
            return "Choice[" + way + "]";
        }
    }

    /** A step on the post's way. @param place in the post's words, or {@code null} */
    record Step(String step, Instant at, String place) {}

    /**
     * That it was received.
     *
     * @param receiver  handed over: the national ID, masked; by the post: a name
     * @param role      handed over: {@code owner}, {@code co-owner} or {@code proxy}; else {@code null}
     * @param by        handed over: the login of who handed it over; else {@code null}
     * @param reference by the post: of the signature that it keeps; else {@code null}
     */
    record Proof(String receiver, String role, String by, String reference, Instant at) {}

    /**
     * One delivery. {@code toString} is not for logs.
     *
     * @param office   where it lies, if it does
     * @param tracking the post's number, or {@code null}
     * @param note     the post's code where it refused, or {@code null}
     * @param recalled whether it is being called off
     * @param proof    {@code null} unless received
     * @param stopped  since when it goes to nobody any more, because the certificate was revoked; or {@code null}
     */
    record Delivery(
            UUID id,
            UUID caseId,
            String caseNumber,
            Choice choice,
            String office,
            State state,
            String tracking,
            String note,
            boolean recalled,
            List<Step> steps,
            Proof proof,
            Instant arranged,
            Instant changed,
            Instant stopped) {
        public Delivery {
            steps = List.copyOf(steps);
        }

        @Override
        public String toString() {
            return "Delivery[" + id + " " + state + "]";
        }
    }

    /**
     * One line of a listing, nothing personal.
     *
     * @param office where it lies, or that handed it to the post; {@code null} before
     * @param next   when the post is asked again, or {@code null}
     */
    record Row(
            UUID id,
            String caseNumber,
            String way,
            String office,
            State state,
            String tracking,
            String note,
            int waits,
            Instant changed,
            Instant next) {}

    /**
     * Chooses how a case's certificate is delivered, at any time until it is handed to the post, and anew where that came to nothing.
     * Whoever asks has authorised its caller for the case.
     *
     * @throws Refusal INVALID with the field at fault; CONFLICT {@code delivery.not-offered}, {@code delivery.ordered}, {@code
     *                 delivery.done}, {@code case.ended}
     */
    Delivery arrange(Caller caller, UUID caseId, Choice choice);

    /**
     * Calls a letter off that the post does not have yet; what was on its way goes on. It is cancelled once the post says so, and another
     * way is chosen then. Whoever asks has authorised its caller for the case.
     *
     * @throws Refusal CONFLICT {@code delivery.not-with-the-post} unless it is ordered or accepted
     */
    Delivery recall(Caller caller, UUID caseId);

    /** The newest delivery of a case. Whoever asks has authorised its caller for the case. */
    Optional<Delivery> ofCase(UUID caseId);

    /** What lies at the caller's office to be fetched, newest first. */
    Page<Row> waiting(Caller office, String cursor, int limit);

    /**
     * Hands over what lies at the caller's office, against the national ID of somebody for whom the case was opened.
     *
     * @throws Refusal NOT_FOUND unless it lies there; FORBIDDEN if the office may not work now, or {@code authority.scope} if who came
     *                 acts for the owner and not so far; INVALID {@code delivery.receiver} if it belongs to nobody of the case; CONFLICT {@code delivery.stopped} if the certificate is revoked, {@code
     *                 delivery.held} while it is held, {@code delivery.not-ready}
     */
    Delivery handOver(Caller office, UUID delivery, String nationalId);

    /**
     * For the engine, inside its transaction and under the lock of the case: the certificate is there, so that what is chosen may begin.
     *
     * @param office code of the office that has the case
     * @return how the delivery stands then; empty if nothing is chosen
     */
    Optional<State> release(UUID caseId, String office);

    /** How the newest delivery of a case stands. */
    Optional<State> state(UUID caseId);

    /** For the engine, likewise: the case ended without. What is not under way is cancelled. */
    void cancel(UUID caseId, String reason);

    /**
     * For the engine, likewise: the certificate is revoked. What lies at an office is handed to nobody any more; a letter is called off, and
     * what the post has already and cannot give back is marked, so that no office hands it out when it comes.
     */
    void stop(UUID caseId, Caller actor);

    /** Brings one delivery as far as the post lets it: orders it, asks how far it is. Called by the queue's route. */
    void carry(UUID delivery);

    /** All deliveries, newest first. @param state as {@link State#code}, or {@code null} for any @throws Refusal INVALID */
    Page<Row> list(String state, String cursor, int limit);
}
