package city.pishkhan.routes.office.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.RefundShares;
import city.pishkhan.api.rules.RuleTexts;
import city.pishkhan.api.rules.RuleTexts.Column;
import city.pishkhan.api.rules.RuleTexts.Rule;
import city.pishkhan.api.rules.Stage;
import city.pishkhan.api.rules.StageKind;
import city.pishkhan.contracts.office.forms.ServiceChecklist;
import city.pishkhan.doors.TestDoor;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The day's work of a counter, a running case of a property, and the checklist of a service. */
class CounterRestTest {
    private static final String CLERK = "clerk office:1204";

    private final FakeOfficeServices fakes = new FakeOfficeServices();
    private TestDoor door;

    @BeforeEach
    void open() throws Exception {
        door = new TestDoor(fakes.door());
    }

    @AfterEach
    void close() {
        door.close();
    }

    private TestDoor.Answer get(String path) throws Exception {
        return door.send("GET", path, CLERK, (String) null);
    }

    @Test
    void listsWorkOfDay() throws Exception {
        JsonNode today =
                get("/office/v1/today?service=building-permit&stage=duties").json();
        assertEquals("duties", today.at("/unpaid/0/stage").asText(), today::toString);
        assertTrue(today.path("issued").isArray() && today.path("sentBack").isArray(), today::toString);
        assertTrue(today.path("more").asBoolean());
        assertTrue(fakes.told.contains("today building-permit duties"), fakes.told::toString);
    }

    @Test
    void hidesNumberOfUnrelatedRunningCase() throws Exception {
        String path = "/office/v1/services/building-permit/running?subject=";
        assertEquals(
                "22-1405-0000001-1",
                get(path + FakeOfficeServices.PROPERTY).json().path("number").asText());
        JsonNode others = get(path + "22-1-1-1-1-1-1").json();
        assertTrue(others.path("running").asBoolean());
        assertEquals(1, others.size(), others::toString);
        assertEquals(422, get(path + "1-2").status());
        assertEquals(
                403,
                door.send("GET", path + "22-1-1-1-1-1-1", "officer district:22", (String) null)
                        .status());
    }

    @Test
    void showsFeeAndUsualDurationBeforeOpening() throws Exception {
        JsonNode permit = get("/office/v1/services/building-permit/checklist").json();
        assertEquals(600_000, permit.at("/fee/amount").asInt(), permit::toString);
        assertTrue(permit.path("usual").isMissingNode());
        JsonNode survey = get("/office/v1/services/survey/checklist").json();
        assertEquals(12 * 86_400, survey.at("/usual/seconds").asInt(), survey::toString);
        assertEquals(404, get("/office/v1/services/violation-report/checklist").status(), "ordered by the city alone");
    }

    private static Stage stage(StageKind kind, String title, String table, String payer) {
        return new Stage(
                title, kind, title, title + "-fa", table, null, null, List.of(), Map.of(), null, List.of(), payer);
    }

    private static RuleTexts.Table table(String name, List<Column> inputs, Set<String> names, Rule... rules) {
        return new RuleTexts.Table(
                name,
                name,
                null,
                name + ".dmn",
                "COLLECT",
                null,
                null,
                names,
                List.of(),
                inputs,
                List.of(
                        new Column("paper", null, "paper"),
                        new Column("reason", null, "reason"),
                        new Column("reason", null, "reasonFa")),
                List.of(rules));
    }

    private static Rule rule(String test, String... values) {
        return new Rule(test + values[0], "", List.of(test), List.of(values));
    }

    /** Papers come from the decision table with their conditions; duties name the facts that decide them, not an amount. */
    @Test
    void derivesPapersAndDutiesFromTables() {
        Procedure procedure = new Procedure(
                "permit",
                1,
                "Permit",
                "پروانه",
                "property",
                Procedures.CITIZEN,
                null,
                false,
                List.of(
                        stage(StageKind.PAPERS, "Papers", "papers", null),
                        stage(StageKind.PAYMENT, "Duties", "duties", "applicant"),
                        stage(StageKind.PAYMENT, "Fees", "duties", Procedures.MUNICIPALITY)),
                List.of(),
                List.of(),
                null,
                RefundShares.NONE);
        RuleTexts.Text text = new RuleTexts.Text(
                "a".repeat(64),
                1,
                List.of(procedure),
                List.of(
                        table(
                                "papers",
                                List.of(new Column("by proxy", "با وکالت", "proxy")),
                                Set.of("proxy"),
                                rule("-", "\"deed\"", "\"shows the owner\"", "\"مالک\""),
                                rule("true", "\"proxy\"", "\"may act\"", "\"اختیار\""),
                                rule("true", "\"deed\"", "\"again\"", "\"باز\""),
                                rule("> 5", "\"plan\"", "concat()", "concat()"),
                                rule("true", "\"plan\"", "concat()", "concat()")),
                        table("duties", List.of(), Set.of("area", "prices"))),
                List.of(
                        new RuleTexts.Fact("area", "integer", null, "floor area", "زیربنا"),
                        new RuleTexts.Fact("floors", "integer", null, "storeys", "طبقات")),
                List.of(new RuleTexts.Word("deed", "title deed", "سند")),
                List.of(),
                Map.of(),
                null,
                List.of());
        ServiceChecklist list = new ChecklistMapper(text, procedure).checklist(null);
        assertEquals(
                List.of(
                        new ServiceChecklist.Paper("deed", "title deed", "سند", "shows the owner", "مالک", null, null),
                        new ServiceChecklist.Paper(
                                "proxy", "proxy", "proxy", "may act", "اختیار", "by proxy", "با وکالت"),
                        new ServiceChecklist.Paper(
                                "plan",
                                "plan",
                                "plan",
                                null,
                                null,
                                "by proxy: > 5, or by proxy",
                                list.papers().get(2).conditionFa())),
                list.papers());
        assertTrue(list.papers().get(2).conditionFa().contains("، یا "), list::toString);
        assertEquals(1, list.duties().size(), "the municipality pays the other");
        assertEquals("area", list.duties().get(0).dependsOn().get(0).code());
        assertEquals(1, list.duties().get(0).dependsOn().size());
    }
}
