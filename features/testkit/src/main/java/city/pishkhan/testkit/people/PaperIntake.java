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

/** What an office does with papers: takes them from the archive if it holds them, else scans them. */
public final class PaperIntake {

    private static final Set<String> IDENTITY = Set.of("national-card", "birth-certificate", "proxy");

    private final HubClient hubClient;
    private final OfficeCases cases;

    PaperIntake(HubClient hubClient, OfficeCases cases) {
        this.hubClient = hubClient;
        this.cases = cases;
    }

    /** What the archive holds for the case and what must be scanned. @return {@code held} and {@code needs} */
    private JsonNode archive(String id) throws InterruptedException {
        return hubClient.get(OfficeCases.path(id) + "/archive");
    }

    /** Scans a paper: of the property, or an identity paper of its first owner. @return the sheet's address */
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

    /** A photo that was taken for the case. @return the sheet's address */
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
        return cases.changing(id, version -> hubClient.post(OfficeCases.path(id) + "/papers", version, paper));
    }

    /**
     * Brings what the rules ask for and the case has not: from the archive if it holds the sheet, else by scanning.
     *
     * @param wrong kinds that are scanned wrongly
     * @param told  what was taken from the archive and what was scanned, for people
     */
    JsonNode bring(String id, Plot plot, Set<String> wrong, Clerk.Told told) throws InterruptedException {
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
                now = post(id, "/papers/sheets", scanned(new FormData(), id, plot, kind, wrong.contains(kind)));
                scanned.add(kind);
            } else {
                now = add(id, kind, sha256);
                fromArchive.add(kind);
            }
        }
        told.papers(
                fromArchive.stream().sorted().toList(),
                scanned.stream().sorted().toList());
        return now == null ? cases.look(id) : now;
    }

    /**
     * As {@link #bring}, all in one call that submits the case besides.
     *
     * @param archive as the answer to the opening said it: {@code held} and {@code needs}
     */
    JsonNode submit(String id, Plot plot, JsonNode archive) throws InterruptedException {
        FormData stack = new FormData();
        for (JsonNode need : archive.path("needs")) {
            String kind = need.path("kind").asText();
            String sha256 = held(archive, kind);
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
        return cases.changing(id, version -> hubClient.postForm(OfficeCases.path(id) + to, version, form));
    }

    private static FormData scanned(FormData form, String id, Plot plot, String kind, boolean wrong) {
        String owner = IDENTITY.contains(kind) ? ":" + plot.owners().get(0) : "";
        return form.file(kind + owner, kind + ".pdf", "application/pdf", sheet(kind, plot, id, wrong));
    }

    public static byte[] sheet(String kind, Plot plot, String id, boolean wrong) {
        return ScannedSheets.pdf(Arrays.asList(
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

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
