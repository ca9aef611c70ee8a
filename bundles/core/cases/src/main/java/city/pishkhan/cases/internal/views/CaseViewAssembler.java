package city.pishkhan.cases.internal.views;

import city.pishkhan.api.Page;
import city.pishkhan.api.Paging;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases.Applicant;
import city.pishkhan.api.cases.Cases.DutyLine;
import city.pishkhan.api.cases.Cases.Filter;
import city.pishkhan.api.cases.Cases.Hold;
import city.pishkhan.api.cases.Cases.PaperNeed;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.cases.Cases.Summary;
import city.pishkhan.api.certificates.Certificates;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Scope;
import city.pishkhan.cases.internal.engine.CaseEngine;
import city.pishkhan.cases.internal.engine.PapersStage;
import city.pishkhan.cases.internal.engine.StageHandler.StageContents;
import city.pishkhan.cases.internal.engine.StageHandler.Step;
import city.pishkhan.cases.internal.inquiries.AgencyControls;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.model.Mandate;
import city.pishkhan.cases.internal.rules.CaseFacts;
import city.pishkhan.cases.internal.rules.DutyFigures;
import city.pishkhan.cases.internal.store.CaseContents;
import city.pishkhan.cases.internal.store.CaseRepository;
import city.pishkhan.messages.Text;
import city.pishkhan.persistence.Conditions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Builds the views of cases for callers. */
@Component(service = CaseViewAssembler.class)
public final class CaseViewAssembler {
    /** Columns of a line in a list of cases; the table alias of the case is {@code c}. */
    static final String LINE = "select c.id, number, service, subject, office, district, state, stage, opened,"
            + " (select min(due) from cases.inquiry i where i.case_id = c.id"
            + " and i.state in ('QUEUED', 'DISPATCHED', 'DELIVERED')) as due";

    private final CaseRepository store;
    private final CaseEngine caseEngine;
    private final Certificates certificates;
    private final AgencyControls pauses;

    @Activate
    public CaseViewAssembler(
            @Reference CaseRepository store,
            @Reference CaseEngine caseEngine,
            @Reference Certificates certificates,
            @Reference AgencyControls pauses) {
        this.pauses = pauses;
        this.store = store;
        this.caseEngine = caseEngine;
        this.certificates = certificates;
    }

    public CaseView view(CaseFile file) {
        Step step = caseEngine.step(file, Caller.HUB);
        CaseContents contents = store.contents(file.id());
        StageContents seen = new StageContents(
                contents.papers(),
                caseEngine.isBeforeFirstSubmission(file)
                        ? List.of()
                        : store.inquiries().readUnlocked(file.id()));
        List<PaperNeed> needs = file.state() == State.OPEN && PapersStage.isCollecting(step)
                ? PapersStage.needs(step, seen.papers())
                : List.of();
        String certificate = file.state() == State.APPROVED || caseEngine.isCertified(file)
                ? certificates.findByCase(file.id()).map(c -> c.code()).orElse(null)
                : null;
        Text note = file.note();
        return new CaseView(
                file.id(),
                file.number(),
                file.tracking(),
                file.service(),
                file.subject(),
                file.district(),
                file.office(),
                file.state(),
                file.stage(),
                file.version(),
                file.ruleSet(),
                file.procedureVersion(),
                waitsFor(file, step, seen),
                note == null ? null : note.english(),
                note == null ? null : note.persian(),
                contents.applicants(),
                CaseFacts.request(file.facts()),
                file.facts(),
                seen.papers(),
                needs,
                seen.inquiries().stream().map(pauses::view).toList(),
                certificate,
                file.opened(),
                file.ended(),
                hold(file, step),
                file.specialRequest(),
                file.customer(),
                file.expert(),
                archive(file, contents, needs));
    }

    /**
     * The recorded hold, or the implicit hold if the office has no expert of the required discipline today; {@code null} if there is
     * neither.
     */
    private Hold hold(CaseFile file, Step step) {
        if (file.holdCode() != null) {
            return new Hold(file.holdCode(), file.heldEn(), file.heldFa(), file.heldSince());
        }
        return file.state().hasEnded() ? null : caseEngine.missingExpert(step).orElse(null);
    }

    private static CaseView.ArchiveAccess archive(CaseFile file, CaseContents contents, List<PaperNeed> needs) {
        if (needs.isEmpty() || !file.archive().isUsable(contents.applicants())) {
            return CaseView.ArchiveAccess.NONE;
        }
        return new CaseView.ArchiveAccess(
                needs.stream().map(PaperNeed::kind).collect(Collectors.toSet()),
                ids(file.archive().owners(contents.applicants())),
                ids(file.archive().willing(contents.applicants())));
    }

    private static List<String> ids(List<Applicant> applicants) {
        return applicants.stream().map(Applicant::nationalId).toList();
    }

    private List<String> waitsFor(CaseFile file, Step step, StageContents seen) {
        if (file.state().hasEnded()) {
            return List.of();
        }
        if (!file.isSubmitted() && !PapersStage.isCollecting(step)) {
            return List.of("submission");
        }
        if (file.holdCode() != null && file.holdCode().startsWith(Mandate.CODES)) {
            return List.of("authority");
        }
        if (caseEngine.missingExpert(step).isPresent()) {
            return List.of("expert:" + step.stage().discipline());
        }
        return file.holdCode() != null
                ? List.of("office:" + file.office())
                : caseEngine.handler(step.stage()).waitsFor(step, seen);
    }

    /**
     * Duties of the applicant up to the case's present stage.
     *
     * @throws Refusal CONFLICT {@code case.erased} if the facts are erased
     */
    public List<DutyLine> duties(CaseFile file) {
        if (file.hasErasedFacts()) {
            throw Refusal.conflict("case.erased");
        }
        return DutyFigures.lines(
                caseEngine.step(file, Caller.HUB).rules(), caseEngine.procedure(file), file.stage(), file.facts());
    }

    /** Cases within the scope that match the filter, newest first. */
    public Page<Summary> list(Scope scope, Filter filter, String cursor, int limit) {
        Paging paging = Paging.of(cursor, limit);
        Conditions conditions = new Conditions();
        if (filter.nationalId() != null) {
            Optional<UUID> person = store.people().find(filter.nationalId());
            if (person.isEmpty()) {
                return new Page<>(List.of(), null);
            }
            conditions.and(
                    "id in (select case_id from cases.applicant where person = :person)", "person", person.get());
        }
        if (!scope.hasAllOwners()) {
            conditions.eitherOf("office", offices(scope), "district", scope.districts());
        }
        conditions
                .and("office = :office", "office", filter.office())
                .and("district = :district", "district", filter.district())
                .and("service = :service", "service", filter.service())
                .and("subject = :subject", "subject", filter.subject())
                .and("stage = :stage", "stage", filter.stage())
                .constant("state", filter.state())
                .below("id", paging.from());
        List<Summary> found = store.tx().required(sql -> conditions
                .query(sql, LINE + " from cases.case_file c", "order by id desc limit :limit")
                .bind("limit", paging.limit())
                .map((row, context) -> summary(row))
                .list());
        return paging.page(found, Summary::id);
    }

    static Summary summary(ResultSet row) throws SQLException {
        return new Summary(
                row.getObject("id", UUID.class),
                row.getString("number"),
                row.getString("service"),
                row.getString("subject"),
                row.getString("office"),
                row.getInt("district"),
                State.valueOf(row.getString("state")),
                row.getString("stage"),
                row.getObject("opened", OffsetDateTime.class).toInstant(),
                instant(row.getObject("due", OffsetDateTime.class)));
    }

    private static Instant instant(OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    private static List<String> offices(Scope scope) {
        return Stream.concat(scope.tenants("office").stream(), scope.tenants("expert").stream())
                .distinct()
                .toList();
    }
}
