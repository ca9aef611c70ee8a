package city.pishkhan.simulators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.simulators.site.Options;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the fire department's SOAP system with literal messages. */
class FirePartnerTest {

    @TempDir
    Path folder;

    private final UUID id = UUID.randomUUID();
    private Simulators simulators;
    private Http http;

    @BeforeEach
    void start() throws Exception {
        Options options = Options.parse(List.of("--port", "0", "--data", folder.toString()));
        options.credentials().setProperty("fire.user", "hub");
        options.credentials().setProperty("fire.password", "secret");
        simulators = new Simulators(options, Simulators.all());
        http = new Http(simulators.port());
    }

    @AfterEach
    void stop() throws Exception {
        simulators.close();
    }

    private HttpResponse<String> call(String body, String login) throws Exception {
        return http.post(
                "/fire",
                "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>" + body
                        + "</s:Body></s:Envelope>",
                "Content-Type",
                "text/xml;charset=UTF-8",
                "SOAPAction",
                "\"\"",
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(login.getBytes()));
    }

    private String inquiry(int floors, String sheet) {
        return "<SubmitInquiry xmlns='urn:city:fire:inquiries:1'><inquiry><inquiryId>" + id
                + "</inquiryId><kind>building-permit</kind><caseNumber>c-1</caseNumber><digest>" + Http.DIGEST
                + "</digest><emission>1</emission><asked>2026-11-25T08:00:00Z</asked><facts>"
                + "<fact name='floors'><value><number>" + floors + "</number></value></fact>"
                + "<fact name='uses'><value><list><value><text>commercial</text></value></list></value></fact>"
                + "</facts>" + sheet + "</inquiry></SubmitInquiry>";
    }

    private static String sheet(String content, String sha256) {
        return "<sheet><role>plan</role><revision>1</revision><name>p</name><mediaType>application/pdf</mediaType><sha256>"
                + sha256 + "</sha256><size>4</size><content>"
                + Base64.getEncoder().encodeToString(content.getBytes())
                + "</content></sheet>";
    }

    private static String sha256(String content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes()));
    }

    private static void assertContains(String what, HttpResponse<String> response) {
        assertTrue(response.body().contains(what), response.body());
    }

    @Test
    void decidesInquiryByRules() throws Exception {
        HttpResponse<String> response = call(inquiry(8, sheet("plan", sha256("plan"))), "hub:secret");
        assertEquals(200, response.statusCode(), response.body());
        for (String what : List.of("APPROVE_WITH_CONDITIONS", "F-12", "F-20", "F-31", "FIRE-" + id)) {
            assertContains(what, response);
        }
        assertEquals(
                sha256("plan"), http.ledger("fire").at("/0/sheets/0/sha256").asText());
    }

    @Test
    void requiresMatchingPlanAboveSixFloors() throws Exception {
        assertContains("BAD_PLAN", call(inquiry(7, ""), "hub:secret"));
        assertContains("BAD_PLAN", call(inquiry(3, sheet("plan", sha256("other"))), "hub:secret"));
        assertEquals(200, call(inquiry(6, ""), "hub:secret").statusCode());
    }

    @Test
    void answersStatusRevisionAndWithdrawal() throws Exception {
        String status =
                "<InquiryStatus xmlns='urn:city:fire:inquiries:1'><inquiryId>" + id + "</inquiryId></InquiryStatus>";
        assertContains("UNKNOWN_INQUIRY", call(status, "hub:secret"));
        call(inquiry(3, ""), "hub:secret");
        assertContains("ANSWERED", call(status, "hub:secret"));
        assertContains(
                "SUPERSEDED",
                call(
                        "<ReviseInquiry xmlns='urn:city:fire:inquiries:1'><inquiryId>" + id
                                + "</inquiryId><supersededBy>" + UUID.randomUUID() + "</supersededBy></ReviseInquiry>",
                        "hub:secret"));
        assertContains(
                "SUPERSEDED",
                call(
                        "<WithdrawInquiry xmlns='urn:city:fire:inquiries:1'><inquiryId>" + id
                                + "</inquiryId></WithdrawInquiry>",
                        "hub:secret"));
        assertContains("NOT_OPEN", call(inquiry(3, ""), "hub:secret"));
    }

    @Test
    void rejectsInvalidXmlAndWrongPassword() throws Exception {
        assertEquals(
                500,
                call(inquiry(3, "").replace(Http.DIGEST, "short"), "hub:secret").statusCode());
        assertEquals(500, call(inquiry(3, ""), "hub:wrong").statusCode());
        assertEquals(0, http.ledger("fire").size());
    }

    @Test
    void publishesWsdl() throws Exception {
        assertContains("urn:city:fire:inquiries:1", http.get("/fire?wsdl"));
    }
}
