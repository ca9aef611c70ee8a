package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.identifiers.CaseNumber;
import city.pishkhan.itests.TestReport;
import city.pishkhan.itests.contract.OptionalMembers;
import city.pishkhan.itests.contract.OptionalMembers.Call;
import city.pishkhan.itests.contract.OptionalMembers.Read;
import city.pishkhan.testkit.plots.Plot;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Sends every request without its optional members to every door that accepts it. Then reads every list, table and page that may show the
 * result, in both languages. The calls are derived from the documents that the hub serves, so a new operation needs no change here. No
 * answer may be a 5xx.
 */
@ExtendWith(SharedCityExtension.class)
class OptionalMembersIT {
    private static final Pattern NAME = Pattern.compile("\\{([^}]+)}");
    private static final String NOBODY = "01970000-0000-7000-8000-000000000000";
    private static final String EXPERT = "optional-";
    private static final int SHOWN = 3;
    private static final int LEAST_MADE = 3;
    private static final int LEAST_CALLS = 40;
    private static final int LEAST_READS = 120;

    /** Logins per door; for each operation the first login with access is used. */
    private static final Map<String, List<String>> USERS = new LinkedHashMap<>();

    static {
        USERS.put("/auth/v1", List.of(""));
        USERS.put("/office/v1", List.of("clerk-1204", "expert-1204", "district-1", "operator"));
        USERS.put("/citizen/v1", List.of("citizen"));
        USERS.put("/agency/v1", List.of("fire", "water", "notary"));
        USERS.put(
                "/committee/v1",
                List.of(
                        "institute",
                        "discipline",
                        "treasury",
                        "committee-1",
                        "chair",
                        "headquarters",
                        "planning",
                        "oversight",
                        "clerk-1204",
                        "operator"));
        USERS.put("/oversight/v1", List.of("oversight"));
        USERS.put("/operator/v1", List.of("operator"));
    }

    /**
     * Operations that this test does not call with its generated bodies, because they send a text message or count as
     * an attempt. Complaints per address and hour are limited; this test's own complaints are sent below.
     */
    private static final Set<String> NOT_REPEATED = Set.of("askCode", "enterCode", "enterSlip", "login", "complain");

    private final Map<String, Visitor> visitors = new LinkedHashMap<>();
    private final Map<String, Set<String>> made = new LinkedHashMap<>();
    private final List<String> broken = new ArrayList<>();
    private final Map<Integer, Integer> statuses = new LinkedHashMap<>();
    private final Set<String> accepted = new TreeSet<>();
    private SharedCity city;

    @Test
    void omittedOptionalMembersBreakNoLaterRead(SharedCity shared) throws Exception {
        city = shared;
        Plot plot = city.plotWithOneOwner(2);
        String owner = plot.owners().get(0);
        String id = Permits.openCase(city.clerk(), plot);
        storeId("/office/v1/cases", id);
        storeId("/citizen/v1/cases", id);
        storeId("/oversight/v1/cases", id);
        visitors.put("", city.visitor());
        visitors.put(
                "citizen", new Phone(city, plot.mobile(0)).registerFor(owner).login(city.visitor(), owner));
        Map<String, String> known = known(city.plotWithOneOwner(2), city.plotWithOneOwner(2));
        List<OptionalMembers> contracts = USERS.keySet().stream()
                .map(door -> new OptionalMembers(
                        city.city().http(), city.city().hub().address(), door, known))
                .toList();
        anonymousComplaint();
        int calls = 0;
        List<String> doors = List.copyOf(USERS.keySet());
        for (boolean named : new boolean[] {false, true}) {
            for (int i = 0; i < doors.size(); i++) {
                for (Call call : contracts.get(i).calls()) {
                    if (call.path().contains("{") == named && !NOT_REPEATED.contains(call.id())) {
                        calls += send(doors.get(i), call);
                    }
                }
            }
        }
        int reads = 0;
        for (int i = 0; i < doors.size(); i++) {
            for (Read read : contracts.get(i).reads()) {
                reads += read(doors.get(i), read);
            }
        }
        endExperts();
        TestReport.log("optional members: " + calls + " calls and " + reads + " reads, by status " + statuses + ", "
                + made.values().stream().mapToInt(Set::size).sum() + " things made or found; accepted " + accepted);
        assertEquals(List.of(), broken);
        assertTrue(statuses.getOrDefault(201, 0) >= LEAST_MADE, statuses::toString);
        assertTrue(calls >= LEAST_CALLS && reads >= LEAST_READS, calls + " calls, " + reads + " reads");
    }

    /** Values that fit the examples to this city: a property without an open case, and a person who is not an expert. */
    private static Map<String, String> known(Plot plot, Plot other) {
        String owner = plot.owners().get(0);
        Map<String, String> known = new LinkedHashMap<>();
        known.put("NewCase/subject", plot.code());
        known.put("NewCase/applicants.nationalId", owner);
        known.put("NewCase/specialRequest", "");
        known.put("NewAuthority/subject", plot.code());
        known.put("NewAuthority/owner.nationalId", owner);
        known.put("NewAuthority/holder.nationalId", other.owners().get(0));
        known.put("NewExpert/nationalId", other.owners().get(0));
        known.put("NewExpert/login", EXPERT + UUID.randomUUID().toString().substring(0, 8));
        known.put("NewExpert/licence.number", UUID.randomUUID().toString().substring(0, 8));
        known.put("NewDecision/kind", "special-request");
        known.put("NewDecision/terms.service", "building-permit");
        known.put("NewDecision/terms.subject", plot.code());
        known.put("NewDecision/terms.granted", "true");
        for (String unfit : List.of("cases", "complaint", "measure", "name", "target")) {
            known.put("NewDecision/terms." + unfit, "");
        }
        return known;
    }

    /** Complaints without a name, about an unnamed office and about an unknown case. */
    private void anonymousComplaint() {
        for (String body : List.of(
                "{\"party\":{\"kind\":\"office\"},\"text\":\"a complaint without a name\"}",
                "{\"party\":{\"kind\":\"office\"},\"caseNumber\":\"%s\",\"text\":\"about an unknown case\"}"
                        .formatted(CaseNumber.of(22, 1405, 9_999_999).value()))) {
            DoorResponse response = count("complain", visitors.get("").post("/complaints", body));
            if (response.status() == 201) {
                storeId("/complaints", response.json().path("code").asText());
            }
        }
        visitor("discipline")
                .get("/committee/v1/complaints?party=office")
                .expectStatus(200)
                .json()
                .path("items")
                .forEach(complaint -> {
                    if (!complaint.path("party").has("name")) {
                        storeId("/committee/v1/complaints", complaint.path("id").asText());
                    }
                });
    }

    private Visitor visitor(String user) {
        return visitors.computeIfAbsent(user, name -> city.visitor().as(name));
    }

    private DoorResponse count(String what, DoorResponse response) {
        statuses.merge(response.status(), 1, Integer::sum);
        if (response.status() >= 500) {
            broken.add(what + ": " + response.status() + " " + response.body());
        }
        return response;
    }

    private int send(String door, Call call) {
        int sent = 0;
        for (String user : USERS.get(door)) {
            boolean forbidden = false;
            for (JsonNode body : call.bodies()) {
                DoorResponse response = send(visitor(user), call, body);
                sent++;
                forbidden = response.status() == 403 || response.status() == 401;
                if (forbidden) {
                    break;
                }
                if (response.status() == 201 || response.status() == 200) {
                    accepted.add(call.id());
                    collectId(call.path(), response);
                }
            }
            if (!forbidden) {
                // sent by a client that does not validate against the contract
                Visitor free = new Visitor(
                        HttpClient.newHttpClient(), city.city().hub().address());
                send(user.isEmpty() ? free : free.bearer(visitor(user).token()), call, call.nulls());
                sent++;
            }
            if (!forbidden) {
                break;
            }
        }
        return sent;
    }

    private DoorResponse send(Visitor visitor, Call call, JsonNode body) {
        String path = filled(call.path());
        String json = body.toString();
        // this If-Match value matches objects in their first version; operations without versions ignore the header
        return count(
                call.id() + " " + json,
                call.method().equals("PUT")
                        ? visitor.put(path, json, "If-Match", "\"1\"")
                        : visitor.post(path, json, "If-Match", "\"1\""));
    }

    /** Keeps the id of a created object for later calls. Only objects created by this test are changed. */
    private void collectId(String collection, DoorResponse response) {
        if (!collection.contains("{")
                && response.headers().getOrDefault("content-type", "").contains("json")) {
            name(response.json()).ifPresent(id -> storeId(collection, id));
        }
    }

    private static Optional<String> name(JsonNode thing) {
        return Stream.of("id", "code", "number", "name", "hash")
                .map(field -> thing.path(field).asText(""))
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private void storeId(String collection, String id) {
        made.computeIfAbsent(collection, key -> new LinkedHashSet<>()).add(id);
    }

    private String filled(String path) {
        return paths(path, made, 1).get(0);
    }

    /** Fills each placeholder of the path with ids of the collection before it; an unknown id if there is none. */
    private static List<String> paths(String path, Map<String, Set<String>> things, int most) {
        Matcher place = NAME.matcher(path);
        if (!place.find()) {
            return List.of(path);
        }
        String collection = path.substring(0, place.start() - 1);
        String template = collection.replaceAll("/[0-9a-f]{8}-[0-9a-f-]{27}", "/{id}");
        List<String> all = new ArrayList<>();
        Set<String> names = things.getOrDefault(template, Set.of());
        for (String name :
                names.isEmpty() ? List.of(NOBODY) : names.stream().limit(most).toList()) {
            all.addAll(paths(path.substring(0, place.start()) + name + path.substring(place.end()), things, most));
        }
        return all;
    }

    private int read(String door, Read read) {
        int done = 0;
        Map<String, Set<String>> things = new LinkedHashMap<>(made);
        for (String user : USERS.get(door)) {
            for (String path : paths(read.path(), things, SHOWN)) {
                for (String language : List.of("fa", "en")) {
                    for (String type : types(door, read)) {
                        DoorResponse response = count(
                                user + " reads " + path + " as " + type,
                                visitor(user)
                                        .get(
                                                path,
                                                "Accept",
                                                type + ", application/problem+json",
                                                "Accept-Language",
                                                language));
                        done++;
                        if (response.status() == 200 && !read.path().contains("{") && type.contains("json")) {
                            collectIds(read.path(), response);
                        }
                    }
                    if (!read.mediaTypes().contains("text/csv") && !door.equals("/auth/v1")) {
                        break;
                    }
                }
            }
        }
        return done;
    }

    /** Keeps the ids of a list's first items, so that they are read individually as well. */
    private void collectIds(String collection, DoorResponse response) {
        int shown = 0;
        for (JsonNode item : response.json().path("items")) {
            if (shown++ < SHOWN) {
                name(item).ifPresent(id -> storeId(collection, id));
            }
        }
    }

    private static Set<String> types(String door, Read read) {
        Set<String> types = new TreeSet<>(read.mediaTypes());
        if (door.equals("/auth/v1") && types.contains("application/json")) {
            types.add("text/html");
        }
        return types.isEmpty() ? Set.of("*/*") : types;
    }

    private void endExperts() {
        for (String expert : made.getOrDefault("/committee/v1/experts", Set.of())) {
            DoorResponse response = visitor("institute").get("/committee/v1/experts/" + expert);
            if (response.status() == 200
                    && response.json().path("login").asText().startsWith(EXPERT)) {
                count(
                        "endExpert",
                        visitor("institute")
                                .post("/committee/v1/experts/" + expert + "/end", "{\"reason\":\"a test is over\"}"));
            }
        }
    }
}
