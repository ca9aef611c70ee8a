package city.pishkhan.doors;

import city.pishkhan.api.rules.AgencyRule;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.Procedures.Choice;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.Procedures.Version;
import city.pishkhan.api.rules.RefundShares;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.api.rules.RuleTexts;
import city.pishkhan.api.rules.Silence;
import city.pishkhan.api.rules.Stage;
import city.pishkhan.api.rules.StageKind;
import city.pishkhan.stubs.Stubs;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Rules in memory: a permit with an inquiry to the fire department, a survey with a requested fact, and a service ordered by the
 * municipality.
 */
public final class FakeRules {
    public static final String HASH = "a".repeat(64);

    private static final Procedure PERMIT = new Procedure(
            "building-permit",
            3,
            "Building permit",
            "پروانه ساختمانی",
            "property",
            Procedures.CITIZEN,
            null,
            false,
            List.of(new Stage(
                    "inquiries",
                    StageKind.INQUIRIES,
                    "Inquiries",
                    "استعلام‌ها",
                    "agencies",
                    null,
                    null,
                    List.of(),
                    Map.of(
                            "fire",
                            new AgencyRule(15, null, Silence.ESCALATE, List.of("floors"), List.of(), "refuse", 0)),
                    null)),
            List.of(),
            List.of(),
            new Procedures.Fee(600_000, "Fee", "کارمزد", 70),
            RefundShares.NONE);

    private static final Procedure SURVEY = new Procedure(
            "survey", 1, "Survey", "نقشه‌برداری", "property", Procedures.CITIZEN, List.of("purpose"), false, List.of());

    private static final Procedure ORDERED =
            new Procedure("violation-report", 1, "Report", "گزارش", "property", Procedures.MUNICIPALITY, List.of());

    private static final List<Procedure> ALL = List.of(PERMIT, SURVEY, ORDERED);

    private FakeRules() {}

    public static Procedures procedures() {
        RuleSet rules = fake(RuleSet.class, (name, args) -> switch (name) {
            case "hash" -> HASH;
            case "services" -> Set.of("building-permit", "survey", "violation-report");
            case "procedure" ->
                ALL.stream().filter(p -> p.service().equals(args[0])).findFirst();
            case "isCollected" -> args[0].equals("deed");
            case "choices" -> List.of(new Choice("sale", "sale", "فروش"));
            default -> throw new AssertionError(name);
        });
        return fake(Procedures.class, (name, args) -> rules);
    }

    public static RuleTexts texts() {
        return fake(
                RuleTexts.class,
                (name, args) -> name.equals("text")
                        ? Optional.of(text()).filter(t -> t.hash().equals(args[0]))
                        : List.of(new Version(HASH, 2, "in-force", Instant.EPOCH, "chair", "D-1405-0007")));
    }

    private static RuleTexts.Text text() {
        return new RuleTexts.Text(
                HASH,
                2,
                ALL,
                List.of(new RuleTexts.Table(
                        "agencies",
                        "Agencies",
                        "دستگاه‌ها",
                        "agencies.dmn",
                        "COLLECT",
                        null,
                        null,
                        Set.of("floors", "parts"),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of())),
                List.of(
                        fact("floors", "integer", "storeys", "طبقات"),
                        fact("uses", "texts", "uses", "کاربری‌ها"),
                        fact("area", "integer", "area", "زیربنا"),
                        fact("units", "integer", "units", "واحدها"),
                        fact("purpose", "text", "purpose", "هدف")),
                List.of(
                        new RuleTexts.Word("deed", "title deed", "سند"),
                        new RuleTexts.Word("national-card", "card", "کارت")),
                List.of(new RuleTexts.Word("fire", "fire department", "آتش‌نشانی")),
                Map.of(),
                null,
                List.of());
    }

    private static RuleTexts.Fact fact(String name, String type, String en, String fa) {
        return new RuleTexts.Fact(name, type, null, en, fa);
    }

    private static <T> T fake(Class<T> type, BiFunction<String, Object[], Object> answer) {
        return Stubs.intercept(type, (proxy, method, args) -> answer.apply(method.getName(), args));
    }
}
