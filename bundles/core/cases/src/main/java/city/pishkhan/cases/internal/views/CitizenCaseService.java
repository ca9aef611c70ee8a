package city.pishkhan.cases.internal.views;

import city.pishkhan.api.Page;
import city.pishkhan.api.Paging;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.CaseReference;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases.Applicant;
import city.pishkhan.api.cases.Cases.DutyLine;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.cases.Cases.Summary;
import city.pishkhan.api.cases.CitizenCases;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.persons.Authorities.Act;
import city.pishkhan.api.persons.Persons.Party;
import city.pishkhan.api.persons.Readings.Reading;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.CitizenProofs;
import city.pishkhan.cases.internal.access.CaseAuthorization;
import city.pishkhan.cases.internal.access.CitizenAuthorization;
import city.pishkhan.cases.internal.access.DisclosureLog;
import city.pishkhan.cases.internal.access.PersonalDataMask;
import city.pishkhan.cases.internal.authority.CaseRepresentation;
import city.pishkhan.cases.internal.engine.CaseEngine;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.model.FactsJson;
import city.pishkhan.cases.internal.store.CaseRepository;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@link CitizenCases}: the cases of a citizen. {@link CitizenAuthorization} decides how much of each case the login may see. */
@Component(service = CitizenCases.class)
public final class CitizenCaseService implements CitizenCases {
    private static final String LIST = "citizen.case.list";
    private static final String HISTORY = "citizen.case.history";
    private static final String DUTIES = "citizen.bill.read";
    private static final String WITHDRAW = "citizen.case.withdraw";
    private static final String READINGS = "citizen.reading.list";
    private static final String OBJECT = "citizen.reading.object";
    private static final int MOST_READINGS = 500;
    private static final int LONGEST_REASON = 2_000;

    /** Acts that an authority must include for an operation; all other operations need {@link Act#SEE}. */
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
    private final CitizenAuthorization citizenReach;
    private final DisclosureLog readings;
    private final CaseRepresentation representation;

    @Activate
    public CitizenCaseService(
            @Reference CaseRepository store,
            @Reference CaseViewAssembler views,
            @Reference CaseEngine caseEngine,
            @Reference Journal journal,
            @Reference Access access,
            @Reference CitizenProofs proofs,
            @Reference DisclosureLog readings) {
        this.store = store;
        this.views = views;
        this.caseEngine = caseEngine;
        this.representation = new CaseRepresentation(store);
        this.journal = journal;
        this.access = access;
        this.citizenReach = new CitizenAuthorization(store, access, proofs);
        this.readings = readings;
    }

    @Override
    public Page<Summary> list(Caller citizen, @Nullable String cursor, int limit) {
        access.check(citizen, LIST);
        Paging paging = Paging.of(cursor, limit);
        List<UUID> own = citizenReach.cases(citizen, LIST, paging.from(), paging.limit());
        List<Summary> found = store.tx().required(sql -> sql.createQuery(
                        CaseViewAssembler.LINE + " from cases.case_file c where id = any(:own) order by id desc")
                .bindArray("own", UUID.class, own)
                .map((row, context) -> CaseViewAssembler.summary(row))
                .list());
        return paging.page(found, Summary::id);
    }

    @Override
    public CaseView find(Caller citizen, UUID id, String operation) {
        return store.tx().required(sql -> {
            CaseFile file = store.findWhole(id).orElseThrow(CaseRepository::unknownCase);
            List<Party> parties = store.parties().findByCase(file.id());
            return limitToCaller(citizen, file, parties, operation);
        });
    }

    private CaseView limitToCaller(Caller citizen, CaseFile file, List<Party> parties, String operation) {
        if (!hasFullAccess(citizen, operation, file, parties)) {
            return PersonalDataMask.progressOnly(views.view(file));
        }
        readings.recordReading(citizen, file.id(), operation);
        CaseView view = views.view(file);
        // If the case has several people, a personal fact may concern another of them, so it is hidden.
        Set<String> others = parties.size() == 1 ? Set.of() : file.personal();
        return PersonalDataMask.withApplicants(view, limitToCaller(view.applicants(), parties, citizen), others);
    }

    @Override
    public CaseView withdraw(Caller citizen, UUID id, long version, String reason) {
        return store.tx().required(sql -> {
            CaseFile file = store.lock(id);
            List<Party> parties = store.parties().findByCase(file.id());
            hasFullAccess(citizen, WITHDRAW, file, parties);
            CaseAuthorization.requireCurrent(file, version);
            if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
                throw Refusal.invalid("text.length", "reason", LONGEST_REASON);
            }
            caseEngine.refuseCertified(file);
            caseEngine.end(file, State.WITHDRAWN, citizen, "case.withdrawn", reason);
            return limitToCaller(citizen, file, parties, WITHDRAW);
        });
    }

    @Override
    public CaseReference reference(Caller citizen, UUID id, String operation) {
        return store.tx().required(sql -> {
            CaseFile file = store.find(id).orElseThrow(CaseRepository::unknownCase);
            if (hasFullAccess(citizen, operation, file, store.parties().findByCase(file.id()))) {
                readings.recordReading(citizen, id, operation);
            }
            return file.reference();
        });
    }

    @Override
    public List<DutyLine> duties(Caller citizen, UUID id) {
        return store.tx().required(sql -> {
            CaseFile file = store.find(id).orElseThrow(CaseRepository::unknownCase);
            hasFullAccess(citizen, DUTIES, file, store.parties().findByCase(file.id()));
            return views.duties(file);
        });
    }

    @Override
    public List<Journal.Entry> history(Caller citizen, UUID id) {
        return store.tx().required(sql -> {
            CaseFile file = store.find(id).orElseThrow(CaseRepository::unknownCase);
            hasFullAccess(citizen, HISTORY, file, store.parties().findByCase(file.id()));
            return journal.entries(file.id());
        });
    }

    @Override
    public ReadingHistory readings(Caller citizen, UUID id) {
        return store.tx().required(sql -> {
            requireAccess(citizen, READINGS, id);
            Set<Instant> objected = journal.entries(id).stream()
                    .filter(entry -> entry.event().equals("reading.objected")
                            && entry.actor().equals(citizen.principal()))
                    .map(entry -> Instant.parse(
                            (String) FactsJson.map(entry.details()).get("at")))
                    .collect(Collectors.toSet());
            List<Reading> seen = readingsByOthers(citizen, id);
            Collections.reverse(seen);
            return new ReadingHistory(seen.subList(0, Math.min(seen.size(), MOST_READINGS)), objected);
        });
    }

    private CaseFile requireAccess(Caller citizen, String operation, UUID id) {
        CaseFile file = store.find(id).orElseThrow(CaseRepository::unknownCase);
        hasFullAccess(citizen, operation, file, store.parties().findByCase(file.id()));
        return file;
    }

    private List<Reading> readingsByOthers(Caller citizen, UUID id) {
        return readings.ofCase(id).stream()
                .filter(reading -> !reading.principal().equals(citizen.principal()))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    @Override
    public Objection recordObjection(Caller citizen, UUID id, Instant at) {
        return store.tx().required(sql -> {
            // the case is locked, so that a citizen can object to each reading only once
            CaseFile file = store.lock(id);
            hasFullAccess(citizen, OBJECT, file, store.parties().findByCase(file.id()));
            Reading reading = readingsByOthers(citizen, id).stream()
                    .filter(found -> found.at().equals(at))
                    .findFirst()
                    .orElseThrow(() -> Refusal.notFound("reading"));
            if (readings(citizen, id).objected().contains(at)) {
                throw Refusal.conflict("reading.objected");
            }
            journal.record(
                    id,
                    "reading.objected",
                    citizen,
                    Map.of("at", at.toString(), "by", reading.principal(), "operation", reading.operation()));
            return new Objection(file.reference(), file.office(), file.district(), reading);
        });
    }

    /**
     * Checks the login's reach and the caller's authority for an operation.
     *
     * @return {@code true} if the caller may see the whole case, except identifying data of other parties
     * @throws Refusal NOT_FOUND if the case is out of reach; FORBIDDEN if the login needs a stronger proof, or the
     *     caller's authority does not include the operation
     */
    private boolean hasFullAccess(Caller citizen, String operation, CaseFile file, List<Party> parties) {
        boolean fullAccess = citizenReach.hasFullAccess(citizen, operation, file, parties);
        citizen.citizen()
                .map(UUID::fromString)
                .ifPresent(person -> representation.require(file, person, ACTS.getOrDefault(operation, Act.SEE)));
        return fullAccess;
    }

    /** Shortens the data of other applicants. The parties begin with the applicants in the same order. */
    private static List<Applicant> limitToCaller(List<Applicant> applicants, List<Party> parties, Caller citizen) {
        String person = citizen.citizen().orElseThrow();
        List<Applicant> shown = new ArrayList<>();
        for (int i = 0; i < applicants.size(); i++) {
            boolean own = parties.get(i).person().toString().equals(person);
            shown.add(own ? applicants.get(i) : PersonalDataMask.maskIdentifiers(applicants.get(i)));
        }
        return shown;
    }
}
