package city.pishkhan.benchmarks;

import city.pishkhan.testkit.process.DatabaseCounters.Counts;

/**
 * The cost of one permit without the hub's idle load: counts of the hub's database, and processor time in milliseconds.
 *
 * @param compiling  part of {@code hub} for just-in-time compilation
 * @param collecting part of {@code hub} for garbage collection
 */
record PermitCost(
        double statements,
        double transactions,
        double writes,
        double walKb,
        double hub,
        double compiling,
        double collecting,
        double postgres,
        double partners,
        double driver) {

    /** Counts and processor times of a period. */
    record ResourceUsage(double seconds, Counts counts, ProcessTimes times) {}

    /** @param idle a period without requests */
    static PermitCost of(int permits, ResourceUsage all, ResourceUsage idle) {
        double share = all.seconds() / idle.seconds();
        Counts c = all.counts();
        Counts i = idle.counts();
        ProcessTimes t = all.times();
        ProcessTimes alone = idle.times();
        return new PermitCost(
                (c.statements() - share * i.statements()) / permits,
                (c.transactions() - share * i.transactions()) / permits,
                (c.writes() - share * i.writes()) / permits,
                (c.walBytes() - share * i.walBytes()) / permits / 1024,
                1000 * (t.hub() - share * alone.hub()) / permits,
                1000 * (t.compiling() - share * alone.compiling()) / permits,
                1000 * (t.collecting() - share * alone.collecting()) / permits,
                1000 * (t.postgres() - share * alone.postgres()) / permits,
                1000 * (t.partners() - share * alone.partners()) / permits,
                1000 * t.driver() / permits);
    }

    /** Returns the processor time of the hub and its database. */
    double hubAndPostgres() {
        return hub + postgres;
    }
}
