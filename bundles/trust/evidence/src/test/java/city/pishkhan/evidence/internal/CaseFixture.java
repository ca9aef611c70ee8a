package city.pishkhan.evidence.internal;

import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases.Applicant;
import city.pishkhan.api.cases.Cases.Paper;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.certificates.Certificates;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.RuleTexts;
import city.pishkhan.journal.Seals;
import city.pishkhan.proofs.TestJournal;
import city.pishkhan.stubs.Stubs;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;

/** A case with its journal, and the services that provide its data. */
final class CaseFixture {
    static final List<String> PERSONAL =
            List.of("0499370899", "مریم", "Maryam", "09022002580", "maryam.pdf", "XK4P7", "her own words");
    static final String RULES = "ab".repeat(32);
    private static final String DIGEST = "12".repeat(32);

    final TestJournal journal = new TestJournal(5);
    final UUID id = journal.uuid();
    private final List<Paper> papers = new ArrayList<>();
    int movesAtLook;
    boolean movesAtEachLook;
    private int looks;

    CaseFixture() {
        journal.record(
                id,
                "case.opened",
                "{\"number\":\"22-1405-0000123-2\",\"office\":\"1204\",\"procedureVersion\":3,\"ruleSet\":\"" + RULES
                        + "\",\"service\":\"building-permit\",\"subject\":\"22-3-17-4-1-0-0\"}");
        paper("location-map");
        paper("plan");
        journal.seal();
        journal.record(id, "stage.entered", "{\"stage\":\"inquiries\"}");
        journal.record(id, "inquiry.asked", "{\"agency\":\"fire\",\"digest\":\"" + RULES + "\"}");
        journal.seal();
        journal.record(id, "certificate.issued", "{\"digest\":\"" + DIGEST + "\",\"template\":\"building-permit\"}");
        journal.seal();
        journal.record(id, "case.approved", "{\"code\":\"approved\"}");
    }

    private void paper(String kind) {
        String sha256 = "%064x".formatted(papers.size() + 1);
        long revision = papers.stream().filter(p -> p.kind().equals(kind)).count() + 1;
        papers.add(new Paper(kind, sha256, (int) revision, "scan", "maryam.pdf", "application/pdf", 812));
        journal.record(
                id,
                "paper.added",
                "{\"kind\":\"" + kind + "\",\"revision\":" + revision + ",\"sheet\":\"" + sha256 + "\"}");
    }

    CaseView view() {
        if (++looks == movesAtLook || movesAtEachLook) {
            paper("plan");
        }
        return record(
                CaseView.class,
                Map.ofEntries(
                        Map.entry("id", id),
                        Map.entry("number", "22-1405-0000123-2"),
                        Map.entry("service", "building-permit"),
                        Map.entry("subject", "22-3-17-4-1-0-0"),
                        Map.entry("district", 22),
                        Map.entry("office", "1204"),
                        Map.entry("state", State.APPROVED),
                        Map.entry("version", 1L),
                        Map.entry("ruleSet", RULES),
                        Map.entry("procedureVersion", 3),
                        Map.entry("note", "her own words"),
                        Map.entry(
                                "applicants",
                                List.of(new Applicant("owner", "0499370899", "مریم Maryam", "09022002580"))),
                        Map.entry("papers", List.copyOf(papers)),
                        Map.entry("certificate", "XK4P7"),
                        Map.entry("opened", TestJournal.START),
                        Map.entry("ended", TestJournal.START.plusSeconds(86_400))));
    }

    /** Creates a record with default values for components that evidence files do not use. */
    private static <R extends Record> R record(Class<R> type, Map<String, Object> members) {
        try {
            RecordComponent[] components = type.getRecordComponents();
            Class<?>[] types =
                    Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return type.cast(type.getDeclaredConstructor(types)
                    .newInstance(Stream.of(components)
                            .map(component ->
                                    members.getOrDefault(component.getName(), emptyValue(component.getType())))
                            .toArray()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object emptyValue(Class<?> type) {
        if (type == boolean.class) {
            return false;
        }
        if (type == int.class) {
            return 0;
        }
        return type == List.class ? List.of() : null;
    }

    Certificates certificates() {
        return fake(
                Certificates.class,
                args -> Optional.of(new Certificates.Certificate(
                        "XK4P7",
                        id,
                        "22-1405-0000123-2",
                        "building-permit",
                        Map.of("applicants", List.of("مریم")),
                        "valid",
                        TestJournal.START,
                        DIGEST)));
    }

    /** Returns rules with one service and one kind of paper. */
    RuleTexts rules() {
        return fake(
                RuleTexts.class,
                args -> args[0].equals(RULES)
                        ? Optional.of(record(
                                RuleTexts.Text.class,
                                Map.of(
                                        "procedures",
                                        List.of(record(
                                                Procedures.Procedure.class,
                                                Map.of(
                                                        "service",
                                                        "building-permit",
                                                        "version",
                                                        3,
                                                        "titleFa",
                                                        "پروانه ساختمانی",
                                                        "stages",
                                                        List.of()))),
                                        "papers",
                                        List.of(new RuleTexts.Word(
                                                "location-map",
                                                "location on the 1:2000 map",
                                                "کروکی محل روی نقشه ۱:۲۰۰۰")),
                                        "number",
                                        1)))
                        : Optional.empty());
    }

    Seals seals() {
        return fake(
                Seals.class,
                args -> args.length == 2
                        ? journal.proof(
                                (UUID) args[0],
                                ((OptionalLong) args[1]).stream().toArray())
                        : journal.sign((byte[]) args[0]));
    }

    private interface Answer {
        Object call(Object[] args);
    }

    private static <T> T fake(Class<T> type, Answer answer) {
        return Stubs.intercept(type, (proxy, method, args) -> answer.call(args));
    }
}
