package city.pishkhan.demo.narration;

import city.pishkhan.testkit.partners.SimulatedPartners;
import city.pishkhan.testkit.people.Clerk;
import city.pishkhan.testkit.people.PayerBrowser;
import city.pishkhan.testkit.process.HubProcess;
import java.util.function.IntFunction;

/**
 * The participants of the demo's cases.
 *
 * @param screen    output of the demo
 * @param clerk     clerk of the office that opens the cases
 * @param districts officer of a district, by district number
 * @param payer     browser of the payer at the bank's page
 * @param partners  controls of the simulated partners
 * @param hub       process of the hub
 */
public record DemoParticipants(
        Screen screen,
        Clerk clerk,
        IntFunction<Clerk> districts,
        PayerBrowser payer,
        SimulatedPartners partners,
        HubProcess hub) {}
