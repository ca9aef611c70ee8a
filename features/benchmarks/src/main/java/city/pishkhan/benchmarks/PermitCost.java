package city.pishkhan.benchmarks;

import city.pishkhan.testkit.process.DatabaseCounters.Counts;

/**
 * What one permit took, without what the hub does by itself: counts of the hub's database, and processor time in milliseconds.
 *
 * @param compiling  of {@code hub}, the just-in-time compiler's
 * @param collecting of {@code hub}, the garbage collector's
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

    /** What a stretch of time took. */
    record Taken(double seconds, Counts counts, ProcessTimes times) {}

    /** @param idle a stretch in which nobody asked anything of the hub */
    static PermitCost of(int permits, Taken all, Taken idle) {
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

    /** What the hub costs whoever runs it: its own processor time and its database's. */
    double hubAndPostgres() {
        return hub + postgres;
    }
}
