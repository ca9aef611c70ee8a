package city.pishkhan.contracts.office;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * How a certificate reaches those who applied. Absent members are not known (yet). {@code toString} shows nothing personal.
 *
 * @param id         of the delivery; absent while nothing is chosen
 * @param caseId     of the case
 * @param caseNumber by which people call it
 * @param way        {@code office}, {@code home} or {@code other-office}
 * @param state      {@code none} (nothing is chosen), {@code arranged} (chosen, nothing is issued yet), {@code ready} (lies at an office),
 *                   {@code ordered}, {@code accepted} (by the post), {@code in-transit}, {@code delivered}, {@code handed-over}; or, to be
 *                   chosen anew, {@code returned}, {@code lost}, {@code refused} (by the post), {@code cancelled}
 * @param addressee  home
 * @param address    home
 * @param postalCode home
 * @param office     other-office: its code
 * @param liesAt     code of the office where it can be fetched now
 * @param tracking   the post's number
 * @param note       the post's code where it refused
 * @param recalled   whether it is being called off
 * @param steps      what the post said of the way, oldest first
 * @param proof      that it was received
 * @param arranged   UTC, ISO 8601
 * @param changed    when it came into its state; UTC, ISO 8601
 * @param stopped    since when it goes to nobody any more, because the certificate was revoked; UTC, ISO 8601
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
     * One step on the post's way.
     *
     * @param step  {@code accepted}, {@code in-transit}, {@code delivered}, {@code returned}, {@code lost} or {@code cancelled}
     * @param at    UTC, ISO 8601
     * @param place in the post's words
     */
    public record Step(
            @OneOf({"accepted", "in-transit", "delivered", "returned", "lost", "cancelled"}) String step,
            Instant at,
            @Nullable String place) {}

    /**
     * Who has it.
     *
     * @param receiver  handed over: the national ID, masked; by the post: a name
     * @param role      handed over: {@code owner}, {@code co-owner} or {@code proxy}
     * @param by        handed over: the login of the clerk; the citizen is not told
     * @param reference by the post: of the signature that it keeps
     * @param at        UTC, ISO 8601
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
