package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.people.Clerk;
import city.pishkhan.testkit.plots.Plot;
import city.pishkhan.testkit.process.DatabaseCounters;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Authorities at the doors: proxies, heirs and signatories, and the effect on cases when an authority ends. */
@ExtendWith(SharedCityExtension.class)
class AuthorityIT {
    private static final String AUTHORITIES = "/office/v1/authorities";
    private static final String DEATHS = "/office/v1/deaths";
    private static final String COMPANY = "10380284790";
    private static final String PLATE = "74م43444";
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Tehran"));
    private static final AtomicInteger PEOPLE =
            new AtomicInteger((int) (System.nanoTime() / 1_000 % 800_000) + 100_000);

    private static SharedCity city;
    private static Visitor office;
    private static Clerk clerk;

    @BeforeAll
    static void begin(SharedCity shared) {
        city = shared;
        office = city.visitor().as("clerk-1204");
        clerk = city.clerk();
    }

    /** A fictitious person whom the hub does not know yet. */
    private record Someone(String nationalId, String name, String mobile) {
        static Someone fresh() {
            int serial = PEOPLE.incrementAndGet() % 1_000_000;
            String digits = "002%06d".formatted(serial);
            int sum = 0;
            for (int i = 0; i < 9; i++) {
                sum += (digits.charAt(i) - '0') * (10 - i);
            }
            int rest = sum % 11;
            return new Someone(
                    digits + (rest < 2 ? rest : 11 - rest), "نماینده " + serial, "0937" + "1%06d".formatted(serial));
        }

        static Someone owner(Plot plot) {
            return new Someone(plot.owners().get(0), "شهروند آزمایشی", plot.mobile(0));
        }

        ObjectNode json() {
            ObjectNode json = HubClient.JSON
                    .createObjectNode()
                    .put("nationalId", nationalId)
                    .put("name", name);
            return mobile == null ? json : json.put("mobile", mobile);
        }

        Visitor login() {
            return new Phone(city, mobile).registerFor(nationalId).login(city.visitor(), nationalId);
        }
    }

    private static ObjectNode authority(String kind, Someone owner, Someone holder, String... acts) {
        ObjectNode body = HubClient.JSON.createObjectNode().put("kind", kind).put("number", "1405/778");
        body.set("owner", owner.json());
        body.set("holder", holder.json());
        if (acts.length > 0) {
            ArrayNode list = body.putArray("acts");
            List.of(acts).forEach(list::add);
        }
        return body;
    }

    private static JsonNode recordAuthority(ObjectNode body) {
        return office.post(AUTHORITIES, body.toString()).expectStatus(201).json();
    }

    private static JsonNode heir(Someone dead, Someone heir, String share) {
        return recordAuthority(authority("heir", dead, heir).put("share", share));
    }

    /** Adds mobile numbers of all owners and a proxy to the request. */
    private static ObjectNode addProxy(ObjectNode request, Plot plot, Someone proxy) {
        for (int i = 0; i < plot.owners().size(); i++) {
            ((ObjectNode) request.path("applicants").get(i)).put("mobile", plot.mobile(i));
        }
        ((ArrayNode) request.path("applicants")).add(proxy.json().put("role", "proxy"));
        return request;
    }

    private static ObjectNode note(Plot plot, Someone proxy) {
        return addProxy(Permits.request(plot).put("service", "posted-note"), plot, proxy);
    }

    private static JsonNode read(String id) {
        return office.get(Permits.CASES + "/" + id).expectStatus(200).json();
    }

    private static String version(String id) {
        return "\"" + read(id).path("version").asLong() + "\"";
    }

    private static void awaitHold(String id, String code) {
        Awaitility.await("held: " + code)
                .pollInterval(Duration.ofMillis(300))
                .until(() -> read(id).at("/held/code").asText().equals(code));
    }

    private static String reason(String words) {
        return "{\"reason\":\"" + words + "\"}";
    }

    @Test
    void proxyOpensReadsAndCollectsWithinScope() throws Exception {
        Plot plot = city.plot(2);
        Someone owner = Someone.owner(plot);
        Someone holder = Someone.fresh();
        String body = note(plot, holder).toString();
        DoorResponse none = office.post(Permits.CASES, body).expectProblem(422, "authority.missing");
        assertEquals(
                "applicants[" + plot.owners().size() + "].nationalId",
                none.json().path("field").asText());
        recordAuthority(authority("proxy", owner, holder, "see"));
        office.post(Permits.CASES, body).expectProblem(422, "authority.scope");
        JsonNode given = recordAuthority(authority("proxy", owner, holder, "open", "see"));
        String id = office.post(Permits.CASES, body)
                .expectStatus(201)
                .json()
                .path("id")
                .asText();

        // owner and proxy are notified at the phone numbers in the authority
        String reference = given.path("reference").asText();
        new Phone(city, owner.mobile()).await(reference, "نمایندگی");
        new Phone(city, holder.mobile()).await(reference, "وکالت‌نامه");

        Visitor citizen = holder.login();
        String own = "/citizen/v1/cases/" + id;
        citizen.get(own).expectStatus(200);
        citizen.get(own + "/certificate").expectProblem(403, "authority.scope");
        citizen.post(own + "/delivery", "{\"way\":\"office\"}").expectProblem(403, "authority.scope");
        citizen.post(own + "/withdrawal", reason("no more"), "If-Match", version(id))
                .expectProblem(403, "authority.scope");
        owner.login().get(own + "/certificate").expectStatus(200);

        office.post(Permits.CASES + "/" + id + "/delivery", "{\"way\":\"office\"}")
                .expectStatus(201);
        String dishonest = office.get(Permits.CASES + "/" + id + "/delivery")
                .expectStatus(200)
                .json()
                .path("id")
                .asText();
        String handOver = "/office/v1/deliveries/" + dishonest + "/hand-over";
        String card = "{\"nationalId\":\"" + holder.nationalId() + "\"}";
        office.post(handOver, card).expectProblem(403, "authority.scope");
        recordAuthority(authority("proxy", owner, holder, "receive"));
        DoorResponse done = office.post(handOver, card).expectStatus(200);
        assertEquals("proxy", done.json().at("/proof/role").asText());
        assertEquals("approved", read(id).path("state").asText());

        String authorities =
                owner.login().get("/citizen/v1/authorities").expectStatus(200).body();
        assertTrue(authorities.contains("over-me") && authorities.contains(reference), authorities);
        assertFalse(authorities.contains(holder.nationalId()) || authorities.contains(holder.mobile()), authorities);
        assertFalse(city.log().contains(holder.nationalId()), "nobody's national ID is logged");
    }

    @Test
    void revokedAuthorityHoldsCaseUntilReplaced() throws Exception {
        Plot plot = city.plot(2);
        Someone owner = Someone.owner(plot);
        Someone holder = Someone.fresh();
        JsonNode given = recordAuthority(authority("proxy", owner, holder, "open", "see"));
        String id = office.post(
                        Permits.CASES,
                        addProxy(Permits.request(plot), plot, holder).toString())
                .expectStatus(201)
                .json()
                .path("id")
                .asText();
        String one = "/citizen/v1/authorities/" + given.path("id").asText() + "/revocation";
        Someone stranger = Someone.owner(city.plot(2));
        recordAuthority(authority("proxy", stranger, Someone.fresh(), "see"));
        stranger.login().post(one, reason("not mine")).expectProblem(404, "authority.unknown");
        Visitor citizen = owner.login();
        citizen.post(one, "{}").expectProblem(422, "field.missing");
        citizen.post(one, reason("I go on myself")).expectStatus(200);
        citizen.post(one, reason("once more")).expectProblem(409, "authority.ended");
        awaitHold(id, "authority.lapsed");
        JsonNode hold =
                citizen.get("/citizen/v1/cases/" + id).expectStatus(200).json().path("held");
        assertTrue(hold.path("reason").asText().contains("revoked"), hold::toString);
        assertTrue(hold.path("reasonFa").asText().contains("نمایندگی"), hold::toString);
        new Phone(city, owner.mobile()).await("متوقف شد");
        office.post(Permits.CASES + "/" + id + "/submission", "", "If-Match", version(id))
                .expectProblem(409, "authority.lapsed");
        office.post(Permits.CASES, note(plot, holder).toString()).expectProblem(422, "authority.revoked");
        holder.login().get("/citizen/v1/cases/" + id).expectProblem(403, "authority.scope");

        recordAuthority(authority("proxy", owner, holder, "open", "see", "withdraw"));
        awaitHold(id, "");
        DoorResponse ended = holder.login()
                .post("/citizen/v1/cases/" + id + "/withdrawal", reason("we do not build"), "If-Match", version(id))
                .expectStatus(200);
        assertEquals("withdrawn", ended.json().path("state").asText());
    }

    @Test
    void ownerPresenceReleasesCase() throws Exception {
        Plot plot = city.plotWithOneOwner(2);
        Someone owner = Someone.owner(plot);
        Someone holder = Someone.fresh();
        JsonNode given = recordAuthority(authority("proxy", owner, holder, "open", "see"));
        JsonNode opened = office.post(
                        Permits.CASES,
                        addProxy(Permits.request(plot), plot, holder).toString())
                .expectStatus(201)
                .json();
        String id = opened.path("id").asText();
        office.post(AUTHORITIES + "/" + given.path("id").asText() + "/revocation", reason("the owner says so"))
                .expectStatus(200);
        awaitHold(id, "authority.lapsed");
        String presence = Permits.CASES + "/" + id + "/owner-presence";
        String card = "{\"nationalId\":\"" + owner.nationalId() + "\"}";
        office.post(presence, card).expectProblem(428, "version.missing");
        office.post(presence, "{\"nationalId\":\"" + holder.nationalId() + "\"}", "If-Match", version(id))
                .expectProblem(422, "authority.not-owner");
        city.visitor()
                .as("clerk-2301")
                .post(presence, card, "If-Match", version(id))
                .expectProblem(404, "case.unknown");
        JsonNode ended = office.post(presence, card, "If-Match", version(id))
                .expectStatus(200)
                .json();
        assertTrue(ended.path("held").isMissingNode() || ended.path("held").isNull(), ended::toString);
        new Phone(city, owner.mobile()).await("حضور شما را");
        clerk.submitSheets(opened, plot);
    }

    @Test
    void expiredAuthorityHoldsCase() throws Exception {
        Plot plot = city.plotWithOneOwner(2);
        Someone owner = Someone.owner(plot);
        Someone lawyer = Someone.fresh();
        ObjectNode body = authority("lawyer", owner, lawyer).put("contract", "C-12");
        office.post(AUTHORITIES, body.toString()).expectProblem(422, "authority.needed");
        body.put("until", TODAY.minusDays(1).toString());
        office.post(AUTHORITIES, body.toString()).expectProblem(422, "authority.past");
        JsonNode given = recordAuthority(body.put("until", TODAY.toString()));
        String id = office.post(
                        Permits.CASES,
                        addProxy(Permits.request(plot), plot, lawyer).toString())
                .expectStatus(201)
                .json()
                .path("id")
                .asText();
        setLastDayToYesterday(given.path("id").asText());
        awaitHold(id, "authority.lapsed");
        new Phone(city, lawyer.mobile()).await(given.path("reference").asText(), "به پایان رسید");
        DoorResponse refused =
                office.post(Permits.CASES, note(plot, lawyer).toString()).expectProblem(422, "authority.lapsed");
        assertTrue(refused.body().contains(TODAY.minusDays(1).toString()), refused::toString);
        // without a proxy, the owner withdraws the case at the counter with a national card
        String withdrawal = Permits.CASES + "/" + id + "/withdrawal";
        office.post(withdrawal, reason("the lawyer came"), "If-Match", version(id))
                .expectProblem(403, "authority.scope");
        String owned = HubClient.JSON
                .createObjectNode()
                .put("reason", "the owner came")
                .put("nationalId", owner.nationalId())
                .toString();
        office.post(withdrawal, owned, "If-Match", version(id)).expectStatus(200);
    }

    /** Sets the last day of an authority to yesterday. */
    private static void setLastDayToYesterday(String authority) throws Exception {
        try (Connection hub = DatabaseCounters.superuser(city.home(), "hub");
                PreparedStatement sql = hub.prepareStatement("update cases.authority set until = ? where id = ?")) {
            sql.setObject(1, TODAY.minusDays(1));
            sql.setObject(2, UUID.fromString(authority));
            assertEquals(1, sql.executeUpdate());
        }
    }

    @Test
    void deathHoldsCaseAndHeirsReleaseIt() throws Exception {
        Plot plot = city.plot(2);
        Someone owner = Someone.owner(plot);
        String id = Permits.openCase(clerk, plot);
        Someone son = Someone.fresh();
        Someone daughter = Someone.fresh();
        office.post(
                        AUTHORITIES,
                        authority("heir", owner, son).put("share", "2/3").toString())
                .expectProblem(409, "authority.no-death");
        String died = HubClient.JSON
                .createObjectNode()
                .put("nationalId", owner.nationalId())
                .put("certificate", "D-9912")
                .put("died", TODAY.minusDays(2).toString())
                .toString();
        office.post(DEATHS, died).expectProblem(403, "access.forbidden");
        Visitor district = city.visitor().as("district-" + plot.district());
        String death =
                district.post(DEATHS, died).expectStatus(201).json().path("id").asText();
        district.post(DEATHS, died).expectProblem(409, "death.twice");
        awaitHold(id, "authority.owner-died");
        assertEquals("authority", read(id).at("/waitsFor/0").asText());

        heir(owner, son, "2/3");
        Visitor citizen = son.login();
        String own = "/citizen/v1/cases/" + id;
        citizen.get(own).expectStatus(200);
        citizen.post(own + "/withdrawal", reason("sold"), "If-Match", version(id))
                .expectProblem(403, "authority.shares-missing");
        office.post(
                        AUTHORITIES,
                        authority("heir", owner, daughter).put("share", "1/2").toString())
                .expectProblem(409, "authority.shares");
        heir(owner, daughter, "1/3");
        awaitHold(id, "");

        // after the entry of the owner's death is annulled, the death has no effect on the case
        Visitor other = city.visitor().as("district-" + (plot.district() % 22 + 1));
        other.post(DEATHS + "/" + death + "/annulment", reason("not ours")).expectProblem(404, "death.unknown");
        district.post(DEATHS + "/" + death + "/annulment", reason("another person"))
                .expectStatus(200);
        assertTrue(district.get(DEATHS).expectStatus(200).body().contains("another person"));
        citizen.post(own + "/withdrawal", reason("sold"), "If-Match", version(id))
                .expectProblem(403, "authority.scope");
        clerk.withdraw(id, "the owner lives, and does not build");
    }

    /** Signatories of a company, alone or jointly, until the last day that the gazette states. */
    @Test
    void signatoryActsUntilDateInGazette() {
        Someone company = new Someone(COMPANY, "شرکت نمونه", null);
        Someone first = Someone.fresh();
        Someone second = Someone.fresh();
        ObjectNode signs = authority("signatory", company, first)
                .put("gazette", TODAY.minusYears(2).toString())
                .put("jointly", true)
                .put("until", TODAY.minusDays(1).toString());
        office.post(AUTHORITIES, signs.toString()).expectProblem(422, "authority.past");
        office.post(
                        AUTHORITIES,
                        authority("signatory", second, first)
                                .put("gazette", TODAY.toString())
                                .put("until", TODAY.toString())
                                .toString())
                .expectProblem(422, "authority.legal");
        recordAuthority(signs.put("until", TODAY.plusYears(1).toString()));
        ObjectNode duty =
                HubClient.JSON.createObjectNode().put("service", "vehicle-duty").put("subject", PLATE);
        ArrayNode applicants = duty.putArray("applicants");
        applicants.addObject().put("role", "owner").put("nationalId", COMPANY).put("name", company.name());
        applicants.add(first.json().put("role", "proxy"));
        office.post(Permits.CASES, duty.toString()).expectProblem(422, "authority.jointly");
        applicants.add(second.json().put("role", "proxy"));
        office.post(Permits.CASES, duty.toString()).expectProblem(422, "authority.missing");
        recordAuthority(signs.deepCopy().set("holder", second.json()));
        String id = office.post(Permits.CASES, duty.toString())
                .expectStatus(201)
                .json()
                .path("id")
                .asText();
        String path = "/citizen/v1/cases/" + id;
        Visitor alone = first.login();
        alone.get(path).expectStatus(200);
        alone.post(path + "/withdrawal", reason("sold"), "If-Match", version(id))
                .expectProblem(403, "authority.scope");
        office.post(Permits.CASES + "/" + id + "/withdrawal", reason("both came"), "If-Match", version(id))
                .expectStatus(200);
    }

    @Test
    void journalContainsNoNationalIds() {
        Plot plot = city.plot(2);
        Someone holder = Someone.fresh();
        JsonNode given = recordAuthority(authority("proxy", Someone.owner(plot), holder, "see"));
        Visitor oversight = city.visitor().as("oversight");
        assertEquals(
                given,
                oversight
                        .get(AUTHORITIES + "/" + given.path("id").asText())
                        .expectStatus(200)
                        .json());
        Awaitility.await("oversight hears of it")
                .pollInterval(Duration.ofMillis(300))
                .until(() -> entries(oversight).contains(given.path("reference").asText()));
        String all = entries(oversight);
        assertFalse(all.contains(holder.nationalId()) || all.contains("1405/778"), "no number in the journal");
        Map.of("clerk-2301", 404, "treasury", 403)
                .forEach((user, status) -> assertEquals(
                        status,
                        city.visitor()
                                .as(user)
                                .get(AUTHORITIES + "/" + given.path("id").asText())
                                .status(),
                        user));
    }

    /** Reads all entries of the journal. */
    private static String entries(Visitor oversight) {
        StringBuilder all = new StringBuilder();
        long after = 0;
        while (true) {
            // not checked for internal details, because an operator's entries name files
            DoorResponse response = oversight.get("/oversight/v1/entries?limit=200&after=" + after);
            assertEquals(200, response.status(), response::toString);
            JsonNode page = response.json();
            all.append(page);
            if (page.path("items").isEmpty()) {
                return all.toString();
            }
            after = page.path("last").asLong();
        }
    }
}
