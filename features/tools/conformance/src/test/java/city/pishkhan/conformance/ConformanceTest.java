package city.pishkhan.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.simulators.Simulators;
import city.pishkhan.simulators.site.Options;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the report on the simulated partners, which conform to their contracts, and on partners that do not. */
class ConformanceTest {

    /** a property that the simulated planning system knows */
    private static final String PROPERTY = "22-3-17-4-1-0-0";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream report = new ByteArrayOutputStream();

    private int run(String contract, String url, String token) throws Exception {
        String[] line = {"--contract", contract, "--url", url, "--token", token};
        return Conformance.run(line, new PrintStream(report, true, StandardCharsets.UTF_8));
    }

    private String output() {
        return report.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "utility, water",
        "utility, gas",
        "post, post",
        "vehicles, vehicles",
        "sms, sms",
        "number-ownership, numbers"
    })
    void simulatedPartnersConformOverRest(String contract, String partner) throws Exception {
        Options options = Options.parse(List.of("--port", "0", "--data", folder.toString()));
        options.credentials().setProperty(partner + ".token", "t0ken");
        try (Simulators simulators = new Simulators(options, Simulators.all())) {
            String url = "http://127.0.0.1:" + simulators.port() + "/" + partner;
            assertEquals(0, run(contract, url, "t0ken"), this::output);
        }
        assertTrue(output().lines().count() > 2 && !output().contains("FAILED"), this::output);
    }

    @ParameterizedTest
    @CsvSource({"fire", "planning"})
    void simulatedPartnersConformOverSoap(String contract) throws Exception {
        Options options = Options.parse(List.of("--port", "0", "--data", folder.toString()));
        options.credentials().setProperty(contract + ".user", "hub");
        options.credentials().setProperty(contract + ".password", "s3cret");
        try (Simulators simulators = new Simulators(options, Simulators.all())) {
            String url = "http://127.0.0.1:" + simulators.port() + "/" + contract;
            String[] line = {"--contract", contract, "--url", url, "--login", "hub:s3cret", "--property", PROPERTY};
            assertEquals(0, Conformance.run(line, new PrintStream(report, true, StandardCharsets.UTF_8)), this::output);
        }
        assertTrue(output().lines().count() > 4 && !output().contains("FAILED"), this::output);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200|<a/>|not a SOAP 1.1 envelope",
                "200|busy|not XML",
                "200|<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body><SubmitInquiryResponse xmlns='urn:city:fire:inquiries:1'><result><verdict>YES</verdict></result></SubmitInquiryResponse></e:Body></e:Envelope>|verdict",
                "500|<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body><e:Fault><faultcode>e:Server</faultcode><faultstring>out of memory</faultstring></e:Fault></e:Body></e:Envelope>|not defined in the contract: out of memory",
            })
    void reportsContractViolationsOverSoap(int status, String body, String wrong) throws Exception {
        HttpServer server = startPartner(status, body);
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort();
            assertEquals(1, run("fire", url, ""), this::output);
        } finally {
            server.stop(0);
        }
        assertTrue(output().lines().anyMatch(line -> line.startsWith("FAILED") && line.contains(wrong)), this::output);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200|{\"verdict\":\"yes\",\"inquiry\":\"x\",\"digest\":\"d\"}|verdict",
                "200|<html>busy</html>|the body is not valid JSON",
                "302||status 302 is not defined in the contract",
            })
    void reportsContractViolations(int status, String body, String wrong) throws Exception {
        HttpServer server = startPartner(status, body);
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort();
            assertEquals(1, run("utility", url, ""), this::output);
        } finally {
            server.stop(0);
        }
        assertTrue(output().lines().anyMatch(line -> line.startsWith("FAILED") && line.contains(wrong)), this::output);
    }

    @Test
    void reportsUnreachablePartner() throws Exception {
        int free;
        try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertEquals(1, run("sms", "http://127.0.0.1:" + free, ""));
        assertTrue(output().contains("no reply"), this::output);
    }

    @Test
    void printsUsageForInvalidArguments() throws Exception {
        assertEquals(2, run("bank", "http://127.0.0.1:1", ""));
        assertEquals(
                2,
                Conformance.run(
                        new String[] {"--contract", "mellat", "--url", "http://127.0.0.1:1", "--sale", "1"},
                        new PrintStream(report, true, StandardCharsets.UTF_8)));
        assertTrue(output().contains("--sale is <order>:<SaleReferenceId>, not 1"), this::output);
        assertTrue(output().contains("no contract bank") && output().contains("usage"), this::output);
    }

    private static HttpServer startPartner(int status, String body) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        return server;
    }
}
