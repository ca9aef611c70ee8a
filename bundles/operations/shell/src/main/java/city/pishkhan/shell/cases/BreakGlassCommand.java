package city.pishkhan.shell.cases;

import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.persons.BreakGlass;
import city.pishkhan.shell.HubCommand;
import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Shows the applicants of one case unmasked for a limited time. The access is journaled and reported to oversight. */
@Service
@Command(
        scope = "pishkhan",
        name = "break-glass",
        description =
                "Shows the personal data of one case for a limited time; the reason and each viewing are journaled")
public class BreakGlassCommand extends HubCommand {
    @Reference
    Cases cases;

    @Reference
    BreakGlass glass;

    @Argument(name = "number", description = "Case number, e.g. 22-1405-0000123-2", required = true)
    String number;

    @Argument(index = 1, name = "reason", description = "Reason, 10 to 500 characters", required = true)
    String reason;

    @Override
    protected void run() {
        CaseView masked = cases.findByNumber(operator(), number);
        BreakGlass.EmergencyAccess broken = glass.breakGlass(operator(), masked.id(), reason);
        CaseView c = cases.find(operator(), broken.caseId());
        PrintStream out = session.getConsole();
        out.println("Case      " + c.number() + ", shown to " + operator().principal() + " until " + broken.until());
        c.applicants()
                .forEach(a -> out.println("Applicant " + a.role() + "  " + a.nationalId() + "  " + a.name()
                        + (a.mobile() == null ? "" : "  " + a.mobile())));
        if (c.note() != null) {
            out.println("Note      " + c.note());
        }
    }
}
