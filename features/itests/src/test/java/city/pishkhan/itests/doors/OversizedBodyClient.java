package city.pishkhan.itests.doors;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Sends bodies beyond every limit and reads the answer at the same time, which few HTTP clients do. */
final class OversizedBodyClient {

    private static final int TIMEOUT_MS = 60_000;
    private static final int CHUNK = 1 << 16;

    private final URI hub;
    private final String token;

    /**
     * Creates a sender.
     *
     * @param token access token, or {@code null} for an anonymous caller
     */
    OversizedBodyClient(URI hub, String token) {
        this.hub = hub;
        this.token = token;
    }

    /** Sends a body with its Content-Length. */
    DoorResponse sendWithLength(String path, byte[] body) throws IOException {
        return send(path, "Content-Length: " + body.length, out -> out.write(body));
    }

    /** Sends a body of a given type with its Content-Length. */
    DoorResponse sendWithLength(String path, String type, byte[] body) throws IOException {
        return send(path, type, "Content-Length: " + body.length, out -> out.write(body));
    }

    /** Sends a body in chunks, without announcing its length. */
    DoorResponse sendChunked(String path, byte[] body) throws IOException {
        return send(path, "Transfer-Encoding: chunked", out -> {
            for (int at = 0; at < body.length; at += CHUNK) {
                int n = Math.min(CHUNK, body.length - at);
                out.write((Integer.toHexString(n) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                out.write(body, at, n);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        });
    }

    private interface Body {
        void to(OutputStream out) throws IOException;
    }

    private DoorResponse send(String path, String length, Body body) throws IOException {
        return send(path, "application/json", length, body);
    }

    private DoorResponse send(String path, String type, String length, Body body) throws IOException {
        try (Socket socket = new Socket(hub.getHost(), hub.getPort())) {
            socket.setSoTimeout(TIMEOUT_MS);
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + path + " HTTP/1.1\r\nHost: " + hub.getAuthority() + "\r\n"
                            + (token == null ? "" : "Authorization: Bearer " + token + "\r\n") + "Content-Type: "
                            + type + "\r\nAccept: application/json\r\nIdempotency-Key: flood-" + System.nanoTime()
                            + "\r\nConnection: close\r\n" + length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
                try {
                    body.to(out);
                } catch (IOException e) {
                    // the hub has closed the connection
                }
            });
            DoorResponse response = read(socket.getInputStream());
            socket.close();
            writing.join();
            return response;
        }
    }

    private static DoorResponse read(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                all.write(buffer, 0, n);
            }
        } catch (IOException e) {
            if (all.size() == 0) {
                throw e;
            }
        }
        String text = all.toString(StandardCharsets.UTF_8);
        int head = text.indexOf("\r\n\r\n");
        String[] lines = text.substring(0, head).split("\r\n");
        Map<String, String> headers = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(java.util.Locale.ROOT),
                    lines[i].substring(colon + 1).strip());
        }
        String body = text.substring(head + 4);
        if ("chunked".equals(headers.get("transfer-encoding"))) {
            body = body.substring(body.indexOf('\n') + 1, body.lastIndexOf('}') + 1);
        }
        return new DoorResponse(Integer.parseInt(lines[0].split(" ")[1]), headers, body);
    }
}
