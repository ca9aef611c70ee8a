package city.pishkhan.demo;

import city.pishkhan.demo.narration.Screen;
import city.pishkhan.testkit.RunningCity;
import city.pishkhan.testkit.plots.Plots;
import city.pishkhan.testkit.process.Installation;
import city.pishkhan.testkit.process.Ports;
import java.net.URI;

/** Prints what keeps running after the demo: addresses, logins and folders. */
final class RunSummary {

    private final Screen screen;
    private final RunningCity city;
    private final Installation home;
    private final Ports ports;

    RunSummary(Screen screen, RunningCity city, Installation home, Ports ports) {
        this.screen = screen;
        this.city = city;
        this.home = home;
        this.ports = ports;
    }

    void print() {
        doors(city.hub().address());
        partners(city.partners().address());
        logins();
        screen.title("Settings: " + home.etc() + "   Logs: " + home.logs() + "   Stop everything: "
                + home.root().resolve("bin/demo") + " stop");
    }

    private void doors(URI hub) {
        screen.title("Try it: the hub runs on " + hub);
        screen.step("/console", "the console in a browser, for staff: log in as clerk-1204, password demo-clerk-1204");
        screen.step(
                "/my",
                "pages for citizens: log in with national ID 0499370899 and mobile 09022002580; the code is in /sms/outbox of the partners; try plate 43د19488");
        door("/office/v1", "offices open cases, add papers, take payments; districts verify", "/soap/office?wsdl");
        door("/agency/v1", "agencies fetch inquiries and answer them", "/soap/agency?wsdl");
        door("/committee/v1", "register of offices, decisions of the committees, complaints, two-person approvals");
        door("/oversight/v1", "oversight bodies read every case; live events: /oversight/v1/stream");
        door(
                "/citizen/v1",
                "a citizen's own cases and violation reports; login: national ID of an owner and the code sent to the phone");
        screen.step("/operator/v1", "waiting inquiries of each agency: /operator/v1/loads");
        screen.step(
                "/rules",
                "public page: current, coming and past rules with their decisions; \"rule fire-1\" above is a row of a table there");
        screen.step("/handbook", "documentation for clerks, agencies, integrators and operators");
        screen.step(
                "/complaints",
                "public page: file a complaint, in a browser or by POST, and follow it with the code of the answer");
        screen.step("/track", "public page: the stage of a case, by its tracking code");
        screen.step("/verify", "public page: check a certificate at /verify/<code>");
        screen.step("/health/ready", "state of the hub; details and /metrics are on the admin port " + ports.admin());
        screen.step(
                "bin/client",
                "the operator's console with the commands pishkhan:… (SSH port " + ports.shell() + "); set KARAF_ETC="
                        + home.etc() + ", or use bin/demo console");
    }

    private void door(String path, String what, String... soap) {
        screen.step(
                path, what + "; OpenAPI: " + path + "/openapi.json" + (soap.length == 0 ? "" : ", SOAP: " + soap[0]));
    }

    private void partners(URI partners) {
        screen.title("Simulated partners run on " + partners);
        screen.step(
                "/control",
                "/control/<fire, water, gas, sms, witness …>: GET shows a partner's settings, POST {\"down\": true} stops its answers");
        screen.step(
                "/control/bank",
                "/control/bank/<mellat, saman>/settlement: POST ends the bank's day with a settlement file; bin/demo"
                        + " settle creates a file that differs from the hub's payments");
        screen.step("/sms", "all text messages: /sms/outbox");
        screen.step(
                "/witness",
                "seals of the outside witness: /witness/seals; save it as FILE for pishkhan:journal-verify --witness FILE");
    }

    private void logins() {
        screen.title("Demo logins (password: demo-<login>; POST {\"user\", \"password\"} to /auth/v1/token)");
        screen.step("offices", "clerk-1204, clerk-2301; their experts expert-1204, expert-2301");
        screen.step("districts", "district-1 … district-" + Plots.DISTRICTS);
        screen.step(
                "agencies",
                "fire, fire-expert, water, electricity, gas, telecom; commission (Article 100, uses the worklist)");
        screen.step("institute", "institute; institute-2 approves requests of institute (revocations, erasures)");
        screen.step(
                "committees",
                "Steering Committee: planning drafts, chair and committee-1 … committee-7 vote; Disciplinary Committee: discipline drafts, discipline-1 … discipline-5 vote");
        screen.step("treasury", "treasury; treasury-2 approves requests of treasury (merchant accounts, refunds)");
        screen.step("city", "headquarters, notary");
        screen.step("oversight", "oversight");
        screen.step("operators", "operator; operator-2 approves requests of operator (new journal keys)");
    }
}
