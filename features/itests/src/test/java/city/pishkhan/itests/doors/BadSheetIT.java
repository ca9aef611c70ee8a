package city.pishkhan.itests.doors;

import static city.pishkhan.itests.doors.Permits.CASES;
import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.testkit.client.FormData;
import city.pishkhan.testkit.people.ScannedSheets;
import city.pishkhan.testkit.plots.Plot;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sheets whose content differs from their type, that are too large, or that belong to another office. */
@ExtendWith(SharedCityExtension.class)
class BadSheetIT {

    private static final int TOO_LARGE = SharedCity.SHEET_BYTES + 1;

    private static SharedCity city;
    private static Visitor office;
    private static Plot plot;
    private static String id;
    private static String sheets;

    @BeforeAll
    static void begin(SharedCity shared) throws Exception {
        city = shared;
        office = city.visitor().as("clerk-1204");
        plot = city.plot(2);
        id = Permits.openCase(city.clerk(), plot);
        sheets = CASES + "/" + id + "/sheets?kind=deed&name=deed.pdf";
    }

    /** The name and the Content-Type declare PDF; the content is something else. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MZ this is a program | sheet.type",
                "<html><script>alert(1)</script></html> | sheet.type",
                "PK an archive of files | sheet.type",
                "%PDF-1.4 and then nothing of a PDF | sheet.damaged",
                "%PDF-1.4 /JavaScript (app.alert(1)) | sheet.damaged",
            })
    void rejectsContentOfWrongType(String content, String rule) {
        city.store().assertUnchangedBy(() -> {
            DoorResponse response =
                    office.upload(sheets, BodyPublishers.ofString(content), "Content-Type", "application/pdf");
            response.expectProblem(415, rule);
        });
    }

    /** The faults of the first two files are visible only to a parser. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (javascript:alert\\(1\\)) >> >>]",
                "/Annots [<< /Subtype /Screen /Rect [0 0 9 9] >>]",
                "/A#41 << /O << /S /Named /N /Print >> >>",
                "/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S /Rendition /OP 0 /J#53 (app.alert\\(1\\)) >> >>]"
            })
    void rejectsPdfWithActiveContent(String more) {
        byte[] deed = ScannedSheets.pdf(List.of("a deed"), more);
        city.store().assertUnchangedBy(() -> office.upload(
                        sheets, BodyPublishers.ofByteArray(deed), "Content-Type", "application/pdf")
                .expectProblem(415, "sheet.active-content"));
    }

    @Test
    void rejectsEmptySheet() {
        city.store().assertUnchangedBy(() -> office.upload(
                        sheets, BodyPublishers.noBody(), "Content-Type", "application/pdf")
                .expectProblem(422, "sheet.empty"));
    }

    @Test
    void rejectsOversizedSheet() {
        byte[] large = Arrays.copyOf(pdf("a deed"), TOO_LARGE);
        city.store().assertUnchangedBy(() -> {
            office.upload(sheets, BodyPublishers.ofByteArray(large), "Content-Type", "application/pdf")
                    .expectProblem(413, "request.too-large");
            office.upload(
                            sheets,
                            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)),
                            "Content-Type",
                            "application/pdf")
                    .expectProblem(413, "request.too-large");
        });
    }

    /**
     * Only the archive's configuration of the limit is changed; gate, REST, SOAP and archive all apply the new limit.
     */
    @Test
    void everyDoorAppliesSameSheetLimit() {
        city.store().assertUnchangedBy(() -> {
            office.upload(sheets, new byte[SharedCity.SHEET_BYTES]).expectProblem(415, "sheet.type");
            assertEquals("sheet.type", soap(SharedCity.SHEET_BYTES));
            assertEquals("sheet.too-large", soap(TOO_LARGE));
            assertEquals("request.too-large", soap(TOO_LARGE + (1 << 20)));
        });
    }

    /**
     * Uploads this number of bytes at the office's SOAP door.
     *
     * @return the code of the refusal
     */
    private static String soap(int bytes) throws IOException {
        Soap door = Soap.office(city, "clerk-1204");
        String envelope = door.envelope("<p:uploadSheet>" + Soap.element("requestId", UUID.randomUUID())
                + Soap.element("id", id) + Soap.element("kind", "deed") + Soap.element("name", "deed.pdf")
                + Soap.element("content", Soap.include("cid:sheet@test")) + "</p:uploadSheet>");
        String responseBody = door.mtom(envelope, "uploadSheet", "sheet@test", "application/pdf", new byte[bytes])
                .response()
                .expectNoInternals()
                .body();
        return responseBody.replaceAll("(?s).*(?:<code>|\"code\":\")([a-z.-]+).*", "$1");
    }

    private static DoorResponse uploadSheets(Visitor visitor, String of, FormData parts, String version) {
        return uploadSheets(visitor, of + "/submission/sheets", "", parts, version);
    }

    private static DoorResponse uploadSheets(Visitor visitor, String of, String to, FormData parts, String version) {
        return visitor.upload(
                CASES + "/" + of + to,
                BodyPublishers.ofByteArray(parts.body()),
                "Content-Type",
                parts.contentType(),
                "If-Match",
                version);
    }

    /**
     * Several sheets in one request are accepted completely or not at all; the refusal names the kind of the faulty
     * sheet.
     */
    @Test
    void rejectsWholeStackWithInvalidSheet() throws Exception {
        DoorResponse opened =
                office.post(CASES, Permits.request(city.plot(2)).toString()).expectStatus(201);
        String its = opened.json().path("id").asText();
        String version = opened.headers().get("etag");
        byte[] plan = pdf("plan of a stack");
        Visitor other = city.visitor().as("clerk-2301");
        city.store().assertUnchangedBy(() -> {
            FormData damaged = new FormData()
                    .file("plan", "plan.pdf", "application/pdf", plan)
                    .file("deed", "deed.pdf", "application/pdf", "MZ a program".getBytes(StandardCharsets.US_ASCII));
            uploadSheets(office, its, damaged, version)
                    .expectProblem(415, "sheet.type")
                    .expectField("deed");
            FormData empty = new FormData().file("plan", "plan.pdf", "application/pdf", new byte[0]);
            uploadSheets(office, its, empty, version)
                    .expectProblem(422, "sheet.empty")
                    .expectField("plan");
            FormData unknown = new FormData().text("deed", "0".repeat(64));
            uploadSheets(office, its, unknown, version).expectProblem(404, "sheet.unknown");
            FormData few = new FormData().file("plan", "plan.pdf", "application/pdf", plan);
            uploadSheets(office, its, few, version).expectProblem(409, "papers.missing");
            uploadSheets(office, its, "/papers/sheets", damaged, version)
                    .expectProblem(415, "sheet.type")
                    .expectField("deed");
            uploadSheets(office, its, "/papers/sheets", few, "\"99\"").expectProblem(412, "case.changed");
            uploadSheets(other, its, "/papers/sheets", few, version).expectProblem(404, "case.unknown");
            uploadSheets(office, its, few, "\"99\"").expectProblem(412, "case.changed");
            uploadSheets(other, its, few, version).expectProblem(404, "case.unknown");
            FormData large = new FormData()
                    .file("plan", "plan.pdf", "application/pdf", new byte[SharedCity.SHEET_BYTES / 2])
                    .file("deed", "deed.pdf", "application/pdf", new byte[SharedCity.SHEET_BYTES / 2 + 1]);
            uploadSheets(office, its, large, version).expectProblem(413, "request.too-large");
            FormData many = new FormData();
            for (int i = 0; i < 30; i++) {
                many.text("deed", "0".repeat(64));
            }
            uploadSheets(office, its, many, version).expectProblem(413, "multipart.parts");
            FormData torn = new FormData().file("plan", "plan.pdf", "application/pdf", plan);
            office.upload(
                            CASES + "/" + its + "/submission/sheets",
                            BodyPublishers.ofByteArray(Arrays.copyOf(torn.body(), torn.body().length / 2)),
                            "Content-Type",
                            torn.contentType(),
                            "If-Match",
                            version)
                    .expectProblem(400, "request.broken");
        });
    }

    @Test
    void rejectsSheetWithoutKindNameOrKnownOwner() {
        String path = CASES + "/" + id + "/sheets";
        city.store().assertUnchangedBy(() -> {
            office.upload(path + "?name=a.pdf", pdf("x"))
                    .expectProblem(422, "field.missing")
                    .expectField("kind");
            office.upload(path + "?kind=deed", pdf("x"))
                    .expectProblem(422, "field.missing")
                    .expectField("name");
            office.upload(path + "?kind=love-letter&name=a.pdf", pdf("x")).expectProblem(422, "sheet.kind");
            office.upload(path + "?kind=national-card&name=a.pdf&owner=0499370899", pdf("x"))
                    .expectProblem(422, "sheet.owner")
                    .expectField("owner");
        });
    }

    /** Knowing a sheet's address gives no right to read the sheet. */
    @Test
    void rejectsSheetOfDifferentOffice() throws Exception {
        String sha256 = office.upload(sheets, pdf("deed of " + plot.code()))
                .expectStatus(201)
                .json()
                .path("sha256")
                .asText();
        Visitor other = city.visitor().as("clerk-2301");
        Plot foreignPlot = city.plot(2);
        String body = Permits.request(foreignPlot).toString();
        DoorResponse opened = other.post(CASES, body).expectStatus(201);
        String their = CASES + "/" + opened.json().path("id").asText();
        String version = opened.headers().get("etag");
        String paper = "{\"kind\":\"deed\",\"sha256\":\"" + sha256 + "\"}";
        city.store().assertUnchangedBy(() -> {
            DoorResponse known = other.post(their + "/papers", paper, "If-Match", version);
            DoorResponse unknown =
                    other.post(their + "/papers", paper.replace(sha256, "0".repeat(64)), "If-Match", version);
            known.expectProblem(404, "sheet.unknown");
            unknown.expectProblem(404, "sheet.unknown");
            other.get(their + "/papers/" + sha256).expectProblem(404, "paper.unknown");
            other.get(CASES + "/" + id + "/papers/" + sha256).expectProblem(404, "case.unknown");
            other.upload(sheets, pdf("x")).expectProblem(404, "case.unknown");
        });
    }

    /** The answer does not reveal whether the bytes were already stored. */
    @Test
    void uploadDoesNotRevealStoredContent() throws Exception {
        byte[] content = pdf("the same sheet " + System.nanoTime());
        DoorResponse first = office.upload(sheets, content).expectStatus(201);
        Visitor other = city.visitor().as("clerk-2301");
        String their = other.post(CASES, Permits.request(city.plot(2)).toString())
                .expectStatus(201)
                .json()
                .path("id")
                .asText();
        DoorResponse second = other.upload(CASES + "/" + their + "/sheets?kind=deed&name=deed.pdf", content)
                .expectStatus(201);
        assertEquals(first.json().path("sha256"), second.json().path("sha256"));
        assertEquals(names(first), names(second));
    }

    private static List<String> names(DoorResponse response) {
        List<String> names = new ArrayList<>(response.headers().keySet());
        response.json().fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static byte[] pdf(String text) {
        return ScannedSheets.pdf(List.of(text));
    }
}
