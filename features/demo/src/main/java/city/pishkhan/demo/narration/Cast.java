package city.pishkhan.demo.narration;

import city.pishkhan.testkit.partners.SimulatedPartners;
import city.pishkhan.testkit.people.Clerk;
import city.pishkhan.testkit.people.PayerBrowser;
import city.pishkhan.testkit.process.HubProcess;
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
public record Cast(
        Screen screen,
        Clerk clerk,
        IntFunction<Clerk> districts,
        PayerBrowser payer,
        SimulatedPartners partners,
        HubProcess hub) {}
