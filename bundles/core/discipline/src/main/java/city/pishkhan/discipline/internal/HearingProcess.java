package city.pishkhan.discipline.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Committee;
import city.pishkhan.api.governance.Discipline.Complaint;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.persistence.Tx;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Operations of the accused party. {@link DisciplineService} checks the caller's access before it calls them. */
final class HearingProcess {
    private static final int MOST = 200;
    private static final int SHORTEST_APPEAL = 10;

    private final Tx tx;
    private final ComplaintViews complaintViews;
    private final SealedTexts sealedTexts;
    private final Journal journal;
    private final Committee committee;
    private final HearingParties parties;

    HearingProcess(
            Tx tx,
            ComplaintViews complaintViews,
            SealedTexts sealedTexts,
            Journal journal,
            Committee committee,
            HearingParties parties) {
        this.parties = parties;
        this.committee = committee;
        this.tx = tx;
        this.complaintViews = complaintViews;
        this.sealedTexts = sealedTexts;
        this.journal = journal;
    }

    /** Returns the most recent complaints in which the caller was heard or sanctioned. */
    List<Complaint> list(Caller party) {
        return tx.required(sql -> ComplaintRepository.listHearings(sql, parties.findByCaller(party), MOST).stream()
                .map(row -> complaintViews.toPartyView(sql, row))
                .toList());
    }

    /**
     * Records the party's answer.
     *
     * @throws Refusal {@code INVALID} for the text; {@code NOT_FOUND} unless the caller was asked; {@code CONFLICT} if an answer is
     *     not expected (any more)
     */
    Complaint answer(Caller party, UUID id, String given) {
        String answer = SealedTexts.validate("text", given, 1);
        return tx.required(sql -> {
            ComplaintRow row = ComplaintRepository.lock(sql, id)
                    .filter(r ->
                            r.charge() != null && parties.findByCaller(party).contains(r.party()))
                    .orElseThrow(ComplaintViews::unknown);
            ComplaintViews.require(row, Set.of("hearing"));
            ComplaintRepository.answer(
                    sql,
                    id,
                    sealedTexts.seal(id, SealedTexts.ANSWER, answer),
                    party.principal(),
                    ComplaintRepository.now());
            journal.record(
                    null,
                    "hearing.answered",
                    party,
                    Map.of("complaint", id, "answer", sealedTexts.commit(row.salt(), answer)));
            return complaintViews.toPartyView(
                    sql, ComplaintRepository.find(sql, id).orElseThrow());
        });
    }

    /**
     * Files an appeal against a sanction.
     *
     * @param number number of the sanction
     * @throws Refusal {@code INVALID} for the text or the number; {@code NOT_FOUND} unless the caller is the party; as
     *     {@link Committee#appeal}
     */
    Complaint appeal(Caller party, UUID id, String number, String given) {
        String text = SealedTexts.validate("text", given, SHORTEST_APPEAL);
        return tx.required(sql -> {
            ComplaintRow row = ComplaintRepository.find(sql, id)
                    .filter(r -> parties.findByCaller(party).contains(r.party()))
                    .orElseThrow(ComplaintViews::unknown);
            UUID decision = ProposalRepository.listAdopted(sql, id).stream()
                    .filter(one -> committee
                            .find(one)
                            .filter(d -> number.equals(d.number()))
                            .isPresent())
                    .findFirst()
                    .orElseThrow(() -> Refusal.invalid("decision.unknown", "decision"));
            committee.appeal(party, decision);
            ProposalRepository.appeal(sql, id, decision, sealedTexts.seal(id, SealedTexts.appealPlace(decision), text));
            journal.record(
                    null,
                    "complaint.appealed",
                    party,
                    Map.of("complaint", id, "decision", decision, "text", sealedTexts.commit(row.salt(), text)));
            return complaintViews.toPartyView(sql, row);
        });
    }

    /** Returns complaints with an appeal that is not decided yet. */
    List<Complaint> appeals() {
        return tx.required(sql -> ComplaintRepository.listAppealed(sql).stream()
                .map(row -> complaintViews.toPartyView(sql, row))
                .filter(complaint -> complaint.sanctions().stream()
                        .anyMatch(s -> s.appeal() != null && s.appeal().outcome() == null))
                .toList());
    }
}
