package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.itests.doors.AccessProbes.Probe;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests every cell of the access table through the real doors. The table is the one that the running hub prints. Also
 * verifies that tenants learn nothing about one another's data.
 */
@ExtendWith(SharedCityExtension.class)
class AccessMatrixIT {

    private static final Set<String> FORBIDDEN = Set.of("access.forbidden");

    private static SharedCity town;
    private static Map<String, Map<String, String>> table;
    private static AccessTestCases things;

    @BeforeAll
    static void begin(SharedCity shared) throws Exception {
        town = shared;
        things = new AccessTestCases(town);
        table = things.table();
    }

    @AfterAll
    static void end() throws Exception {
        things.close();
    }

    static Stream<Probe> probes() {
        return AccessProbes.all().stream();
    }

    static Stream<Probe> named() {
        return probes().filter(Probe::isForResource);
    }

    @Test
    void everyOperationHasProbe() {
        Set<String> probed = new TreeSet<>();
        probes().forEach(probe -> probed.add(probe.operation()));
        assertEquals(new TreeSet<>(table.keySet()), probed, "a new row needs a line in AccessProbes");
    }

    @ParameterizedTest
    @MethodSource("probes")
    void onlyListedRolesAreAccepted(Probe probe) {
        Map<String, String> row = table.get(probe.operation());
        assertAll(AccessTestCases.KINDS.stream().map(kind -> () -> {
            String user = things.user(kind, probe);
            DoorResponse response = things.send(probe, user, things.existingIds());
            if (row.containsKey(kind)) {
                assertEquals(
                        probe.successStatus(), response.status(), () -> user + ", " + row.get(kind) + ": " + response);
            } else {
                response.expectProblem(403, "access.forbidden");
            }
            if (probe.soap() != null && !row.containsKey(kind)) {
                things.call(probe, user, things.existingIds())
                        .expectFault(AccessTestCases.namespace(probe), "access.forbidden");
            } else if (probe.soap() != null) {
                DoorResponse answer = things.call(probe, user, things.existingIds());
                assertFalse(FORBIDDEN.contains(AccessTestCases.code(probe, answer)), () -> user + ": " + answer);
                assertEquals(probe.successStatus() < 300, answer.status() < 300, () -> user + ": " + answer);
            }
        }));
    }

    /** Another tenant's object is refused with exactly the same answer as an object that does not exist. */
    @ParameterizedTest
    @MethodSource("named")
    void foreignObjectsAreAnsweredAsUnknown(Probe probe) {
        Map<String, String> row = table.get(probe.operation());
        assertAll(AccessTestCases.TENANTS.stream()
                .filter(kind -> Set.of("own", "named").contains(row.getOrDefault(kind, "")))
                .map(kind -> () -> {
                    String user = things.userOfOtherTenant(kind);
                    DoorResponse foreign = things.send(probe, user, things.existingIds());
                    DoorResponse nobodys = things.send(probe, user, things.unknownIds());
                    assertEquals(404, foreign.status(), () -> user + ": " + foreign);
                    assertEquals(nobodys.status(), foreign.status(), () -> nobodys + "\n" + foreign);
                    assertEquals(words(nobodys), words(foreign));
                    if (probe.soap() != null) {
                        DoorResponse soapTheirs = things.call(probe, user, things.existingIds());
                        DoorResponse soapNobodys = things.call(probe, user, things.unknownIds());
                        assertEquals(500, soapTheirs.status(), soapTheirs::toString);
                        assertEquals(AccessTestCases.code(probe, soapNobodys), AccessTestCases.code(probe, soapTheirs));
                        assertTrue(AccessTestCases.code(probe, soapTheirs).endsWith(".unknown"), soapTheirs::toString);
                    }
                }));
    }

    private static ObjectNode words(DoorResponse response) {
        ObjectNode problem = response.json().deepCopy();
        problem.remove("instance");
        return problem;
    }

    /**
     * Neither the login that requested a certificate's revocation nor an operator can approve the request. A second
     * login's approval revokes the certificate; a further decision is refused.
     */
    @Test
    void revocationNeedsSecondLogin() {
        Visitor one = things.visitor("institute");
        Visitor two = things.visitor("institute-2");
        String code = things.visitor("clerk-1204")
                .get("/office/v1/cases/" + things.existingIds().get("done") + "/certificate")
                .expectStatus(200)
                .json()
                .path("code")
                .asText();
        String paths = "/committee/v1/certificates/";
        one.post(paths + "00000-00000-00000-00000-00000-0/revocation", "{\"reason\":\"issued by mistake\"}")
                .expectProblem(404, "certificate.unknown");
        DoorResponse requested = one.post(paths + code + "/revocation", "{\"reason\":\"issued by mistake\"}")
                .expectStatus(201);
        String decision =
                "/committee/v1/approvals/" + requested.json().path("id").asText() + "/decision";
        one.post(decision, "{\"approve\":true}").expectProblem(403, "approval.same-person");
        things.visitor("operator").post(decision, "{\"approve\":true}").expectProblem(403, "access.forbidden");
        assertEquals("valid", state(code));
        assertEquals(
                "done",
                two.post(decision, "{\"approve\":true}")
                        .expectStatus(200)
                        .json()
                        .path("state")
                        .asText());
        assertEquals("revoked", state(code));
        two.post(decision, "{\"approve\":true}").expectProblem(409, "approval.closed");
    }

    /**
     * Two members of the treasury withdraw and approve a merchant account. An operator cannot, and the treasury cannot
     * see requests of the institute.
     */
    @Test
    void merchantWithdrawalAndApprovalNeedSecondLogin() {
        Visitor one = things.visitor("treasury");
        Visitor two = things.visitor("treasury-2");
        JsonNode account = merchant(one);
        assertEquals("approved", account.path("state").asText());
        assertEquals("treasury-2", account.path("decidedBy").asText());
        String paths =
                "/committee/v1/merchants/mellat/" + account.path("terminal").asText();
        String body = "{\"fingerprint\":\"" + account.path("fingerprint").asText() + "\",\"reason\":\"%s\"}";
        one.post(paths + "/approval", body.formatted("once more, please")).expectProblem(409, "merchant.approved");
        one.post(paths + "1/approval", body.formatted("another terminal")).expectProblem(404, "merchant.unknown");
        things.visitor("operator")
                .post(paths + "/withdrawal", body.formatted("I am the operator"))
                .expectProblem(403, "access.forbidden");
        decide(one, two, one.post(paths + "/withdrawal", body.formatted("the contract ends")));
        assertEquals("withdrawn", merchant(one).path("state").asText());
        assertTrue(town.adminVisitor().get("/health/ready").body().contains("is withdrawn"));
        decide(two, one, two.post(paths + "/approval", body.formatted("a new contract")));
        assertEquals("approved", merchant(one).path("state").asText());
        assertFalse(town.adminVisitor().get("/health/ready").body().contains("merchant account"));
        String seen = one.get("/committee/v1/approvals").expectStatus(200).body();
        assertTrue(seen.contains("merchant-withdraw") && !seen.contains("certificate-revoke"), seen);
    }

    private static JsonNode merchant(Visitor visitor) {
        for (JsonNode account :
                visitor.get("/committee/v1/merchants").expectStatus(200).json().path("items")) {
            if (account.path("gateway").asText().equals("mellat")) {
                return account;
            }
        }
        throw new AssertionError("no account at Mellat");
    }

    private static void decide(Visitor asker, Visitor other, DoorResponse requested) {
        String decision = "/committee/v1/approvals/"
                + requested.expectStatus(201).json().path("id").asText() + "/decision";
        asker.post(decision, "{\"approve\":true}").expectProblem(403, "approval.same-person");
        other.post(decision, "{\"approve\":true}").expectStatus(200);
    }

    private static String state(String code) {
        return town.visitor()
                .get("/verify/" + code)
                .expectStatus(200)
                .json()
                .path("state")
                .asText();
    }

    /** The id of an object is not accepted under another case of the same owner. */
    @Test
    void objectIdIsRejectedUnderDifferentCase() {
        Visitor clerk = things.visitor("clerk-1204");
        Map<String, String> real = things.existingIds();
        String other = "/office/v1/cases/" + real.get("case");
        assertEquals(
                words(clerk.get(other + "/bills/" + UUID.randomUUID() + "/attempts")
                        .expectProblem(404, "bill.unknown")),
                words(clerk.get(other + "/bills/" + real.get("bill") + "/attempts")
                        .expectProblem(404, "bill.unknown")));
        assertEquals(
                words(clerk.get(other + "/papers/" + "0".repeat(64)).expectProblem(404, "paper.unknown")),
                words(clerk.get(other + "/papers/" + real.get("paper")).expectProblem(404, "paper.unknown")));
        Visitor fire = things.visitor("fire");
        String inquiry = "/agency/v1/inquiries/" + real.get("inquiry") + "/attachments/";
        assertEquals(
                words(fire.get(inquiry + "0".repeat(64)).expectProblem(404, "attachment.unknown")),
                words(fire.get(inquiry + real.get("paper")).expectProblem(404, "attachment.unknown")));
    }

    /** A revision that the plan order forbids is refused with the limits, and the case does not change. */
    @Test
    void rejectedRevisionLeavesCaseUnchanged() {
        Visitor clerk = things.visitor("clerk-1204");
        String path = "/office/v1/cases/" + things.existingIds().get("answered");
        JsonNode before = clerk.get(path).expectStatus(200).json();
        DoorResponse refused = clerk.put(
                        path + "/request",
                        "{\"floors\":80,\"parts\":[{\"use\":\"residential\",\"area\":60,\"units\":1}]}",
                        "If-Match",
                        "\"" + before.path("version").asLong() + "\"")
                .expectProblem(422, "rules.not-allowed");
        assertEquals("floors", refused.json().at("/errors/0/field").asText(), refused::toString);
        assertEquals("80", refused.json().at("/errors/0/value").asText());
        assertEquals(before, clerk.get(path).expectStatus(200).json());
    }

    /** Lists contain only cases within the caller's scope. */
    @Test
    void listsContainOnlyCasesInScope() {
        String id = things.existingIds().get("case");
        for (String kind : AccessTestCases.KINDS) {
            String scope = table.get("office.case.list").get(kind);
            if (scope != null) {
                String user = things.user(kind, AccessProbes.all().get(0));
                assertTrue(
                        things.visitor(user)
                                .get("/office/v1/cases?limit=200")
                                .body()
                                .contains(id),
                        user);
                if (scope.equals("own")) {
                    String foreigner = things.userOfOtherTenant(kind);
                    assertFalse(
                            things.visitor(foreigner)
                                    .get("/office/v1/cases?limit=200")
                                    .body()
                                    .contains(id),
                            foreigner);
                }
            }
        }
    }

    /** Emergency access to masked data is limited to one case and one operator, and recorded in the case's journal. */
    @Test
    void emergencyAccessCoversOneCaseAndOneOperator() throws Exception {
        String path = "/office/v1/cases/" + things.emergencyCase();
        String name = things.personal().get(0);
        Visitor operator = things.visitor("operator");
        assertFalse(operator.get(path).expectStatus(200).body().contains(things.emergencyCaseOwner()));
        operator.post(path + "/break-glass", "{\"reason\":\"the owner's name is garbled\"}")
                .expectStatus(200);
        assertTrue(operator.get(path).expectStatus(200).body().contains(things.emergencyCaseOwner()));
        assertFalse(operator.get("/office/v1/cases/" + things.existingIds().get("done"))
                .body()
                .contains(name));
        String history = operator.get(path + "/history").expectStatus(200).body();
        assertTrue(history.contains("glass.broken") && history.contains("glass.looked-through"), history);
        assertFalse(history.contains("garbled"), history);
        assertTrue(town.log().contains("BREAK GLASS: operator sees the personal data of case"));
        String output = town.city()
                .hub()
                .console("pishkhan:break-glass " + things.emergencyCaseNumber() + " 'once more, to be sure'");
        assertTrue(output.contains(things.emergencyCaseOwner()), output);
    }

    /** Masked access shows no personal data in any answer; access to all or own cases shows it. */
    @Test
    void maskedAccessShowsNoPersonalData() {
        for (Probe probe : AccessProbes.all()) {
            boolean shows =
                    probe.operation().equals("office.case.read") && probe.path().contains("{done}");
            table.get(probe.operation()).forEach((kind, scope) -> {
                if (probe.method().equals("GET") && probe.door().equals("office")) {
                    String user = things.user(kind, probe);
                    String rest = things.send(probe, user, things.existingIds()).body();
                    String soap = probe.soap() == null
                            ? rest
                            : things.call(probe, user, things.existingIds()).body();
                    for (String personal : things.personal()) {
                        if (scope.equals("masked")) {
                            assertFalse(rest.contains(personal) || soap.contains(personal), () -> probe + " " + user);
                        } else if (shows) {
                            assertTrue(rest.contains(personal) && soap.contains(personal), () -> probe + " " + user);
                        }
                    }
                }
            });
        }
    }
}
