package city.pishkhan.shell.cases;

import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.shell.HubCommand;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Shows one case: its stage, its inquiries with their reasons, and its history. Applicants are not shown. */
@Service
@Command(scope = "pishkhan", name = "case-show", description = "Shows one case: stage, inquiries, history")
public class CaseShowCommand extends HubCommand {
    @Reference
    Cases cases;

    @Reference
    Journal journal;

    @Argument(name = "number", description = "Case number, e.g. 22-1405-0000123-2", required = true)
    String number;

    @Override
    protected void run() {
        CaseView c = cases.findByNumber(operator(), number);
        PrintStream out = session.getConsole();
        out.println("Case      " + c.number() + "  " + c.service() + " version " + c.procedureVersion());
        out.println("Subject   " + c.subject() + ", district " + c.district() + ", office " + c.office());
        out.println("State     " + c.state().name().toLowerCase(Locale.ROOT) + " at " + c.stage()
                + (c.waitsFor().isEmpty() ? "" : ", waits for " + String.join(", ", c.waitsFor())));
        if (c.held() != null) {
            out.println("Held      " + c.held().english() + " Since " + c.held().since());
        }
        out.println("Rule set  " + c.ruleSet());
        c.inquiries()
                .forEach(i -> out.println("Inquiry   " + i.id() + " " + i.agency() + " " + i.state()
                        + (i.verdict() == null ? "" : " " + i.verdict()) + ", " + i.attempts() + " attempts: "
                        + i.reason()));
        cases.history(operator(), c.id())
                .forEach(
                        e -> out.println(String.format("%6s %s %-22s %s", e.sequence(), e.at(), e.event(), e.actor())));
        List<String> wrong = journal.check(c.id());
        out.println(wrong.isEmpty() ? "The chain is whole." : "THE CHAIN IS BROKEN: " + wrong);
    }
}
