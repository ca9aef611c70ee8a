package city.pishkhan.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.simulators.Simulators;
import city.pishkhan.simulators.site.Options;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests the report about the simulated bank gateways, both when they conform and when a script makes them deviate from
 * the contract.
 */
class BankConformanceTest {
    private static final String MELLAT = "/bank/mellat/pgw";
    private static final String SAMAN = "/bank/saman";

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ByteArrayOutputStream report = new ByteArrayOutputStream();
    private Simulators simulators;

    @BeforeEach
    void start() throws Exception {
        Options options = Options.parse(List.of("--port", "0", "--data", folder.toString()));
        options.credentials().setProperty("bank/mellat.terminal", "4711");
        options.credentials().setProperty("bank/mellat.user", "merchant");
        options.credentials().setProperty("bank/mellat.password", "s<3cret");
        options.credentials().setProperty("bank/saman.terminal", "2015");
        simulators = new Simulators(options, Simulators.all());
    }

    @AfterEach
    void stop() throws Exception {
        simulators.close();
    }

    private String at(String path) {
        return "http://127.0.0.1:" + simulators.port() + path;
    }

    private int mellat(String... more) throws Exception {
        return run(
                more, "--contract", "mellat", "--url", at(MELLAT), "--terminal", "4711", "--login", "merchant:s<3cret");
    }

    private int saman(String... more) throws Exception {
        return run(more, "--contract", "saman", "--url", at(SAMAN), "--terminal", "2015");
    }

    private int run(String[] more, String... line) throws Exception {
        report.reset();
        String[] all = Stream.concat(Arrays.stream(line), Arrays.stream(more)).toArray(String[]::new);
        return Conformance.run(all, new PrintStream(report, true, StandardCharsets.UTF_8));
    }

    private String output() {
        return report.toString(StandardCharsets.UTF_8);
    }

    /** Returns a value from the report's payment instructions. */
    private String adviceValue(String pattern) {
        Matcher advice = Pattern.compile(pattern).matcher(output());
        assertTrue(advice.find(), this::output);
        return advice.group(1);
    }

    private void pay(String path, String form) throws IOException, InterruptedException {
        assertEquals(
                200,
                http.send(
                                HttpRequest.newBuilder(URI.create(at(path)))
                                        .header("Content-Type", "application/x-www-form-urlencoded")
                                        .POST(BodyPublishers.ofString(form + "&action=pay"))
                                        .build(),
                                BodyHandlers.ofString())
                        .statusCode());
    }

    /** Returns the reference of the last paid sale. */
    private String reference(String bank) throws IOException, InterruptedException {
        JsonNode sales = JsonMapper.builder()
                .build()
                .readTree(http.send(
                                HttpRequest.newBuilder(URI.create(at("/bank/" + bank + "/sales/ledger")))
                                        .build(),
                                BodyHandlers.ofString())
                        .body());
        String reference = "";
        for (JsonNode sale : sales) {
            reference = sale.path("state").asText().equals("paid")
                    ? sale.path("reference").asText()
                    : reference;
        }
        return reference;
    }

    private void script(String bank, String lines) throws IOException, InterruptedException {
        assertEquals(
                200,
                http.send(
                                HttpRequest.newBuilder(URI.create(at("/control/bank/" + bank)))
                                        .POST(BodyPublishers.ofString("{\"script\":[" + lines + "]}"))
                                        .build(),
                                BodyHandlers.ofString())
                        .statusCode(),
                lines);
    }

    @Test
    void checksMellatGatewayBeforeAndAfterSale() throws Exception {
        assertEquals(0, mellat(), this::output);
        assertTrue(output().contains("mellat: 7 of 7 as the contract says"), this::output);
        String order = adviceValue("Pay order (\\d+) on");
        pay("/bank/mellat/page/pay", "RefId=" + adviceValue("RefId (\\w+)"));
        assertEquals(0, mellat("--sale", order + ":" + reference("mellat")), this::output);
        assertTrue(output().contains("ok      a verified sale is settled, once"), this::output);
        assertTrue(output().contains("mellat: 12 of 12 as the contract says"), this::output);
    }

    @Test
    void checksSamanGatewayBeforeAndAfterSale() throws Exception {
        assertEquals(0, saman(), this::output);
        assertTrue(output().contains("saman 1.0: 6 of 6 as the contract says"), this::output);
        pay("/bank/saman/OnlinePG/OnlinePG/pay", "Token=" + adviceValue("Token (\\w+)"));
        assertEquals(0, saman("--sale", reference("saman")), this::output);
        assertTrue(output().contains("ok      a verified sale can be reversed, once"), this::output);
        assertTrue(output().contains("saman 1.0: 8 of 8 as the contract says"), this::output);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mellat|{'on':'verify','code':'0'}|an unpaid order cannot be verified, settled or reversed",
                "mellat|{'on':'verify','code':'43'}|an unknown order is not a sale",
                "mellat|{'on':'inquiry','code':'0'}|an unpaid order cannot be verified, settled or reversed",
                "mellat|{'on':'reversal','code':'done'}|an unknown order is not a sale",
                "mellat|{'on':'pay','code':'0'}|an order opens a session, once",
                "saman|{'on':'verify','code':0}|an unknown sale cannot be verified or reversed",
                "saman|{'on':'reversal','code':5}|an unknown sale cannot be verified or reversed",
                "saman|{'on':'pay','code':'5'}|a session is opened, with a token",
            })
    void namesFailedCheckOfFaultyGateway(String bank, String wrong, String check) throws Exception {
        script(bank, wrong.replace('\'', '"'));
        assertEquals(1, bank.equals("mellat") ? mellat() : saman(), this::output);
        assertTrue(output().lines().anyMatch(line -> line.startsWith("FAILED  " + check + ": ")), this::output);
        assertTrue(!output().contains("--sale"), "first this: " + output());
    }

    @Test
    void failsIfGatewayVerifiesSaleTwice() throws Exception {
        assertEquals(0, mellat(), this::output);
        String order = adviceValue("Pay order (\\d+) on");
        pay("/bank/mellat/page/pay", "RefId=" + adviceValue("RefId (\\w+)"));
        String sale = order + ":" + reference("mellat");
        script("mellat", "{\"on\":\"verify\",\"order\":\"" + order + "\",\"code\":\"0\"}");
        assertEquals(1, mellat("--sale", sale), this::output);
        assertTrue(output().contains("FAILED  a sale is not verified under another reference: 0"), this::output);
        assertTrue(
                output().contains("FAILED  a paid sale is verified, once: 0 to its second verification, not 43"),
                this::output);
    }
}
