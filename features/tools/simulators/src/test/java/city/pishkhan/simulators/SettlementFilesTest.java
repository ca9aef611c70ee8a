package city.pishkhan.simulators;

import static city.pishkhan.simulators.BankCustomer.AMOUNT;
import static city.pishkhan.simulators.BankCustomer.READER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.simulators.site.Json;
import city.pishkhan.simulators.site.Options;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the settlement files of both banks. */
class SettlementFilesTest {
    private static final ZoneId TEHRAN = ZoneId.of("Asia/Tehran");
    private static final String HEAD = "terminal,order,reference,amount,day,kind";

    @TempDir
    Path folder;

    private Simulators simulators;
    private Http http;
    private BankCustomer customer;
    private String dayEnds = "";

    @BeforeEach
    void start() throws Exception {
        simulators("--settlement", folder.resolve("files").toString());
    }

    private void simulators(String... more) throws Exception {
        List<String> arguments = Stream.concat(
                        Stream.of(
                                "--port", "0", "--data", folder.resolve("data").toString()),
                        Stream.of(more))
                .toList();
        Options options = Options.parse(arguments);
        options.credentials().setProperty("bank/mellat.terminal", "4711");
        options.credentials().setProperty("bank/saman.terminal", "2015");
        options.credentials().setProperty("bank/saman.pos", READER);
        options.credentials().setProperty("bank/saman.dayEnds", dayEnds);
        simulators = new Simulators(options, Simulators.all());
        http = new Http(simulators.port(), Duration.ofSeconds(20));
        customer = new BankCustomer(http);
    }

    @AfterEach
    void stop() throws Exception {
        simulators.close();
    }

    /** Writes a settlement file as the bank's operator, and returns the reply. */
    private JsonNode close(String bank) throws Exception {
        HttpResponse<String> response = http.post("/control/bank/" + bank + "/settlement", "");
        assertEquals(200, response.statusCode(), response.body());
        return Json.MAPPER.readTree(response.body());
    }

    /** Writes a settlement file and returns its lines. */
    private List<String> closeAndReadLines(String bank) throws Exception {
        JsonNode reply = close(bank);
        List<String> lines = lines(bank, reply.path("file").asText());
        assertEquals(reply.path("lines").asInt(), lines.size());
        return lines;
    }

    private List<String> lines(String bank, String name) throws IOException {
        List<String> lines =
                Files.readAllLines(folder.resolve("files").resolve(bank).resolve(name));
        assertEquals(HEAD, lines.get(0));
        return lines.subList(1, lines.size());
    }

    private List<String> files(String bank) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("files").resolve(bank))) {
            // excludes files that are still being written
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private void script(String bank, String lines) throws Exception {
        http.control("bank/" + bank, "{\"script\":[" + lines + "]}");
    }

    private static LocalDate today() {
        return LocalDate.now(TEHRAN);
    }

    private static String line(String terminal, Object order, String reference) {
        return terminal + "," + order + "," + reference + "," + AMOUNT + "," + today() + ",sale";
    }

    @Test
    void mellatFileListsOnlySettledSales() throws Exception {
        String one = customer.mellat(1);
        String two = customer.payAndVerify(2);
        String three = customer.payAndVerify(3);
        assertEquals("0", customer.mellat("Reversal", 3, three));
        String day = today().format(DateTimeFormatter.BASIC_ISO_DATE);
        JsonNode reply = close("mellat");
        assertEquals("mellat-" + day + "-1.csv", reply.path("file").asText());
        assertEquals(AMOUNT, reply.path("total").asLong());
        assertEquals(List.of(line("4711", 1, one)), lines("mellat", "mellat-" + day + "-1.csv"));
        assertTrue(close("mellat").path("file").isNull(), "each sale is told once");
        assertEquals("0", customer.mellat("Settle", 2, two));
        assertEquals(
                List.of(line("4711", 2, two)),
                lines("mellat", close("mellat").path("file").asText()));
        assertEquals(List.of("mellat-" + day + "-1.csv", "mellat-" + day + "-2.csv"), files("mellat"));
    }

    @Test
    void samanFileListsSalesAndEndsTheirReversal() throws Exception {
        String page = customer.saman(7);
        String card = customer.card();
        String back = customer.card();
        assertEquals(0, customer.saman("Reverse", back, READER));
        assertEquals(List.of(line("2015", 7, page), line(READER, "", card)), closeAndReadLines("saman"));
        assertEquals(-6, customer.saman("Reverse", page, "2015"), "it is settled");
        assertEquals(-6, customer.saman("Reverse", card, READER));
        assertEquals(0, customer.saman("Verify", card, READER), "nobody had asked about it");
    }

    @Test
    void followsScriptedFileErrors() throws Exception {
        String one = customer.mellat(11);
        String two = customer.mellat(12);
        String three = customer.mellat(13);
        script(
                "mellat",
                "{\"on\":\"settlement\",\"order\":\"11\",\"missing\":true},"
                        + "{\"on\":\"settlement\",\"order\":\"12\",\"copies\":2},"
                        + "{\"on\":\"settlement\",\"order\":\"13\",\"amount\":1000},"
                        + "{\"on\":\"file\",\"stranger\":5000000,\"times\":1}");
        List<String> lines = closeAndReadLines("mellat");
        assertEquals(
                List.of(
                        line("4711", 12, two),
                        line("4711", 12, two),
                        "4711,13," + three + ",1000," + today() + ",sale"),
                lines.subList(0, 3));
        assertTrue(lines.get(3).matches("4711,,9\\d{11},5000000," + today() + ",sale"), lines.get(3));
        assertEquals(4, lines.size());
        script("mellat", "{\"on\":\"file\",\"days\":\"persian\"}");
        List<String> late = closeAndReadLines("mellat");
        assertEquals(1, late.size());
        assertTrue(
                late.get(0).matches("4711,11," + one + "," + AMOUNT + ",1[45]\\d{2}/\\d{2}/\\d{2},sale"),
                "told later: " + late);
    }

    @Test
    void reportsBankReversalInFile() throws Exception {
        String one = customer.saman(71);
        closeAndReadLines("saman");
        script(
                "saman",
                "{\"on\":\"file\",\"reversal\":{\"order\":\"71\",\"reference\":\"" + one + "\",\"amount\":" + AMOUNT
                        + "}}");
        JsonNode reply = close("saman");
        assertEquals(-AMOUNT, reply.path("total").asLong());
        assertEquals(
                List.of("2015,71," + one + "," + AMOUNT + "," + today() + ",reversal"),
                lines("saman", reply.path("file").asText()));
    }

    @Test
    void unknownSaleAloneCreatesFile() throws Exception {
        script("saman", "{\"on\":\"file\",\"stranger\":1000}");
        assertEquals(1, closeAndReadLines("saman").size());
    }

    @Test
    void dayEndsByBankClock() throws Exception {
        String reference = customer.mellat(21);
        assertEquals(List.of(), files("mellat"));
        script("mellat", "{\"on\":\"clock\",\"aheadSeconds\":86400}");
        Awaitility.await().until(() -> files("mellat").size() == 1);
        assertEquals(
                List.of(line("4711", 21, reference)),
                lines("mellat", files("mellat").get(0)));
    }

    @Test
    void saleAfterCutOffBelongsToNextDay() throws Exception {
        ZonedDateTime now = ZonedDateTime.now(TEHRAN);
        simulators.close();
        dayEnds = now.minusMinutes(1)
                .toLocalTime()
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
        start();
        LocalTime end = LocalTime.parse(dayEnds);
        boolean midnight = end.equals(LocalTime.MIDNIGHT) || end.isAfter(now.toLocalTime());
        String reference = customer.saman(31);
        assertEquals(List.of(), files("saman"), "its day goes on");
        String day = now.toLocalDate().plusDays(midnight ? 0 : 1).toString();
        assertEquals(List.of("2015,31," + reference + "," + AMOUNT + "," + day + ",sale"), closeAndReadLines("saman"));
    }

    @Test
    void writesFilesOfMissedDaysAfterRestart() throws Exception {
        customer.saman(41);
        simulators.close();
        Path ledger = folder.resolve("data/bank-saman.jsonl");
        // moves all events two days into the past
        Files.writeString(
                ledger,
                Files.readString(ledger)
                        .replaceAll("\"bankTime\":\"[^T]*T", "\"bankTime\":\"" + today().minusDays(2) + "T"));
        start();
        Awaitility.await().until(() -> files("saman").size() == 1);
        assertEquals(1, lines("saman", files("saman").get(0)).size());
    }

    @Test
    void restartAndCrashReportEachSaleOnce() throws Exception {
        customer.mellat(51);
        String name = close("mellat").path("file").asText();
        Path file = folder.resolve("files/mellat").resolve(name);
        simulators.close();
        // simulates a crash before the file was renamed, and an incomplete second file
        Files.move(file, file.resolveSibling("." + name + ".part"));
        Files.writeString(file.resolveSibling(".mellat-20261126-9.csv.part"), HEAD);
        start();
        assertEquals(List.of(name), files("mellat"));
        assertTrue(close("mellat").path("file").isNull());
        assertEquals(1, lines("mellat", name).size());
        customer.mellat(52);
        assertEquals(1, closeAndReadLines("mellat").size());
        assertEquals(2, files("mellat").size(), "no name is used twice");
    }

    @Test
    void missingFolderIsReportedToOperator() throws Exception {
        simulators.close();
        simulators();
        customer.saman(61);
        HttpResponse<String> response = http.post("/control/bank/saman/settlement", "");
        assertEquals(409, response.statusCode());
        assertTrue(response.body().contains("--settlement"), response.body());
    }
}
