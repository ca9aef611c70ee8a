package city.pishkhan.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What an office, and a district's officer, do at the office door. Every method returns the case as it is afterwards, unless it says otherwise. */
public final class Clerk {

    private static final String CASES = "/office/v1/cases";
    private static final Set<String> IDENTITY = Set.of("national-card", "birth-certificate", "proxy");
    private static final int STALE = 412;
    private static final int MOST_TRIES = 20;

    private final Door door;
    /** the version of each case as this user last read it */
    private final Map<String, Long> versions = new ConcurrentHashMap<>();

    public Clerk(Door door) {
        this.door = door;
    }

    public String name() {
        return door.user();
    }

    /**
     * Opens a case.
     *
     * @param parts use to m²
     */
    public JsonNode open(Plot plot, String ownerName, int floors, Map<String, Long> parts) throws InterruptedException {
        ObjectNode body =
                Door.JSON.createObjectNode().put("service", "building-permit").put("subject", plot.code());
        ArrayNode applicants = body.putArray("applicants");
        for (int i = 0; i < plot.owners().size(); i++) {
            applicants
                    .addObject()
                    .put("role", i == 0 ? "owner" : "co-owner")
                    .put("nationalId", plot.owners().get(i))
                    .put("name", i == 0 ? ownerName : ownerName + " (" + (i + 1) + ")");
        }
        body.set("request", request(floors, parts));
        return read(door.post(CASES, body));
    }

    private JsonNode read(JsonNode now) {
        String id = now.path("id").asText();
        if (now.hasNonNull("ended")) {
            versions.remove(id);
        } else {
            versions.put(id, now.path("version").asLong());
        }
        return now;
    }

    private static ObjectNode request(int floors, Map<String, Long> parts) {
        ObjectNode request = Door.JSON.createObjectNode().put("floors", floors);
        ArrayNode list = request.putArray("parts");
        parts.forEach((use, area) ->
                list.addObject().put("use", use).put("area", area).put("units", Math.max(1, floors * 2)));
        return request;
    }

    public JsonNode look(String id) throws InterruptedException {
        return read(door.get(CASES + "/" + id));
    }

    /** What the archive holds for the case and what must be scanned. @return {@code held} and {@code needs} */
    public JsonNode archive(String id) throws InterruptedException {
        return door.get(CASES + "/" + id + "/archive");
    }

    /** Scans a paper: of the property, or an identity paper of its first owner. @return the sheet's address */
    public String scan(String id, Plot plot, String kind, byte[] pdf) throws InterruptedException {
        String owner = IDENTITY.contains(kind) ? "&owner=" + plot.owners().get(0) : "";
        return door.upload(
                        CASES + "/" + id + "/sheets?kind=" + encode(kind) + "&name=" + encode(kind + ".pdf") + owner,
                        "application/pdf",
                        pdf)
                .path("sha256")
                .asText();
    }

    public JsonNode addPaper(String id, String kind, String sha256) throws InterruptedException {
        ObjectNode paper = Door.JSON.createObjectNode().put("kind", kind).put("sha256", sha256);
        return changing(id, version -> door.post(CASES + "/" + id + "/papers", version, paper));
    }

    /**
     * Brings what the rules ask for and the case has not: from the archive if it holds the sheet, else by scanning.
     *
     * @param wrong kinds that are scanned wrongly
     * @param told  what was taken from the archive and what was scanned, for people
     */
    public JsonNode bringPapers(String id, Plot plot, Set<String> wrong, Told told) throws InterruptedException {
        JsonNode archive = archive(id);
        Set<String> fromArchive = new HashSet<>();
        Set<String> scanned = new HashSet<>();
        JsonNode now = null;
        for (JsonNode need : archive.path("needs")) {
            String kind = need.path("kind").asText();
            if (need.path("present").asBoolean()) {
                continue;
            }
            String sha256 = held(archive, kind);
            if (sha256 == null) {
                sha256 = scan(id, plot, kind, sheet(kind, plot, id, wrong.contains(kind)));
                scanned.add(kind);
            } else {
                fromArchive.add(kind);
            }
            now = addPaper(id, kind, sha256);
        }
        told.papers(
                fromArchive.stream().sorted().toList(),
                scanned.stream().sorted().toList());
        return now == null ? look(id) : now;
    }

    /** Who is told which papers came from where. */
    @FunctionalInterface
    public interface Told {
        void papers(List<String> fromArchive, List<String> scanned);
    }

    static byte[] sheet(String kind, Plot plot, String id, boolean wrong) {
        return Sheets.pdf(Arrays.asList(
                wrong ? "A page that has nothing to do with a " + kind : "Demo " + kind + " (simulated)",
                "property " + plot.code(),
                "case " + id));
    }

    private static String held(JsonNode archive, String kind) {
        for (JsonNode sheet : archive.path("held")) {
            // a plan is drawn anew for every request
            if (sheet.path("kind").asText().equals(kind) && !kind.equals("plan")) {
                return sheet.path("sha256").asText();
            }
        }
        return null;
    }

    public JsonNode submit(String id) throws InterruptedException {
        return changing(id, version -> door.post(CASES + "/" + id + "/submission", version, null));
    }

    public JsonNode revise(String id, int floors, Map<String, Long> parts, String planSha256)
            throws InterruptedException {
        ObjectNode body = request(floors, parts).put("planSha256", planSha256);
        return changing(id, version -> door.put(CASES + "/" + id + "/request", version, body));
    }

    /** The district's decision. @param toStage and {@code reason} may be {@code null} if it approves */
    public JsonNode decide(String id, String decision, String toStage, String reason) throws InterruptedException {
        ObjectNode body = Door.JSON.createObjectNode().put("decision", decision);
        if (toStage != null) {
            body.put("toStage", toStage);
        }
        if (reason != null) {
            body.put("reason", reason);
        }
        return changing(id, version -> door.post(CASES + "/" + id + "/verification", version, body));
    }

    public JsonNode withdraw(String id, String reason) throws InterruptedException {
        ObjectNode body = Door.JSON.createObjectNode().put("reason", reason);
        return changing(id, version -> door.post(CASES + "/" + id + "/withdrawal", version, body));
    }

    /** @return the bills */
    public JsonNode bills(String id) throws InterruptedException {
        return door.get(CASES + "/" + id + "/bills").path("items");
    }

    /** @return the attempt */
    public JsonNode beginPayment(String id, String bill, String gateway) throws InterruptedException {
        return door.post(
                CASES + "/" + id + "/bills/" + bill + "/attempts",
                Door.JSON.createObjectNode().put("gateway", gateway));
    }

    /** @return the certificate */
    public JsonNode certificate(String id) throws InterruptedException {
        return door.get(CASES + "/" + id + "/certificate");
    }

    private interface Change {
        JsonNode at(long version) throws InterruptedException;
    }

    /** Agencies answer meanwhile, so the version that was read last may be old already: then it is read again. */
    private JsonNode changing(String id, Change change) throws InterruptedException {
        for (int i = 1; ; i++) {
            Long version = versions.get(id);
            if (version == null) {
                version = look(id).path("version").asLong();
            }
            try {
                return read(change.at(version));
            } catch (Door.Refused e) {
                if (e.status() != STALE || i == MOST_TRIES) {
                    throw e;
                }
                versions.remove(id);
            }
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
