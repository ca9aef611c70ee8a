package city.pishkhan.demo;

import java.net.URI;

/** What is left running, where it is, and who may come in. */
final class Farewell {

    private final Screen screen;
    private final City city;
    private final Home home;
    private final Ports ports;

    Farewell(Screen screen, City city, Home home, Ports ports) {
        this.screen = screen;
        this.city = city;
        this.home = home;
        this.ports = ports;
    }

    void say() {
        URI hub = city.hub().address();
        URI partners = city.partners().address();
        screen.title("Everything runs on");
        screen.step(
                "office",
                hub + "/office/v1       OpenAPI: " + hub + "/office/v1/openapi.json   SOAP: " + hub
                        + "/soap/office?wsdl");
        screen.step(
                "agencies",
                hub + "/agency/v1       OpenAPI: " + hub + "/agency/v1/openapi.json   SOAP: " + hub
                        + "/soap/agency?wsdl");
        screen.step("committees", hub + "/committee/v1    OpenAPI: " + hub + "/committee/v1/openapi.json");
        screen.step(
                "oversight",
                hub + "/oversight/v1    OpenAPI: " + hub + "/oversight/v1/openapi.json    live: " + hub
                        + "/oversight/v1/stream");
        screen.step(
                "citizens",
                hub + "/citizen/v1      OpenAPI: " + hub
                        + "/citizen/v1/openapi.json   login: an owner's national ID, and the code that its phone gets");
        screen.step("anyone", hub + "/track, " + hub + "/verify/<code>, " + hub + "/health/ready");
        screen.step(
                "operator",
                hub + "/operator/v1/loads, " + hub + "/metrics; console: bin/client (ssh port " + ports.shell() + ")");
        screen.step(
                "partners",
                partners + "/control/<fire|water|electricity|gas|…>: GET shows, POST {\"down\": true} changes");
        screen.step("phones", partners + "/sms/outbox: every text message that went out");
        screen.title(
                "Demo logins (password: demo-<login>; POST {\"user\", \"password\"} to " + hub + "/auth/v1/token)");
        screen.step("offices", "clerk-1204, expert-1204, clerk-2301, expert-2301");
        screen.step("districts", "district-1 … district-22");
        screen.step("agencies", "fire, fire-expert, water, electricity, gas, telecom");
        screen.step(
                "city", "institute, planning, headquarters, committee-1 … committee-7, chair, discipline, treasury");
        screen.step("others", "notary, oversight");
        screen.step("operators", "operator");
        screen.title(
                "Logs: " + home.logs() + "   Stop everything: " + home.root().resolve("bin/demo") + " stop");
    }
}
