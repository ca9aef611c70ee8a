package city.pishkhan.cases.internal.office;

import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.cases.Cases.Summary;
import city.pishkhan.api.cases.CounterCases;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.StageKind;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Scope;
import city.pishkhan.cases.internal.access.CaseAuthorization;
import city.pishkhan.cases.internal.model.StoredTime;
import city.pishkhan.cases.internal.store.CaseRepository;
import city.pishkhan.cases.internal.store.CounterRepository;
import city.pishkhan.cases.internal.store.CounterRepository.Line;
import city.pishkhan.identifiers.PersianDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@link CounterCases}: reads cases for the counter of an office with plain SQL. */
@Component(service = CounterCases.class)
public final class CounterService implements CounterCases {
    private static final String LIST = "office.case.list";
    private static final String OPEN = "office.case.open";
    /**
     * Minimum number of cases for a median. A median of fewer cases is unreliable and could reveal the waiting time of
     * a known person.
     */
    private static final int MIN_CASES_FOR_MEDIAN = 5;

    private final CounterRepository rows;
    private final Procedures procedures;
    private final CaseAuthorization caseAuthorization;

    @Activate
    public CounterService(
            @Reference CaseRepository store,
            @Reference Procedures procedures,
            @Reference Access access,
            @Reference Offices offices) {
        this.rows = new CounterRepository(store.tx());
        this.procedures = procedures;
        this.caseAuthorization = new CaseAuthorization(access, offices);
    }

    @Override
    public Today today(Caller caller, String service, String stage) {
        caseAuthorization.check(caller, LIST);
        List<String> offices = offices(caseAuthorization.scope(caller, LIST));
        if (offices.isEmpty()) {
            return new Today(List.of(), List.of(), List.of(), false);
        }
        List<Line> lines = rows.today(
                offices, service, stage, PersianDate.of(StoredTime.get()).atStartOfDay());
        List<Summary> issued = select(lines, line -> line.summary().state() == State.APPROVED);
        return new Today(
                select(lines, line -> line.summary().state() == State.WAITING && isUnpaid(line)),
                select(lines, line -> line.summary().state() == State.OPEN && line.sentBack()),
                issued,
                issued.size() >= CounterRepository.MOST_ISSUED
                        || lines.size() - issued.size() >= CounterRepository.MOST);
    }

    private static List<Summary> select(List<Line> lines, Predicate<Line> wanted) {
        return lines.stream().filter(wanted).map(Line::summary).toList();
    }

    /**
     * Returns {@code true} if the case is at a payment stage. The case's own rule set decides, because another rule set
     * may use the stage's name differently.
     */
    private boolean isUnpaid(Line line) {
        return procedures.ruleSet(line.ruleSet()).procedure(line.summary().service()).stream()
                .flatMap(procedure -> procedure.stages().stream())
                .anyMatch(stage -> stage.id().equals(line.summary().stage()) && stage.kind() == StageKind.PAYMENT);
    }

    @Override
    public Optional<ConflictingCase> findRunning(Caller office, String service, String subject) {
        caseAuthorization.check(office, OPEN);
        boolean counter = procedures
                .inForce(StoredTime.get())
                .procedure(service)
                .filter(Predicate.not(Procedure::hasMunicipalCustomer))
                .isPresent();
        return counter ? rows.running(service, subject).map(line -> running(office, line.summary())) : Optional.empty();
    }

    private ConflictingCase running(Caller office, Summary found) {
        boolean own = caseAuthorization
                .scope(office, CaseAuthorization.READ)
                .canAccess(Scope.ownersOfCase(found.office(), found.district()));
        return own ? new ConflictingCase(found.id(), found.number()) : new ConflictingCase(null, null);
    }

    @Override
    public Optional<UsualDuration> usualDuration(Caller caller, String service) {
        return caller.office()
                .flatMap(office -> rows.usual(office, service))
                .filter(usual -> usual.cases() >= MIN_CASES_FOR_MEDIAN);
    }

    private static List<String> offices(Scope scope) {
        return Stream.concat(scope.tenants("office").stream(), scope.tenants("expert").stream())
                .distinct()
                .toList();
    }
}
