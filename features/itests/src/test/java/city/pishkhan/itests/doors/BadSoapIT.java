package city.pishkhan.itests.doors;

import static city.pishkhan.itests.doors.Soap.element;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.plots.Plot;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** SOAP messages that refer to files and foreign addresses, expand without bounds, break off, or violate the contract. */
@ExtendWith(SharedCityExtension.class)
class BadSoapIT {

    private static final String SECRET = "the content of a file that is nobody's business";

    /**
     * Time limit for an answer to an abusive SOAP message. An earlier parser needed 6 s for these messages on an idle
     * machine, growing with the square of their size.
     */
    private static final Duration SOON = Duration.ofSeconds(10);

    private static SharedCity city;
    private static Soap agency;
    private static Soap office;
    private static UUID inquiry;

    @TempDir
    Path folder;

    @BeforeAll
    static void begin(SharedCity shared) throws Exception {
        city = shared;
        agency = Soap.agency(city, "water");
        office = Soap.office(city, "clerk-1204");
        city.control("water", SharedCity.SILENT);
        Plot plot = city.plot(2);
        inquiry = Permits.id(
                Permits.awaitInquiry(city.clerk(), Permits.openAndSubmit(city.clerk(), plot, 2), "water", "delivered"));
    }

    @AfterAll
    static void end() throws Exception {
        city.control("water", SharedCity.USUAL);
    }

    private static String withDtd(Soap door, String dtd, String content) {
        return door.envelope(content)
                .replaceFirst("\\?>", "?>" + dtd.replace("\\", "\\\\").replace("$", "\\$"));
    }

    @Test
    void rejectsDtd() {
        String dtd = "<!DOCTYPE s:Envelope [<!ELEMENT any ANY>]>";
        city.store().assertUnchangedBy(() -> {
            agency.send(withDtd(agency, dtd, "<p:getWorklist/>"), "getWorklist")
                    .response()
                    .expectFault(Soap.AGENCY, "soap.malformed");
            office.send(withDtd(office, dtd, "<p:listCases/>"), "listCases")
                    .response()
                    .expectFault(Soap.OFFICE, "soap.malformed");
        });
    }

    @Test
    void rejectsExternalEntity() throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), SECRET);
        String dtd = "<!DOCTYPE s:Envelope [<!ENTITY file SYSTEM \"" + file.toUri() + "\">]>";
        city.store().assertUnchangedBy(() -> {
            DoorResponse response = agency.send(
                            withDtd(agency, dtd, "<p:getItem>" + element("id", "&file;") + "</p:getItem>"), "getItem")
                    .response();
            response.expectFault(Soap.AGENCY, "soap.malformed");
            assertFalse(response.body().contains(SECRET));
        });
    }

    @Test
    void rejectsEntityBomb() {
        StringBuilder dtd = new StringBuilder("<!DOCTYPE s:Envelope [<!ENTITY a \"aaaaaaaaaa\">");
        for (char c = 'b'; c <= 'k'; c++) {
            dtd.append("<!ENTITY ")
                    .append(c)
                    .append(" \"")
                    .append(("&" + (char) (c - 1) + ";").repeat(10))
                    .append("\">");
        }
        String bomb = dtd.append("]>").toString();
        city.store().assertUnchangedBy(() -> {
            long begin = System.nanoTime();
            agency.send(withDtd(agency, bomb, "<p:getItem>" + element("id", "&k;") + "</p:getItem>"), "getItem")
                    .response()
                    .expectFault(Soap.AGENCY, "soap.malformed");
            assertTrue(Duration.ofNanos(System.nanoTime() - begin).toSeconds() < 10, "is refused, not expanded");
        });
    }

    @Test
    void rejectsUndeclaredEntity() {
        city.store().assertUnchangedBy(() -> agency.call("getItem", element("id", "&passwords;"))
                .response()
                .expectFault(Soap.AGENCY, "soap.malformed"));
    }

    /** An include may refer only to parts of the same message, never to a file or another server. */
    @Test
    void rejectsExternalInclude() throws Exception {
        Path file = Files.writeString(folder.resolve("secret.pdf"), SECRET);
        try (ServerSocket elsewhere = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            elsewhere.setSoTimeout(1_000);
            String[] addresses = {
                file.toUri().toString(),
                "http://127.0.0.1:" + elsewhere.getLocalPort() + "/secret.pdf",
                "cid:missing@test"
            };
            city.store().assertUnchangedBy(() -> {
                for (String address : addresses) {
                    DoorResponse response = upload(address);
                    assertEquals(500, response.status(), response::toString);
                    response.expectFault(Soap.AGENCY, "soap.malformed");
                    assertFalse(response.body().contains(SECRET));
                }
            });
            boolean called = true;
            try {
                elsewhere.accept().close();
            } catch (SocketTimeoutException e) {
                called = false;
            }
            assertFalse(called, "the hub called the address that it was given");
        }
    }

    private static DoorResponse upload(String href) throws Exception {
        String content = element("requestId", UUID.randomUUID())
                + element("id", inquiry)
                + element("name", "plan.pdf")
                + element("content", Soap.include(href));
        return agency.mtom(
                        agency.envelope("<p:uploadAttachment>" + content + "</p:uploadAttachment>"),
                        "uploadAttachment",
                        "other@test",
                        "application/pdf",
                        SECRET.getBytes(StandardCharsets.UTF_8))
                .response();
    }

    @Test
    void rejectsMalformedEnvelope() {
        String whole = agency.envelope("<p:getWorklist/>");
        city.store().assertUnchangedBy(() -> {
            agency.send(whole.substring(0, whole.length() - 20), "getWorklist")
                    .response()
                    .expectFault(Soap.AGENCY, "soap.malformed");
            agency.send("", "getWorklist").response().expectFault(Soap.AGENCY, "soap.malformed");
            agency.send("{\"json\":true}", "getWorklist").response().expectFault(Soap.AGENCY, "soap.malformed");
            agency.call("openTheSafe", "").response().expectFault(Soap.AGENCY, "soap.malformed");
            agency.call("getItem", element("id", "1") + element("surprise", "2"))
                    .response()
                    .expectFault(Soap.AGENCY, "soap.malformed");
            agency.call("claim", element("id", inquiry)).response().expectFault(Soap.AGENCY, "soap.malformed");
        });
    }

    @Test
    void rejectsUnboundedEnvelope() {
        city.store().assertUnchangedBy(() -> {
            agency.call("getItem", "<p:id>".repeat(1_000) + "</p:id>".repeat(1_000))
                    .response()
                    .expectFault(Soap.AGENCY, "soap.malformed");
            agency.call(
                            "answer",
                            element("requestId", "1")
                                    + element("id", "1")
                                    + element("digest", "1")
                                    + element("verdict", "approve")
                                    + ("<p:condition>" + element("code", "x") + element("text", "y") + "</p:condition>")
                                            .repeat(20_000))
                    .response()
                    .expectFault(Soap.AGENCY, "soap.malformed");
            agency.call("getItem", element("id", "1".repeat(200_000)))
                    .response()
                    .expectFault(Soap.AGENCY, "soap.malformed");
        });
    }

    /** Invalid input has the same error codes in SOAP as in REST. */
    @Test
    void errorsHaveSameCodesAsRest() {
        String applicant = "<p:applicant>" + element("role", "owner") + element("nationalId", "1234567890")
                + element("name", "x") + "</p:applicant>";
        String request = "<p:request>" + element("floors", 2) + "<p:part>" + element("use", "residential")
                + element("area", 100) + element("units", 1) + "</p:part></p:request>";
        city.store().assertUnchangedBy(() -> {
            office.call(
                            "openCase",
                            element("requestId", UUID.randomUUID())
                                    + element("service", "building-permit")
                                    + element("subject", "22-3-17-4-1-0-0")
                                    + applicant
                                    + request)
                    .response()
                    .expectFault(Soap.OFFICE, "national-id.check-digit");
            agency.call("getInquiry", element("id", UUID.randomUUID()))
                    .response()
                    .expectFault(Soap.AGENCY, "inquiry.unknown");
            agency.withSoap12()
                    .call("getInquiry", element("id", UUID.randomUUID()))
                    .response()
                    .expectFault(Soap.AGENCY, "inquiry.unknown");
            Soap.agency(city, "clerk-1204")
                    .call("getWorklist", "")
                    .response()
                    .expectFault(Soap.AGENCY, "access.forbidden");
            Soap.agency(city, "nobody").call("getWorklist", "").response().expectProblem(401, "login.failed");
        });
    }

    /**
     * The hub rejects more parts than an envelope may have attachments without spending time on them, for anonymous
     * callers and agencies alike.
     */
    @Test
    void rejectsManyEmptyParts() {
        byte[] parts = ("--p\r\nContent-ID: <root@test>\r\n\r\n" + agency.envelope("<p:getWorklist/>") + "\r\n"
                        + "--p\r\n\r\n\r\n".repeat(50_000) + "--p--\r\n")
                .getBytes(StandardCharsets.UTF_8);
        URI hub = city.city().hub().address();
        String type = "multipart/related; type=\"text/xml\"; start=\"<root@test>\"; boundary=p";
        city.store().assertUnchangedBy(() -> {
            OversizedBodyClient anonymous = new OversizedBodyClient(hub, null);
            DoorResponse refused =
                    assertTimeoutPreemptively(SOON, () -> anonymous.sendWithLength("/soap/agency", type, parts));
            // the hub may check first the missing login (401) or the number of parts (413)
            assertTrue(refused.status() == 401 || refused.status() == 413, refused::toString);
            refused.expectNoInternals();
            OversizedBodyClient water =
                    new OversizedBodyClient(hub, city.visitor().as("water").token());
            DoorResponse known =
                    assertTimeoutPreemptively(SOON, () -> water.sendWithLength("/soap/agency", type, parts));
            known.expectProblem(413, "multipart.parts");
        });
    }
}
