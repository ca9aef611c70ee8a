package city.pishkhan.demo;

import java.util.function.IntFunction;

/**
 * Who takes part in the demo's cases.
 *
 * @param clerk     of the office that opens them
 * @param districts officer of a district, by its number
 * @param payer     at the bank's page
 * @param partners  the simulators' controls
 * @param hub       its process
 */
record Cast(Screen screen, Clerk clerk, IntFunction<Clerk> districts, Browser payer, Partners partners, Hub hub) {}
