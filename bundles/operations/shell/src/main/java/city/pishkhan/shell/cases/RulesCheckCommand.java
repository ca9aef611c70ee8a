package city.pishkhan.shell.cases;

import city.pishkhan.api.rules.RuleWatch;
import city.pishkhan.identifiers.InvalidIdentifier;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.shell.HubCommand;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** Checks that all cases of a day were opened under one rule set, and fails if they were not. */
@Service
@Command(
        scope = "pishkhan",
        name = "rules-check",
        description = "Checks that all cases opened on a day, in every district, have the same rule set")
public class RulesCheckCommand extends HubCommand {
    @Reference
    RuleWatch watch;

    @Argument(name = "day", description = "Day, e.g. 1405/09/04 or 2026-11-25; default: today in Tehran")
    String day;

    @Override
    protected void run() {
        RuleWatch.Day found = watch.day(day());
        ShellTable table = new ShellTable();
        for (String column : new String[] {"District", "Cases", "Rule set"}) {
            table.column(column);
        }
        table.emptyTableText("No cases were opened");
        found.districts().forEach(d -> d.cases().forEach((hash, cases) -> table.addRow()
                .addContent(d.district(), cases, hash.equals(found.inForce()) ? hash : hash + " (not in force)")));
        table.print(session.getConsole());
        String what = found.cases() + " cases in " + found.districts().size() + " districts on "
                + PersianDate.of(found.day()) + " (" + found.day() + ")";
        if (!found.hasOneRuleSet()) {
            throw new IllegalStateException(
                    "DIFFERENT: not all of " + what + " were opened under rule set " + found.inForce());
        }
        session.getConsole().println("one rule set, " + found.inForce() + ": " + what);
    }

    private LocalDate day() {
        if (day == null) {
            return LocalDate.now(PersianDate.TEHRAN);
        }
        try {
            // four-digit years that begin with 1 are Persian years
            return day.startsWith("1") ? PersianDate.parse(day).toLocalDate() : LocalDate.parse(day);
        } catch (InvalidIdentifier | DateTimeParseException e) {
            throw new IllegalArgumentException("A day must be written as 1405/09/04 or 2026-11-25, not " + day);
        }
    }
}
