package city.pishkhan.routes.office.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.doors.TestDoor;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Areas that a district covers, over HTTP and SOAP: page 1 has 2000 × 1000 pixels. */
class RedactionRestTest {
    private static final String CLERK = "clerk office:1204";
    private static final String DISTRICT = "officer district:22";
    private static final String OF =
            "/office/v1/cases/" + FakeOfficeServices.CASE + "/papers/" + FakeOfficeServices.SHA + "/redactions";

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

    private TestDoor.Answer post(String caller, String path, String body) throws Exception {
        return door.send("POST", path, caller, body, "Idempotency-Key", path);
    }

    private static String regions(String regions) {
        return "{\"page\":1,\"regions\":[" + regions + "],\"reason\":\"an account\"}";
    }

    @Test
    void districtRedactsAndRemovesRedaction() throws Exception {
        TestDoor.Answer made = post(DISTRICT, OF, regions("\"10,20,30,40\",\"pct:0.01,99.99,100,5\",\"full\""));
        assertEquals(201, made.status(), made.response().body());
        assertEquals("[\"10,20,30,40\"]", made.json().path("regions").toString());
        assertTrue(
                fakes.told
                        .get(0)
                        .contains("1, [Area[x=10, y=20, width=30, height=40], Area[x=0, y=999, width=2000, height=1],"
                                + " Area[x=0, y=0, width=2000, height=1000]], an account"),
                fakes.told::toString);
        TestDoor.Answer list = door.send("GET", OF, CLERK, (String) null);
        assertEquals(made.json(), list.json().at("/items/0"));
        String one = OF + "/" + FakeOfficeServices.INQUIRY + "/removal";
        assertEquals(200, post(DISTRICT, one, "{\"reason\":\"the wrong line\"}").status());
        assertEquals(403, post(CLERK, OF, regions("\"full\"")).status());
        assertEquals(403, post(CLERK, one, "{\"reason\":\"mine\"}").status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | image.region | {'page':1,'regions':['2000,0,1,1'],'reason':'a'}",
                "400 | image.region | {'page':1,'regions':['0,0,0,10'],'reason':'a'}",
                "400 | image.region | {'page':1,'regions':['0,0,-5,10'],'reason':'a'}",
                "400 | image.region | {'page':1,'regions':['pct:100,0,10,10'],'reason':'a'}",
                "400 | image.region | {'page':1,'regions':['everything'],'reason':'a'}",
                "422 | list.size | {'page':1,'regions':[],'reason':'a'}",
                "422 | field.missing | {'page':1,'reason':'a'}",
                "422 | field.missing | {'page':1,'regions':['full'],'reason':' '}",
                "422 | field.missing | {'regions':['full'],'reason':'a'}",
                "422 | number.range | {'page':0,'regions':['full'],'reason':'a'}",
                "404 | page.unknown | {'page':3,'regions':['full'],'reason':'a'}"
            })
    void rejectsInvalidRedaction(int status, String code, String body) throws Exception {
        TestDoor.Answer refused = post(DISTRICT, OF, body.replace('\'', '"'));
        assertEquals(status, refused.status(), refused.response().body());
        assertEquals(code, refused.code());
        assertEquals(List.of(), fakes.told);
    }

    @Test
    void rejectsSheetThatIsNoPaperOfCase() throws Exception {
        TestDoor.Answer refused =
                post(DISTRICT, OF.replace(FakeOfficeServices.SHA, "0".repeat(64)), regions("\"full\""));
        assertEquals("paper.unknown", refused.code());
    }

    @Test
    void soapRedactsLikeRest() throws Exception {
        String envelope =
                "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns=\"urn:pishkhan:office:v1\"><s:Body>"
                        + "<redactAreas><requestId>k</requestId><id>" + FakeOfficeServices.CASE + "</id><sha256>"
                        + FakeOfficeServices.SHA
                        + "</sha256><page>1</page><region>10,20,30,40</region><region>full</region><reason>an account</reason></redactAreas></s:Body></s:Envelope>";
        TestDoor.Answer made = door.send(
                "POST",
                "/soap/office",
                DISTRICT,
                envelope,
                "Content-Type",
                "text/xml; charset=UTF-8",
                "SOAPAction",
                "\"\"");
        String body = made.response().body();
        assertEquals(200, made.status(), body);
        assertTrue(body.contains("region>10,20,30,40<"), body);
        assertFalse(body.contains("removed"), body);
        assertTrue(fakes.told.get(0).contains("width=2000, height=1000"), fakes.told::toString);
    }
}
