package city.pishkhan.cases.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntSupplier;

/** Offices that may do everything, except those that a test suspends or limits by a quota. */
final class FakeOffices implements Offices {
    final Set<String> suspended = ConcurrentHashMap.newKeySet();
    volatile Integer quota;
    /** granted special requests: number, service and subject */
    final Set<String> granted = ConcurrentHashMap.newKeySet();

    /** moves of open cases to another office that suspensions order */
    final List<Succession> successions = new CopyOnWriteArrayList<>();

    /** missing experts, by office code and discipline */
    final Map<String, Vacancy> vacancies = new ConcurrentHashMap<>();

    /** experts, by the login of their deputy */
    final Map<String, String> deputies = new ConcurrentHashMap<>();

    /** experts who may inspect */
    final List<Expert> experts = new CopyOnWriteArrayList<>();

    @Override
    public void checkOpening(String office, String service, Instant at, IntSupplier openedThatDay) {
        hindrance(office, service, at).ifPresent(refusal -> {
            throw refusal;
        });
        if (quota != null && openedThatDay.getAsInt() >= quota) {
            throw refusal("service.quota");
        }
    }

    @Override
    public void checkOpeningAtHome(String service, Instant at) {
        hindrance(HOME, service, at).ifPresent(refusal -> {
            throw refusal;
        });
    }

    @Override
    public void checkOpeningByDecision(String decision, String office, String service, String subject, Instant at) {
        if (!granted.contains(decision + " " + service + " " + subject)) {
            throw refusal("special-request.unknown");
        }
        hindrance(office, service, at).ifPresent(refusal -> {
            throw refusal;
        });
    }

    @Override
    public List<Expert> experts(String service, Instant at) {
        return experts.stream()
                .filter(expert -> !suspended.contains(expert.office()))
                .toList();
    }

    @Override
    public Optional<Vacancy> vacancy(String office, String service, String discipline, Instant at) {
        return Optional.ofNullable(vacancies.get(office + " " + discipline));
    }

    @Override
    public boolean canActAs(Caller caller, String expert, String office, Instant at) {
        return caller.principal().equals(expert) || expert.equals(deputies.get(caller.principal()));
    }

    @Override
    public List<Notice> notices(Caller caller) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Unregistered> unregistered(Instant at) {
        return List.of();
    }

    @Override
    public List<Succession> successions(Instant at) {
        return List.copyOf(successions);
    }

    @Override
    public Optional<Refusal> hindrance(String office, String service, Instant at) {
        return suspended.contains(office) ? Optional.of(refusal("office.suspended")) : Optional.empty();
    }

    @Override
    public Optional<Refusal> hindranceToFinish(String office, String service, Instant at) {
        return hindrance(office, service, at);
    }

    private static Refusal refusal(String code) {
        return new Refusal(Refusal.Kind.FORBIDDEN, code, null, "en", "fa");
    }

    @Override
    public Office apply(Caller institute, Application application) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Office recordContract(Caller institute, String code, Contract contract) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Office qualify(Caller institute, String code, Qualification qualification) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Office> all() {
        return List.of();
    }

    @Override
    public Optional<Office> find(String code) {
        return Optional.of(new Office(code, "x", 22, "contracted", null, List.of(), null));
    }
}
