package city.pishkhan.governance.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Committee.Decision;
import city.pishkhan.api.governance.Committee.Exposure;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.governance.Offices.Contract;
import city.pishkhan.api.governance.Offices.Expert;
import city.pishkhan.api.governance.Offices.Office;
import city.pishkhan.api.governance.Offices.Qualification;
import city.pishkhan.api.governance.Offices.Succession;
import city.pishkhan.api.governance.Offices.Unregistered;
import city.pishkhan.api.governance.Offices.Vacancy;
import city.pishkhan.governance.internal.experts.ExpertRegister;
import city.pishkhan.identifiers.PersianDate;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/**
 * Immutable snapshot of all data that decides about the rights of offices. Its methods answer for any instant without
 * querying the database.
 */
final class RegisterSnapshot {
    /** One office of the register, with its contract and qualifications. */
    record Row(String code, String name, int district, Contract contract, List<Qualification> qualifications) {}

    private final UUID revision;
    private final Map<String, Row> offices;
    private final ServiceExposures serviceExposures = new ServiceExposures();
    private final Appeals appeals;
    private final Sanctions sanctions;
    private final OfficeExperts experts;

    /**
     * @param adopted adopted decisions, in any order
     * @param appeals time at which each appeal was filed, by the sanction's id
     */
    RegisterSnapshot(
            UUID revision,
            List<Row> offices,
            List<Decision> adopted,
            Map<UUID, Instant> appeals,
            ExpertRegister register) {
        this.appeals = new Appeals(appeals);
        this.sanctions = new Sanctions(this.appeals);
        this.experts = new OfficeExperts(register, sanctions);
        this.revision = revision;
        this.offices = new TreeMap<>(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
        offices.forEach(office -> this.offices.put(office.code(), office));
        adopted.stream()
                .sorted(Comparator.comparing(Decision::inForce).thenComparing(Decision::signed))
                .forEach(this::add);
    }

    private void add(Decision decision) {
        switch (decision.kind()) {
            case EXPOSE, WITHDRAW -> serviceExposures.add(decision);
            case SANCTION -> sanctions.add(decision);
            case APPEAL -> appeals.add(decision);
            default -> {}
        }
    }

    UUID revision() {
        return revision;
    }

    List<Office> all(Instant at) {
        return offices.values().stream().map(row -> office(row, at)).toList();
    }

    Optional<Office> office(String code, Instant at) {
        return Optional.ofNullable(offices.get(code)).map(row -> office(row, at));
    }

    private Office office(Row row, Instant at) {
        Decision suspended = sanctions.suspension("office", row.code(), null, at);
        String state = row.contract() == null ? "applied" : suspended != null ? "suspended" : "contracted";
        if (row.contract() != null && day(at).isAfter(row.contract().until())) {
            state = "ended";
        }
        return new Office(
                row.code(),
                row.name(),
                row.district(),
                state,
                row.contract(),
                row.qualifications().stream()
                        .map(q -> experts.toView(row.code(), q))
                        .toList(),
                suspended == null ? null : suspended.number());
    }

    void mayOpen(String code, String service, Instant at, IntSupplier openedThatDay) {
        officeRefusal(code, service, at, true).ifPresent(refusal -> {
            throw refusal;
        });
        Decision exposure =
                serviceExposures.at(code, service, at).orElseThrow(() -> OfficeRefusals.notExposed(code, service));
        qualificationRefusal(code, service, at, true).ifPresent(refusal -> {
            throw refusal;
        });
        Integer quota = exposure.terms().quota();
        if (quota != null && openedThatDay.getAsInt() >= quota) {
            throw OfficeRefusals.quota(code, service, quota, exposure.number());
        }
    }

    /** Implements {@link city.pishkhan.api.governance.Offices#checkOpeningAtHome}. */
    void requireOpeningAtHome(String service, Instant at) {
        serviceRefusal(service, at).ifPresent(refusal -> {
            throw refusal;
        });
        if (!serviceExposures.isExposed(service, at)) {
            throw OfficeRefusals.notExposed(service);
        }
    }

    /**
     * Returns the reason why an office may not proceed with an open case. Cases without an office are only hindered by a suspended
     * service.
     */
    Optional<Refusal> hindrance(String code, String service, Instant at) {
        return code.equals(Offices.HOME)
                ? serviceRefusal(service, at)
                : officeRefusal(code, service, at, false).or(() -> qualificationRefusal(code, service, at, false));
    }

    /** Returns the reason why an office may not open a case, apart from the exposure of the service. */
    Optional<Refusal> openingRefusal(String code, String service, Instant at) {
        return officeRefusal(code, service, at, true).or(() -> qualificationRefusal(code, service, at, true));
    }

    List<Succession> successions(Instant at) {
        return offices.keySet().stream()
                .flatMap(code -> sanctions.suspensions("office", code, at).stream()
                        .filter(by -> by.terms().cases() != null)
                        .map(by -> new Succession(
                                code,
                                canFinishCases(by) ? code : by.terms().cases(),
                                by.terms().service(),
                                appeals.effectiveDecision(by, at).number())))
                .toList();
    }

    /** Returns {@code true} if the suspended office may finish its open cases. */
    private static boolean canFinishCases(Decision suspension) {
        return TermsCheck.FINISH.equals(suspension.terms().cases());
    }

    private Optional<Refusal> officeRefusal(String code, String service, Instant at, boolean fresh) {
        Row office = offices.get(code);
        if (office == null) {
            return Optional.of(OfficeRefusals.unknown(code));
        }
        if (office.contract() == null
                || !isWithin(
                        day(at), office.contract().from(), office.contract().until())) {
            return Optional.of(OfficeRefusals.notContracted(code));
        }
        Optional<Decision> suspended = sanctions.suspensions("office", code, at).stream()
                .filter(by ->
                        by.terms().service() == null || by.terms().service().equals(service))
                .filter(by -> fresh || !canFinishCases(by))
                .findFirst();
        if (suspended.isPresent()) {
            return Optional.of(OfficeRefusals.suspended(code, suspended.get()));
        }
        return serviceRefusal(service, at);
    }

    private Optional<Refusal> serviceRefusal(String service, Instant at) {
        return Optional.ofNullable(sanctions.suspension("service", service, null, at))
                .map(by -> OfficeRefusals.serviceSuspended(service, by));
    }

    List<Expert> experts(String service, Instant at) {
        return offices.keySet().stream()
                .filter(code -> serviceExposures.at(code, service, at).isPresent()
                        && openingRefusal(code, service, at).isEmpty())
                .flatMap(code -> effectiveQualifications(code, service, day(at), true)
                        .map(q -> experts.findActing(code, q, at))
                        .flatMap(Optional::stream)
                        .distinct()
                        .map(expert -> new Expert(code, expert)))
                .toList();
    }

    /** @param fresh {@code true} for a new case, {@code false} for an open one */
    private Stream<Qualification> effectiveQualifications(String code, String service, LocalDate day, boolean fresh) {
        return offices.get(code).qualifications().stream()
                .filter(q -> q.service().equals(service) && isWithin(day, q.from(), q.until()))
                .filter(q -> experts.isEffective(code, q, day, fresh));
    }

    /** Implements {@link city.pishkhan.api.governance.Offices#vacancy}. */
    Optional<Vacancy> vacancy(String code, String service, String discipline, Instant at) {
        return experts.vacancy(
                day(at),
                day -> experts.hasExpert(code, service, discipline, instant(day, at))
                        || offices.containsKey(code)
                                && effectiveQualifications(code, service, day, false)
                                        .anyMatch(q -> experts.isInGrace(code, q, day)));
    }

    /** Returns {@code at} if it falls on the day, otherwise the beginning of the day. */
    private static Instant instant(LocalDate day, Instant at) {
        return day.equals(day(at)) ? at : day.atStartOfDay(PersianDate.TEHRAN).toInstant();
    }

    /** Implements {@link city.pishkhan.api.governance.Offices#unregistered}. */
    List<Unregistered> unregistered(Instant at) {
        LocalDate day = day(at);
        return offices.values().stream()
                .flatMap(row -> row.qualifications().stream()
                        .filter(q -> isWithin(day, q.from(), q.until()))
                        .map(q -> experts.toView(row.code(), q))
                        .filter(q -> q.unregisteredUntil() != null)
                        .map(q -> new Unregistered(q.id(), row.code(), q.service(), q.expert(), q.unregisteredUntil())))
                .sorted(Comparator.comparing(Unregistered::until)
                        .thenComparing(Unregistered::office)
                        .thenComparing(Unregistered::service))
                .toList();
    }

    OfficeExperts experts() {
        return experts;
    }

    private Optional<Refusal> qualificationRefusal(String code, String service, Instant at, boolean fresh) {
        LocalDate day = day(at);
        List<Qualification> held =
                effectiveQualifications(code, service, day, fresh).toList();
        if (held.isEmpty()) {
            return Optional.of(OfficeRefusals.notQualified(code, service, day));
        }
        return held.stream().allMatch(q -> experts.isSuspended(code, q, at))
                ? Optional.of(OfficeRefusals.expertSuspended(code, service))
                : Optional.empty();
    }

    boolean isExposed(String service, Instant at) {
        return serviceExposures.isExposed(service, at);
    }

    List<Exposure> exposures(Instant at) {
        return serviceExposures.all(at);
    }

    static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, PersianDate.TEHRAN);
    }

    private static boolean isWithin(LocalDate day, LocalDate from, LocalDate until) {
        return !day.isBefore(from) && !day.isAfter(until);
    }
}
