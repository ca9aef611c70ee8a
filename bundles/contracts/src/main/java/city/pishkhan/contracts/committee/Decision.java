package city.pishkhan.contracts.committee;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A decision of a committee. Signed, it never changes.
 *
 * @param id        of the decision
 * @param number    given with the signature, e.g. {@code S-1405-0007}; absent before
 * @param kind      {@code expose}, {@code withdraw}, {@code rules}, {@code special-request}, {@code sanction} or {@code appeal}
 * @param state     {@code draft}, {@code adopted} or {@code rejected}
 * @param committee which one decides, e.g. {@code steering}
 * @param title     what it is about
 * @param clause    the law, by-law or article that it rests on
 * @param reason    why
 * @param effective its day in Tehran, ISO 8601
 * @param inForce   from when it counts, ISO 8601; absent unless adopted
 * @param terms     what exactly is decided
 * @param quorum    seats that must take part
 * @param seats     all seats, the chair's first
 * @param votes     the voices so far, oldest first
 * @param draftedBy login of who drafted it
 * @param drafted   when, ISO 8601
 * @param signedBy  login of who signed it; absent before
 * @param signed    when, ISO 8601; absent before
 * @param digest    SHA-256 over the signed record, hex, which the journal holds too; absent before
 * @param yours     while it is a draft: seat for which the caller may speak; absent if for none
 * @param signer    while it is a draft: seat whose turn it is to sign, as the votes are now; absent if none may
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
     * One seat's voice.
     *
     * @param seat   whose voice it is
     * @param member login of who spoke for the seat
     * @param voice  {@code yes}, {@code no}, {@code abstain} or {@code recused}
     * @param reason why; absent if nothing was said
     * @param at     when, ISO 8601
     */
    public record Vote(
            String seat,
            String member,
            @OneOf({"yes", "no", "abstain", "recused"}) String voice,
            @Nullable String reason,
            Instant at) {}
}
