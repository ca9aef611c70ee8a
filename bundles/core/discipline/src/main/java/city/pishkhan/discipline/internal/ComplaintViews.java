package city.pishkhan.discipline.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Committee;
import city.pishkhan.api.governance.Committee.Decision;
import city.pishkhan.api.governance.Discipline.Appeal;
import city.pishkhan.api.governance.Discipline.Complaint;
import city.pishkhan.api.governance.Discipline.Sanction;
import city.pishkhan.identifiers.CaseNumber;
import city.pishkhan.identifiers.InvalidIdentifier;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Converts stored complaints to the views of officers and parties. */
final class ComplaintViews {
    private final SealedTexts sealedTexts;

    private final Committee committee;

    ComplaintViews(SealedTexts sealedTexts, Committee committee) {
        this.sealedTexts = sealedTexts;
        this.committee = committee;
    }

    static Refusal unknown() {
        return Refusal.notFound("complaint");
    }

    static void require(ComplaintRow row, Set<String> states) {
        if (!states.contains(row.state())) {
            throw Refusal.conflict(
                    "complaint.state", row.state(), states.stream().sorted().toList());
        }
    }

    /** Checks that the party is named, which a sanction requires. */
    static void requireNamed(ComplaintRow row) {
        if (row.party().name() == null) {
            throw Refusal.invalid("complaint.nobody", null, row.party().kind());
        }
    }

    static @Nullable String caseNumber(@Nullable String given) {
        if (given == null || given.isBlank()) {
            return null;
        }
        try {
            return CaseNumber.parse(given).value();
        } catch (InvalidIdentifier e) {
            throw new Refusal(Refusal.Kind.INVALID, e.rule(), "caseNumber", e.text());
        }
    }

    Complaint toOfficerView(Handle sql, ComplaintRow r) {
        return complaint(
                r,
                sealedTexts.open(r.id(), SealedTexts.TEXT, r.text()),
                sealedTexts.open(r.id(), SealedTexts.REASON, r.reason()),
                ProposalRepository.listAll(sql, r.id()),
                sanctions(sql, r));
    }

    /**
     * Returns the view of the party and of the members who decide its appeal: the charge and the sanctions, without the
     * complainant's text.
     */
    Complaint toPartyView(Handle sql, ComplaintRow r) {
        return complaint(r, null, null, List.of(), sanctions(sql, r));
    }

    private List<Sanction> sanctions(Handle sql, ComplaintRow r) {
        return ProposalRepository.listAdopted(sql, r.id()).stream()
                .flatMap(id -> committee.find(id).stream())
                .map(decision -> sanction(sql, r, decision))
                .toList();
    }

    private Sanction sanction(Handle sql, ComplaintRow r, Decision decision) {
        return new Sanction(
                decision.id(),
                decision.number(),
                decision.terms().measure(),
                decision.terms().hasImmediateEffect(),
                decision.signed(),
                decision.terms().until(),
                committee.appealUntil(decision).orElse(null),
                committee
                        .appealOf(decision.id())
                        .map(a -> new Appeal(
                                ProposalRepository.appealText(sql, decision.id())
                                        .map(text ->
                                                sealedTexts.open(r.id(), SealedTexts.appealPlace(decision.id()), text))
                                        .orElse(null),
                                a.by(),
                                a.filed(),
                                a.outcome(),
                                a.number()))
                        .orElse(null));
    }

    private Complaint complaint(
            ComplaintRow r,
            @Nullable String text,
            @Nullable String reason,
            List<UUID> decisions,
            List<Sanction> sanctions) {
        return new Complaint(
                r.id(),
                r.state(),
                r.party(),
                r.signal(),
                r.period(),
                r.count(),
                r.caseNumber(),
                text,
                r.received(),
                sealedTexts.open(r.id(), SealedTexts.CHARGE, r.charge()),
                r.due(),
                sealedTexts.open(r.id(), SealedTexts.ANSWER, r.answer()),
                r.answeredBy(),
                r.answered(),
                reason,
                decisions,
                r.closed(),
                sanctions);
    }
}
