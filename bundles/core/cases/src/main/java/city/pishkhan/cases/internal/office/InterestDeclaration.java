package city.pishkhan.cases.internal.office;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.Cases.Interest;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.governance.Offices.Expert;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.model.StoredTime;
import city.pishkhan.cases.internal.store.CaseRepository;
import java.time.Instant;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Declaration of an expert's interest in the property to be inspected. The rota assigns the case to another office. */
final class InterestDeclaration {
    private final CaseRepository store;
    private final Offices offices;
    private final InspectionReport inspectionReport;
    private final InspectionRota inspectionRota;
    private final Journal journal;

    InterestDeclaration(CaseRepository store, Offices offices, InspectionReport inspectionReport, Journal journal) {
        this.store = store;
        this.offices = offices;
        this.inspectionReport = inspectionReport;
        this.inspectionRota = new InspectionRota(store.tx());
        this.journal = journal;
    }

    /** As {@link city.pishkhan.api.cases.Cases#declareInterest}, for a case that is locked. */
    void declare(Handle sql, Caller expert, CaseFile file, Interest reason) {
        inspectionReport.requireInspection(expert, file);
        Instant now = StoredTime.get();
        String from = file.office();
        sql.createUpdate("insert into cases.interest (subject, office, expert, reason, case_id, declared)"
                        + " values (:subject, :office, :expert, :reason, :case, :now) on conflict do nothing")
                .bind("subject", file.subject())
                .bind("office", from)
                .bind("expert", expert.principal())
                .bind("reason", reason.code())
                .bind("case", file.id())
                .bind("now", now)
                .execute();
        Expert next = inspectionRota
                .assignNext(file.service(), file.subject(), offices.experts(file.service(), now), now)
                .orElseThrow(() -> Refusal.conflict("inspection.nobody-else"));
        file.assignTo(next.office(), next.login());
        journal.record(
                file.id(),
                "case.interest-declared",
                expert,
                Map.of("reason", reason.code(), "from", from, "to", next.office(), "expert", next.login()));
        file.incrementVersion();
        store.flush();
    }
}
