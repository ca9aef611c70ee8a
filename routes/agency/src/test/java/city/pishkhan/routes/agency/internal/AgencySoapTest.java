package city.pishkhan.routes.agency.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.access.internal.AccessTable;
import city.pishkhan.doors.LogCapture;
import city.pishkhan.doors.TestDoor;
import city.pishkhan.spi.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The agency door in SOAP, with hand-written envelopes. */
class AgencySoapTest {
    private static final String FIRE = "fire agency:fire";
    private static final FakeAgencyServices FAKES = new FakeAgencyServices();
    private static TestDoor door;

    @BeforeAll
    static void open() throws Exception {
        door = new TestDoor(FAKES.agencies(new AccessTable()));
    }

    @AfterAll
    static void close() {
        door.close();
    }

    private static TestDoor.Answer call(String body, String... headers) throws Exception {
        return raw(envelope(body), headers);
    }

    private static String envelope(String body) {
        return "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns=\"urn:pishkhan:agency:v1\"><s:Body>"
                + body + "</s:Body></s:Envelope>";
    }

    private static TestDoor.Answer raw(String envelope, String... headers) throws Exception {
        String[] all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = "text/xml; charset=utf-8";
        System.arraycopy(headers, 0, all, 2, headers.length);
        return door.send("POST", "/soap/agency", FIRE, envelope, all);
    }

    private static String answer(UUID id, String key, String more) {
        return "<answer><requestId>" + key + "</requestId><id>" + id + "</id><digest>" + FakeAgencyServices.DIGEST
                + "</digest>" + more + "</answer>";
    }

    @Test
    void publishesWsdl() throws Exception {
        var wsdl = door.send("GET", "/soap/agency?wsdl", null, (String) null);
        assertEquals(200, wsdl.status());
        assertTrue(wsdl.response().body().contains("urn:pishkhan:agency:v1"));
        // the WSDL contains the address of both ports, SOAP 1.1 and 1.2, because clients are generated from either port
        String here = "location=\"http://" + wsdl.response().uri().getAuthority() + "/soap/agency\"";
        assertEquals(
                2,
                wsdl.response().body().split(here, -1).length - 1,
                wsdl.response().body());
    }

    @Test
    void returnsWorklistWithoutMtom() throws Exception {
        var inquiry = FAKES.add("fire");
        FAKES.listed.put(inquiry.id(), 3L);
        var list = call("<getWorklist><requestId>r1</requestId><limit>10</limit></getWorklist>");
        String xml = list.response().body();
        assertEquals(200, list.status(), xml);
        assertTrue(list.header("Content-Type").startsWith("text/xml"), list.header("Content-Type"));
        assertTrue(xml.contains("<requestId>r1</requestId>"), xml);
        assertTrue(xml.contains("<id>" + inquiry.id() + "</id>"), xml);
        assertTrue(xml.contains("<fact><name>floors</name><value>8</value></fact>"), xml);
        assertTrue(xml.contains("<asked>2026-05-02T08:00:01.000Z</asked>"), xml);
        assertTrue(xml.contains("<fence>3</fence>"), xml);
        assertTrue(xml.contains("<next>next-page</next>"), xml);
        FAKES.listed.clear();
    }

    @Test
    void storesAnswerOnce() throws Exception {
        var inquiry = FAKES.add("fire");
        FAKES.answers.clear();
        String body = answer(
                inquiry.id(),
                "k1",
                "<verdict>approve-with-conditions</verdict>"
                        + "<condition><code>F-12</code><text>Second staircase</text></condition>"
                        + "<data><name>hydrants</name><value>2</value></data><reference>FD-1</reference>");
        var first = call(body);
        assertEquals(200, first.status(), first.response().body());
        assertTrue(first.response().body().contains("<state>answered</state>"));
        var given = FAKES.answers.get(0);
        assertEquals(Verdict.APPROVE_WITH_CONDITIONS, given.verdict());
        assertEquals("F-12", given.conditions().get(0).code());
        assertEquals(Map.of("hydrants", 2), given.data());
        assertEquals("FD-1", given.reference());
        assertTrue(call(body).response().body().contains("<replayed>true</replayed>"));
        assertEquals(1, FAKES.answers.size());
        var other = call(body.replace("F-12", "F-13"));
        assertEquals(500, other.status());
        assertTrue(
                other.response().body().contains("<code>idempotency.other-body</code>"),
                other.response().body());
    }

    @Test
    void logsErrorOnceUnderRequestIdOfFault() throws Exception {
        FAKES.broken = new IllegalStateException("secret detail");
        try {
            List<String> lines = LogCapture.capture(() -> {
                var fault = call("<getWorklist><requestId>r9</requestId></getWorklist>", "X-Request-Id", "r-bug");
                String xml = fault.response().body();
                assertEquals(500, fault.status(), xml);
                assertTrue(xml.contains("<code>internal</code>"), xml);
                assertTrue(xml.contains("<requestId>r-bug</requestId>"), xml);
                assertFalse(xml.contains("secret"), xml);
                assertFalse(xml.contains("Exception"), xml);
                return fault;
            });
            assertEquals(1, lines.size(), lines.toString());
            assertTrue(lines.get(0).endsWith("Incident r-bug"), lines.get(0));
        } finally {
            FAKES.broken = null;
        }
    }

    @Test
    void doesNotLogCallerErrors() throws Exception {
        List<String> lines = LogCapture.capture(() -> {
            assertEquals(
                    500,
                    call(answer(UUID.randomUUID(), "k-unknown", "<verdict>approve</verdict>"))
                            .status());
            assertEquals(500, call("<nonsense/>").status());
            return raw("<broken");
        });
        assertEquals(List.of(), lines);
    }

    @Test
    void processesBatchItemByItem() throws Exception {
        var good = FAKES.add("fire");
        UUID unknown = UUID.randomUUID();
        var result = call("<answerAll><requestId>b1</requestId>"
                + "<answer><inquiry>" + good.id() + "</inquiry><digest>" + FakeAgencyServices.DIGEST
                + "</digest><verdict>approve</verdict></answer>"
                + "<answer><inquiry>" + unknown + "</inquiry><digest>" + FakeAgencyServices.DIGEST
                + "</digest><verdict>approve</verdict></answer></answerAll>");
        String xml = result.response().body();
        assertEquals(200, result.status(), xml);
        assertTrue(xml.contains("<status>200</status>"), xml);
        assertTrue(xml.contains("<status>404</status>"), xml);
        assertTrue(xml.contains("<code>inquiry.unknown</code>"), xml);
    }

    @Test
    void sendsAttachmentByMtom() throws Exception {
        var inquiry = FAKES.add("fire");
        var sent = call("<getAttachment><id>" + inquiry.id() + "</id><sha256>" + FakeAgencyServices.SHA
                + "</sha256></getAttachment>");
        assertEquals(200, sent.status());
        assertTrue(sent.header("Content-Type").startsWith("multipart/related"), sent.header("Content-Type"));
        String body = sent.response().body();
        assertTrue(body.contains("xop:Include"), body);
        assertTrue(body.contains("%PDF-1.7 plan"), body);
    }

    @Test
    void acceptsAttachmentInlineOrByMtom() throws Exception {
        var inquiry = FAKES.add("fire");
        var inline = call("<uploadAttachment><requestId>u1</requestId><id>" + inquiry.id()
                + "</id><name>a.pdf</name><content>JVBERi0xLjc=</content></uploadAttachment>");
        assertEquals(200, inline.status(), inline.response().body());
        assertTrue(
                inline.response().body().contains("<size>8</size>"),
                inline.response().body());
        var mtom = mtom(inquiry.id(), "cid:part2");
        assertEquals(200, mtom.status(), mtom.response().body());
        assertTrue(
                mtom.response().body().contains("<size>5</size>"),
                mtom.response().body());
        var answered = call(answer(
                inquiry.id(),
                "u3",
                "<verdict>approve</verdict><attachment>" + FakeAgencyServices.SHA + "</attachment>"));
        assertEquals(200, answered.status(), answered.response().body());
        var foreign = FAKES.add("fire");
        var refused = call(answer(
                foreign.id(),
                "u4",
                "<verdict>approve</verdict><attachment>" + FakeAgencyServices.SHA + "</attachment>"));
        assertTrue(
                refused.response().body().contains("<code>attachment.unknown</code>"),
                refused.response().body());
    }

    private static TestDoor.Answer mtom(UUID id, String href) throws Exception {
        String envelope = envelope("<uploadAttachment><requestId>m" + href.hashCode() + "</requestId><id>" + id
                + "</id><name>a.pdf</name><content>"
                + "<xop:Include xmlns:xop=\"http://www.w3.org/2004/08/xop/include\" href=\"" + href
                + "\"/></content></uploadAttachment>");
        String body =
                "--b\r\nContent-Type: application/xop+xml; charset=UTF-8; type=\"text/xml\"\r\nContent-ID: <root>\r\n\r\n"
                        + envelope
                        + "\r\n--b\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <part2>\r\n\r\nbytes\r\n--b--\r\n";
        return raw(
                body,
                "Content-Type",
                "multipart/related; type=\"application/xop+xml\"; start=\"<root>\"; start-info=\"text/xml\"; boundary=\"b\"");
    }

    @Test
    void rejectsExternalInclude() throws Exception {
        Path secret = Files.createTempFile("secret", ".txt");
        Files.writeString(secret, "secret");
        var inquiry = FAKES.add("fire");
        FAKES.uploaded.clear();
        for (String href : new String[] {secret.toUri().toString(), "http://127.0.0.1:1/x", "cid:nowhere"}) {
            var answer = mtom(inquiry.id(), href);
            assertEquals(500, answer.status(), href);
            assertTrue(
                    answer.response().body().contains("<code>soap.malformed</code>"),
                    href + answer.response().body());
        }
        assertTrue(FAKES.uploaded.isEmpty());
        Files.delete(secret);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\">",
                "<!DOCTYPE x [<!ENTITY e \"bomb\">]>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>",
                "<!DOCTYPE x>"
            })
    void rejectsDoctype(String doctype) throws Exception {
        var answer = raw("<?xml version=\"1.0\"?>" + doctype + envelope("<getWorklist/>"));
        assertEquals(500, answer.status());
        assertTrue(
                answer.response().body().contains("<code>soap.malformed</code>"),
                answer.response().body());
    }

    @Test
    void rejectsEntityExpansionDepthAndCount() throws Exception {
        String bomb =
                "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;\">]>";
        for (String envelope : new String[] {
            bomb + envelope("<getWorklist><cursor>&c;</cursor></getWorklist>"),
            envelope("<a>".repeat(5_000) + "</a>".repeat(5_000)),
            envelope("<answerAll><requestId>x</requestId>" + "<answer/>".repeat(30_000) + "</answerAll>"),
            envelope("<getWorklist><cursor>" + "x".repeat(1_000_000) + "</cursor></getWorklist>"),
            "<nonsense",
            "",
            "{}"
        }) {
            var answer = raw(envelope);
            assertEquals(500, answer.status(), envelope.substring(0, Math.min(60, envelope.length())));
            assertTrue(
                    answer.response().body().contains("<code>soap.malformed</code>"),
                    answer.response().body());
        }
    }

    /**
     * Messages with an undeclared entity reference are refused, because skipping the reference would change the
     * agency's message.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<getItem><id>&nobody;5</id></getItem>",
                "<getItem>&nobody;<id>5</id></getItem>",
                "<getItem><id>5&nobody;</id></getItem>"
            })
    void rejectsUndeclaredEntity(String body) throws Exception {
        var answer = call(body);
        assertEquals(500, answer.status());
        assertTrue(
                answer.response().body().contains("<code>soap.malformed</code>"),
                answer.response().body());
        var predefined = call("<getItem><id>&lt;5&gt;</id></getItem>");
        assertTrue(
                predefined.response().body().contains("<code>inquiry.unknown</code>"),
                predefined.response().body());
    }

    @Test
    void rejectsMessagesOutsideSchema() throws Exception {
        for (String body : new String[] {
            "<getItem/>",
            "<nowhere/>",
            "<release><requestId>x</requestId><id>1</id><fence>one</fence></release>",
            "<getItem><id>1</id><more/></getItem>"
        }) {
            var answer = call(body);
            assertEquals(500, answer.status(), body);
            assertTrue(
                    answer.response().body().contains("<code>soap.malformed</code>"),
                    body + answer.response().body());
        }
    }

    @Test
    void faultMatchesPublishedContract() throws Exception {
        var fault = call(
                "<getItem><requestId>r9</requestId><id>5</id></getItem>",
                "Accept-Language",
                "fa",
                "X-Request-Id",
                "x-9");
        String xml = fault.response().body();
        assertTrue(xml.contains("<refusal xmlns=\"urn:pishkhan:agency:v1\"><code>inquiry.unknown</code>"), xml);
        assertTrue(xml.contains("<messageEn>No such inquiry.</messageEn>"), xml);
        assertTrue(xml.contains("<requestId>x-9</requestId>"), xml);
        assertTrue(xml.contains("Client</faultcode>"), xml);
        assertTrue(xml.contains("استعلام یافت نشد.</faultstring>"), xml);
        assertFalse(xml.contains("city.pishkhan.api"), xml);
    }

    @Test
    void supportsSoap12() throws Exception {
        String envelope = envelope("<getInquiries/>")
                .replace("http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope");
        var answer = raw(envelope, "Content-Type", "application/soap+xml; charset=utf-8");
        assertEquals(200, answer.status(), answer.response().body());
        assertTrue(answer.header("Content-Type").startsWith("application/soap+xml"), answer.header("Content-Type"));
        var fault = raw(
                envelope.replace("<getInquiries/>", "<getItem><id>5</id></getItem>"),
                "Content-Type",
                "application/soap+xml; charset=utf-8");
        assertTrue(
                fault.response().body().contains("inquiry.unknown"),
                fault.response().body());
        assertNotNull(fault.header("Content-Type"));
    }

    @Test
    void rejectsMissingOrForeignLogin() throws Exception {
        var answer = door.send("POST", "/soap/agency", null, envelope("<getWorklist/>"), "Content-Type", "text/xml");
        assertTrue(
                answer.response().body().contains("<code>login.missing</code>"),
                answer.response().body());
        var office = door.send(
                "POST", "/soap/agency", "clerk office:1204", envelope("<getWorklist/>"), "Content-Type", "text/xml");
        assertTrue(
                office.response().body().contains("<code>access.forbidden</code>"),
                office.response().body());
    }

    private static final String TWELVE = "application/soap+xml; charset=utf-8";

    private static String twelve(String envelope) {
        return envelope.replace("http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope");
    }

    /** The port answers in the SOAP version of the request, also if the envelope cannot be read. */
    @Test
    void faultUsesSoapVersionOfRequest() throws Exception {
        for (String envelope : new String[] {envelope("<getItem><id>5</id></getItem>"), "<broken", ""}) {
            var eleven = raw(envelope);
            assertEquals(500, eleven.status(), envelope);
            assertTrue(eleven.header("Content-Type").startsWith("text/xml"), eleven.header("Content-Type"));
            assertTrue(
                    eleven.response().body().contains("Client</faultcode>"),
                    eleven.response().body());
            var other = raw(twelve(envelope), "Content-Type", TWELVE);
            assertEquals(400, other.status(), envelope);
            assertTrue(other.header("Content-Type").startsWith("application/soap+xml"), other.header("Content-Type"));
            assertTrue(
                    other.response().body().contains("http://www.w3.org/2003/05/soap-envelope"),
                    other.response().body());
            assertTrue(
                    other.response().body().contains("Sender</"),
                    other.response().body());
        }
    }

    @Test
    void usesXmlEncodingWithoutHeaderCharset() throws Exception {
        var inquiry = FAKES.add("fire");
        FAKES.answers.clear();
        String text = "پله دوم لازم است";
        String body = envelope(answer(
                inquiry.id(),
                "k-charset",
                "<verdict>approve-with-conditions</verdict><condition><code>F-1</code><text>" + text
                        + "</text></condition>"));
        for (String charset : new String[] {"UTF-8", "windows-1256", "UTF-16"}) {
            byte[] bytes = ("<?xml version=\"1.0\" encoding=\"" + charset + "\"?>" + body).getBytes(charset);
            var answer = door.send(
                    "POST",
                    "/soap/agency",
                    FIRE,
                    java.net.http.HttpRequest.BodyPublishers.ofByteArray(bytes),
                    "Content-Type",
                    "text/xml");
            assertEquals(200, answer.status(), charset + answer.response().body());
            assertTrue("text/xml;charset=utf-8".equalsIgnoreCase(answer.header("Content-Type")), charset);
        }
        assertEquals(text, FAKES.answers.get(0).conditions().get(0).text());
        var exotic = raw("<?xml version=\"1.0\" encoding=\"IBM037\"?>" + body, "Content-Type", "text/xml");
        assertTrue(
                exotic.response().body().contains("charset.unknown"),
                exotic.response().body());
    }

    @Test
    void namesFieldByItsXmlName() throws Exception {
        var inquiry = FAKES.add("fire");
        String xml = call(answer(
                        inquiry.id(),
                        "k-field",
                        "<verdict>approve</verdict><attachment>" + "0".repeat(64) + "</attachment>"))
                .response()
                .body();
        assertTrue(xml.contains("<field>attachment[0]</field>"), xml);
    }
}
