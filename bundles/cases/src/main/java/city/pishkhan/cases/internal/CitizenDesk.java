package city.pishkhan.cases.internal;

import city.pishkhan.api.Access;
import city.pishkhan.api.Caller;
import city.pishkhan.api.CaseView;
import city.pishkhan.api.Cases.Applicant;
import city.pishkhan.api.Cases.DutyLine;
import city.pishkhan.api.Cases.Summary;
import city.pishkhan.api.CitizenCases;
import city.pishkhan.api.Journal;
import city.pishkhan.api.Page;
import city.pishkhan.api.Paging;
import city.pishkhan.api.Persons.Party;
import city.pishkhan.api.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@link CitizenCases}: a case belongs to the persons for whom it was opened. */
@Component(service = CitizenCases.class)
public final class CitizenDesk implements CitizenCases {
    private static final String LIST = "citizen.case.list";
    private static final String HISTORY = "citizen.case.history";
    private static final String DUTIES = "citizen.bill.read";
    private static final String KIND = "citizen";

    private final CaseStore store;
    private final CaseViews views;
    private final Journal journal;
    private final Access access;

    @Activate
    public CitizenDesk(
            @Reference CaseStore store,
            @Reference CaseViews views,
            @Reference Journal journal,
            @Reference Access access) {
        this.store = store;
        this.views = views;
        this.journal = journal;
        this.access = access;
    }

    @Override
    public Page<Summary> list(Caller citizen, String cursor, int limit) {
        access.check(citizen, LIST);
        Paging paging = Paging.of(cursor, limit);
        List<UUID> persons = persons(access.scope(citizen, LIST));
        List<Summary> found = store.tx().required(sql -> sql.createQuery(
                        "select id, number, service, subject, office, district, state, stage, opened from cases.case_file c"
                                + " where exists (select from cases.applicant a where a.case_id = c.id and a.person = any(:persons))"
                                + " and (:below::uuid is null or id < :below::uuid) order by id desc limit :limit")
                .bindArray("persons", UUID.class, persons)
                .bind("below", paging.from())
                .bind("limit", paging.limit())
                .map((row, context) -> CaseViews.summary(row))
                .list());
        return paging.page(found, Summary::id);
    }

    @Override
    public CaseView find(Caller citizen, UUID id, String operation) {
        return store.tx().required(sql -> {
            CaseFile file = store.find(id).orElseThrow(CaseStore::unknownCase);
            List<Party> parties = store.parties().of(file.id);
            Scope scope = own(citizen, operation, parties);
            CaseView view = views.view(file);
            return Masks.withApplicants(view, shown(view.applicants(), parties, scope));
        });
    }

    @Override
    public List<DutyLine> duties(Caller citizen, UUID id) {
        return store.tx().required(sql -> {
            CaseFile file = store.find(id).orElseThrow(CaseStore::unknownCase);
            own(citizen, DUTIES, store.parties().of(file.id));
            return views.duties(file);
        });
    }

    @Override
    public List<Journal.Entry> history(Caller citizen, UUID id) {
        return store.tx().required(sql -> {
            CaseFile file = store.find(id).orElseThrow(CaseStore::unknownCase);
            own(citizen, HISTORY, store.parties().of(file.id));
            return journal.entries(file.id);
        });
    }

    /** @throws city.pishkhan.api.Refusal NOT_FOUND unless the caller is one of these people */
    private Scope own(Caller citizen, String operation, List<Party> parties) {
        Scope scope = access.scope(citizen, operation);
        if (!scope.reaches(parties.stream().map(CitizenDesk::role).collect(Collectors.toSet()))) {
            throw CaseStore.unknownCase();
        }
        return scope;
    }

    private static String role(Party party) {
        return KIND + ":" + party.person();
    }

    private static List<UUID> persons(Scope scope) {
        return scope.tenants(KIND).stream().map(UUID::fromString).toList();
    }

    /** Applicants and parties come in the same order: that in which they were named. */
    private static List<Applicant> shown(List<Applicant> applicants, List<Party> parties, Scope scope) {
        List<Applicant> shown = new ArrayList<>();
        for (int i = 0; i < applicants.size(); i++) {
            Applicant applicant = applicants.get(i);
            shown.add(scope.clear(Set.of(role(parties.get(i)))) ? applicant : Masks.beside(applicant));
        }
        return shown;
    }
}
