package city.pishkhan.benchmarks;

import city.pishkhan.benchmarks.PermitCost.Taken;
import city.pishkhan.testkit.RunningCity;
import city.pishkhan.testkit.process.DatabaseCounters;
import city.pishkhan.testkit.process.DatabaseCounters.Counts;
import city.pishkhan.testkit.process.Installation;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A demo city with data of its own, and what permits at a fixed rate take from its hub and its database. */
final class MeasuredCity implements AutoCloseable {

    private static final int IDLE_SECONDS = 8;
    private static final int IDLE_LOOKS = 5;
    private static final int SETTLE_SECONDS = 5;
    /** for numbering, notices and sealing of the last ones */
    private static final int DRAIN_SECONDS = 3;

    private static final int CALLERS = 4;
    private static final int CALLS = 8_000;

    private final RunningCity city;
    private final Installation home;
    private final DatabaseCounters database;
    private final PermitFlow flow;
    private final UnansweredInquiries waiting;
    private final Load load = new Load();
    private Taken idle;

    MeasuredCity(RunningCity city, Installation home) throws IOException, SQLException {
        this.city = city;
        this.home = home;
        this.database = new DatabaseCounters(home);
        this.flow = new PermitFlow(city, (method, path, nanos) -> {});
        this.waiting = new UnansweredInquiries(city.door("operator"));
    }

    PermitFlow flow() {
        return flow;
    }

    /** Brings permits in both ways, and then looks what the hub does while nobody asks anything of it. */
    void warmUp(int seconds, int rate) throws Exception {
        flow.logIn();
        load.arrive(rate, seconds / 2, new Times(), new Times(), flow::whole);
        load.arrive(rate, seconds / 2, new Times(), new Times(), flow::batch);
        waiting.awaitNone();
        cleanUp();
        TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
        idle = idleNow();
    }

    /** What the database would do by itself some minutes later, in the middle of a look or of a round. */
    private void cleanUp() throws IOException, SQLException {
        try (Connection connection = DatabaseCounters.superuser(home, "hub");
                Statement statement = connection.createStatement()) {
            statement.execute("vacuum (analyze)");
            statement.execute("checkpoint");
        }
    }

    /** The middle one of several looks: in one of them the database may just clean up after the permits before it, which is their cost. */
    private Taken idleNow() throws Exception {
        List<Taken> looks = new ArrayList<>();
        for (int look = 0; look < IDLE_LOOKS; look++) {
            looks.add(taken(() -> TimeUnit.SECONDS.sleep(IDLE_SECONDS)));
        }
        looks.sort(Comparator.comparingDouble(
                look -> look.times().hub() + look.times().postgres()));
        return looks.get(IDLE_LOOKS / 2);
    }

    Taken idle() {
        return idle;
    }

    /** What one of so many permits took. */
    PermitCost round(int permits, int rate, Load.Work permit) throws Exception {
        int whole = permits / rate * rate;
        Taken all = taken(() -> {
            load.arrive(rate, permits / rate, new Times(), new Times(), permit);
            waiting.awaitNone();
            TimeUnit.SECONDS.sleep(DRAIN_SECONDS);
        });
        return PermitCost.of(whole, all, idle);
    }

    /** Milliseconds of the hub's processor for one call, of many that ask the same. */
    double hubMillisACall(Load.Work call) throws Exception {
        load.times(CALLERS, CALLS, call);
        Taken taken = taken(() -> load.times(CALLERS, CALLS, call));
        double alone = idle.times().hub() * taken.seconds() / idle.seconds();
        return 1000 * (taken.times().hub() - alone) / CALLS;
    }

    private Taken taken(Load.Work work) throws Exception {
        Counts counts = database.counts();
        ProcessTimes times = times();
        long begin = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new Taken(seconds, database.counts().minus(counts), times().minus(times));
    }

    private ProcessTimes times() throws IOException {
        return ProcessTimes.now(
                hub(), Database.pid(home), city.partnersProcess().pid().orElseThrow());
    }

    private long hub() {
        return city.hub().pid().orElseThrow();
    }

    double residentMegabytes() throws IOException, InterruptedException {
        return Memory.residentMegabytes(hub());
    }

    /** Calls by statement since the start. */
    Map<String, Long> statements() throws SQLException {
        return database.statements();
    }

    /** Says what failed. @return whether nothing did */
    boolean judged(Figures figures) {
        if (flow.again() > 0) {
            figures.say(flow.again() + " permits were for properties that had one before, and cost less");
        }
        if (load.failed() > 0) {
            figures.say(load.failed() + " permits failed; the first: " + load.firstFailure());
        }
        return load.failed() == 0;
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
