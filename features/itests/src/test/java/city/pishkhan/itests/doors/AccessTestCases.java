package city.pishkhan.itests.doors;

import city.pishkhan.itests.doors.AccessProbes.Probe;
import city.pishkhan.testkit.client.FormData;
import city.pishkhan.testkit.people.Clerk;
import city.pishkhan.testkit.people.PayerBrowser;
import city.pishkhan.testkit.people.ScannedSheets;
import city.pishkhan.testkit.plots.Plot;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Four cases for the access tests: one has open inquiries, one ended with a certificate, one has an answer of the fire
 * department, and one is for emergency access. Provides logins that own these cases and logins that do not.
 */
final class AccessTestCases implements AutoCloseable {

    static final List<String> TENANTS = List.of("office", "expert", "agency", "district", "citizen");
    static final List<String> KINDS = List.of(
            "office",
            "expert",
            "agency",
            "district",
            "operator",
            "institute",
            "planning",
            "headquarters",
            "committee",
            "chair",
            "discipline",
            "treasury",
            "notary",
            "oversight",
            "citizen");

    private static final String CITIZEN = "citizen-";
    private static final String[] COMPANIES = {"water", "electricity", "gas"};
    private static final long AREA = 60;

    private final SharedCity town;
    private final Map<String, Visitor> visitors = new HashMap<>();
    private final Map<String, String> real = new HashMap<>();
    private final Map<String, String> unreal = new HashMap<>();
    private final List<String> personal = new ArrayList<>();
    private final Plot asking;
    private final Plot glassed;
    private final JsonNode glassedCase;
    private final Plot ended;
    private final Plot answered;

    AccessTestCases(SharedCity town) throws Exception {
        this.town = town;
        for (String company : COMPANIES) {
            town.control(company, SharedCity.USUAL);
        }
        town.switchFireChannel("worklist");
        Clerk clerk = town.clerk();
        asking = town.plot(8);
        real.put("case", Permits.openAndSubmit(clerk, asking, 8));
        ended = town.plot(2);
        approve(clerk);
        glassed = town.plot(2);
        glassedCase = clerk.read(Permits.openCase(clerk, glassed));
        UUID inquiry = Permits.id(Permits.awaitInquiry(clerk, real.get("case"), "fire", "delivered"));
        real.put("inquiry", inquiry.toString());
        JsonNode shown = visitor("fire")
                .get("/agency/v1/inquiries/" + inquiry)
                .expectStatus(200)
                .json();
        real.put("sheet", shown.at("/attachments/0/sha256").asText());
        answered = town.plot(8);
        answer(clerk);
        for (String name : List.of("case", "done", "bill", "inquiry", "answered", "answer")) {
            unreal.put(name, "01970000-0000-7000-8000-000000000000");
        }
        unreal.put("sheet", "0".repeat(64));
        unreal.put("paper", "0".repeat(64));
        unreal.put("letter", "0".repeat(64));
        unreal.put("number", unusedNumber(real.get("number")));
    }

    /** Lets the fire department approve with a letter. */
    private void answer(Clerk clerk) throws Exception {
        real.put("answered", Permits.openAndSubmit(clerk, answered, 8));
        UUID inquiry = Permits.id(Permits.awaitInquiry(clerk, real.get("answered"), "fire", "delivered"));
        real.put("answer", inquiry.toString());
        Visitor fire = visitor("fire");
        String path = "/agency/v1/inquiries/" + inquiry;
        String letter = fire.upload(path + "/attachments?name=letter.pdf", ScannedSheets.pdf(List.of("approved")))
                .expectStatus(201)
                .json()
                .path("sha256")
                .asText();
        real.put("letter", letter);
        // an approval requires that the sheets were read
        for (JsonNode sheet : fire.get(path).expectStatus(200).json().path("attachments")) {
            fire.get(path + "/attachments/" + sheet.path("sha256").asText()).expectStatus(200);
        }
        long fence = fire.post("/agency/v1/worklist/" + inquiry + "/claim", "")
                .expectStatus(200)
                .json()
                .path("fence")
                .asLong();
        fire.post(
                        path + "/answer",
                        "{\"digest\":\"%s\",\"verdict\":\"approve\",\"fence\":%d,\"attachments\":[\"%s\"]}"
                                .formatted(
                                        fire.get(path)
                                                .expectStatus(200)
                                                .json()
                                                .path("digest")
                                                .asText(),
                                        fence,
                                        letter))
                .expectStatus(200);
        fire.get(path + "/attachments/" + letter).expectStatus(200);
        Permits.awaitStage(clerk, real.get("answered"), "duties");
    }

    private void approve(Clerk clerk) throws Exception {
        String id = Permits.openAndSubmit(clerk, ended, 2);
        real.put("done", id);
        Permits.awaitStage(clerk, id, "duties");
        for (JsonNode bill : clerk.bills(id)) {
            real.put("bill", bill.path("id").asText());
            new PayerBrowser(town.city().http())
                    .pay(clerk.beginPayment(id, bill.path("id").asText(), "mellat"));
        }
        Permits.awaitStage(clerk, id, "final-verification");
        new Clerk(town.door("district-" + ended.district())).decide(id, "approve", null, null);
        JsonNode now = clerk.read(id);
        real.put("number", now.path("number").asText());
        real.put("paper", now.at("/papers/0/sha256").asText());
        now.path("applicants").forEach(a -> {
            personal.add(a.path("nationalId").asText());
            personal.add(a.path("name").asText());
        });
    }

    /** Returns a case number with a serial that no case has, and a valid check digit. */
    private String unusedNumber(String number) {
        String begin = number.substring(0, number.lastIndexOf('-'));
        String other = begin.substring(0, begin.lastIndexOf('-') + 1) + "9999999";
        for (int check = 0; check <= 9; check++) {
            DoorResponse response = visitor("clerk-2301").get("/office/v1/cases?number=" + other + "-" + check);
            if (response.status() == 404) {
                return other + "-" + check;
            }
        }
        throw new AssertionError("no number like " + number + " passes the check");
    }

    /** Reads the table as the running hub prints it: operation → kind → scope. */
    Map<String, Map<String, String>> table() throws Exception {
        List<String[]> lines = town.city()
                .hub()
                .console("pishkhan:access-show")
                .lines()
                .map(line -> line.split("\\s*[│|]\\s*"))
                .filter(cells -> cells.length > 2)
                .toList();
        String[] head = lines.get(0);
        Map<String, Map<String, String>> table = new LinkedHashMap<>();
        for (String[] cells : lines.subList(1, lines.size())) {
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 1; i < cells.length; i++) {
                if (!cells[i].isBlank() && !cells[i].strip().equals("-")) {
                    row.put(head[i].strip(), cells[i].strip());
                }
            }
            table.put(cells[0].strip(), row);
        }
        return table;
    }

    /**
     * Returns a login of a kind. Logins of tenants, e.g. a district, belong to the tenant that owns the probe's object.
     */
    String user(String kind, Probe probe) {
        Plot plot = probe.path().contains("{done}") || probe.path().contains("{number}")
                ? ended
                : probe.path().contains("{answered}") ? answered : asking;
        return switch (kind) {
            case "office" -> "clerk-1204";
            case "expert" -> "expert-1204";
            case "agency" -> "fire";
            case "district" -> "district-" + plot.district();
            case "committee" -> "committee-1";
            case "citizen" -> CITIZEN + plot.owners().get(0);
            default -> kind;
        };
    }

    /** Returns a login of the same kind that belongs to another tenant. */
    String userOfOtherTenant(String kind) {
        return switch (kind) {
            case "office" -> "clerk-2301";
            case "expert" -> "expert-2301";
            case "agency" -> "water";
            case "district" -> {
                int number = 1;
                while (Stream.of(asking, ended, answered)
                        .map(Plot::district)
                        .toList()
                        .contains(number)) {
                    number++;
                }
                yield "district-" + number;
            }
            case "citizen" -> CITIZEN + emergencyCaseOwner();
            default -> throw new AssertionError(kind + " has no tenants");
        };
    }

    Visitor visitor(String user) {
        return visitors.computeIfAbsent(
                user,
                name -> name.startsWith(CITIZEN)
                        ? citizen(name.substring(CITIZEN.length()))
                        : town.visitor().as(name));
    }

    /** Logs in an owner of one of the plots with the code sent to the owner's phone. */
    private Visitor citizen(String nationalId) {
        Plot plot = Stream.of(asking, ended, glassed, answered)
                .filter(p -> p.owners().get(0).equals(nationalId))
                .findFirst()
                .orElseThrow();
        return new Phone(town, plot.mobile(0)).registerFor(nationalId).login(town.visitor(), nationalId);
    }

    Map<String, String> existingIds() {
        return real;
    }

    Map<String, String> unknownIds() {
        return unreal;
    }

    /** National IDs and names of the ended case's applicants. */
    List<String> personal() {
        return personal;
    }

    /** A case used only for the test of emergency access. */
    String emergencyCase() {
        return glassedCase.path("id").asText();
    }

    String emergencyCaseNumber() {
        return glassedCase.path("number").asText();
    }

    String emergencyCaseOwner() {
        return glassed.owners().get(0);
    }

    DoorResponse send(Probe probe, String user, Map<String, String> things) {
        Visitor visitor = visitor(user);
        String path = filled(probe.path(), things);
        return switch (probe.method()) {
            case "GET" -> visitor.get(path, "Accept", accepted(path));
            case "PUT" -> visitor.put(path, probe.body(), "If-Match", "\"999999\"");
            case "DELETE" -> visitor.delete(path);
            case "UPLOAD" ->
                visitor.upload(path, BodyPublishers.ofByteArray(new byte[] {1}), "Content-Type", "application/pdf");
            case "STACK" -> {
                FormData stack = new FormData().text("deed", probe.body());
                yield visitor.upload(
                        path,
                        BodyPublishers.ofByteArray(stack.body()),
                        "Content-Type",
                        stack.contentType(),
                        "If-Match",
                        "\"999999\"");
            }
            default -> visitor.post(path, probe.body(), "If-Match", "\"999999\"", "Accept", accepted(path));
        };
    }

    private static String accepted(String path) {
        return path.endsWith(".csv") ? "text/csv, application/problem+json" : "application/json";
    }

    DoorResponse call(Probe probe, String user, Map<String, String> things) {
        Soap soap = probe.door().equals("office") ? Soap.office(town, user) : Soap.agency(town, user);
        if (user.startsWith(CITIZEN)) {
            soap = soap.bearer(visitor(user).token());
        }
        return soap.call(probe.soap(), filled(probe.members(), things)).response();
    }

    static String namespace(Probe probe) {
        return probe.door().equals("office") ? Soap.OFFICE : Soap.AGENCY;
    }

    /** Returns the code of a fault; empty if the answer is not an error. */
    static String code(Probe probe, DoorResponse response) {
        return response.status() < 300 ? "" : Xml.parse(response.body()).text(namespace(probe), "code");
    }

    private static String filled(String text, Map<String, String> things) {
        String filled = text.replace("{key}", UUID.randomUUID().toString());
        for (Map.Entry<String, String> thing : things.entrySet()) {
            filled = filled.replace("{" + thing.getKey() + "}", thing.getValue());
        }
        return filled;
    }

    @Override
    public void close() throws Exception {
        town.switchFireChannel("system");
    }
}
