package city.pishkhan.scansend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/** In-memory server that implements the part of the office door that the program uses; records its requests. */
final class UploadServer implements AutoCloseable {
    static final String CASE = "01970000-0000-7000-8000-000000000001";

    final List<String> requests = new ArrayList<>();
    final List<String> papers = new ArrayList<>();
    /** Breaks every n-th call, before or after it takes effect; 0: no call. */
    int breaks;

    private boolean mute;
    private final Map<String, String> uploadsByKey = new HashMap<>();
    private final Map<String, ByteArrayOutputStream> bytes = new HashMap<>();
    private final Map<String, Integer> lengths = new HashMap<>();
    private final HttpServer server;

    UploadServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private synchronized void handle(HttpExchange call) throws IOException {
        try (call) {
            requests.add(call.getRequestMethod() + " " + call.getRequestURI().getPath());
            boolean broken = breaks > 0 && requests.size() % breaks == 0;
            if (broken && requests.size() % 2 == 0) {
                return;
            }
            mute = broken;
            answer(call);
        }
    }

    private void answer(HttpExchange call) throws IOException {
        String path = call.getRequestURI().getPath();
        String query = String.valueOf(call.getRequestURI().getQuery());
        String cases = "/office/v1/cases";
        String method = call.getRequestMethod();
        byte[] body = call.getRequestBody().readAllBytes();
        if (path.equals("/auth/v1/token")) {
            boolean good = new String(body, StandardCharsets.UTF_8).contains("\"secret\"");
            reply(call, good ? 200 : 401, good ? "{\"token\":\"t\"}" : problem("login.failed"));
        } else if (path.equals(cases)) {
            reply(
                    call,
                    200,
                    query.contains("22-1405-0000123-2") ? "{\"items\":[{\"id\":\"" + CASE + "\"}]}" : "{\"items\":[]}");
        } else if (path.equals(cases + "/" + CASE)) {
            reply(call, 200, "{\"version\":3,\"papers\":[" + String.join(",", papers) + "]}");
        } else if (path.equals("/office/v1/uploads")) {
            reply(
                    call,
                    200,
                    "{\"items\":["
                            + String.join(
                                    ",",
                                    bytes.entrySet().stream()
                                            .map(one -> "{\"id\":\"" + one.getKey() + "\",\"caseId\":\"" + CASE
                                                    + "\",\"kind\":\"deed\",\"offset\":"
                                                    + one.getValue().size() + ",\"length\":"
                                                    + lengths.get(one.getKey())
                                                    + ",\"expires\":\"2026-11-30T08:00:00Z\"}")
                                            .toList())
                            + "]}");
        } else if (method.equals("DELETE")) {
            boolean there = bytes.remove(path.substring(path.lastIndexOf('/') + 1)) != null;
            reply(call, there ? 204 : 404, there ? "" : problem("upload.unknown"));
        } else if (path.endsWith("/papers")) {
            papers.add(new String(body, StandardCharsets.UTF_8));
            reply(call, 200, "{}");
        } else if (path.endsWith("/uploads")) {
            String key = call.getRequestHeaders().getFirst("Idempotency-Key");
            String id = uploadsByKey.computeIfAbsent(key, k -> "u" + uploadsByKey.size());
            bytes.putIfAbsent(id, new ByteArrayOutputStream());
            lengths.put(id, Integer.valueOf(call.getRequestHeaders().getFirst("Upload-Length")));
            reply(call, 201, "{\"id\":\"" + id + "\"}");
        } else {
            upload(call, method, path.substring(path.lastIndexOf('/') + 1), body);
        }
    }

    private void upload(HttpExchange call, String method, String id, byte[] body) throws IOException {
        ByteArrayOutputStream there = bytes.get(id);
        if (there == null) {
            reply(call, 404, problem("upload.unknown"));
            return;
        }
        if (method.equals("PATCH")) {
            if (!call.getRequestHeaders().getFirst("Upload-Offset").equals(Integer.toString(there.size()))) {
                reply(call, 409, problem("upload.offset"));
                return;
            }
            there.write(body);
            if (there.size() == lengths.get(id)
                    && there.toString(StandardCharsets.ISO_8859_1).startsWith("MZ")) {
                bytes.remove(id);
                reply(call, 415, problem("sheet.type"));
                return;
            }
        }
        call.getResponseHeaders().set("Upload-Offset", Integer.toString(there.size()));
        String sheet =
                there.size() == lengths.get(id) ? "{\"sha256\":\"" + sha256(there.toByteArray()) + "\"}" : "null";
        reply(call, method.equals("PATCH") ? 204 : 200, "{\"offset\":" + there.size() + ",\"sheet\":" + sheet + "}");
    }

    /** Adds an upload that its program has abandoned. */
    synchronized void addAbandoned(String id, int offset, int length) {
        bytes.put(id, new ByteArrayOutputStream());
        bytes.get(id).writeBytes(new byte[offset]);
        lengths.put(id, length);
    }

    /** Deletes unfinished uploads, as a hub does after a day. */
    synchronized void deleteUnfinished() {
        bytes.clear();
    }

    synchronized List<Integer> sizes() {
        return bytes.values().stream().map(ByteArrayOutputStream::size).toList();
    }

    private static String problem(String code) {
        return "{\"code\":\"" + code + "\",\"messageEn\":\"No.\",\"messageFa\":\"نه.\"}";
    }

    private void reply(HttpExchange call, int status, String json) throws IOException {
        if (mute) {
            return;
        }
        byte[] reply = json.getBytes(StandardCharsets.UTF_8);
        boolean none = status == 204 || call.getRequestMethod().equals("HEAD");
        call.sendResponseHeaders(status, none ? -1 : reply.length);
        if (!none) {
            call.getResponseBody().write(reply);
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
