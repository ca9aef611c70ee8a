package city.pishkhan.benchmarks;

import city.pishkhan.testkit.RunningCity;
import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.people.Clerk;
import city.pishkhan.testkit.people.PayerBrowser;
import city.pishkhan.testkit.plots.Plot;
import city.pishkhan.testkit.plots.Plots;
import city.pishkhan.testkit.waiting.CityException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs the calls of a building permit in the roles of office, payer and district: opening, papers, four inquiries,
 * payment at the bank's page, verification, certificate. Thread-safe.
 */
final class PermitFlow {

    private static final String OFFICE = "clerk-1204";
    private static final long FIRST_LOOK_MS = 40;
    private static final long LAST_LOOK_MS = 640;
    private static final long PATIENCE_NANOS = 120_000_000_000L;
    private static final int NOT_FOUND = 404;
    private static final int FLOORS = 8;
    private static final long AREA = 800;
    private static final String GATEWAY = "mellat";
    private static final Duration LONGEST_ROUND = Duration.ofMinutes(5);

    private final RunningCity city;
    private final Clerk clerk;
    private final Clerk watcher;
    private final PayerBrowser payer;
    private final HubClient.Stopwatch stopwatch;
    private final Queue<HubClient> logins = new ConcurrentLinkedQueue<>();
    private final Map<Integer, Clerk> districts = new ConcurrentHashMap<>();
    private final Plots plots;
    private final Queue<Plot> usedPlots = new ConcurrentLinkedQueue<>();
    private final Map<String, Times> steps = new ConcurrentSkipListMap<>();
    private final AtomicLong again = new AtomicLong();
    private final AtomicReference<String> finished = new AtomicReference<>();

    /** A case with all papers that is not submitted yet. */
    record Prepared(String id, Plot plot) {}

    /** @param stopwatch receives the duration of every call, except calls that only poll */
    PermitFlow(RunningCity city, HubClient.Stopwatch stopwatch) {
        this.city = city;
        this.stopwatch = stopwatch;
        this.clerk = new Clerk(door(OFFICE, stopwatch));
        this.watcher = new Clerk(door(OFFICE, (method, path, nanos) -> {}));
        this.payer = new PayerBrowser(city.http());
        this.plots = Plots.read(city.plots(), System.nanoTime());
    }

    /**
     * Returns the durations of each step, including waiting, since the caller last cleared the map. The names sort in
     * the order of the flow.
     */
    Map<String, Times> steps() {
        return steps;
    }

    /** Returns the number of permits for properties with an earlier permit. They are cheaper, because the archive has their papers. */
    long repeatedProperties() {
        return again.get();
    }

    private void recordStep(String step, long since) {
        steps.computeIfAbsent(step, s -> new Times()).add(System.nanoTime() - since);
    }

    /** Logs in all district users, because a login needs a password hash, which is not part of a permit's cost. */
    void logIn() throws InterruptedException {
        for (int n = 1; n <= Plots.DISTRICTS; n++) {
            HubClient hubClient = door("district-" + n, stopwatch);
            hubClient.get("/office/v1/cases?limit=1");
            districts.put(n, new Clerk(hubClient));
        }
    }

    private HubClient door(String user, HubClient.Stopwatch calls) {
        HubClient hubClient = city.door(user, calls);
        logins.add(hubClient);
        return hubClient;
    }

    /** Renews the tokens that would otherwise expire during a round. */
    void renewLogins() {
        logins.forEach(login -> login.renewLogin(LONGEST_ROUND));
    }

    void runInSingleCalls() throws IOException, InterruptedException {
        finish(submit(prepare()));
    }

    /** Runs a permit with all papers and the submission in one call. */
    void runInOneCall() throws IOException, InterruptedException {
        Opened opened = open();
        long before = System.nanoTime();
        clerk.submitSheets(opened.answer(), opened.plot());
        recordStep("3_submission", before);
        finish(new Prepared(opened.id(), opened.plot()));
    }

    Prepared prepare() throws InterruptedException {
        Opened opened = open();
        long before = System.nanoTime();
        clerk.addPapers(opened.id(), opened.plot(), Set.of(), (fromArchive, scanned) -> {});
        recordStep("2_papers", before);
        return new Prepared(opened.id(), opened.plot());
    }

    /** An opened case with the hub's reply. */
    private record Opened(JsonNode answer, Plot plot) {
        String id() {
            return answer.path("id").asText();
        }
    }

    private Opened open() throws InterruptedException {
        while (true) {
            Plot plot = plot();
            try {
                long before = System.nanoTime();
                JsonNode opened = clerk.open(plot, "Bench", FLOORS, Map.of("residential", AREA));
                recordStep("1_open", before);
                return new Opened(opened, plot);
            } catch (HubClient.Refused e) {
                // an earlier run left a case open for this property
                if (!e.code().equals("case.already-open")) {
                    throw e;
                }
            }
        }
    }

    /** Returns an unused property or, if there is none left, a used one. */
    private Plot plot() {
        synchronized (plots) {
            try {
                return plots.next(plot -> plot.floors() >= FLOORS
                        && plot.buildable() >= AREA
                        && plot.uses().contains("residential"));
            } catch (java.util.NoSuchElementException e) {
                Plot used = usedPlots.poll();
                if (used == null) {
                    throw new CityException(
                            "The demo has too few properties for this number of parallel permits. Use fewer --workers or --permits.");
                }
                again.incrementAndGet();
                return used;
            }
        }
    }

    Prepared submit(Prepared prepared) throws InterruptedException {
        long before = System.nanoTime();
        clerk.submit(prepared.id());
        recordStep("3_submission", before);
        return prepared;
    }

    /**
     * Completes a submitted case: waits for the inquiries, pays, and performs the remaining steps up to the
     * certificate.
     */
    void finish(Prepared prepared) throws IOException, InterruptedException {
        String id = prepared.id();
        long before = System.nanoTime();
        await(id, "duties");
        recordStep("4_inquiries", before);
        before = System.nanoTime();
        for (JsonNode bill : clerk.bills(id)) {
            payer.pay(clerk.beginPayment(id, bill.path("id").asText(), GATEWAY));
        }
        recordStep("5_payment", before);
        before = System.nanoTime();
        await(id, "final-verification");
        recordStep("6_confirmation", before);
        before = System.nanoTime();
        districts.get(prepared.plot().district()).decide(id, "approve", null, null);
        JsonNode certificate = clerk.certificate(id);
        recordStep("7_verification", before);
        if (certificate.path("code").asText("").isEmpty()) {
            throw new CityException("Case " + id + " has no certificate");
        }
        usedPlots.add(prepared.plot());
        finished.set(id);
    }

    /** Returns single calls of an office by name, cheapest first: an unknown path, a list with one case, a whole case. */
    Map<String, Load.Work> calls() {
        HubClient office = city.door(OFFICE);
        Map<String, Load.Work> calls = new LinkedHashMap<>();
        calls.put("unknown", () -> {
            try {
                office.get("/office/v1/nothing");
                throw new CityException("/office/v1/nothing was expected to be unknown");
            } catch (HubClient.Refused e) {
                if (e.status() != NOT_FOUND) {
                    throw e;
                }
            }
        });
        calls.put("list", () -> office.get("/office/v1/cases?limit=1"));
        calls.put("case", () -> office.get("/office/v1/cases/" + finished.get()));
        return calls;
    }

    private void await(String id, String stage) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE_NANOS;
        JsonNode now = null;
        for (long pause = FIRST_LOOK_MS; ; pause = Math.min(pause * 2, LAST_LOOK_MS)) {
            Thread.sleep(pause);
            now = watcher.readIfChanged(id, now);
            if (now.path("stage").asText().equals(stage)) {
                return;
            }
            if (now.hasNonNull("ended") || System.nanoTime() > until) {
                throw new CityException("Case " + now.path("number").asText() + " is "
                        + now.path("state").asText() + " at "
                        + now.path("stage").asText() + ", not at " + stage + ": "
                        + now.path("note").asText(""));
            }
        }
    }
}
