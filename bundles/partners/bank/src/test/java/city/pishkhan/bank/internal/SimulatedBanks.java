package city.pishkhan.bank.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** The simulators in a separate process, a payer's browser, and the hub's address to which payers return. */
final class SimulatedBanks implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpServer hub;
    private final Process process;
    private final String base;
    /** forms that payers' browsers submitted to the hub, in order of arrival */
    final List<Map<String, String>> returns = new CopyOnWriteArrayList<>();

    SimulatedBanks(Path folder) throws IOException {
        hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hub.createContext("/", exchange -> {
            returns.add(fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        hub.start();
        Path credentials = Files.writeString(
                folder.resolve("partners.properties"),
                "bank/mellat.terminal=4711\nbank/mellat.user=merchant\nbank/mellat.password=secret\nbank/saman.terminal=2015\nbank/saman.pos=88001204\n");
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "city.pishkhan.simulators.Simulators",
                        "--port",
                        "0",
                        "--data",
                        folder.toString(),
                        "--credentials",
                        credentials.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String line =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        if (line == null || !line.startsWith("simulators ready on ")) {
            throw new IOException("The simulators say: " + line);
        }
        base = line.substring("simulators ready on ".length());
    }

    URI at(String path) {
        return URI.create(base + path);
    }

    URI callback() {
        return URI.create("http://127.0.0.1:" + hub.getAddress().getPort() + "/pay/callback");
    }

    /** Sets the failures of a simulator. */
    void control(String bank, String json) {
        post(at("/control/" + bank), json, "application/json");
    }

    /**
     * Simulates that the payer presses a button on the bank's page.
     *
     * @return the bank's answer
     */
    JsonNode press(URI page, Map<String, String> form, String action) {
        Map<String, String> fields = new TreeMap<>(form);
        fields.put("action", action);
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return post(URI.create(page + "/pay?follow=server"), body, "application/x-www-form-urlencoded");
    }

    /**
     * Returns the bank's own state of a sale.
     *
     * @param order our order number, with which the bank's order begins
     */
    String state(String bank, long order) {
        JsonNode sales =
                send(HttpRequest.newBuilder(at("/" + bank + "/sales/ledger")).GET());
        for (JsonNode sale : sales) {
            if (sale.path("order").asText().split("-")[0].equals(Long.toString(order))) {
                return sale.path("state").asText();
            }
        }
        return "none";
    }

    /**
     * Simulates a payment with a card at Saman's card reader.
     *
     * @return the printed receipt
     */
    JsonNode read(long terminal, String bill, String payment, long amount) {
        return post(
                at("/bank/saman/pos/sale"),
                "{\"TerminalId\":%d,\"Amount\":%d,\"BillId\":\"%s\",\"PaymentId\":\"%s\"}"
                        .formatted(terminal, amount, bill, payment),
                "application/json");
    }

    private JsonNode post(URI address, String body, String type) {
        return send(HttpRequest.newBuilder(address)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new AssertionError(response.statusCode() + ": " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> fields(String body) {
        return Arrays.stream(body.split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        process.destroyForcibly();
        hub.stop(0);
    }
}
