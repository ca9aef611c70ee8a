package city.pishkhan.cases.internal.views;

import city.pishkhan.api.Page;
import city.pishkhan.api.Paging;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.Authorities.Act;
import city.pishkhan.api.cases.CaseReference;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases.Applicant;
import city.pishkhan.api.cases.Cases.DutyLine;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.cases.Cases.Summary;
import city.pishkhan.api.cases.CitizenCases;
import city.pishkhan.api.cases.Persons.Party;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Scope;
import city.pishkhan.cases.internal.access.CaseAuthorization;
import city.pishkhan.cases.internal.access.PersonalDataMask;
import city.pishkhan.cases.internal.authority.CaseRepresentation;
import city.pishkhan.cases.internal.engine.CaseEngine;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.store.CaseRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@link CitizenCases}: a case belongs to the persons for whom it was opened, each by the number that the case names. Offices write numbers
 * down, unproved: one that calls somebody by a number of its own opens to that number its own case, and no other of the person's.
 */
@Component(service = CitizenCases.class)
public final class CitizenCaseService implements CitizenCases {
    private static final String LIST = "citizen.case.list";
    private static final String HISTORY = "citizen.case.history";
    private static final String DUTIES = "citizen.bill.read";
    private static final String WITHDRAW = "citizen.case.withdraw";
    private static final String KIND = "citizen";
    private static final int LONGEST_REASON = 2_000;

    /** What an authority must let its holder do for it; to see for all else. */
    private static final Map<String, Act> ACTS = Map.of(
            WITHDRAW,
            Act.WITHDRAW,
            "citizen.payment.begin",
            Act.PAY,
            "citizen.certificate.read",
            Act.RECEIVE,
            "citizen.delivery.choose",
            Act.RECEIVE);

    private final CaseRepository store;
    private final CaseViewAssembler views;
    private final CaseEngine caseEngine;
    private final Journal journal;
    private final Access access;
    private final CaseRepresentation representation;

    @Activate
    public CitizenCaseService(
            @Reference CaseRepository store,
            @Reference CaseViewAssembler views,
            @Reference CaseEngine caseEngine,
            @Reference Journal journal,
            @Reference Access access) {
        this.store = store;
        this.views = views;
        this.caseEngine = caseEngine;
        this.representation = new CaseRepresentation(store);
        this.journal = journal;
        this.access = access;
    }

    @Override
    public Page<Summary> list(Caller citizen, String cursor, int limit) {
        access.check(citizen, LIST);
        Paging paging = Paging.of(cursor, limit);
        List<UUID> own = own(citizen, paging);
        List<Summary> found = store.tx().required(sql -> sql.createQuery(
                        "select id, number, service, subject, office, district, state, stage, opened from cases.case_file"
                                + " where id = any(:own) order by id desc")
                .bindArray("own", UUID.class, own)
                .map((row, context) -> CaseViewAssembler.summary(row))
                .list());
        return paging.page(found, Summary::id);
    }

    @Override
    public CaseView find(Caller citizen, UUID id, String operation) {
        return store.tx().required(sql -> {
            CaseFile file = store.find(id).orElseThrow(CaseRepository::unknownCase);
            List<Party> parties = store.parties().of(file.id());
            return shown(file, parties, own(citizen, operation, file, parties));
        });
    }

    private CaseView shown(CaseFile file, List<Party> parties, Scope scope) {
        CaseView view = views.view(file);
        // a fact is the case's, and of several people nobody can tell whose it is
        Set<String> others = parties.size() == 1 ? Set.of() : file.personal();
        return PersonalDataMask.withApplicants(view, shown(view.applicants(), parties, scope), others);
    }

    @Override
    public CaseView withdraw(Caller citizen, UUID id, long version, String reason) {
        return store.tx().required(sql -> {
            CaseFile file = store.lock(id);
            List<Party> parties = store.parties().of(file.id());
            Scope scope = own(citizen, WITHDRAW, file, parties);
            CaseAuthorization.current(file, version);
            if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
                throw Refusal.invalid("text.length", "reason");
            }
            caseEngine.refuseCertified(file);
            caseEngine.end(file, State.WITHDRAWN, citizen, "case.withdrawn", reason);
            return shown(file, parties, scope);
        });
    }

    @Override
    public CaseReference reference(Caller citizen, UUID id, String operation) {
        return store.tx().required(sql -> {
            CaseFile file = store.find(id).orElseThrow(CaseRepository::unknownCase);
            own(citizen, operation, file, store.parties().of(file.id()));
            return file.reference();
        });
    }

    @Override
    public List<DutyLine> duties(Caller citizen, UUID id) {
        return store.tx().required(sql -> {
            CaseFile file = store.find(id).orElseThrow(CaseRepository::unknownCase);
            own(citizen, DUTIES, file, store.parties().of(file.id()));
            return views.duties(file);
        });
    }

    @Override
    public List<Journal.Entry> history(Caller citizen, UUID id) {
        return store.tx().required(sql -> {
            CaseFile file = store.find(id).orElseThrow(CaseRepository::unknownCase);
            own(citizen, HISTORY, file, store.parties().of(file.id()));
            return journal.entries(file.id());
        });
    }

    private List<UUID> own(Caller citizen, Paging paging) {
        if (access.scope(citizen, LIST).tenants(KIND).isEmpty()) {
            return List.of();
        }
        return citizen.citizenNumber()
                .map(number -> store.parties()
                        .named(UUID.fromString(citizen.citizen().orElseThrow()), number, paging.from(), paging.limit()))
                .orElse(List.of());
    }

    /**
     * @throws Refusal NOT_FOUND unless the caller is one of these people, by the number that the case names, and may see it; FORBIDDEN if
     *     that is beyond the caller's authority
     */
    private Scope own(Caller citizen, String operation, CaseFile file, List<Party> parties) {
        Scope scope = access.scope(citizen, operation);
        if (!scope.reaches(parties.stream().flatMap(this::roles).collect(Collectors.toSet()))) {
            throw CaseRepository.unknownCase();
        }
        citizen.citizen()
                .map(UUID::fromString)
                .ifPresent(person -> representation.require(file, person, ACTS.getOrDefault(operation, Act.SEE)));
        return scope;
    }

    /** The one role that owns a case for one of its people; none for whom it names no number, and who is erased. */
    private Stream<String> roles(Party party) {
        return Stream.ofNullable(party.mobile())
                .map(mobile -> store.parties().number(party.person(), mobile))
                .map(number -> Caller.citizenRole(party.person(), number));
    }

    /** Applicants and parties come in the same order: that in which they were named. */
    private List<Applicant> shown(List<Applicant> applicants, List<Party> parties, Scope scope) {
        List<Applicant> shown = new ArrayList<>();
        for (int i = 0; i < applicants.size(); i++) {
            Applicant applicant = applicants.get(i);
            shown.add(scope.clear(roles(parties.get(i)).toList()) ? applicant : PersonalDataMask.beside(applicant));
        }
        return shown;
    }
}
