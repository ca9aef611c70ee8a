package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.people.Clerk;
import city.pishkhan.testkit.people.ScannedSheets;
import city.pishkhan.testkit.plots.Plot;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Personal data is stored nowhere in plain text. After two members of the institute have erased a person, the data is gone, and all proofs
 * remain valid.
 */
@ExtendWith(SharedCityExtension.class)
class PersonalDataIT {
    private static final String ID = "7766554437";
    private static final String NAME = "نگین بی‌همتای پنهان";
    private static final String MOBILE = "9367654321";
    private static final String SERIAL = "9G77665544";
    private static final String ERASED = "erased / حذف‌شده";
    private static final String ERASURES = "/committee/v1/persons/erasures";

    private static SharedCity city;
    private static Visitor office;
    private static Clerk clerk;

    @BeforeAll
    static void begin(SharedCity shared) throws Exception {
        city = shared;
        Files.writeString(
                city.etc().resolve("users/second.users"), "institute-2 = plain:demo-institute-2, institute\n");
        office = city.visitor().as("clerk-1204");
        clerk = city.clerk();
    }

    private static String persian(String digits) {
        StringBuilder text = new StringBuilder();
        digits.chars().forEach(d -> text.append((char) (d - '0' + '۰')));
        return text.toString();
    }

    private static SecretSearch search() {
        return new SecretSearch(List.of(SERIAL, ID, persian(ID), NAME, "بی‌همتا", MOBILE, persian(MOBILE)));
    }

    /**
     * Opens a case with the person's data in every free text and field, and withdraws it.
     *
     * @return id of the case
     */
    private static String openAndWithdraw(String key) throws Exception {
        Plot plot = city.plot(2);
        office.post("/office/v1/authorities", proxy(plot).toString()).expectStatus(201);
        ObjectNode request = Permits.request(plot);
        request.putArray("applicants")
                .addObject()
                .put("role", "owner")
                .put("nationalId", persian(ID))
                .put("name", NAME)
                .put("mobile", "+98" + MOBILE);
        // an invalid request first, because refused data must not be stored either
        ObjectNode wrong = request.deepCopy();
        wrong.putObject("request").put("floors", 0);
        office.post(Permits.CASES, wrong.toString()).expectProblem(422, "field.missing");
        JsonNode opened =
                office.post(Permits.CASES, request.toString()).expectStatus(201).json();
        String one = Permits.CASES + "/" + opened.path("id").asText();
        office.upload(
                        one + "/sheets?kind=national-card&owner=" + ID + "&name=card.pdf",
                        ScannedSheets.pdf(List.of("card of " + key)))
                .expectStatus(201);
        office.get(one + "/archive").expectStatus(200);
        long version = office.get(one).expectStatus(200).json().path("version").asLong();
        String reason = "{\"reason\":\"" + NAME + " (" + ID + ") چنین خواست\"}";
        DoorResponse done = office.post(
                        one + "/withdrawal", reason, "If-Match", "\"" + version + "\"", "Idempotency-Key", key)
                .expectStatus(200);
        assertTrue(done.body().contains(ID) && done.body().contains(NAME), done::toString);
        return opened.path("id").asText();
    }

    /** A proxy of the plot's owner for the person; the record contains the person's data as well. */
    private static ObjectNode proxy(Plot plot) {
        ObjectNode given =
                HubClient.JSON.createObjectNode().put("kind", "proxy").put("number", "N-1");
        given.putObject("owner").put("nationalId", plot.owners().get(0)).put("name", "مالک");
        given.putObject("holder")
                .put("nationalId", persian(ID))
                .put("name", NAME)
                .put("mobile", "+98" + MOBILE);
        given.putArray("acts").add("open").add("see").add("withdraw");
        return given;
    }

    private static byte[] evidence(String id) throws Exception {
        return city.city()
                .http()
                .send(
                        HttpRequest.newBuilder(
                                        city.city().hub().address().resolve(Permits.CASES + "/" + id + "/evidence"))
                                .header("Authorization", "Bearer " + office.token())
                                .build(),
                        BodyHandlers.ofByteArray())
                .body();
    }

    private static byte[] unpack(byte[] zip) throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                all.write(entry.getName().getBytes(StandardCharsets.UTF_8));
                in.transferTo(all);
            }
        }
        return all.toByteArray();
    }

    @Test
    void personalDataIsEncryptedAndErased() throws Exception {
        String key = UUID.randomUUID().toString();
        String id = openAndWithdraw(key);
        String one = Permits.CASES + "/" + id;
        Awaitility.await("sealed, told, written")
                .until(() ->
                        city.store().count("select count(*) from cases.reading where case_id = ?", UUID.fromString(id))
                                > 0);
        assertTrue(city.city()
                .hub()
                .console("pishkhan:case-reads " + clerk.read(id).path("number").asText())
                .contains("clerk-1204"));

        // a proved number and a printed slip are part of the data
        new Phone(city, "0" + MOBILE).proveAtCounter(office, id, ID);
        String pin = office.post(
                        "/office/v1/login-slips",
                        "{\"tracking\":\"%s\",\"nationalId\":\"%s\",\"paper\":\"national-card\",\"serial\":\"%s\"}"
                                .formatted(clerk.read(id).path("tracking").asText(), ID, SERIAL))
                .expectStatus(200)
                .json()
                .path("pin")
                .asText();
        assertFalse(city.store().dump().contains(pin), "a PIN stands nowhere");

        SecretSearch search = search();
        search.text("tables", city.store().dump());
        search.folder(city.data());
        byte[] evidence = unpack(evidence(id));
        assertTrue(evidence.length > 1_000, "evidence");
        search.bytes("evidence", evidence);
        Visitor oversight = city.visitor().as("oversight");
        search.text(
                "entries",
                oversight
                        .get("/oversight/v1/cases/" + id + "/history")
                        .expectStatus(200)
                        .body());
        assertEquals(List.of(), search.found());

        // two members of the institute, because one requests the erasure and the other approves it
        Visitor first = city.visitor().as("institute");
        Visitor second = city.visitor().as("institute-2");
        String person = "{\"nationalId\":\"" + ID + "\",\"ground\":\"asked\"}";
        office.post(ERASURES, person).expectProblem(403, "access.forbidden");
        first.post(ERASURES, person.replace(ID, "7766554438")).expectProblem(422, "national-id.check-digit");
        DoorResponse approvalRequest = first.post(ERASURES, person).expectStatus(201);
        assertFalse(approvalRequest.body().contains(ID), approvalRequest::toString);
        String approval =
                "/committee/v1/approvals/" + approvalRequest.json().path("id").asText();
        first.post(approval + "/decision", "{\"approve\":true}").expectProblem(403, "approval.same-person");
        assertTrue(office.get(one).expectStatus(200).body().contains(ID), "one alone erases nothing");
        search.text("tables while it waits", city.store().dump());
        assertEquals(List.of(), search.found());
        second.post(approval + "/decision", "{\"approve\":true}").expectStatus(200);
        assertEquals(
                "done",
                first.get(approval).expectStatus(200).json().path("state").asText());

        UUID erased = UUID.fromString(approvalRequest.json().at("/terms/person").asText());
        for (String table : List.of("number_proof", "login_slip", "counter_code", "notice")) {
            assertEquals(
                    0,
                    city.store().count("select count(*) from citizenlogin." + table + " where person = ?", erased),
                    table);
        }
        DoorResponse seen = office.get(one).expectStatus(200);
        JsonNode owner = seen.json().path("applicants").get(0);
        assertEquals(ERASED, owner.path("name").asText(), seen::toString);
        assertEquals(ERASED, owner.path("nationalId").asText());
        assertEquals(ERASED, seen.json().path("note").asText());
        for (String path : List.of(one, one + "/history", one + "/bills", "/office/v1/cases", one + "/archive")) {
            DoorResponse read = office.get(path).expectStatus(200);
            assertFalse(read.body().contains(ID) || read.body().contains(NAME), read::toString);
        }
        assertFalse(new String(unpack(evidence(id)), StandardCharsets.UTF_8).contains(NAME));
        first.post(ERASURES, person).expectProblem(404, "person.unknown");
        String reason = "{\"reason\":\"" + NAME + " (" + ID + ") چنین خواست\"}";
        DoorResponse again = office.post(
                one + "/withdrawal",
                reason,
                "If-Match",
                "\"" + seen.json().path("version").asLong() + "\"",
                "Idempotency-Key",
                key);
        assertFalse(again.body().contains(NAME), again::toString);

        String verified = city.city().hub().console("pishkhan:journal-verify");
        assertTrue(verified.contains("The journal is whole."), verified);
        assertTrue(city.city().hub().console("pishkhan:reads-check").contains("matches the journal"));
        assertTrue(city.city().hub().console("pishkhan:vault-rewrap").contains("keys are encrypted"));
        assertEquals(
                ERASED, office.get(one).expectStatus(200).json().path("note").asText());
        assertEquals(List.of(), search().folder(city.data()).found());
    }
}
