package city.pishkhan.cases.internal.office;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.Cases.Applicant;
import city.pishkhan.api.cases.Cases.OpenCase;
import city.pishkhan.api.cases.HomeCases.OwnedSubject;
import city.pishkhan.api.cases.MunicipalCases.Order;
import city.pishkhan.api.certificates.Certificates;
import city.pishkhan.api.certificates.Certificates.Certificate;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.api.security.Caller;
import city.pishkhan.cases.internal.authority.CaseRepresentation;
import city.pishkhan.cases.internal.authority.CaseRepresentation.OpeningAuthority;
import city.pishkhan.cases.internal.engine.Prerequisites;
import city.pishkhan.cases.internal.model.ArchiveRight;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.model.StoredTime;
import city.pishkhan.cases.internal.rules.CaseFacts;
import city.pishkhan.cases.internal.rules.LimitPolicy;
import city.pishkhan.cases.internal.store.CaseRepository;
import city.pishkhan.cases.internal.store.PersonRepository.Admitted;
import city.pishkhan.identifiers.CaseNumber;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.TrackingCode;
import city.pishkhan.messages.Text;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Opens cases: validates the request, pins the rules and assigns the number. */
@Component(service = CaseOpening.class)
public final class CaseOpening {
    /** Roles of applicants who bring their own papers. */
    private static final Set<String> OWNERS = Set.of("owner", "co-owner");

    private final CaseRepository store;
    private final Procedures procedures;
    private final Offices offices;
    private final Journal journal;
    private final InspectionRota inspectionRota;
    private final OpeningChecks checks;
    private final Prerequisites prerequisites;
    private final CaseRepresentation representation;
    private final SecureRandom random = new SecureRandom();

    @Activate
    public CaseOpening(
            @Reference CaseRepository store,
            @Reference Procedures procedures,
            @Reference Offices offices,
            @Reference Certificates certificates,
            @Reference Journal journal) {
        this.store = store;
        this.procedures = procedures;
        this.offices = offices;
        this.journal = journal;
        this.inspectionRota = new InspectionRota(store.tx());
        this.checks = new OpeningChecks(store.openings());
        this.prerequisites = new Prerequisites(store.openings(), certificates);
        this.representation = new CaseRepresentation(store);
    }

    CaseFile open(Caller caller, OpenCase request) {
        String office = caller.office().orElseThrow(() -> Refusal.forbidden("access.forbidden/open"));
        // All checks use one instant, so that a case opened at midnight has the rules and decisions of its opening day.
        Instant now = StoredTime.get();
        RuleSet rules = procedures.inForce(now);
        Procedure procedure = OpeningChecks.requireProcedure(rules, request.service());
        if (procedure.hasMunicipalCustomer()) {
            throw Refusal.invalid("service.municipal", "service");
        }
        Subject subject = Subject.of(procedure, request.subject(), () -> Subject.district(offices, office));
        if (request.specialRequest() != null) {
            offices.checkOpeningByDecision(request.specialRequest(), office, procedure.service(), subject.value(), now);
        } else {
            offices.checkOpening(office, procedure.service(), now, () -> store.openings()
                    .countOpenedSince(
                            office, procedure.service(), PersianDate.of(now).atStartOfDay()));
        }
        return begin(caller, rules, procedure, subject, office, now, request);
    }

    /**
     * Opens a case for a citizen without an office. Its service needs only the subject, which the citizen owns.
     *
     * @throws Refusal INVALID {@code service.not-at-home} if the service may not be opened without an office
     */
    CaseFile openAtHome(Caller citizen, OwnedSubject matched, int district) {
        Instant now = StoredTime.get();
        RuleSet rules = procedures.inForce(now);
        Procedure procedure = requireHomeProcedure(rules, matched.service());
        Subject subject = Subject.of(procedure, matched.subject(), () -> district);
        offices.checkOpeningAtHome(procedure.service(), now);
        OpenCase request = new OpenCase(
                procedure.service(), subject.value(), List.of(matched.owner()), null, Map.of(), null, List.of());
        return begin(citizen, rules, procedure, subject, Offices.HOME, now, request);
    }

    /**
     * The procedure in force of a service that citizens may open without an office.
     *
     * @throws Refusal INVALID {@code service.unknown} or {@code service.not-at-home}
     */
    Procedure requireHomeProcedure(String service) {
        return requireHomeProcedure(procedures.inForce(StoredTime.get()), service);
    }

    private static Procedure requireHomeProcedure(RuleSet rules, String service) {
        Procedure procedure = OpeningChecks.requireProcedure(rules, service);
        if (!procedure.home()) {
            throw Refusal.invalid("service.not-at-home", "service");
        }
        return procedure;
    }

    private CaseFile begin(
            Caller caller,
            RuleSet rules,
            Procedure procedure,
            Subject subject,
            String office,
            Instant now,
            OpenCase request) {
        List<Applicant> applicants = ApplicantCheck.clean(request.applicants());
        CaseFile file = store.blank(procedure, subject.value(), subject.district(), now);
        file.setOpening(office, request.specialRequest());
        Map<String, Object> facts = CaseFacts.ofRequest(file, rules, procedure, applicants, request);
        for (Certificate certificate : prerequisites.required(rules, procedure, file.subject(), now)) {
            facts = CaseFacts.withCertified(facts, certificate.content());
        }
        LimitPolicy.require(rules, procedure, request.request(), CaseFacts.withLookup(facts, request.lookedUp()));
        file.facts(facts, rules.personal());
        prerequisites.excluded(rules, procedure, file.subject()).ifPresent(refusal -> {
            throw refusal;
        });
        checks.refuseSecondOpen(file);
        checks.refuseSecondUse(file);
        List<String> owners =
                request.owners().stream().map(CaseOpening::canonical).toList();
        return begin(caller, file, rules, procedure, applicants, owners);
    }

    /** Normalises an owner's ID. A text that is not an ID is kept as it is and matches no applicant. */
    private static String canonical(String owner) {
        try {
            return ApplicantCheck.nationalId("owners", owner);
        } catch (Refusal notOne) {
            return owner;
        }
    }

    /**
     * Positions of the applicants who may use the archive: the owners, and applicants with a recorded authority of an owner. Empty if the
     * owners are unknown, as for vehicles.
     */
    private static List<Integer> archiveRight(List<Applicant> applicants, List<String> owners, boolean represented) {
        return IntStream.range(0, applicants.size())
                .filter(i -> OWNERS.contains(applicants.get(i).role())
                        && (owners.contains(applicants.get(i).nationalId()) || represented && !owners.isEmpty()))
                .boxed()
                .toList();
    }

    /** @return empty if no office can receive the case now */
    Optional<CaseFile> order(Caller caller, Order order) {
        Instant now = StoredTime.get();
        RuleSet rules = procedures.inForce(now);
        Procedure procedure = OpeningChecks.requireProcedure(rules, order.service());
        if (!procedure.hasMunicipalCustomer()) {
            throw Refusal.invalid("service.not-municipal", "service");
        }
        // The office is not chosen yet, so only the renovation code of a property can give the district.
        Subject subject = Subject.of(procedure, order.subject(), () -> {
            throw new IllegalStateException("The municipality cannot order cases of vehicles");
        });
        Map<String, Object> ordered = rules.convertStated(order.facts().keySet(), order.facts());
        CaseFile file = store.blank(procedure, subject.value(), subject.district(), now);
        checks.refuseSecondOpen(file);
        return inspectionRota
                .assignNext(file.service(), file.subject(), offices.experts(file.service(), now), now)
                .map(expert -> {
                    file.assignTo(expert.office(), expert.login());
                    Map<String, Object> facts = CaseFacts.known(file, procedure);
                    facts.putAll(ordered);
                    file.facts(facts, rules.personal());
                    file.note(order.words() == null ? null : Text.untranslated(order.words()));
                    file.archive(ArchiveRight.ofMunicipality());
                    return begin(caller, file, rules, procedure, List.of(), List.of());
                });
    }

    /** Assigns the number and the first stage under the given rule set, and stores the case. */
    private CaseFile begin(
            Caller caller,
            CaseFile file,
            RuleSet rules,
            Procedure procedure,
            List<Applicant> applicants,
            List<String> owners) {
        OpeningChecks.requireCalendar(rules, procedure, file.opened());
        CaseNumber number = CaseNumber.of(
                file.district(),
                PersianDate.of(file.opened()).year(),
                store.openings().nextSerial());
        file.number(number.value(), TrackingCode.next().value(), rules.hash(), procedure.version());
        file.begin(procedure.stages().get(0));
        Admitted admitted = store.people().admit(file.id(), applicants);
        OpeningAuthority opened = representation.checkOpening(file, applicants, admitted, owners);
        if (opened.isChecked()) {
            file.markRepresented();
        }
        if (!file.isMunicipal()) {
            file.archive(ArchiveRight.ofOwners(archiveRight(applicants, owners, opened.isChecked())));
        }
        String salt = salt();
        file.salt(salt);
        store.add(file);
        store.parties().add(file.id(), applicants, admitted.ids());
        representation.storeOpening(file, opened);
        journal.declareNewCase(file.id());
        Map<String, Object> details = opened(file, applicants, salt);
        if (!opened.authorities().isEmpty()) {
            details.put("authorities", List.copyOf(opened.authorities().keySet()));
        }
        journal.record(file.id(), "case.opened", caller, details);
        return file;
    }

    private Map<String, Object> opened(CaseFile file, List<Applicant> applicants, String salt) {
        Map<String, Object> details = new TreeMap<>(Map.of(
                "number", file.number(),
                "service", file.service(),
                "subject", file.subject(),
                "office", file.office(),
                "ruleSet", file.ruleSet(),
                "procedureVersion", file.procedureVersion(),
                "facts", file.factsDigest(),
                "applicants",
                        applicants.stream()
                                .map(a -> journal.commitment(salt, Objects.requireNonNull(a.nationalId())))
                                .toList()));
        if (file.specialRequest() != null) {
            details.put("specialRequest", file.specialRequest());
        }
        if (file.isMunicipal()) {
            details.put("customer", file.customer());
            details.put("expert", file.expert());
        }
        return details;
    }

    private String salt() {
        byte[] salt = new byte[16];
        random.nextBytes(salt);
        return HexFormat.of().formatHex(salt);
    }
}
