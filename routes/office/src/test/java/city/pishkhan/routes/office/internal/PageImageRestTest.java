package city.pishkhan.routes.office.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.doors.TestDoor;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The IIIF APIs for the papers of a case: page 1 has 2000 × 1000 pixels, page 2 has 300 × 500. */
class PageImageRestTest {
    private static final String CASE = "/office/v1/cases/" + FakeOfficeServices.CASE;
    private static final String PAPER = CASE + "/papers/" + FakeOfficeServices.SHA;

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

    private TestDoor.Answer get(String path, String... headers) throws Exception {
        return door.send("GET", path, "clerk office:1204", (String) null, headers);
    }

    @Test
    void returnsPageInfo() throws Exception {
        TestDoor.Answer answer = get(PAPER + "/pages/1/info.json");
        assertEquals(200, answer.status());
        assertEquals(
                "application/ld+json;profile=\"http://iiif.io/api/image/3/context.json\"",
                answer.header("Content-Type"));
        JsonNode info = answer.json();
        assertEquals(
                "http://iiif.io/api/image/3/context.json", info.get("@context").asText());
        assertTrue(info.get("id").asText().matches("http://[^/]+" + PAPER + "/pages/1"), info.toString());
        assertEquals("level1", info.get("profile").asText());
        assertEquals(2000, info.get("width").asInt());
        assertEquals(1000, info.get("height").asInt());
        assertEquals("[1,2,4]", info.at("/tiles/0/scaleFactors").toString());
        TestDoor.Answer led = get(PAPER + "/pages/1");
        assertEquals(303, led.status());
        assertTrue(led.header("Location").endsWith(PAPER + "/pages/1/info.json"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "full/max/0/default.jpg | 0, 0, 2000, 1000, 2000, 1000, 0, false, jpg",
                "square/max/0/default.jpg | 500, 0, 1000, 1000, 1000, 1000, 0, false, jpg",
                "0,0,512,512/512,512/0/default.jpg | 0, 0, 512, 512, 512, 512, 0, false, jpg",
                "1536,512,512,512/256,/0/color.jpg | 1536, 512, 464, 488, 256, 269, 0, false, jpg",
                "full/,100/90/gray.png | 0, 0, 2000, 1000, 200, 100, 90, true, png",
                "full/!300,300/0/default.jpg | 0, 0, 2000, 1000, 300, 150, 0, false, jpg",
                "pct:50,0,25.5,100/pct:10/180/default.jpg | 1000, 0, 510, 1000, 51, 100, 180, false, jpg",
                "full/100,100/270/default.jpg | 0, 0, 2000, 1000, 100, 100, 270, false, jpg"
            })
    void acceptsStandardImageRequests(String path, String part) throws Exception {
        TestDoor.Answer picture = get(PAPER + "/pages/1/" + path);
        assertEquals(200, picture.status(), picture.response().body());
        String[] v = part.strip().split(", ");
        assertEquals(
                "Part[page=0, x=%s, y=%s, width=%s, height=%s, toWidth=%s, toHeight=%s, rotation=%s, gray=%s, format=%s]"
                        .formatted((Object[]) v),
                picture.response().body());
        assertEquals(path.endsWith("png") ? "image/png" : "image/jpeg", picture.header("Content-Type"));
        assertEquals(
                304,
                get(PAPER + "/pages/1/" + path, "If-None-Match", picture.header("ETag"))
                        .status());
        assertTrue(fakes.told.get(0).contains("personal=false"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "all/max/0/default.jpg | image.region",
                "2000,0,1,1/max/0/default.jpg | image.region",
                "0,0,0,10/max/0/default.jpg | image.region",
                "0,0,-1,10/max/0/default.jpg | image.region",
                "0,0,9999999999,1/max/0/default.jpg | image.region",
                "full/3000,/0/default.jpg | image.size",
                "full/0,/0/default.jpg | image.size",
                "full/,/0/default.jpg | image.size",
                "full/%5Emax/0/default.jpg | image.size",
                "full/999999999,999999999/0/default.jpg | image.size",
                "full/pct:200/0/default.jpg | image.size",
                "full/max/45/default.jpg | image.rotation",
                "full/!0,5/0/default.jpg | image.size",
                "full/!5,0/0/default.jpg | image.size",
                "full/pct:0/0/default.jpg | image.size",
                "full/max/!0/default.jpg | image.rotation",
                "full/max/0/bitonal.jpg | image.file",
                "full/max/0/default.gif | image.file",
                "full/max/0/default | image.file"
            })
    void rejectsUnsupportedImageRequests(String path, String code) throws Exception {
        TestDoor.Answer refused = get(PAPER + "/pages/1/" + path);
        assertEquals(400, refused.status(), refused.response().body());
        assertEquals(code, refused.code());
        assertEquals(0, fakes.told.size());
    }

    @Test
    void redactionsApplyToPicturesAndCopy() throws Exception {
        fakes.covered = true;
        TestDoor.Answer picture = get(PAPER + "/pages/1/full/max/0/default.jpg");
        assertEquals(200, picture.status());
        assertTrue(
                fakes.told.get(0).contains("AppliedRedactions[version=1, areas=[RedactedArea[page=1, area=Area[x=10"),
                fakes.told::toString);
        TestDoor.Answer copy = get(PAPER);
        assertEquals(200, copy.status());
        assertEquals("application/pdf", copy.header("Content-Type"));
        assertTrue(
                copy.response().body().startsWith("AppliedRedactions[version=1"),
                copy.response().body());
        assertEquals(304, get(PAPER, "If-None-Match", copy.header("ETag")).status());
        assertEquals("lie", get(PAPER, "Range", "bytes=3-5").response().body());
        assertEquals("redaction.original", get(PAPER + "?original=true").code());
        assertEquals(403, get(PAPER + "/pages/1-original/info.json").status());
        String officer = "officer district:22";
        TestDoor.Answer whole = door.send("GET", PAPER + "?original=true", officer, (String) null);
        assertEquals("PDF", whole.response().body());
        TestDoor.Answer info = door.send("GET", PAPER + "/pages/1-original/info.json", officer, (String) null);
        assertTrue(
                info.json().get("id").asText().endsWith(PAPER + "/pages/1-original"),
                info.response().body());
        fakes.told.clear();
        door.send("GET", PAPER + "/pages/1-original/full/max/0/default.jpg", officer, (String) null);
        assertTrue(fakes.told.get(0).contains("areas=[]"), fakes.told::toString);
    }

    /** Without the picture service, pages are temporarily unavailable, and programs still get the file. */
    @Test
    void withoutPictureServiceOnlyPagesAreUnavailable() throws Exception {
        fakes.stopPictures();
        for (String path : List.of(
                CASE + "/manifest",
                PAPER + "/pages/1/info.json",
                PAPER + "/pages/1/full/max/0/default.jpg",
                PAPER + "?original=false")) {
            TestDoor.Answer missing = get(path, "Accept-Language", "fa");
            assertEquals(503, missing.status(), path);
            assertEquals("sheet.pictures-missing", missing.code());
            assertEquals("5", missing.header("Retry-After"));
            assertTrue(missing.json().path("detail").asText().contains("سرویس تصویر"), missing.json()::toString);
        }
        assertEquals("PDF", get(PAPER).response().body());
        assertEquals(200, get(CASE).status());
        fakes.startPictures();
        assertEquals(200, get(PAPER + "/pages/1/info.json").status());
    }

    private static final String[] BROWSER = {"Sec-Fetch-Dest", "document"};

    /** All addresses of sheets: programs get the original file, people the rendered pages, or the original on explicit request. */
    @ParameterizedTest
    @ValueSource(strings = {"/papers/", "/inquiries/00000000-0000-7000-8000-0000000000f1/sheets/"})
    void browserGetsPagesAndOriginalOnlyOnRequest(String of) throws Exception {
        String sheet = CASE
                + of
                + (of.startsWith("/papers")
                        ? FakeOfficeServices.SHA
                        : get(CASE).json().at("/inquiries/0/sheets/0/sha256").asText());
        assertEquals("PDF", get(sheet).response().body());
        TestDoor.Answer pages = get(sheet, BROWSER);
        assertEquals("application/pdf", pages.header("Content-Type"));
        assertTrue(
                pages.response().body().startsWith("AppliedRedactions[version=0"),
                pages.response().body());
        assertEquals(
                pages.response().body(),
                get(sheet + "?original=false").response().body());
        assertEquals(
                304,
                get(sheet, "If-None-Match", pages.header("ETag"), BROWSER[0], BROWSER[1])
                        .status());
        fakes.told.clear();
        assertEquals("PDF", get(sheet + "?original=true", BROWSER).response().body());
        assertEquals("parsed application/pdf", fakes.told.get(0));
        assertTrue(fakes.told.get(1).startsWith("recordAccess clerk"), fakes.told::toString);
        assertTrue(fakes.told.get(1).endsWith(FakeOfficeServices.CASE.toString()), fakes.told::toString);
    }

    @ParameterizedTest
    @CsvSource({"0", "3", "01", "-1", "x", "99999999999", "-original", "3-original", "1-Original"})
    void unknownPageReturnsNotFound(String page) throws Exception {
        assertEquals(
                "page.unknown", get(PAPER + "/pages/" + page + "/info.json").code());
    }

    @Test
    void unknownSheetsAndCasesReturnNotFound() throws Exception {
        String other = FakeOfficeServices.SHA.replace('2', '3');
        assertEquals(
                "paper.unknown",
                get(CASE + "/papers/" + other + "/pages/1/info.json").code());
        assertEquals(
                "paper.unknown",
                get(CASE + "/papers/" + other + "/pages/1/full/max/0/default.jpg")
                        .code());
        assertEquals(
                404,
                get("/office/v1/cases/" + FakeOfficeServices.BILL + "/manifest").status());
    }

    @Test
    void manifestListsPages() throws Exception {
        JsonNode manifest = get(CASE + "/manifest").json();
        assertEquals("Manifest", manifest.get("type").asText());
        assertEquals(2, manifest.get("items").size());
        JsonNode second = manifest.at("/items/1");
        assertEquals(300, second.get("width").asInt());
        String service = second.at("/items/0/items/0/body/service/0/id").asText();
        assertTrue(service.endsWith(PAPER + "/pages/2"), service);
        assertEquals(
                second.get("id").asText(), second.at("/items/0/items/0/target").asText());
        assertEquals(
                manifest.get("items"),
                get(CASE + "/manifest?paper=" + FakeOfficeServices.SHA).json().get("items"));
        assertEquals(
                "paper.unknown", get(CASE + "/manifest?paper=" + "0".repeat(64)).code());
        fakes.readable = false;
        assertEquals(0, get(CASE + "/manifest").json().get("items").size());
        assertEquals(422, get(PAPER + "/pages/1/info.json").status());
    }

    /** The case still lists the photo of a reporter who was erased. */
    @Test
    void erasedPaperReturns410() throws Exception {
        fakes.erased = true;
        assertEquals(0, get(CASE + "/manifest").json().get("items").size());
        for (String path : List.of(
                CASE + "/manifest?paper=" + FakeOfficeServices.SHA,
                PAPER + "/pages/1/info.json",
                PAPER + "/pages/1/full/max/0/default.jpg")) {
            TestDoor.Answer gone = get(path);
            assertEquals(410, gone.status(), path);
            assertEquals("paper.erased", gone.code());
        }
    }
}
