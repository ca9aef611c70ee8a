package city.pishkhan.contracts.office.certificates;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Delivery of a certificate to the applicants. Members without a value (yet) are absent. {@code toString} shows nothing personal.
 *
 * @param id         id of the delivery; absent before a choice
 * @param caseId     id of the case
 * @param caseNumber case number for people
 * @param way        {@code office}, {@code home} or {@code other-office}
 * @param state      {@code none} (no choice yet), {@code arranged} (chosen, no certificate issued yet), {@code ready} (ready at an office),
 *                   {@code ordered}, {@code accepted} (by the post), {@code in-transit}, {@code delivered}, {@code handed-over}; or, with a
 *                   new choice possible, {@code returned}, {@code lost}, {@code refused} (by the post), {@code cancelled}
 * @param addressee  way {@code home}: name of the addressee
 * @param address    way {@code home}: street and house
 * @param postalCode way {@code home}: postal code
 * @param office     way {@code other-office}: code of the office
 * @param liesAt     code of the office where it can be collected now
 * @param tracking   tracking number of the post
 * @param note       the post's reason code, if it refused the letter
 * @param recalled   {@code true} if a cancellation is under way
 * @param steps      events reported by the post, oldest first
 * @param proof      proof of receipt
 * @param arranged   time of the choice; UTC, ISO 8601
 * @param changed    time of the last change of state; UTC, ISO 8601
 * @param stopped    time at which the delivery was stopped because the certificate was revoked; UTC, ISO 8601
 */
public record Delivery(
        @Nullable UUID id,
        UUID caseId,
        String caseNumber,
        @Nullable @OneOf({"office", "home", "other-office"}) String way,
        @OneOf({
                    "none",
                    "arranged",
                    "ready",
                    "ordered",
                    "accepted",
                    "in-transit",
                    "delivered",
                    "handed-over",
                    "returned",
                    "lost",
                    "refused",
                    "cancelled"
                })
                String state,
        @Nullable String addressee,
        @Nullable String address,
        @Nullable String postalCode,
        @Nullable String office,
        @Nullable String liesAt,
        @Nullable String tracking,
        @Nullable String note,
        boolean recalled,
        List<Step> steps,
        @Nullable Proof proof,
        @Nullable Instant arranged,
        @Nullable Instant changed,
        @Nullable Instant stopped) {

    /**
     * One event reported by the post.
     *
     * @param step  {@code accepted}, {@code in-transit}, {@code delivered}, {@code returned}, {@code lost} or {@code cancelled}
     * @param at    time of the event; UTC, ISO 8601
     * @param place place, as reported by the post
     */
    public record Step(
            @OneOf({"accepted", "in-transit", "delivered", "returned", "lost", "cancelled"}) String step,
            Instant at,
            @Nullable String place) {}

    /**
     * Proof that a certificate was received.
     *
     * @param receiver  handed over at a counter: masked national ID; by post: name
     * @param role      handed over at a counter: {@code owner}, {@code co-owner} or {@code proxy}
     * @param by        handed over at a counter: login of the clerk; hidden from citizens
     * @param reference by post: reference of the signature that the post keeps
     * @param at        time of receipt; UTC, ISO 8601
     */
    public record Proof(
            String receiver,
            @Nullable @OneOf({"owner", "co-owner", "proxy"}) String role,
            @Nullable String by,
            @Nullable String reference,
            Instant at) {}

    @Override
    public String toString() {
        return "Delivery[" + id + " " + state + "]";
    }
}
