package city.pishkhan.contracts.committee;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A decision of a committee. It never changes after the signature.
 *
 * @param id        id of the decision
 * @param number    number assigned at the signature, e.g. {@code S-1405-0007}; absent before
 * @param kind      {@code expose}, {@code withdraw}, {@code rules}, {@code special-request}, {@code sanction} or {@code appeal}
 * @param state     {@code draft}, {@code adopted} or {@code rejected}
 * @param committee the deciding committee, e.g. {@code steering}
 * @param title     subject of the decision
 * @param clause    law, by-law or article on which it is based
 * @param reason    reason
 * @param effective effective day in Tehran, ISO 8601
 * @param inForce   time at which it takes effect, ISO 8601; absent unless adopted
 * @param terms     terms of the decision
 * @param quorum    number of seats that must take part
 * @param seats     all seats, the chair's first
 * @param votes     votes so far, oldest first
 * @param draftedBy login of the drafter
 * @param drafted   time of the draft, ISO 8601
 * @param signedBy  login of the signer; absent before the signature
 * @param signed    time of the signature, ISO 8601; absent before
 * @param digest    SHA-256 over the signed record, hex; the journal contains it too; absent before the signature
 * @param yours     seat for which the caller may vote on the draft; absent if the caller may not vote
 * @param signer    seat that may sign the draft with the present votes; absent if no seat may
 */
public record Decision(
        UUID id,
        @Nullable String number,
        @OneOf({"expose", "withdraw", "rules", "special-request", "sanction", "appeal"}) String kind,
        @OneOf({"draft", "adopted", "rejected"}) String state,
        String committee,
        String title,
        String clause,
        String reason,
        LocalDate effective,
        @Nullable Instant inForce,
        Terms terms,
        int quorum,
        List<String> seats,
        List<Vote> votes,
        String draftedBy,
        Instant drafted,
        @Nullable String signedBy,
        @Nullable Instant signed,
        @Nullable String digest,
        @Nullable String yours,
        @Nullable String signer) {

    /**
     * Vote of one seat.
     *
     * @param seat   the voting seat
     * @param member login of the member who voted for the seat
     * @param vote   {@code yes}, {@code no}, {@code abstain} or {@code recused}
     * @param reason reason; absent if none was given
     * @param at     time of the vote, ISO 8601
     */
    public record Vote(
            String seat,
            String member,
            @OneOf({"yes", "no", "abstain", "recused"}) String vote,
            @Nullable String reason,
            Instant at) {}
}
