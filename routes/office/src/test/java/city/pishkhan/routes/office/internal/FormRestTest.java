package city.pishkhan.routes.office.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.doors.FakeRules;
import city.pishkhan.doors.TestDoor;
import city.pishkhan.doors.call.DoorJson;
import city.pishkhan.doors.mapping.ListTable;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormRestTest {
    private static final String CLERK = "clerk office:1204";
    private static final String FORM = "/office/v1/services/%s/form";

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

    private TestDoor.Answer post(String path, String body) throws Exception {
        return door.send("POST", path, CLERK, body);
    }

    private static JsonNode field(JsonNode form, String path) {
        return StreamSupport.stream(form.path("fields").spliterator(), false)
                .filter(f -> f.path("path").asText().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode schema(String service) throws Exception {
        String text = get(FORM.formatted(service)).json().path("schema").asText();
        return DoorJson.read(text, JsonNode.class);
    }

    @Test
    void listsServicesOpenedAtCounter() throws Exception {
        var answer = get("/office/v1/forms");
        JsonNode list = answer.json();
        List<String> services = new ArrayList<>();
        list.path("items").forEach(s -> services.add(s.path("service").asText()));
        assertEquals(
                List.of("building-permit", "survey"),
                services,
                answer.response().body());
        assertEquals(FakeRules.HASH, list.path("ruleSet").asText());
        assertEquals("[2,5,5,5,5,5,5]", list.path("propertyLengths").toString());
        assertTrue(list.at("/items/0/hindrance").isMissingNode(), list::toString);
        assertEquals("نه اینجا", list.at("/items/1/hindrance/messageFa").asText());
    }

    @Test
    void fieldsNameTheirRulesAndReaders() throws Exception {
        JsonNode form = get(FORM.formatted("building-permit")).json();
        JsonNode floors = field(form, "request.floors");
        assertEquals("طبقات", floors.path("titleFa").asText());
        assertEquals("[\"agencies\"]", floors.path("rules").toString());
        assertTrue(floors.path("whyEn").asText().contains("Inquiries"), floors::toString);
        assertTrue(floors.path("whyEn").asText().contains("fire department"), floors::toString);
        assertEquals(
                "person", field(form, "applicants[].nationalId").path("check").asText());
        assertEquals("D-1405-0007", form.path("decision").asText());
        assertEquals("escalate", form.at("/stages/0/agencies/0/silence").asText());
        assertTrue(form.at("/papers/1/ofPerson").asBoolean());
        assertFalse(form.at("/papers/0/ofPerson").asBoolean());
    }

    @Test
    void publishesSchemaOfNewCase() throws Exception {
        JsonNode schema = schema("building-permit");
        assertEquals("building-permit", schema.at("/properties/service/const").asText());
        assertEquals(
                100, schema.at("/properties/request/properties/floors/maximum").asInt());
        assertEquals(
                "[\"use\",\"area\",\"units\"]",
                schema.at("/properties/request/properties/parts/items/required").toString());
        JsonNode applicant = schema.at("/properties/applicants/items");
        assertEquals(
                "[\"role\",\"nationalId\",\"name\"]", applicant.path("required").toString());
        assertEquals("owner", applicant.at("/properties/role/enum/0").asText());
        assertFalse(schema.path("additionalProperties").asBoolean(true));
    }

    @Test
    void includesFactsRequiredByProcedure() throws Exception {
        JsonNode form = get(FORM.formatted("survey")).json();
        assertEquals("choice", field(form, "facts.purpose").path("type").asText());
        assertEquals("فروش", field(form, "facts.purpose").at("/choices/0/fa").asText());
        assertTrue(schema("survey").at("/properties/request").isMissingNode());
    }

    @ParameterizedTest
    @CsvSource({
        "person,        ۰۴۹۹۳۷۰۸۹۹,          0499370899",
        "mobile,        +989022002580,        09022002580",
        "renovation-code, 22-03-17-4-1-0-0,   22-3-17-4-1-0-0",
        "plate,         ۲۱ج۳۶۵ ایران ۲۱,      21ج36521",
        "day,           ۱۴۰۵/۹/۸,             2026-11-29",
        "day,           1405-09-08,           2026-11-29",
        "day,           2026/11/29,           2026-11-29"
    })
    void normalizesValidInput(String kind, String typed, String clean) throws Exception {
        var checked = post("/office/v1/checks", "{\"kind\":\"%s\",\"value\":\"%s\"}".formatted(kind, typed));
        assertEquals(200, checked.status(), checked.response().body());
        assertEquals(clean, checked.json().path("value").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "person,0499370898,national-id.check-digit",
        "colour,red,value.unknown",
        "mobile,12,mobile.prefix",
        "day,1405/12/31,persian-date.day"
    })
    void rejectsInvalidInput(String kind, String typed, String code) throws Exception {
        var refused = post("/office/v1/checks", "{\"kind\":\"%s\",\"value\":\"%s\"}".formatted(kind, typed));
        assertEquals(422, refused.status(), refused.response().body());
        assertEquals(code, refused.json().path("code").asText());
    }

    @Test
    void looksUpPropertyInPlanning() throws Exception {
        JsonNode property =
                get("/office/v1/properties?code=" + FakeOfficeServices.PROPERTY).json();
        assertEquals(10, property.path("floors").asInt());
        assertEquals(422, get("/office/v1/properties?code=22-1-1-1-1-0-0").status());
        fakes.planningDown = true;
        assertEquals(
                503,
                get("/office/v1/properties?code=" + FakeOfficeServices.PROPERTY).status());
    }

    @Test
    void findsCasesByPersonOrProperty() throws Exception {
        var found = post("/office/v1/cases/search", "{\"nationalId\":\"۰۴۹۹۳۷۰۸۹۹\"}");
        assertEquals(200, found.status(), found.response().body());
        assertEquals(422, post("/office/v1/cases/search", "{}").status());
        assertEquals(
                422, post("/office/v1/cases/search", "{\"nationalId\":\"1\"}").status());
    }

    @Test
    void exportsListAsCsvInReaderLanguage() throws Exception {
        fakes.lastPage = "next-page";
        var persian = door.send(
                "GET", "/office/v1/cases.csv?state=open&district=22", CLERK, (String) null, "Accept-Language", "fa");
        assertEquals(200, persian.status(), persian.response().body());
        assertTrue(persian.header("Content-Type").startsWith("text/csv"));
        assertTrue(persian.header("Content-Disposition").contains("pishkhan-cases.csv"));
        List<String> lines = persian.response().body().lines().toList();
        assertTrue(lines.get(0).startsWith("\uFEFFپرونده,خدمت,ملک یا خودرو,"), lines.get(0));
        assertEquals(3, lines.size(), "two pages");
        assertTrue(lines.get(1).contains(",پروانه ساختمانی,"), lines.get(1));
        assertTrue(lines.get(1).matches(".*,1\\d{3}/\\d\\d/\\d\\d \\d\\d:\\d\\d,.*"), lines.get(1));
        assertTrue(fakes.told.toString().contains("state=OPEN, district=22"), fakes.told.toString());
        var english = get("/office/v1/cases.csv");
        assertTrue(english.response().body().lines().toList().get(1).contains(",Building permit,"));
        assertEquals("value.unknown", get("/office/v1/cases.csv?state=lost").code());
        assertEquals(
                "request.unknown-parameter", get("/office/v1/cases.csv?limit=5").code());
    }

    @Test
    void csvReportsTruncation() throws Exception {
        var found = door.send(
                "POST",
                "/office/v1/cases/search.csv",
                CLERK,
                "{\"subject\":\"%s\"}".formatted(FakeOfficeServices.PROPERTY),
                "Accept-Language",
                "fa");
        assertEquals(200, found.status(), found.response().body());
        List<String> lines = found.response().body().lines().toList();
        // the list has one case per page
        assertEquals(1 + ListTable.PAGES + 1, lines.size());
        assertTrue(lines.get(lines.size() - 1).contains("۵۰"), lines.get(lines.size() - 1));
        assertEquals(422, post("/office/v1/cases/search.csv", "{}").status());
    }

    @Test
    void unknownServiceOrRuleSetIsRejected() throws Exception {
        assertEquals(404, get(FORM.formatted("nothing")).status());
        assertEquals(
                404,
                get(FORM.formatted("survey") + "?ruleSet=" + "b".repeat(64)).status());
        assertEquals(422, get(FORM.formatted("survey") + "?ruleSet=b").status());
    }
}
