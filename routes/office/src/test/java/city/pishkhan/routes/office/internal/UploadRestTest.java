package city.pishkhan.routes.office.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.doors.TestDoor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Resumable uploads over HTTP, by the tus protocol. */
class UploadRestTest {
    private static final String CLERK = "clerk office:1204";
    private static final String UPLOADS = "/office/v1/cases/" + FakeOfficeServices.CASE + "/uploads";
    private static final String ONE = UPLOADS + "/" + FakeOfficeServices.BILL;
    private static final String BYTES = "application/offset+octet-stream";

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

    private TestDoor.Answer begin(String query, String... headers) throws Exception {
        return door.send("POST", UPLOADS + query, CLERK, "", headers);
    }

    private TestDoor.Answer append(String offset, String bytes, String type) throws Exception {
        return door.send(
                "PATCH", ONE, CLERK, bytes, "Upload-Offset", offset, "Content-Type", type, "Tus-Resumable", "1.0.0");
    }

    @Test
    void resumesUploadAtOffset() throws Exception {
        TestDoor.Answer begun = begin("?kind=plan&name=plan.tif", "Idempotency-Key", "k", "Upload-Length", "6");
        assertEquals(201, begun.status());
        assertTrue(begun.header("Location").endsWith(ONE), begun.header("Location"));
        assertEquals(0, begun.json().path("offset").asInt());
        assertEquals(FakeOfficeServices.PROPERTY, fakes.announced.owner());
        assertEquals(6, fakes.announced.length());

        TestDoor.Answer first = append("0", "abc", BYTES);
        assertEquals(204, first.status());
        assertEquals("3", first.header("Upload-Offset"));
        assertEquals("1.0.0", first.header("Tus-Resumable"));
        TestDoor.Answer far = door.send("HEAD", ONE, CLERK, (String) null);
        assertEquals(200, far.status());
        assertEquals("3", far.header("Upload-Offset"));
        assertEquals("6", far.header("Upload-Length"));
        assertNull(far.header("Tus-Resumable"), "who does not speak of it hears nothing of it");
        assertEquals("upload.offset", append("2", "cde", BYTES).code());
        assertTrue(
                door.send("GET", ONE, CLERK, (String) null).json().path("sheet").isMissingNode()
                        || door.send("GET", ONE, CLERK, (String) null)
                                .json()
                                .path("sheet")
                                .isNull());

        assertEquals("6", append("3", "def", BYTES).header("Upload-Offset"));
        TestDoor.Answer whole = door.send("GET", ONE, CLERK, (String) null);
        assertEquals(FakeOfficeServices.SHA, whole.json().at("/sheet/sha256").asText());
        assertEquals(2, whole.json().path("pages").asInt());
        // a request without further bytes requests the completion of the upload again
        assertEquals(204, append("6", "", BYTES).status());
        assertEquals("abcdef", fakes.sent.toString());
        assertEquals(204, door.send("DELETE", ONE, CLERK, (String) null).status());
    }

    @Test
    void rejectsInvalidUploads() throws Exception {
        assertEquals(
                "upload.header",
                begin("?kind=plan&name=p", "Idempotency-Key", "a").code());
        assertEquals(
                "upload.header",
                begin("?kind=plan&name=p", "Idempotency-Key", "b", "Upload-Length", "-1")
                        .code());
        assertEquals(
                "field.missing",
                begin("?kind=plan", "Idempotency-Key", "c", "Upload-Length", "6")
                        .code());
        assertEquals(428, begin("?kind=plan&name=p", "Upload-Length", "6").status());
        assertEquals(415, append("0", "abc", "application/pdf").status());
        assertEquals(
                404, door.send("HEAD", UPLOADS + "/1", CLERK, (String) null).status());
        assertEquals(
                403,
                door.send("HEAD", ONE, "officer district:22", (String) null).status());
        String other = UPLOADS.replace("0001/", "0002/") + "/" + FakeOfficeServices.BILL;
        assertEquals(404, door.send("HEAD", other, CLERK, (String) null).status());
    }

    @Test
    void listsAndCancelsUnfinishedUploads() throws Exception {
        var listed = door.send("GET", "/office/v1/uploads", CLERK, (String) null);
        assertEquals(200, listed.status());
        assertEquals(
                FakeOfficeServices.CASE.toString(),
                listed.json().at("/items/0/caseId").asText());
        assertEquals(3, listed.json().at("/items/0/offset").asInt());
        String id = listed.json().at("/items/0/id").asText();
        assertEquals(
                204,
                door.send("DELETE", "/office/v1/uploads/" + id, CLERK, (String) null)
                        .status());
        assertTrue(fakes.told.contains("drop " + id), fakes.told::toString);
        assertEquals(
                404,
                door.send("DELETE", "/office/v1/uploads/none", CLERK, (String) null)
                        .status());
    }
}
