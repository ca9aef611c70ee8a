package city.pishkhan.routes.office.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.doors.TestDoor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Delivery of a sheet's bytes over HTTP; the paper is {@code PDF}, three bytes. */
class SheetServingRestTest {
    private static final String PAPER =
            "/office/v1/cases/" + FakeOfficeServices.CASE + "/papers/" + FakeOfficeServices.SHA;
    private static final String TAG = '"' + FakeOfficeServices.SHA + '"';

    private TestDoor door;

    @BeforeEach
    void open() throws Exception {
        door = new TestDoor(new FakeOfficeServices().door());
    }

    @AfterEach
    void close() {
        door.close();
    }

    private TestDoor.Answer send(String method, String... headers) throws Exception {
        return door.send(method, PAPER, "clerk office:1204", (String) null, headers);
    }

    @Test
    void sendsHeadersOfSheet() throws Exception {
        TestDoor.Answer paper = send("GET");
        assertEquals(200, paper.status());
        assertEquals("PDF", paper.response().body());
        assertEquals("3", paper.header("Content-Length"));
        assertEquals(TAG, paper.header("ETag"));
        assertEquals("bytes", paper.header("Accept-Ranges"));
        assertEquals("application/pdf", paper.header("Content-Type"));
        assertEquals("attachment; filename*=UTF-8''%D8%B3%D9%86%D8%AF.pdf", paper.header("Content-Disposition"));
    }

    @Test
    void knownTagReturns304() throws Exception {
        for (String known : new String[] {TAG, "W/" + TAG, "\"1\", " + TAG, "*"}) {
            TestDoor.Answer again = send("GET", "If-None-Match", known);
            assertEquals(304, again.status(), known);
            assertEquals("", again.response().body());
            assertEquals(TAG, again.header("ETag"));
        }
        assertEquals(
                200, send("GET", "If-None-Match", "\"" + "0".repeat(64) + "\"").status());
        assertEquals(
                304, send("GET", "If-None-Match", TAG, "Range", "bytes=0-0").status());
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, P, 0-0",
        "bytes=0-, PDF, 0-2",
        "bytes=1-, DF, 1-2",
        "bytes=1-1, D, 1-1",
        "bytes=1-900, DF, 1-2",
        "bytes=-1, F, 2-2",
        "bytes=-900, PDF, 0-2"
    })
    void rangeReturnsRequestedBytes(String range, String bytes, String told) throws Exception {
        TestDoor.Answer some = send("GET", "Range", range);
        assertEquals(206, some.status());
        assertEquals(bytes, some.response().body());
        assertEquals("bytes " + told + "/3", some.header("Content-Range"));
        assertEquals(Integer.toString(bytes.length()), some.header("Content-Length"));
        assertEquals(TAG, some.header("ETag"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=2-1",
                "bytes=0-0,2-2",
                "bytes=-",
                "bytes=a-b",
                "lines=0-1",
                "bytes=99999999999999999999-",
                "bytes 0-1"
            })
    void invalidRangeReturnsWholeSheet(String range) throws Exception {
        TestDoor.Answer all = send("GET", "Range", range);
        assertEquals(200, all.status());
        assertEquals("PDF", all.response().body());
        assertNull(all.header("Content-Range"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=3-", "bytes=3-9", "bytes=-0", "bytes=999999999999999999-"})
    void rangeBeyondEndReturns416(String range) throws Exception {
        TestDoor.Answer none = send("GET", "Range", range);
        assertEquals(416, none.status());
        assertEquals("range.beyond-the-end", none.code());
        assertEquals("bytes */3", none.header("Content-Range"));
        assertTrue(none.header("Content-Type").startsWith("application/problem+json"));
    }

    @Test
    void ifRangeWithOtherTagReturnsWholeSheet() throws Exception {
        assertEquals(206, send("GET", "Range", "bytes=1-", "If-Range", TAG).status());
        assertEquals(
                200, send("GET", "Range", "bytes=1-", "If-Range", "W/" + TAG).status(), "a weak tag is none for bytes");
        assertEquals(
                200, send("GET", "Range", "bytes=1-", "If-Range", "\"other\"").status());
    }

    @Test
    void headIgnoresRangeAndReturnsNoBody() throws Exception {
        TestDoor.Answer head = send("HEAD", "Range", "bytes=1-1");
        assertEquals(200, head.status());
        assertEquals("3", head.header("Content-Length"));
        assertEquals(TAG, head.header("ETag"));
        assertEquals("", head.response().body());
    }
}
