package city.pishkhan.cases.internal.rules;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.Cases.Applicant;
import city.pishkhan.api.cases.Cases.OpenCase;
import city.pishkhan.api.cases.Cases.Paper;
import city.pishkhan.api.cases.Cases.Part;
import city.pishkhan.api.cases.Cases.Request;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.identifiers.PersianDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Facts of a case, under the names that decision tables and agencies use. The vocabulary defines which facts are personal. */
public final class CaseFacts {
    /** {@code true} in cases that a citizen opened online, without an office */
    static final String HOME = "home";
    /** Persian year in cases whose duties depend on the date; the month is a separate fact */
    public static final String YEAR = "year";

    private static final String CERTIFIED = "certified";
    /** facts of the applicant and of the case; data of a look-up must not replace them */
    private static final Set<String> PROTECTED_FACTS = Set.of(
            "floors",
            "uses",
            "area",
            "units",
            "parts",
            "district",
            HOME,
            "property",
            "plate",
            YEAR,
            "month",
            "planRevision",
            "planSha256",
            "proxy",
            "owners");

    /** facts of a building request */
    private static final Set<String> BUILDING = Set.of("floors", "uses", "area", "units", "parts");

    private CaseFacts() {}

    /** Names of the facts that the applicant states and can correct. */
    static Set<String> stated(Procedure procedure) {
        return procedure.hasBuildingRequest() ? BUILDING : Set.copyOf(procedure.asks());
    }

    /** Facts that the hub knows of every case of the procedure. */
    public static Map<String, Object> known(CaseFile file, Procedure procedure) {
        Map<String, Object> facts = new TreeMap<>();
        facts.put("district", (long) file.district());
        facts.put(procedure.hasVehicleSubject() ? "plate" : "property", file.subject());
        if (procedure.dated()) {
            date(facts, PersianDate.of(file.opened()));
        }
        if (Offices.HOME.equals(file.office())) {
            facts.put(HOME, true);
        }
        return facts;
    }

    /** Sets the facts year and month to the Persian year and month of the day. */
    public static void date(Map<String, Object> facts, PersianDate day) {
        facts.put(YEAR, (long) day.year());
        facts.put("month", (long) day.month());
    }

    /**
     * Initial facts of a case that a citizen or an office opens: the building request, or the facts that the procedure asks for.
     *
     * @throws Refusal INVALID with the invalid field
     */
    public static Map<String, Object> ofRequest(
            CaseFile file, RuleSet rules, Procedure procedure, List<Applicant> applicants, OpenCase given) {
        Map<String, Object> facts = withApplicants(known(file, procedure), applicants);
        if (!procedure.hasBuildingRequest()) {
            if (given.request() != null) {
                throw Refusal.invalid("request.not-asked", "request");
            }
            facts.putAll(rules.convertStated(procedure.asks(), given.facts()));
            return facts;
        }
        if (given.request() == null) {
            throw Refusal.invalid("request.missing", "request");
        }
        if (!given.facts().isEmpty()) {
            throw Refusal.invalid("facts.not-asked", "facts");
        }
        facts.put("planRevision", 0L);
        return withRequest(facts, given.request());
    }

    /**
     * Puts a building request into the facts.
     *
     * @throws Refusal INVALID if the request is malformed; {@link LimitPolicy} checks the limits
     */
    public static Map<String, Object> withRequest(Map<String, Object> facts, Request request) {
        BuildingCheck.requireShape(request);
        Map<String, Object> changed = new TreeMap<>(facts);
        changed.put("floors", (long) request.floors());
        changed.put(
                "uses",
                request.parts().stream().map(Part::use).distinct().sorted().toList());
        changed.put("area", request.parts().stream().mapToLong(Part::area).sum());
        changed.put("units", request.parts().stream().mapToLong(Part::units).sum());
        changed.put(
                "parts",
                request.parts().stream()
                        .map(p -> new TreeMap<String, Object>(
                                Map.of("use", p.use(), "area", p.area(), "units", (long) p.units())))
                        .toList());
        return changed;
    }

    static Map<String, Object> withApplicants(Map<String, Object> facts, List<Applicant> applicants) {
        Map<String, Object> changed = new TreeMap<>(facts);
        changed.put("proxy", applicants.stream().anyMatch(a -> "proxy".equals(a.role())));
        changed.put(
                "owners",
                applicants.stream().filter(a -> !"proxy".equals(a.role())).count());
        return changed;
    }

    public static Map<String, Object> withPlan(Map<String, Object> facts, Paper plan) {
        Map<String, Object> changed = new TreeMap<>(facts);
        changed.put("planRevision", (long) plan.revision());
        changed.put("planSha256", plan.sha256());
        return changed;
    }

    /** Adds the data of a look-up to the facts; the data replaces no facts of the applicant or the case. */
    public static Map<String, Object> withLookup(Map<String, Object> facts, Map<String, Object> found) {
        Map<String, Object> changed = new TreeMap<>(facts);
        found.forEach((name, value) -> {
            if (!PROTECTED_FACTS.contains(name) && !name.startsWith(CERTIFIED)) {
                changed.put(name, value);
            }
        });
        return changed;
    }

    /** Adds the numbers of a required certificate, for example {@code certifiedFloors}. */
    public static Map<String, Object> withCertified(Map<String, Object> facts, Map<String, Object> content) {
        Map<String, Object> changed = new TreeMap<>(facts);
        content.forEach((name, value) -> {
            if (value instanceof Number && !name.startsWith(CERTIFIED)) {
                changed.put(Procedures.certifiedFact(name), value);
            }
        });
        return changed;
    }

    /** @return the building request that {@link #withRequest} stored in the facts, or {@code null} if there is none */
    @SuppressWarnings("unchecked")
    public static @Nullable Request request(Map<String, Object> facts) {
        if (!facts.containsKey("parts")) {
            return null;
        }
        List<Part> parts = ((List<Map<String, Object>>) facts.get("parts"))
                .stream()
                        .map(p -> new Part(
                                (String) p.get("use"),
                                ((Number) Objects.requireNonNull(p.get("area"))).longValue(),
                                ((Number) Objects.requireNonNull(p.get("units"))).intValue()))
                        .toList();
        return new Request(((Number) Objects.requireNonNull(facts.get("floors"))).intValue(), parts);
    }
}
