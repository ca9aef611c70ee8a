package city.pishkhan.scansend;

import city.pishkhan.messages.Messages;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Client of the hub's office API for this program.
 * Throws {@link IOException} for temporary errors, {@link SheetRefused} for permanent errors, and {@link LoginRefused} if the hub
 * rejects the login.
 */
final class HubDoor {
    private static final Messages MESSAGES = Messages.of(HubDoor.class);
    private static final String CASES = "/office/v1/cases";
    private static final String UPLOADS = "/office/v1/uploads";
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int UNAUTHENTICATED = 401;
    private static final int SLOW = 408;
    private static final int TOO_MANY = 429;
    private static final int REFUSED = 400;
    private static final int OURS = 500;

    private final HttpClient http;
    private final URI hub;
    private final LoginFile login;
    private String token;

    HubDoor(HttpClient http, URI hub, LoginFile login) {
        this.http = http;
        this.hub = hub;
        this.login = login;
    }

    /** Returns the id of the office's case with the given number; a number that has the length of an id is returned unchanged. */
    String caseId(String number) throws IOException, InterruptedException {
        if (number.length() == "00000000-0000-0000-0000-000000000000".length()) {
            return number;
        }
        List<?> found = JsonTree.list(get(CASES + "?number=" + encoded(number)), "items");
        if (found.isEmpty()) {
            throw new SheetRefused(0, "case", MESSAGES.bilingual("unknown", number));
        }
        return JsonTree.text(found.get(0), "id");
    }

    /** @return the path of the upload; the same path for the same key */
    String begin(String caseId, ScanName name, long length, String key) throws IOException, InterruptedException {
        String query = "?kind=" + encoded(name.kind()) + "&name=" + encoded(name.name())
                + (name.owner() == null ? "" : "&owner=" + encoded(name.owner()));
        HttpResponse<String> begun = sendAuthorised(request(CASES + "/" + caseId + "/uploads" + query)
                .header("Idempotency-Key", key)
                .header("Upload-Length", Long.toString(length))
                .POST(BodyPublishers.noBody()));
        return CASES + "/" + caseId + "/uploads/" + JsonTree.text(JsonTree.read(begun.body()), "id");
    }

    /**
     * Returns the number of bytes of an upload that the hub has stored.
     * Uses GET, because a rejected HEAD request has no body that gives the reason.
     */
    long offset(String upload) throws IOException, InterruptedException {
        String offset = JsonTree.text(get(upload), "offset");
        if (!offset.matches("[0-9]{1,12}")) {
            throw new IOException("no offset at " + upload);
        }
        return Long.parseLong(offset);
    }

    void append(String upload, long offset, byte[] bytes) throws IOException, InterruptedException {
        sendAuthorised(request(upload)
                .header("Upload-Offset", Long.toString(offset))
                .header("Content-Type", "application/offset+octet-stream")
                .method("PATCH", BodyPublishers.ofByteArray(bytes)));
    }

    /** Returns the SHA-256 of the sheet that a finished upload has become, or an empty string if there is none. */
    String sheet(String upload) throws IOException, InterruptedException {
        return JsonTree.text(get(upload), "sheet", "sha256");
    }

    /** Returns the office's unfinished uploads, one line each: id, case, kind, received/total bytes, expiry. */
    List<String> unfinished() throws IOException, InterruptedException {
        return JsonTree.list(get(UPLOADS), "items").stream()
                .map(one -> String.join(
                        "  ",
                        JsonTree.text(one, "id"),
                        JsonTree.text(one, "caseId"),
                        JsonTree.text(one, "kind"),
                        JsonTree.text(one, "offset") + "/" + JsonTree.text(one, "length"),
                        JsonTree.text(one, "expires")))
                .toList();
    }

    /** Deletes an unfinished upload. */
    void drop(String upload) throws IOException, InterruptedException {
        sendAuthorised(request(UPLOADS + "/" + upload).DELETE());
    }

    /** Adds a sheet to the papers of its case unless the case already has it. */
    void addPaper(String caseId, String kind, String sha256, String key) throws IOException, InterruptedException {
        Object found = get(CASES + "/" + caseId);
        boolean present = JsonTree.list(found, "papers").stream()
                .anyMatch(paper -> JsonTree.text(paper, "kind").equals(kind)
                        && JsonTree.text(paper, "sha256").equals(sha256));
        if (!present) {
            String version = JsonTree.text(found, "version");
            sendAuthorised(request(CASES + "/" + caseId + "/papers")
                    .header("Idempotency-Key", key + "-" + version)
                    .header("If-Match", '"' + version + '"')
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"kind\":\"" + kind + "\",\"sha256\":\"" + sha256 + "\"}")));
        }
    }

    private Object get(String path) throws IOException, InterruptedException {
        return JsonTree.read(sendAuthorised(request(path).GET()).body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(hub.resolve(path)).timeout(TIMEOUT).header("Accept", "application/json");
    }

    private HttpResponse<String> sendAuthorised(HttpRequest.Builder request) throws IOException, InterruptedException {
        if (token == null) {
            token = freshToken();
        }
        HttpResponse<String> response = send(request.setHeader("Authorization", "Bearer " + token));
        if (response.statusCode() == UNAUTHENTICATED) {
            token = freshToken();
            response = send(request.setHeader("Authorization", "Bearer " + token));
        }
        return checkStatus(response);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private String freshToken() throws IOException, InterruptedException {
        token = null;
        HttpResponse<String> granted = send(request("/auth/v1/token")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"user\":" + quoted(login.user()) + ",\"password\":" + quoted(login.password()) + "}")));
        try {
            return JsonTree.text(JsonTree.read(checkStatus(granted).body()), "token");
        } catch (SheetRefused e) {
            throw new LoginRefused(MESSAGES.bilingual("login.refused", login.user(), e.getMessage()));
        }
    }

    private static HttpResponse<String> checkStatus(HttpResponse<String> response) throws IOException {
        int status = response.statusCode();
        if (status < REFUSED) {
            return response;
        }
        if (status >= OURS || status == TOO_MANY || status == SLOW) {
            throw new IOException(status + " " + problemText(response));
        }
        throw new SheetRefused(status, JsonTree.text(problem(response), "code"), problemText(response));
    }

    /** Returns the hub's problem message in both languages, or the status alone if the reply is not the hub's, for example a proxy's. */
    private static String problemText(HttpResponse<String> response) {
        Object problem = problem(response);
        String english = JsonTree.text(problem, "messageEn");
        String code = JsonTree.text(problem, "code");
        return english.isEmpty()
                ? "HTTP " + response.statusCode()
                : english + " (" + code + ")" + System.lineSeparator() + JsonTree.text(problem, "messageFa");
    }

    private static Object problem(HttpResponse<String> response) {
        try {
            return JsonTree.read(response.body());
        } catch (IOException e) {
            return null;
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String quoted(String value) {
        return '"'
                + String.valueOf(com.fasterxml.jackson.core.io.JsonStringEncoder.getInstance()
                        .quoteAsString(value))
                + '"';
    }
}
