package city.pishkhan.demo;

import city.pishkhan.demo.narration.Screen;
import city.pishkhan.testkit.RunningCity;
import city.pishkhan.testkit.process.Installation;
import city.pishkhan.testkit.process.Ports;
import java.net.URI;

/** Prints what keeps running after the demo: addresses, logins and folders. */
final class Farewell {

    private final Screen screen;
    private final RunningCity city;
    private final Installation home;
    private final Ports ports;

    Farewell(Screen screen, RunningCity city, Installation home, Ports ports) {
        this.screen = screen;
        this.city = city;
        this.home = home;
        this.ports = ports;
    }

    void say() {
        doors(city.hub().address());
        partners(city.partners().address());
        logins();
        screen.title("Settings: " + home.etc() + "   Logs: " + home.logs() + "   Stop everything: "
                + home.root().resolve("bin/demo") + " stop");
    }

    private void doors(URI hub) {
        screen.title("Everything runs on " + hub);
        screen.step("/console", "the counter in a browser: log in as clerk-1204, password demo-clerk-1204");
        screen.step(
                "/my",
                "citizens in a browser: log in as 0499370899 with 09022002580, the code is at /sms/outbox of the partners; plate 43د19488");
        door("/office/v1", "offices open cases, file papers, take payments; districts verify", "/soap/office?wsdl");
        door("/agency/v1", "agencies fetch inquiries and answer them", "/soap/agency?wsdl");
        door("/committee/v1", "the institute's register of offices, committees' decisions, discipline, approvals");
        door("/oversight/v1", "inspectors watch every case and change nothing; live: /oversight/v1/stream");
        door(
                "/citizen/v1",
                "own cases, and reports of building violations; login: an owner's national ID, and the code that its phone gets");
        screen.step("/operator/v1", "how many inquiries wait for each agency: /operator/v1/loads");
        screen.step(
                "/rules",
                "anybody reads the rules in force, coming and past, with their decisions; \"rule fire-1\" above is a row there");
        screen.step("/handbook", "what there is to know, for clerks, agencies, integrators and operators");
        screen.step(
                "/complaints",
                "anybody complains, in a browser or by POST, and follows it by the code that it answers with");
        screen.step("/track", "anybody who has a case's tracking code sees its stage");
        screen.step("/verify", "anybody checks a certificate: /verify/<code>");
        screen.step(
                "/health/ready",
                "whether the hub is ready; in detail, and figures at /metrics, on port " + ports.admin());
        screen.step(
                "bin/client",
                "the operator's console, also bin/demo console: pishkhan:… (ssh port " + ports.shell()
                        + "), with KARAF_ETC=" + home.etc());
    }

    private void door(String path, String what, String... soap) {
        screen.step(
                path, what + "; OpenAPI: " + path + "/openapi.json" + (soap.length == 0 ? "" : ", SOAP: " + soap[0]));
    }

    private void partners(URI partners) {
        screen.title("Simulated partners run on " + partners);
        screen.step(
                "/control", "/control/<fire, water, gas, sms, witness …>: GET shows, POST {\"down\": true} changes");
        screen.step(
                "/control/bank",
                "/control/bank/<mellat, saman>/settlement: POST ends the bank's day with a settlement file; bin/demo"
                        + " settle ends it with one that differs from what the hub took");
        screen.step("/sms", "every text message that went out: /sms/outbox");
        screen.step(
                "/witness",
                "the seals that the outside witness keeps: /witness/seals, the FILE of journal-verify --witness");
    }

    private void logins() {
        screen.title("Demo logins (password: demo-<login>; POST {\"user\", \"password\"} to /auth/v1/token)");
        screen.step("offices", "clerk-1204, clerk-2301; their experts: expert-1204, expert-2301");
        screen.step("districts", "district-1 … district-22");
        screen.step(
                "agencies",
                "fire, fire-expert, water, electricity, gas, telecom; commission (Article 100, by the worklist)");
        screen.step(
                "institute",
                "institute, and institute-2, who approves what the other asks for (revocations, erasures)");
        screen.step(
                "committees",
                "planning drafts; chair, committee-1 … committee-7 vote; discipline drafts, discipline-1 … discipline-5 vote");
        screen.step("treasury", "treasury, and treasury-2, who approves the other's merchant accounts");
        screen.step("city", "headquarters, notary");
        screen.step("watching", "oversight");
        screen.step("operators", "operator, and operator-2, who approves the other's new journal keys");
    }
}
