package city.pishkhan.routes.agency.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.access.internal.AccessTable;
import city.pishkhan.doors.TestDoor;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Operators' view of a node and their actions on it, in REST. */
class OperatorRestTest {
    private static final String ROOT = "root operator";
    private static final FakeNode NODE = new FakeNode();
    private static TestDoor door;

    @BeforeAll
    static void open() throws Exception {
        FakeAgencyServices fakes = new FakeAgencyServices();
        FakeAgencyControl agencyControl = new FakeAgencyControl();
        OperatorDoor operators = new OperatorDoor(
                new AccessTable(),
                new TestDoor.Memory(),
                fakes.inquiries(),
                agencyControl.agencies(),
                agencyControl.letters(),
                agencyControl.approvals(),
                NODE.watched,
                NODE.controlled,
                NODE.settings(),
                NODE.journal(),
                NODE.framework());
        operators.deployments = NODE.deployments();
        door = new TestDoor(operators);
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @BeforeEach
    void forget() {
        NODE.acts.clear();
    }

    private static JsonNode get(String path) throws Exception {
        var answer = door.send("GET", "/operator/v1/" + path, ROOT, (String) null);
        assertEquals(200, answer.status(), answer.response().body());
        return answer.json();
    }

    private static TestDoor.Answer post(String path, String body) throws Exception {
        return door.send("POST", "/operator/v1/" + path, ROOT, body, "Idempotency-Key", path + body);
    }

    @Test
    void reportsHealthProblemsWithRemedies() throws Exception {
        JsonNode health = get("health");
        assertFalse(health.path("up").asBoolean());
        assertEquals("no connection", health.at("/checks/0/problem").asText());
        assertTrue(health.at("/checks/1/problem").isMissingNode(), health::toString);
        assertEquals("agency-resume gas", health.at("/warnings/0/remedy").asText());
    }

    @Test
    void summarizesContexts() throws Exception {
        JsonNode items = get("contexts").path("items");
        assertEquals(List.of("agency", "door", "other"), items.findValuesAsText("kind"));
        assertEquals(42, items.at("/0/exchanges").asInt());
        assertEquals(1, items.at("/0/stopped").asInt());
        assertEquals("[\"pishkhan://inquiries\"]", items.at("/0/from").toString());
        assertEquals("waits for component sql", items.at("/2/problem").asText());
        assertEquals(2, get("contexts/agency-gas/routes").path("items").size());
    }

    @Test
    void journalsOperatorStopAndStartOfRoutes() throws Exception {
        assertEquals(
                200, post("contexts/agency-gas/stop", "{\"route\":\"gas\"}").status());
        assertEquals(200, post("contexts/agency-gas/start", "{}").status());
        assertEquals(
                List.of(
                        "operator.route-stop-ordered root {context=agency-gas, route=gas}",
                        "stop root agency-gas gas",
                        "operator.route-stopped root {context=agency-gas, route=gas}",
                        "operator.route-start-ordered root {context=agency-gas}",
                        "start agency-gas null",
                        "operator.route-started root {context=agency-gas}"),
                NODE.acts);
        NODE.acts.clear();
        assertEquals(
                409, post("contexts/agency-gas/stop", "{\"route\":\"stuck\"}").status());
        assertEquals(
                List.of(
                        "operator.route-stop-ordered root {context=agency-gas, route=stuck}",
                        "operator.route-stop-failed root {context=agency-gas, route=stuck, reason=route.unmoved}"),
                NODE.acts,
                "no success of what failed");
        NODE.acts.clear();
        assertEquals(
                "route.own-door",
                post("contexts/" + FakeNode.OWN + "/stop", "{}").code());
        assertEquals(404, post("contexts/nowhere/stop", "{}").status());
        assertEquals(List.of(), NODE.acts);
    }

    @Test
    void rollsBackDeploymentAndReportsOutcome() throws Exception {
        JsonNode deployment = get("deployments").at("/items/0");
        assertEquals("fire.jar", deployment.path("file").asText());
        assertEquals("went-back", deployment.path("effect").asText());
        assertFalse(deployment.has("before"), deployment::toString);
        assertEquals(812, deployment.path("outageMillis").asLong());
        assertEquals(300, deployment.path("rollbackMillis").asLong());
        assertEquals(
                "it does not start",
                post("deployments/city.pishkhan.routes.fire/rollback", null)
                        .json()
                        .at("/outcome/cause")
                        .asText());
        assertEquals(404, post("deployments/none/rollback", null).status());
        var slow = post("deployments/slow/rollback", null);
        assertEquals(200, slow.status());
        assertFalse(slow.json().has("outcome"), slow.response()::body);
    }

    @Test
    void showsSettingsAndMistakes() throws Exception {
        JsonNode settings = get("settings");
        assertEquals("****", settings.at("/items/0/value").asText());
        assertEquals(
                "city.pishkhan.sms.cfg: urll is no key",
                settings.at("/mistakes/0").asText());
        assertEquals(
                403,
                door.send("GET", "/operator/v1/settings", "oversight-1 oversight", (String) null)
                        .status());
    }
}
