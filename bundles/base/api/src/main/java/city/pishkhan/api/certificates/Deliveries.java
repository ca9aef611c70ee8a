package city.pishkhan.api.certificates;

import city.pishkhan.api.Page;
import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries of certificates (تحویل): collected at the case's office or another one, or sent home by post. Personal data and
 * addresses are sealed with the key of the case.
 */
public interface Deliveries {

    /** State of a delivery. */
    enum State {
        /** the delivery is chosen; the certificate is not issued yet, or not handed to the post */
        ARRANGED,
        /** the certificate is ready at an office to be collected */
        READY,
        /** the order is being sent to the post */
        ORDERED,
        /** the post accepted the order */
        ACCEPTED,
        IN_TRANSIT,
        /** the letter was delivered to a person at the address, according to the post */
        DELIVERED,
        /** the certificate was collected at an office, against a national ID */
        HANDED_OVER,
        /** the letter was returned to the case's office, which keeps the certificate */
        RETURNED,
        /** the letter is lost, according to the post */
        LOST,
        /** the post refused the order */
        REFUSED,
        /** the delivery was cancelled or replaced by another choice, or the case ended without a certificate */
        CANCELLED;

        /** Lower-case code, e.g. {@code in-transit}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Returns {@code true} if the applicants have the certificate. */
        public boolean isReceived() {
            return this == DELIVERED || this == HANDED_OVER;
        }

        /** Returns {@code true} if the delivery failed and must be chosen again. */
        public boolean hasFailed() {
            return this == RETURNED || this == LOST || this == REFUSED || this == CANCELLED;
        }
    }

    /**
     * The applicant's choice of delivery.
     *
     * @param way        {@code office} (that of the case), {@code home} or {@code other-office}
     * @param addressee  {@code home}: name on the letter
     * @param address    {@code home}: street and house
     * @param postalCode {@code home}: postal code
     * @param office     {@code other-office}: its code
     */
    record Choice(
            String way,
            @Nullable String addressee,
            @Nullable String address,
            @Nullable String postalCode,
            @Nullable String office) {
        @Override
        public String toString() {
            return "Choice[" + way + "]";
        }
    }

    /**
     * A step of the delivery by post.
     *
     * @param place place as the post names it, or {@code null}
     */
    record Step(String step, Instant at, String place) {}

    /**
     * Proof of receipt.
     *
     * @param receiver  collected: the masked national ID; by post: a name
     * @param role      collected: {@code owner}, {@code co-owner} or {@code proxy}; else {@code null}
     * @param by        collected: login of the clerk; else {@code null}
     * @param reference by post: reference of the signature that the post keeps; else {@code null}
     */
    record Proof(
            @Nullable String receiver,
            @Nullable String role,
            @Nullable String by,
            @Nullable String reference,
            Instant at) {}

    /**
     * A delivery. {@code toString} shows only its id and state.
     *
     * @param office   office where the certificate is kept, or {@code null}
     * @param tracking the post's tracking number, or {@code null}
     * @param note     the post's code of a refusal, or {@code null}
     * @param recalled whether the order is being cancelled
     * @param proof    {@code null} unless received
     * @param stopped  time since which the certificate may not be handed out, because it was revoked; or {@code null}
     */
    record Delivery(
            UUID id,
            UUID caseId,
            String caseNumber,
            Choice choice,
            @Nullable String office,
            State state,
            @Nullable String tracking,
            @Nullable String note,
            boolean recalled,
            List<Step> steps,
            @Nullable Proof proof,
            @Nullable Instant arranged,
            @Nullable Instant changed,
            @Nullable Instant stopped) {
        public Delivery {
            steps = List.copyOf(steps);
        }

        @Override
        public String toString() {
            return "Delivery[" + id + " " + state + "]";
        }
    }

    /**
     * One row of a listing, without personal data.
     *
     * @param office office that keeps the certificate, or that handed it to the post; {@code null} before either
     * @param next   time of the next query to the post, or {@code null}
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
            @Nullable Instant next) {}

    /**
     * Chooses the delivery of a case's certificate. Possible until the certificate is handed to the post, and again
     * after a failed delivery. The calling bundle has authorised the user for the case.
     *
     * @throws Refusal INVALID with the invalid field; CONFLICT {@code delivery.not-offered}, {@code delivery.ordered},
     *     {@code delivery.done}, {@code case.ended}
     */
    Delivery arrange(Caller caller, UUID caseId, Choice choice);

    /**
     * Cancels a letter that the post has not received yet; a letter on its way continues. The delivery is cancelled
     * once the post confirms, and can then be chosen again. The calling bundle has authorised the user for the case.
     *
     * @throws Refusal CONFLICT {@code delivery.not-with-the-post} unless the letter is ordered or accepted
     */
    Delivery recall(Caller caller, UUID caseId);

    /** The newest delivery of a case. The calling bundle has authorised the user for the case. */
    Optional<Delivery> findByCase(UUID caseId);

    /** Certificates that wait at the caller's office to be collected, newest first. */
    Page<Row> listReady(Caller office, @Nullable String cursor, int limit);

    /**
     * Hands over a certificate at the caller's office, against the national ID of a person of the case.
     *
     * @throws Refusal NOT_FOUND unless the certificate is kept at the office; FORBIDDEN if the office may not work now,
     *     or {@code authority.scope} if the person has no authority to receive it for the owner; INVALID {@code
     *     delivery.receiver} if the ID belongs to no person of the case; CONFLICT {@code delivery.stopped} if the
     *     certificate is revoked, {@code delivery.held} while it is held, {@code delivery.not-ready}
     */
    Delivery handOver(Caller office, UUID delivery, String nationalId);

    /**
     * Starts the chosen delivery because the certificate is issued. Called by the engine, in its transaction and under the lock
     * of the case.
     *
     * @param office code of the case's office
     * @return state of the delivery afterwards; empty if none is chosen
     */
    Optional<State> start(UUID caseId, String office);

    /** State of a case's newest delivery. */
    Optional<State> state(UUID caseId);

    /**
     * Cancels a delivery that is not under way, because the case ended without a certificate. Called by the engine, in its
     * transaction and under the lock of the case.
     */
    void cancel(UUID caseId, String reason);

    /**
     * Stops the delivery because the certificate is revoked. Called by the engine, in its transaction and under the lock of the
     * case. A certificate at an office is no longer handed out, and a letter is cancelled. If the post can no longer return the
     * letter, the delivery is marked, so that no office hands it out on arrival.
     */
    void stop(UUID caseId, Caller actor);

    /** Advances one delivery as far as the post allows: places the order or queries its progress. Called by the queue's route. */
    void advance(UUID delivery);

    /**
     * All deliveries, newest first.
     *
     * @param state as {@link State#code}, or {@code null} for all
     * @throws Refusal INVALID
     */
    Page<Row> list(String state, @Nullable String cursor, int limit);
}
