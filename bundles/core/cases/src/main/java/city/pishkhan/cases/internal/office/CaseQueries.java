package city.pishkhan.cases.internal.office;

import city.pishkhan.api.Page;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.CaseReference;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases.DutyLine;
import city.pishkhan.api.cases.Cases.Filter;
import city.pishkhan.api.cases.Cases.Paper;
import city.pishkhan.api.cases.Cases.Summary;
import city.pishkhan.api.cases.InquiryView;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.cases.internal.access.BreakGlassService;
import city.pishkhan.cases.internal.access.CaseAuthorization;
import city.pishkhan.cases.internal.access.DisclosureLog;
import city.pishkhan.cases.internal.access.NumberChangeHold;
import city.pishkhan.cases.internal.access.PersonalDataMask;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.store.CaseRepository;
import city.pishkhan.cases.internal.views.CaseViewAssembler;
import city.pishkhan.identifiers.CaseNumber;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Read operations on cases, limited and masked by the caller's rights. */
final class CaseQueries {
    private static final String LIST = "office.case.list";
    private static final String SEARCH = "office.case.search";
    private static final String DUTIES = "office.bill.read";
    private static final String HISTORY = "office.case.history";
    private static final String PAPER = "office.paper.read";
    private static final String ANSWER = "office.answer.read";
    private static final String DELIVERY = "office.delivery.choose";

    private final CaseRepository store;
    private final CaseViewAssembler views;
    private final Journal journal;
    private final CaseAuthorization caseAuthorization;
    private final BreakGlassService glass;
    private final DisclosureLog readings;
    private final NumberChangeHold numberChangeHold;

    CaseQueries(
            CaseRepository store,
            CaseViewAssembler views,
            Journal journal,
            CaseAuthorization caseAuthorization,
            BreakGlassService glass,
            DisclosureLog readings,
            NumberChangeHold numberChangeHold) {
        this.store = store;
        this.views = views;
        this.journal = journal;
        this.caseAuthorization = caseAuthorization;
        this.glass = glass;
        this.readings = readings;
        this.numberChangeHold = numberChangeHold;
    }

    CaseView find(Caller caller, UUID id, String operation) {
        return store.tx().required(sql -> recordAndView(caller, operation, store.findWhole(id)));
    }

    CaseView findByNumber(Caller caller, String number) {
        String clean = ApplicantCheck.parseField(
                "number", () -> CaseNumber.parse(number).value());
        return store.tx().required(sql -> recordAndView(caller, CaseAuthorization.READ, store.findByNumber(clean)));
    }

    List<DutyLine> duties(Caller caller, UUID id) {
        return store.tx()
                .required(sql -> views.duties(caseAuthorization.requireVisible(
                        caller, DUTIES, store.find(id).orElseThrow(CaseRepository::unknownCase))));
    }

    CaseReference reference(Caller caller, UUID id, String operation) {
        return store.tx().required(sql -> {
            CaseFile file = caseAuthorization.requireVisible(
                    caller, operation, store.find(id).orElseThrow(CaseRepository::unknownCase));
            if (operation.equals(DELIVERY)) {
                numberChangeHold.refuseWaiting(file);
            }
            if (canSeePersonalData(caller, operation, file)) {
                readings.recordReading(caller, id, operation);
            }
            return file.reference();
        });
    }

    /** The bytes of a scan cannot be masked, so each reading of a sheet is recorded. */
    Paper paper(Caller caller, UUID id, String sha256) {
        return store.tx().required(sql -> {
            CaseFile file = caseAuthorization.requireVisible(
                    caller, PAPER, store.find(id).orElseThrow(CaseRepository::unknownCase));
            Paper paper = store.papers().findByCase(id).stream()
                    .filter(p -> p.sha256().equals(sha256))
                    .findFirst()
                    .orElseThrow(() -> Refusal.notFound("paper"));
            readings.recordSheetReading(caller, id, PAPER, sha256);
            return canSeePersonalData(caller, PAPER, file) ? paper : PersonalDataMask.paper(paper);
        });
    }

    InquiryView.Sheet answerSheet(Caller caller, UUID id, UUID inquiry, String sha256) {
        return store.tx().required(sql -> {
            CaseFile file = caseAuthorization.requireVisible(
                    caller, ANSWER, store.find(id).orElseThrow(CaseRepository::unknownCase));
            InquiryView.Sheet sheet = views.view(file).inquiries().stream()
                    .filter(i -> i.id().equals(inquiry))
                    .flatMap(i -> i.sheets().stream())
                    .filter(s -> s.sha256().equals(sha256))
                    .findFirst()
                    .orElseThrow(() -> Refusal.notFound("sheet"));
            readings.recordSheetReading(caller, id, ANSWER, sha256);
            return canSeePersonalData(caller, ANSWER, file) ? sheet : PersonalDataMask.sheet(sheet);
        });
    }

    private boolean canSeePersonalData(Caller caller, String operation, CaseFile file) {
        return caseAuthorization.canSeePersonalData(caller, operation, file) || glass.tryUseAccess(caller, file.id());
    }

    private CaseView recordAndView(Caller caller, String operation, Optional<CaseFile> found) {
        CaseFile file =
                caseAuthorization.requireVisible(caller, operation, found.orElseThrow(CaseRepository::unknownCase));
        boolean clear = canSeePersonalData(caller, operation, file);
        CaseView view = views.view(file);
        if (clear) {
            readings.recordReading(caller, file.id(), operation);
        }
        return clear ? view : PersonalDataMask.masked(view, file.personal());
    }

    Page<Summary> list(Caller caller, Filter filter, @Nullable String cursor, int limit) {
        String operation = filter.hasSubjectOrPerson() ? SEARCH : LIST;
        caseAuthorization.check(caller, operation);
        return views.list(caseAuthorization.scope(caller, operation), filter, cursor, limit);
    }

    List<Journal.Entry> history(Caller caller, UUID id) {
        return store.tx().required(sql -> {
            caseAuthorization.requireVisible(caller, HISTORY, store.find(id).orElseThrow(CaseRepository::unknownCase));
            return journal.entries(id);
        });
    }
}
