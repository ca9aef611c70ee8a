package city.pishkhan.routes.office.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.doors.TestDoor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attested papers and their originals at the office door, over HTTP and SOAP. */
class AttestationRestTest {
    private static final String CLERK = "clerk office:1204";
    private static final String DISTRICT = "officer district:22";
    private static final String CASE = "/office/v1/cases/" + FakeOfficeServices.CASE;
    private static final String ONE = CASE + "/attestations/" + FakeOfficeServices.INQUIRY;
    private static final String NEW = "{\"kind\":\"deed\",\"sha256\":\"" + FakeOfficeServices.SHA
            + "\",\"serial\":\"A/12\",\"issuer\":\"Registrar\",\"seen\":\"seal whole\"}";

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

    @Test
    void clerkAttestsPaperAndReturnsOriginal() throws Exception {
        TestDoor.Answer made = post(CLERK, CASE + "/attestations", NEW);
        assertEquals(201, made.status(), made.response().body());
        assertEquals("A/12", made.json().path("serial").asText());
        assertEquals("district:22", made.json().at("/steps/0/party").asText());
        assertFalse(made.json().has("complaint"));
        TestDoor.Answer list = door.send("GET", CASE + "/attestations", CLERK, (String) null);
        assertEquals(made.json(), list.json().at("/items/0"));
        TestDoor.Answer receipt = door.send("GET", ONE + "/receipt.pdf", CLERK, (String) null);
        assertEquals("application/pdf", receipt.header("Content-Type"));
        String back = "{\"nationalId\":\"۰۴۹۹۳۷۰۸۹۹\",\"sha256\":\"" + FakeOfficeServices.SHA + "\"}";
        assertEquals(200, post(CLERK, ONE + "/return", back).status());
        assertTrue(fakes.told.toString().contains("0499370899"), fakes.told::toString);
        assertEquals(200, post(CLERK, ONE + "/presentation", "").status());
        assertEquals(
                "kept",
                door.send("GET", "/office/v1/originals", CLERK, (String) null)
                        .json()
                        .at("/items/0/state")
                        .asText());
    }

    @Test
    void districtVerifiesDisputesAndRecallsAttestations() throws Exception {
        assertEquals(
                200, post(DISTRICT, ONE + "/summons", "{\"reason\":\"page 3\"}").status());
        TestDoor.Answer disputed =
                post(DISTRICT, ONE + "/verification", "{\"decision\":\"dispute\",\"reason\":\"no such serial\"}");
        assertEquals("CODE", disputed.json().path("complaint").asText());
        TestDoor.Answer recall = post(
                DISTRICT,
                CASE + "/recalls",
                "{\"kind\":\"deed\",\"sha256\":\"" + FakeOfficeServices.SHA + "\",\"reason\":\"next door's\"}");
        assertEquals(201, recall.status(), recall.response().body());
        assertEquals("1204", recall.json().at("/items/0/office").asText());
        assertEquals(403, post(DISTRICT, CASE + "/attestations", NEW).status());
        assertEquals(
                403,
                post(CLERK, ONE + "/verification", "{\"decision\":\"verify\"}").status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "serial | field.missing | {\"kind\":\"deed\",\"sha256\":\"#\",\"issuer\":\"a\",\"seen\":\"b\"}",
                "seen | field.missing | {\"kind\":\"deed\",\"sha256\":\"#\",\"serial\":\"1\",\"issuer\":\"a\",\"seen\":\" \"}",
                "sha256 | sha256.shape | {\"kind\":\"deed\",\"sha256\":\"x\",\"serial\":\"1\",\"issuer\":\"a\",\"seen\":\"b\"}",
                "kind | name.shape | {\"kind\":\"../deed\",\"sha256\":\"#\",\"serial\":\"1\",\"issuer\":\"a\",\"seen\":\"b\"}",
                "serial | text.length | {\"kind\":\"deed\",\"sha256\":\"#\",\"serial\":\"11111111111111111111111111111111111111111111111111111111111111\",\"issuer\":\"a\",\"seen\":\"b\"}"
            })
    void namesInvalidField(String field, String code, String body) throws Exception {
        TestDoor.Answer refused = post(CLERK, CASE + "/attestations", body.replace("#", FakeOfficeServices.SHA));
        assertEquals(422, refused.status(), refused.response().body());
        assertEquals(code, refused.code());
        assertEquals(field, refused.json().path("field").asText());
        assertEquals(java.util.List.of(), fakes.told);
    }

    @Test
    void soapReturnsSameAttestation() throws Exception {
        String envelope =
                "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns=\"urn:pishkhan:office:v1\"><s:Body>"
                        + "<attestPaper><requestId>k</requestId><id>" + FakeOfficeServices.CASE
                        + "</id><kind>deed</kind><sha256>"
                        + FakeOfficeServices.SHA
                        + "</sha256><serial>A/12</serial><issuer>Registrar</issuer><seen>seal whole</seen></attestPaper></s:Body></s:Envelope>";
        TestDoor.Answer made = door.send(
                "POST",
                "/soap/office",
                CLERK,
                envelope,
                "Content-Type",
                "text/xml; charset=UTF-8",
                "SOAPAction",
                "\"\"");
        String body = made.response().body();
        assertEquals(200, made.status(), body);
        assertTrue(
                body.contains("<sheet>" + FakeOfficeServices.SHA) || body.contains(":sheet>" + FakeOfficeServices.SHA),
                body);
        assertTrue(body.contains("district:22") && body.contains("A/12"), body);
    }
}
