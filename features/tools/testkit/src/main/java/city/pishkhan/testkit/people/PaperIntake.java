package city.pishkhan.testkit.people;

import city.pishkhan.testkit.client.FormData;
import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.plots.Plot;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Paper handling of an office: takes papers from the archive if it has them, else scans them. */
public final class PaperIntake {

    private static final Set<String> IDENTITY = Set.of("national-card", "birth-certificate", "proxy");

    private final HubClient hubClient;
    private final OfficeCases cases;

    PaperIntake(HubClient hubClient, OfficeCases cases) {
        this.hubClient = hubClient;
        this.cases = cases;
    }

    /**
     * Reads the papers that the archive has for the case and the papers that the rules require.
     *
     * @return {@code held} and {@code needs}
     */
    private JsonNode archive(String id) throws InterruptedException {
        return hubClient.get(OfficeCases.path(id) + "/archive");
    }

    /**
     * Scans a paper of the property, or an identity paper of its first owner.
     *
     * @return SHA-256 of the sheet
     */
    String scan(String id, Plot plot, String kind, byte[] pdf) throws InterruptedException {
        String owner = IDENTITY.contains(kind) ? "&owner=" + plot.owners().get(0) : "";
        return hubClient
                .upload(
                        OfficeCases.path(id) + "/sheets?kind=" + encode(kind) + "&name=" + encode(kind + ".pdf")
                                + owner,
                        "application/pdf",
                        pdf)
                .path("sha256")
                .asText();
    }

    /**
     * Uploads a photo that was taken for the case.
     *
     * @return SHA-256 of the sheet
     */
    String photo(String id, String kind, byte[] jpeg) throws InterruptedException {
        return hubClient
                .upload(
                        OfficeCases.path(id) + "/sheets?kind=" + encode(kind) + "&name=" + encode(kind + ".jpg"),
                        "image/jpeg",
                        jpeg)
                .path("sha256")
                .asText();
    }

    JsonNode add(String id, String kind, String sha256) throws InterruptedException {
        ObjectNode paper = HubClient.JSON.createObjectNode().put("kind", kind).put("sha256", sha256);
        return cases.change(id, version -> hubClient.post(OfficeCases.path(id) + "/papers", version, paper));
    }

    /**
     * Adds the missing papers that the rules require: from the archive if it has the sheet, else by scanning.
     *
     * @param wrong kinds for which a wrong page is scanned
     * @param listener  receives the kinds that came from the archive and the kinds that were scanned
     */
    JsonNode addMissing(String id, Plot plot, Set<String> wrong, Clerk.PaperListener listener)
            throws InterruptedException {
        JsonNode archive = archive(id);
        Set<String> fromArchive = new HashSet<>();
        Set<String> scanned = new HashSet<>();
        JsonNode now = null;
        for (JsonNode need : archive.path("needs")) {
            String kind = need.path("kind").asText();
            if (need.path("present").asBoolean()) {
                continue;
            }
            String sha256 = archivedSheet(archive, kind);
            if (sha256 == null) {
                now = post(id, "/papers/sheets", scanned(new FormData(), id, plot, kind, wrong.contains(kind)));
                scanned.add(kind);
            } else {
                now = add(id, kind, sha256);
                fromArchive.add(kind);
            }
        }
        listener.papers(
                fromArchive.stream().sorted().toList(),
                scanned.stream().sorted().toList());
        return now == null ? cases.get(id) : now;
    }

    /**
     * Adds the missing papers as {@link #addMissing} does and submits the case, all in one call.
     *
     * @param archive {@code held} and {@code needs} from the reply to the opening
     */
    JsonNode submit(String id, Plot plot, JsonNode archive) throws InterruptedException {
        FormData stack = new FormData();
        for (JsonNode need : archive.path("needs")) {
            String kind = need.path("kind").asText();
            String sha256 = archivedSheet(archive, kind);
            if (need.path("present").asBoolean()) {
                continue;
            }
            if (sha256 != null) {
                stack.text(kind, sha256);
            } else {
                scanned(stack, id, plot, kind, false);
            }
        }
        return post(id, "/submission/sheets", stack);
    }

    private JsonNode post(String id, String to, FormData form) throws InterruptedException {
        return cases.change(id, version -> hubClient.postForm(OfficeCases.path(id) + to, version, form));
    }

    private static FormData scanned(FormData form, String id, Plot plot, String kind, boolean wrong) {
        String owner = IDENTITY.contains(kind) ? ":" + plot.owners().get(0) : "";
        return form.file(kind + owner, kind + ".pdf", "application/pdf", sheet(kind, plot, id, wrong));
    }

    public static byte[] sheet(String kind, Plot plot, String id, boolean wrong) {
        return ScannedSheets.pdf(Arrays.asList(
                wrong ? "A page that is not a " + kind : "Demo " + kind + " (simulated)",
                "property " + plot.code(),
                "case " + id));
    }

    private static String archivedSheet(JsonNode archive, String kind) {
        for (JsonNode sheet : archive.path("held")) {
            // every request has a new plan, so an archived plan is not used
            if (sheet.path("kind").asText().equals(kind) && !kind.equals("plan")) {
                return sheet.path("sha256").asText();
            }
        }
        return null;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
