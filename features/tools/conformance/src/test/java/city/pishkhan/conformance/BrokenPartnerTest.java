package city.pishkhan.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Partners with replies in the contract's form but wrong behaviour fail the corresponding check. */
class BrokenPartnerTest {
    private final AtomicInteger calls = new AtomicInteger();

    /** Starts a partner that always sends the same reply, in which {@code #} is replaced by the number of the call. */
    private HttpServer startPartner(int status, String body) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] reply =
                    body.replace("#", Integer.toString(calls.incrementAndGet())).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, reply.length);
            exchange.getResponseBody().write(reply);
            exchange.close();
        });
        server.start();
        return server;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "post|201|{\"tracking\":\"TRACK-#\"}|a letter can be ordered and found, and a repeated order is recognized|the same id has two tracking numbers",
                "post|201|{\"tracking\":\"TRACK-1\"}|a letter with an invalid address is rejected with 422|HTTP 201 for postal code 0000000000",
                "sms|200|{\"reference\":\"R-#\"}|a message is sent, and a repeated id is not sent again|the same id has two references",
                "sms|200|{\"reference\":\"R-1\"}|an invalid mobile number is rejected with 422|HTTP 200 for 021",
                "sms|200|{\"reference\":\"R-1\"}|a wrong token is refused|HTTP 200 to a wrong token",
                "vehicles|200|{\"plate\":\"12ب14548\",\"vin\":\"WVWZZZ1JZXW000001\",\"model\":\"m\",\"title\":\"t\",\"fuel\":\"petrol\",\"use\":\"private\",\"modelYear\":1400,\"paidThrough\":1404,\"reference\":\"r\"}|a plate is found or reported as unknown, and no other vehicle is returned|the reply is about another plate",
                "vehicles|200|{\"plate\":\"12ب14547\",\"vin\":\"WVWZZZ1JZXW000001\",\"model\":\"m\",\"title\":\"t\",\"fuel\":\"petrol\",\"use\":\"private\",\"modelYear\":1400,\"paidThrough\":1404,\"reference\":\"r\"}|an unknown VIN is reported as not found, with a code|HTTP 200 for an unknown VIN",
                "vehicles|200|{\"reference\":\"R-#\"}|a repeated settlement is recorded once|the same id has two references",
                "vehicles|404|{\"code\":\"unknown-vehicle\"}|a wrong token is refused|HTTP 404 to a wrong token",
                "number-ownership|200|{\"owner\":\"mine\"}|the owner of a number is reported, and a second time the same|owner",
                "number-ownership|200|{\"owner\":\"owned\"}|invalid JSON is rejected, and the partner keeps working|HTTP 200 to half a JSON object",
            })
    void namesFailedCheck(String contract, int status, String body, String check, String why) throws Exception {
        HttpServer partner = startPartner(status, body);
        ByteArrayOutputStream report = new ByteArrayOutputStream();
        try {
            String url = "http://127.0.0.1:" + partner.getAddress().getPort();
            String[] line = {"--contract", contract, "--url", url, "--token", "t0ken"};
            assertEquals(1, Conformance.run(line, new PrintStream(report, true, StandardCharsets.UTF_8)));
        } finally {
            partner.stop(0);
        }
        String output = report.toString(StandardCharsets.UTF_8);
        assertTrue(
                output.lines().anyMatch(one -> one.startsWith("FAILED  " + check + ": ") && one.contains(why)), output);
    }
}
