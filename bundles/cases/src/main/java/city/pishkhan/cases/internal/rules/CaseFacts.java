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
import java.util.Set;
import java.util.TreeMap;

/** What is known of a case, under the names that decision tables and agencies use. Which of it is personal the vocabulary says. */
public final class CaseFacts {
    /** that its owner opened it at home */
    static final String HOME = "home";
    /** of a dated case, with its month */
    public static final String YEAR = "year";

    private static final String CERTIFIED = "certified";
    /** what the applicant and the case say; no system that is looked up in may say otherwise */
    private static final Set<String> OURS = Set.of(
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

    /** what an applicant says of a building */
    private static final Set<String> BUILDING = Set.of("floors", "uses", "area", "units", "parts");

    private CaseFacts() {}

    /** Names of the facts that are the applicant's to say, and so to correct. */
    static Set<String> stated(Procedure procedure) {
        return procedure.building() ? BUILDING : Set.copyOf(procedure.asks());
    }

    /** What the hub knows of any case of the procedure. */
    public static Map<String, Object> known(CaseFile file, Procedure procedure) {
        Map<String, Object> facts = new TreeMap<>();
        facts.put("district", (long) file.district());
        facts.put(procedure.vehicle() ? "plate" : "property", file.subject());
        if (procedure.dated()) {
            date(facts, PersianDate.of(file.opened()));
        }
        if (Offices.HOME.equals(file.office())) {
            facts.put(HOME, true);
        }
        return facts;
    }

    /** Puts the calendar's year and month into the facts. */
    public static void date(Map<String, Object> facts, PersianDate day) {
        facts.put(YEAR, (long) day.year());
        facts.put("month", (long) day.month());
    }

    /** Of a case that citizens open: what is to be built, or what else the procedure asks for. @throws Refusal INVALID with the field at fault */
    public static Map<String, Object> ofRequest(
            CaseFile file, RuleSet rules, Procedure procedure, List<Applicant> applicants, OpenCase given) {
        Map<String, Object> facts = withApplicants(known(file, procedure), applicants);
        if (!procedure.building()) {
            if (given.request() != null) {
                throw Refusal.invalid("request.not-asked", "request");
            }
            facts.putAll(rules.stated(procedure.asks(), given.facts()));
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

    /** Puts what is asked for into the facts. @throws Refusal INVALID if it is no building at all; limits are {@link LimitPolicy}'s */
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
        changed.put("proxy", applicants.stream().anyMatch(a -> a.role().equals("proxy")));
        changed.put(
                "owners",
                applicants.stream().filter(a -> !a.role().equals("proxy")).count());
        return changed;
    }

    public static Map<String, Object> withPlan(Map<String, Object> facts, Paper plan) {
        Map<String, Object> changed = new TreeMap<>(facts);
        changed.put("planRevision", (long) plan.revision());
        changed.put("planSha256", plan.sha256());
        return changed;
    }

    /** Adds what a look-up found. */
    public static Map<String, Object> withLookup(Map<String, Object> facts, Map<String, Object> found) {
        Map<String, Object> changed = new TreeMap<>(facts);
        found.forEach((name, value) -> {
            if (!OURS.contains(name) && !name.startsWith(CERTIFIED)) {
                changed.put(name, value);
            }
        });
        return changed;
    }

    /** Adds the numbers of a certificate that the subject must have, e.g. {@code certifiedFloors}. */
    public static Map<String, Object> withCertified(Map<String, Object> facts, Map<String, Object> content) {
        Map<String, Object> changed = new TreeMap<>(facts);
        content.forEach((name, value) -> {
            if (value instanceof Number && !name.startsWith(CERTIFIED)) {
                changed.put(Procedures.certified(name), value);
            }
        });
        return changed;
    }

    /** @return {@code null} if nobody asked to build anything */
    @SuppressWarnings("unchecked")
    public // parts were put there by withRequest
    static Request request(Map<String, Object> facts) {
        if (!facts.containsKey("parts")) {
            return null;
        }
        List<Part> parts = ((List<Map<String, Object>>) facts.get("parts"))
                .stream()
                        .map(p -> new Part(
                                (String) p.get("use"),
                                ((Number) p.get("area")).longValue(),
                                ((Number) p.get("units")).intValue()))
                        .toList();
        return new Request(((Number) facts.get("floors")).intValue(), parts);
    }
}
