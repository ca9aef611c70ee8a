package city.pishkhan.catalogue.internal;

import city.pishkhan.api.Committee.Decision;
import city.pishkhan.api.Committee.Exposure;
import city.pishkhan.api.Committee.Kind;
import city.pishkhan.api.Committee.Terms;
import city.pishkhan.api.Offices.Contract;
import city.pishkhan.api.Offices.Office;
import city.pishkhan.api.Offices.Qualification;
import city.pishkhan.api.Refusal;
import city.pishkhan.identifiers.PersianDate;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntSupplier;

/** All that decides what an office may do, as of one change; what holds at an instant follows from it without another look. */
final class View {
    /** One office's rows. */
    record Row(String code, String name, int district, Contract contract, List<Qualification> qualifications) {}

    private final UUID revision;
    private final Map<String, Row> offices;
    /** by service, in the order in which they count */
    private final Map<String, List<Decision>> exposures = new TreeMap<>();
    /** by target and name, in the order in which they count */
    private final Map<String, List<Decision>> sanctions = new HashMap<>();

    /** @param adopted decisions that were adopted, in any order */
    View(UUID revision, List<Row> offices, List<Decision> adopted) {
        this.revision = revision;
        this.offices = new TreeMap<>(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
        offices.forEach(office -> this.offices.put(office.code(), office));
        adopted.stream()
                .sorted(Comparator.comparing(Decision::inForce).thenComparing(Decision::signed))
                .forEach(this::add);
    }

    private void add(Decision decision) {
        if (decision.kind() == Kind.EXPOSE || decision.kind() == Kind.WITHDRAW) {
            exposures
                    .computeIfAbsent(decision.terms().service(), s -> new ArrayList<>())
                    .add(decision);
        } else if (decision.kind() == Kind.SANCTION
                && !decision.terms().measure().equals("warn")) {
            sanctions
                    .computeIfAbsent(
                            key(decision.terms().target(), decision.terms().name()), s -> new ArrayList<>())
                    .add(decision);
        }
    }

    private static String key(String target, String name) {
        return target + ' ' + name;
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
        Decision suspended = suspension("office", row.code(), null, at);
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
                row.qualifications(),
                suspended == null ? null : suspended.number());
    }

    void mayOpen(String code, String service, Instant at, IntSupplier openedThatDay) {
        standing(code, service, at).ifPresent(refusal -> {
            throw refusal;
        });
        Decision exposure = exposure(code, service, at).orElseThrow(() -> Reasons.notExposed(code, service));
        qualified(code, service, at).ifPresent(refusal -> {
            throw refusal;
        });
        Integer quota = exposure.terms().quota();
        if (quota != null && openedThatDay.getAsInt() >= quota) {
            throw Reasons.quota(code, service, quota, exposure.number());
        }
    }

    Optional<Refusal> hindrance(String code, String service, Instant at) {
        return standing(code, service, at).or(() -> qualified(code, service, at));
    }

    private Optional<Refusal> standing(String code, String service, Instant at) {
        Row office = offices.get(code);
        if (office == null) {
            return Optional.of(Reasons.unknown(code));
        }
        if (office.contract() == null
                || !within(day(at), office.contract().from(), office.contract().until())) {
            return Optional.of(Reasons.notContracted(code));
        }
        Decision suspended = suspension("office", code, service, at);
        if (suspended != null) {
            return Optional.of(Reasons.suspended(code, suspended));
        }
        Decision closed = suspension("service", service, null, at);
        return closed == null ? Optional.empty() : Optional.of(Reasons.serviceSuspended(service, closed));
    }

    private Optional<Refusal> qualified(String code, String service, Instant at) {
        LocalDate day = day(at);
        List<Qualification> held = offices.get(code).qualifications().stream()
                .filter(q -> q.service().equals(service) && within(day, q.from(), q.until()))
                .toList();
        if (held.isEmpty()) {
            return Optional.of(Reasons.notQualified(code, service, day));
        }
        return held.stream().allMatch(q -> suspension("expert", q.expert(), service, at) != null)
                ? Optional.of(Reasons.expertSuspended(code, service))
                : Optional.empty();
    }

    /** The exposure that counts for an office; empty if none does. */
    private Optional<Decision> exposure(String code, String service, Instant at) {
        Decision last = null;
        for (Decision decision : exposures.getOrDefault(service, List.of())) {
            boolean concerned = decision.terms().offices().isEmpty()
                    || decision.terms().offices().contains(code);
            if (concerned && !decision.inForce().isAfter(at)) {
                last = decision;
            }
        }
        return Optional.ofNullable(last).filter(d -> d.kind() == Kind.EXPOSE);
    }

    /** The decision by which something is suspended at that instant, or {@code null}. */
    private Decision suspension(String target, String name, String service, Instant at) {
        Map<String, Decision> last = new HashMap<>();
        for (Decision decision : sanctions.getOrDefault(key(target, name), List.of())) {
            if (!decision.inForce().isAfter(at)) {
                // without a service it concerns all of them, and lifts what concerned one
                if (decision.terms().service() == null) {
                    last.clear();
                }
                last.put(decision.terms().service(), decision);
            }
        }
        Decision whole = suspending(last.get(null), at);
        return whole != null ? whole : service == null ? null : suspending(last.get(service), at);
    }

    private static Decision suspending(Decision decision, Instant at) {
        if (decision == null || !decision.terms().measure().equals("suspend")) {
            return null;
        }
        LocalDate until = decision.terms().until();
        return until == null || !day(at).isAfter(until) ? decision : null;
    }

    List<Exposure> exposures(Instant at) {
        return exposures.values().stream()
                .flatMap(List::stream)
                .map(d -> exposure(d, at))
                .toList();
    }

    private static Exposure exposure(Decision d, Instant at) {
        Terms terms = d.terms();
        return new Exposure(
                terms.service(),
                d.kind() == Kind.EXPOSE,
                terms.offices(),
                terms.quota(),
                d.number(),
                d.inForce(),
                d.inForce().isAfter(at));
    }

    static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, PersianDate.TEHRAN);
    }

    private static boolean within(LocalDate day, LocalDate from, LocalDate until) {
        return !day.isBefore(from) && !day.isAfter(until);
    }
}
