package city.pishkhan.cases.internal;

import city.pishkhan.api.rules.AgencyRule;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.RefundShares;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.api.rules.Silence;
import city.pishkhan.api.rules.Stage;
import city.pishkhan.api.rules.StageKind;
import city.pishkhan.identifiers.OfficeHours;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.WorkingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Rules of a small city: a building permit, and a second permit procedure in which the district may send a case back to
 * the inquiries.
 */
final class SmallCityRules implements Procedures, RuleSet {
    static final WorkingCalendar CALENDAR = new WorkingCalendar(
            "test-1", OfficeHours.STANDARD, Map.of(), PersianDate.parse("1404/01/01"), PersianDate.parse("1406/12/29"));

    /** All values differ, so that a test sees which one was used. */
    static final RefundShares SHARES = new RefundShares(100, 80, 90, 10);

    /** maximum area in m² of any plan order */
    static final long MOST_AREA = 5_000;

    private static final Map<String, AgencyRule> AGENCIES = Map.of(
            "fire",
                    new AgencyRule(
                            15,
                            null,
                            Silence.ESCALATE,
                            List.of("floors", "uses", "planRevision"),
                            List.of("plan"),
                            "refuse",
                            2,
                            "20d",
                            List.of("5d", "2d"),
                            true),
            "water",
                    new AgencyRule(
                            10, null, Silence.CONSENT, List.of("property", "area", "units"), List.of(), "send-back", 1),
            "electricity",
                    new AgencyRule(
                            0,
                            Duration.ofHours(240),
                            Silence.CONSENT,
                            List.of("floors", "area"),
                            List.of(),
                            "send-back",
                            1),
            "gas", new AgencyRule(7, null, Silence.REFUSE, List.of("floors", "area"), List.of(), "refuse", 0));

    private final Set<String> personal;

    SmallCityRules(String... personal) {
        this.personal = Set.of(personal);
    }

    @Override
    public Optional<Procedure> procedure(String service) {
        return switch (service) {
            case "building-permit" -> Optional.of(permit(service));
            case "quick-permit" -> Optional.of(quick(service));
            case "paid-permit" ->
                Optional.of(new Procedure(
                        service,
                        1,
                        "e",
                        "f",
                        "property",
                        List.of(
                                stage("duties", StageKind.PAYMENT, "duties", null, null, List.of()),
                                stage("permit", StageKind.CERTIFICATE, null, null, "building-permit", List.of()))));
            case "handed-over" ->
                Optional.of(new Procedure(
                        service,
                        1,
                        "e",
                        "f",
                        "property",
                        List.of(
                                stage("hand-over", StageKind.VERIFICATION, null, "office", null, List.of()),
                                stage("receipt", StageKind.VERIFICATION, null, "district", null, List.of()))));
            case "posted-permit" ->
                Optional.of(new Procedure(
                        service,
                        1,
                        "e",
                        "f",
                        "property",
                        List.of(
                                stage("permit", StageKind.CERTIFICATE, null, null, "building-permit", List.of()),
                                stage("post", StageKind.VERIFICATION, null, "office", null, List.of("permit")))));
            case "delivered-permit" ->
                Optional.of(new Procedure(
                        service,
                        1,
                        "e",
                        "f",
                        "property",
                        CITIZEN,
                        null,
                        false,
                        List.of(
                                stage("duties", StageKind.PAYMENT, "duties", null, null, List.of()),
                                stage("permit", StageKind.CERTIFICATE, null, null, "building-permit", List.of()),
                                stage("delivery", StageKind.DELIVERY, null, null, null, List.of())),
                        List.of(),
                        List.of(),
                        null,
                        SHARES));
            case "undecided-permit" ->
                Optional.of(new Procedure(
                        service,
                        1,
                        "e",
                        "f",
                        "property",
                        List.of(
                                new Stage(
                                        "inquiries",
                                        StageKind.INQUIRIES,
                                        "e",
                                        "f",
                                        "agencies",
                                        null,
                                        null,
                                        List.of(),
                                        AGENCIES,
                                        null),
                                stage("permit", StageKind.CERTIFICATE, null, null, "building-permit", List.of()),
                                stage("delivery", StageKind.DELIVERY, null, null, null, List.of()))));
            default -> Optional.empty();
        };
    }

    @Override
    public Set<String> services() {
        return Set.of(
                "building-permit",
                "quick-permit",
                "paid-permit",
                "handed-over",
                "posted-permit",
                "delivered-permit",
                "undecided-permit");
    }

    private static Procedure permit(String service) {
        return new Procedure(
                service,
                1,
                "Building permit",
                "پروانه ساختمانی",
                "property",
                CITIZEN,
                null,
                false,
                List.of(
                        new Stage(
                                "papers",
                                StageKind.PAPERS,
                                "e",
                                "f",
                                "papers",
                                null,
                                null,
                                List.of(),
                                Map.of(),
                                null,
                                List.of(),
                                "applicant",
                                "architecture"),
                        new Stage(
                                "plan-order",
                                StageKind.LOOKUP,
                                "e",
                                "f",
                                "check",
                                "planning",
                                null,
                                List.of(),
                                Map.of(
                                        "planning",
                                        new AgencyRule(
                                                0,
                                                Duration.ofHours(24),
                                                Silence.REFUSE,
                                                List.of("property"),
                                                List.of(),
                                                "refuse",
                                                0,
                                                null,
                                                List.of(),
                                                false)),
                                null,
                                List.of(),
                                "applicant",
                                "surveying"),
                        new Stage(
                                "inquiries",
                                StageKind.INQUIRIES,
                                "e",
                                "f",
                                "agencies",
                                null,
                                null,
                                List.of("papers"),
                                AGENCIES,
                                null),
                        stage("duties", StageKind.PAYMENT, "duties", null, null, List.of()),
                        stage("final-verification", StageKind.VERIFICATION, null, "district", null, List.of("papers")),
                        stage("permit", StageKind.CERTIFICATE, null, null, "building-permit", List.of())),
                List.of(),
                List.of(),
                null,
                SHARES);
    }

    private static Procedure quick(String service) {
        return new Procedure(
                service,
                1,
                "Quick permit",
                "پروانه فوری",
                "property",
                List.of(
                        new Stage(
                                "inquiries",
                                StageKind.INQUIRIES,
                                "e",
                                "f",
                                "agencies",
                                null,
                                null,
                                List.of(),
                                AGENCIES,
                                null),
                        stage(
                                "final-verification",
                                StageKind.VERIFICATION,
                                null,
                                "district",
                                null,
                                List.of("inquiries")),
                        stage("hand-over", StageKind.VERIFICATION, null, "office", null, List.of()),
                        stage("permit", StageKind.CERTIFICATE, null, null, "building-permit", List.of())));
    }

    private static Stage stage(
            String id, StageKind kind, String table, String role, String template, List<String> back) {
        return new Stage(id, kind, "e", "f", table, null, role, back, Map.of(), template);
    }

    @Override
    public Decision decide(String table, Map<String, ?> facts) {
        return switch (table) {
            case "papers" -> papers(facts);
            case "check" -> check(facts);
            case "agencies" -> agencies(facts);
            case "duties" -> duties(facts);
            default -> throw new IllegalArgumentException(table);
        };
    }

    private static Decision papers(Map<String, ?> facts) {
        List<String> kinds = new ArrayList<>(List.of("deed", "plan"));
        if (Boolean.TRUE.equals(facts.get("proxy"))) {
            kinds.add("proxy");
        }
        return new Decision(
                kinds.stream().<Map<String, Object>>map(k -> Map.of("paper", k)).toList(),
                kinds.stream().map(k -> k + " needed: rule papers-" + k).toList(),
                kinds.stream().map(k -> k + " needed: rule papers-" + k).toList(),
                kinds.stream().map(k -> "papers/" + k).toList());
    }

    private static Decision check(Map<String, ?> facts) {
        List<Map<String, Object>> rows = new ArrayList<>();
        List<String> rules = new ArrayList<>();
        if ((long) facts.get("floors") > (long) facts.get("allowedFloors")) {
            rows.add(limit("request.floors", facts.get("floors"), facts.get("allowedFloors"), "Too many floors"));
            rules.add("check/check-1");
        }
        if ((long) facts.get("area") > MOST_AREA) {
            rows.add(limit("request.parts", facts.get("area"), MOST_AREA, "Too large"));
            rules.add("check/check-2");
        }
        return new Decision(rows, rules, rules, rules);
    }

    private static Map<String, Object> limit(String field, Object value, Object limit, String reason) {
        return Map.of(
                "field",
                field,
                "value",
                value.toString(),
                "limit",
                limit.toString(),
                "reasonEn",
                reason,
                "reasonFa",
                "بیش از مجاز");
    }

    private static Decision agencies(Map<String, ?> facts) {
        Map<String, String> asked = new LinkedHashMap<>();
        if ((long) facts.get("floors") > 6) {
            asked.put("fire", "fire asked: floors = " + facts.get("floors") + " > 6, rule fire-1, version 1");
        }
        List.of("water", "electricity", "gas")
                .forEach(a -> asked.put(a, a + " asked: always, rule " + a + "-1, version 1"));
        return new Decision(
                asked.keySet().stream()
                        .<Map<String, Object>>map(a -> Map.of("agency", a))
                        .toList(),
                List.copyOf(asked.values()),
                List.copyOf(asked.values()),
                asked.keySet().stream().map(a -> "agencies/" + a).toList());
    }

    private static Decision duties(Map<String, ?> facts) {
        return new Decision(
                List.of(Map.of(
                        "duty",
                        "permit",
                        "titleEn",
                        "Permit duty",
                        "titleFa",
                        "عوارض پروانه",
                        "amount",
                        facts.get("floors").equals(1L) ? 0L : (long) facts.get("floors") * 1_000_000)),
                List.of("duty-1"),
                List.of("duty-1"),
                List.of("duties/duty-1"));
    }

    @Override
    public Set<String> requiredFacts(String table) {
        return table.equals("check") ? Set.of("floors", "area", "allowedFloors") : Set.of("floors");
    }

    @Override
    public String hash() {
        return "rules-1";
    }

    @Override
    public int number() {
        return 1;
    }

    @Override
    public WorkingCalendar calendar() {
        return CALENDAR;
    }

    @Override
    public Map<String, Object> convertStated(Collection<String> names, Map<String, ?> given) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<String> personal() {
        return personal;
    }

    @Override
    public List<Choice> choices(String fact) {
        return List.of();
    }

    @Override
    public List<Choice> disciplines() {
        return List.of(
                new Choice("architecture", "architecture", "معماری"),
                new Choice("surveying", "surveying", "نقشه‌برداری"));
    }

    @Override
    public boolean isCollected(String paper) {
        return false;
    }

    @Override
    public Map<String, Object> data(String name) {
        return Map.of();
    }

    @Override
    public RuleSet inForce(Instant at) {
        return this;
    }

    @Override
    public RuleSet ruleSet(String hash) {
        return this;
    }

    @Override
    public RuleSet candidate(String hash) {
        return this;
    }

    @Override
    public List<Version> versions() {
        return List.of();
    }

    @Override
    public List<String> problems() {
        return List.of();
    }
}
