package city.pishkhan.discipline.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.Paging;
import city.pishkhan.api.cases.CaseHandlers;
import city.pishkhan.api.governance.Committee;
import city.pishkhan.api.governance.Discipline;
import city.pishkhan.api.governance.Experts;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Vault;
import city.pishkhan.persistence.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Implementation of {@link Discipline}: complaints and signals, from their receipt to the committee's decision. This
 * class contains the operations of officers. {@link Complaints} contains the operations open to anyone, {@link
 * HearingProcess} the operations of the accused party.
 */
@Component(service = Discipline.class)
public final class DisciplineService implements Discipline {
    private static final String READ = "committee.complaint.read";
    private static final String HEARING = "committee.hearing.read";
    /** period in which the party may answer */
    private static final Duration TERM = Duration.ofDays(7);

    private final Tx tx;
    private final ComplaintViews complaintViews;
    private final SealedTexts sealedTexts;
    private final ComplaintParties parties;
    private final Complaints complaints;
    private final HearingProcess hearingProcess;
    private final Journal journal;
    private final Access access;
    private final Committee committee;

    @Activate
    public DisciplineService(
            @Reference ComplaintRepository store,
            @Reference Vault vault,
            @Reference Journal journal,
            @Reference Access access,
            @Reference Committee committee,
            @Reference Offices offices,
            @Reference Experts experts,
            @Reference CaseHandlers handlers) {
        this.tx = store.tx();
        this.sealedTexts = new SealedTexts(vault, journal);
        this.complaintViews = new ComplaintViews(sealedTexts, committee);
        this.parties = new ComplaintParties(offices, handlers);
        this.complaints = new Complaints(tx, sealedTexts, parties, vault, journal);
        this.hearingProcess =
                new HearingProcess(tx, complaintViews, sealedTexts, journal, committee, new HearingParties(experts));
        this.journal = journal;
        this.access = access;
        this.committee = committee;
    }

    @Override
    public String lodge(NewComplaint given) {
        return complaints.lodge(given);
    }

    @Override
    public Optional<ComplaintStatus> track(String code) {
        return complaints.track(code);
    }

    @Override
    public Page<Complaint> list(
            Caller caller, @Nullable String state, @Nullable String partyKind, @Nullable String cursor, int limit) {
        access.check(caller, READ);
        Paging paging = Paging.of(cursor, limit);
        return tx.required(sql -> paging.page(
                        ComplaintRepository.list(sql, state, partyKind, paging.from(), paging.limit()),
                        ComplaintRow::id)
                .map(r -> complaintViews.toOfficerView(sql, r)));
    }

    @Override
    public Complaint find(Caller caller, UUID id) {
        access.check(caller, READ);
        return tx.required(sql -> complaintViews.toOfficerView(
                sql, ComplaintRepository.find(sql, id).orElseThrow(ComplaintViews::unknown)));
    }

    @Override
    public Complaint sendCharge(Caller officer, UUID id, String given, @Nullable String name) {
        String charge = SealedTexts.validate("charge", given, 1);
        return change(officer, "committee.complaint.hear", id, Set.of("received"), (sql, row) -> {
            Party party = parties.resolve(row.party(), name);
            Instant due = ComplaintRepository.now().plus(TERM);
            ComplaintRepository.startHearing(sql, id, party, sealedTexts.seal(id, SealedTexts.CHARGE, charge), due);
            journal.record(
                    null,
                    "hearing.opened",
                    officer,
                    Map.of(
                            "complaint",
                            id,
                            "party",
                            party.name(),
                            "due",
                            due.toString(),
                            "charge",
                            sealedTexts.commit(row.salt(), charge)));
        });
    }

    @Override
    public Complaint dismiss(Caller officer, UUID id, String given) {
        String reason = SealedTexts.validate("reason", given, 1);
        return change(
                officer, "committee.complaint.dismiss", id, Set.of("received", "hearing", "heard"), (sql, row) -> {
                    ComplaintRepository.dismiss(
                            sql, id, sealedTexts.seal(id, SealedTexts.REASON, reason), ComplaintRepository.now());
                    journal.record(
                            null,
                            "complaint.dismissed",
                            officer,
                            Map.of("complaint", id, "reason", sealedTexts.commit(row.salt(), reason)));
                });
    }

    @Override
    public Complaint propose(Caller officer, UUID id, Proposal proposal) {
        access.check(officer, "committee.complaint.decide");
        return tx.required(sql -> {
            ComplaintRow row = ComplaintRepository.find(sql, id).orElseThrow(ComplaintViews::unknown);
            ComplaintViews.requireNamed(row);
            // ComplaintGrounds then links the draft to this complaint
            committee.draft(officer, SanctionProposals.draft(id, row.party(), proposal));
            return complaintViews.toOfficerView(
                    sql, ComplaintRepository.find(sql, id).orElseThrow());
        });
    }

    @Override
    public List<Complaint> hearings(Caller party) {
        access.check(party, HEARING);
        return hearingProcess.list(party);
    }

    @Override
    public Complaint answer(Caller party, UUID id, String given) {
        access.check(party, "committee.hearing.answer");
        return hearingProcess.answer(party, id, given);
    }

    @Override
    public Complaint appeal(Caller party, UUID id, String decision, String text) {
        access.check(party, "committee.hearing.appeal");
        return hearingProcess.appeal(party, id, decision, text);
    }

    @Override
    public List<Complaint> appeals(Caller caller) {
        access.check(caller, "committee.appeal.read");
        return hearingProcess.appeals();
    }

    private Complaint change(
            Caller officer, String operation, UUID id, Set<String> from, BiConsumer<Handle, ComplaintRow> work) {
        access.check(officer, operation);
        return tx.required(sql -> {
            ComplaintRow row = ComplaintRepository.lock(sql, id).orElseThrow(ComplaintViews::unknown);
            ComplaintViews.require(row, from);
            work.accept(sql, row);
            return complaintViews.toOfficerView(
                    sql, ComplaintRepository.find(sql, id).orElseThrow());
        });
    }
}
