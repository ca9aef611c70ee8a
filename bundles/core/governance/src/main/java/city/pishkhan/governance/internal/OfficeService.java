package city.pishkhan.governance.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Committee.Kind;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Scope;
import city.pishkhan.governance.internal.experts.ExpertRepository;
import city.pishkhan.governance.internal.experts.ExpertRow;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.identifiers.RenovationCode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Implementation of {@link Offices}: the institute's register of offices, combined with the committees' decisions. */
@Component(service = Offices.class)
public final class OfficeService implements Offices {
    private static final String NOTICES = "office.notice.read";
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_NUMBER = 60;

    private final Access access;
    private final GovernanceRepository governanceRepository;
    private final Journal journal;
    private final Disciplines disciplines;
    private final QualificationNotices notices;

    @Activate
    public OfficeService(
            @Reference Access access,
            @Reference GovernanceRepository governanceRepository,
            @Reference Journal journal,
            @Reference Procedures procedures,
            @Reference QualificationNotices notices) {
        this.notices = notices;
        this.disciplines = new Disciplines(procedures);
        this.access = access;
        this.governanceRepository = governanceRepository;
        this.journal = journal;
    }

    @Override
    public Office apply(Caller institute, Application given) {
        access.check(institute, "committee.office.add");
        String code = GovernanceFields.office("code", given.code());
        String name = GovernanceFields.text(
                "name", PersianText.normalise(given.name() == null ? "" : given.name()), LONGEST_NAME);
        if (given.district() < 1 || given.district() > RenovationCode.DISTRICTS) {
            throw Refusal.invalid("number.range/apply", "district", RenovationCode.DISTRICTS);
        }
        return change(code, sql -> {
            GovernanceRepository.add(sql, new Application(code, name, given.district()), institute.principal());
            journal.record(null, "office.applied", institute, Map.of("office", code, "district", given.district()));
        });
    }

    @Override
    public Office recordContract(Caller institute, String code, Contract given) {
        access.check(institute, "committee.office.contract");
        Contract contract = new Contract(
                GovernanceFields.text("number", given.number(), LONGEST_NUMBER), given.from(), given.until());
        GovernanceFields.requireTerm(given.from(), given.until());
        return change(requireKnown(code), sql -> {
            GovernanceRepository.add(sql, code, contract, institute.principal());
            journal.record(
                    null,
                    "office.contracted",
                    institute,
                    Map.of(
                            "office",
                            code,
                            "contract",
                            contract.number(),
                            "from",
                            contract.from().toString(),
                            "until",
                            contract.until().toString()));
        });
    }

    @Override
    public Office qualify(Caller institute, String code, Qualification given) {
        access.check(institute, "committee.office.qualify");
        GovernanceFields.requireTerm(given.from(), given.until());
        String service = GovernanceFields.service("service", given.service());
        String login = GovernanceFields.login("expert", given.expert());
        Set<String> needed = disciplines.requiredBy(service);
        return change(requireKnown(code), sql -> {
            ExpertRow expert = QualificationPolicy.expert(
                    ExpertRepository.load(sql),
                    code,
                    service,
                    login,
                    needed,
                    given.from(),
                    given.until(),
                    RegisterSnapshot.day(Instant.now()));
            Qualification held = new Qualification(
                    Ids.next(), service, login, expert.entry().name(), given.from(), given.until(), expert.id(), null);
            GovernanceRepository.add(sql, code, held, institute.principal());
            // the journal must not contain the expert's name, which is personal data
            journal.record(
                    null,
                    "office.qualified",
                    institute,
                    Map.of(
                            "office", code,
                            "qualification", held.id(),
                            "expert", expert.id(),
                            "service", held.service(),
                            "from", held.from().toString(),
                            "until", held.until().toString()));
        });
    }

    private String requireKnown(String code) {
        if (find(code).isEmpty()) {
            throw Refusal.notFound("office");
        }
        return code;
    }

    private Office change(String code, Consumer<Handle> work) {
        return governanceRepository.change(sql -> {
            work.accept(sql);
            return GovernanceRepository.load(sql).office(code, Instant.now()).orElseThrow();
        });
    }

    @Override
    public List<Office> all() {
        return governanceRepository.view().all(Instant.now());
    }

    @Override
    public Optional<Office> find(String code) {
        return governanceRepository.view().office(code, Instant.now());
    }

    @Override
    public void checkOpening(String office, String service, Instant at, IntSupplier openedThatDay) {
        governanceRepository.view().mayOpen(office, service, at, openedThatDay);
    }

    @Override
    public void checkOpeningAtHome(String service, Instant at) {
        governanceRepository.view().requireOpeningAtHome(service, at);
    }

    @Override
    public void checkOpeningByDecision(String decision, String office, String service, String subject, Instant at) {
        governanceRepository
                .tx()
                .required(sql -> DecisionRepository.find(sql, decision))
                .filter(d -> d.kind() == Kind.SPECIAL_REQUEST
                        && d.state().equals("adopted")
                        && !d.inForce().isAfter(at)
                        && Boolean.TRUE.equals(d.terms().granted())
                        && d.terms().service().equals(service)
                        && d.terms().subject().equals(subject))
                .orElseThrow(() -> OfficeRefusals.notGranted(decision, service, subject));
        governanceRepository.view().openingRefusal(office, service, at).ifPresent(refusal -> {
            throw refusal;
        });
    }

    @Override
    public List<Expert> experts(String service, Instant at) {
        return governanceRepository.loadNewest().experts(service, at);
    }

    @Override
    public Optional<Vacancy> vacancy(String office, String service, String discipline, Instant at) {
        return governanceRepository.view().vacancy(office, service, discipline, at);
    }

    @Override
    public boolean canActAs(Caller caller, String expert, String office, Instant at) {
        return governanceRepository.view().experts().isActingAs(caller, expert, office, RegisterSnapshot.day(at));
    }

    @Override
    public List<Unregistered> unregistered(Instant at) {
        return governanceRepository.view().unregistered(at);
    }

    @Override
    public List<Notice> notices(Caller caller) {
        access.check(caller, NOTICES);
        Scope scope = access.scope(caller, NOTICES);
        Set<String> own = new TreeSet<>(scope.tenants("office"));
        own.addAll(scope.tenants("expert"));
        return notices.list(own);
    }

    @Override
    public List<Succession> successions(Instant at) {
        return governanceRepository.view().successions(at);
    }

    @Override
    public Optional<Refusal> hindrance(String office, String service, Instant at) {
        return governanceRepository.view().hindrance(office, service, at);
    }

    @Override
    public Optional<Refusal> hindranceToFinish(String office, String service, Instant at) {
        return governanceRepository.loadNewest().hindrance(office, service, at);
    }
}
