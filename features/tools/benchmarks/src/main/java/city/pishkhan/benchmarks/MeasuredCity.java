package city.pishkhan.benchmarks;

import city.pishkhan.benchmarks.PermitCost.ResourceUsage;
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

/** A demo city with its own data, and measurements of the load that permits cause on its hub and database. */
final class MeasuredCity implements AutoCloseable {

    private static final int IDLE_SECONDS = 8;
    private static final int IDLE_MEASUREMENTS = 5;
    private static final int SETTLE_SECONDS = 5;
    /**
     * seconds after the last answer in which the hub numbers and seals the journal entries of the last permits and sends their notifications
     */
    private static final int DRAIN_SECONDS = 3;

    private static final int CALLERS = 4;
    private static final int CALLS = 8_000;

    private final RunningCity city;
    private final Installation home;
    private final DatabaseCounters database;
    private final PermitFlow flow;
    private final UnansweredInquiries waiting;
    private final Load load = new Load();
    private ResourceUsage idle;

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

    /**
     * Runs permits whose papers are added in separate calls, then permits with all papers in one call, and then
     * measures the hub's idle load.
     */
    void warmUp(int seconds, int rate) throws Exception {
        flow.logIn();
        load.arrive(rate, seconds / 2, new Times(), new Times(), flow::runInSingleCalls);
        load.arrive(rate, seconds / 2, new Times(), new Times(), flow::runInOneCall);
        waiting.awaitNone();
        cleanUp();
        TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
        idle = measureIdle();
    }

    /** Runs the database maintenance that would otherwise run during a measurement. */
    private void cleanUp() throws IOException, SQLException {
        try (Connection connection = DatabaseCounters.superuser(home, "hub");
                Statement statement = connection.createStatement()) {
            statement.execute("vacuum (analyze)");
            statement.execute("checkpoint");
        }
    }

    /** Returns the median of several idle measurements, because one may include clean-up work for earlier permits. */
    private ResourceUsage measureIdle() throws Exception {
        List<ResourceUsage> samples = new ArrayList<>();
        for (int sample = 0; sample < IDLE_MEASUREMENTS; sample++) {
            samples.add(measure(() -> TimeUnit.SECONDS.sleep(IDLE_SECONDS)));
        }
        samples.sort(Comparator.comparingDouble(
                sample -> sample.times().hub() + sample.times().postgres()));
        return samples.get(IDLE_MEASUREMENTS / 2);
    }

    ResourceUsage idleBaseline() {
        return idle;
    }

    /**
     * Returns the duration of a round.
     *
     * @param rate permits per second
     * @throws IllegalArgumentException if the round is shorter than a second, which measures no permit
     */
    static int seconds(int permits, int rate) {
        if (rate < 1 || permits < rate) {
            throw new IllegalArgumentException("A round of " + permits + " permits at " + rate
                    + " per second is shorter than a second. Use more permits or a lower rate.");
        }
        return permits / rate;
    }

    /** Returns the cost of one permit in a round. */
    PermitCost round(int permits, int rate, Load.Work permit) throws Exception {
        int seconds = seconds(permits, rate);
        int whole = seconds * rate;
        // logins are renewed before the measurement, because the password hash of one login costs as much as several
        // permits
        flow.renewLogins();
        ResourceUsage all = measure(() -> {
            load.arrive(rate, seconds, new Times(), new Times(), permit);
            waiting.awaitNone();
            TimeUnit.SECONDS.sleep(DRAIN_SECONDS);
        });
        return PermitCost.of(whole, all, idle);
    }

    /** Returns the hub's processor time per call in milliseconds, measured over many equal calls. */
    double hubMillisACall(Load.Work call) throws Exception {
        load.times(CALLERS, CALLS, call);
        ResourceUsage measured = measure(() -> load.times(CALLERS, CALLS, call));
        double alone = idle.times().hub() * measured.seconds() / idle.seconds();
        return 1000 * (measured.times().hub() - alone) / CALLS;
    }

    private ResourceUsage measure(Load.Work work) throws Exception {
        Counts counts = database.counts();
        ProcessTimes times = times();
        long begin = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new ResourceUsage(seconds, database.counts().minus(counts), times().minus(times));
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

    /** Returns the number of calls by statement since the server's start. */
    Map<String, Long> statements() throws SQLException {
        return database.statements();
    }

    /**
     * Prints the failures.
     *
     * @return {@code true} if there were none
     */
    boolean reportFailures(Figures figures) {
        if (flow.repeatedProperties() > 0) {
            figures.writeProgress(flow.repeatedProperties()
                    + " permits were for properties that already had a permit; these cost less");
        }
        if (load.failed() > 0) {
            figures.writeProgress(load.failed() + " permits failed; the first: " + load.firstFailure());
        }
        return load.failed() == 0;
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
