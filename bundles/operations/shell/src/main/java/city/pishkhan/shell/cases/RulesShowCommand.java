package city.pishkhan.shell.cases;

import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.shell.HubCommand;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** Lists the staged, current and past rule sets. */
@Service
@Command(scope = "pishkhan", name = "rules-show", description = "Shows the staged, current and past rule sets")
public class RulesShowCommand extends HubCommand {
    @Reference
    Procedures procedures;

    @Override
    protected void run() {
        ShellTable table = new ShellTable();
        for (String column : new String[] {"Version", "Status", "Since", "By", "Decision", "Hash"}) {
            table.column(column);
        }
        table.emptyTableText("No rules are staged");
        procedures.versions().forEach(v -> table.addRow()
                .addContent(
                        v.number() == 0 ? "" : v.number(),
                        v.status(),
                        text(v.since()),
                        text(v.by()),
                        text(v.decision()),
                        v.hash()));
        table.print(session.getConsole());
        printDisciplines();
        List<String> problems = procedures.problems();
        problems.forEach(p -> session.getConsole().println("staged files: " + p));
        procedures.versions().stream()
                .filter(v -> v.status().equals("staged"))
                .flatMap(v -> procedures.review(v.hash()).stream())
                .forEach(r ->
                        session.getConsole().println("staged files, " + r.kind() + ": " + r.en() + " / " + r.fa()));
    }

    /** Prints the stages that need an expert of a certain discipline under the rules in force. */
    private void printDisciplines() {
        if (procedures.versions().stream().noneMatch(v -> v.status().equals("in-force"))) {
            return;
        }
        RuleSet rules = procedures.inForce();
        rules.services().stream().sorted().forEach(service -> rules.procedure(service).orElseThrow().stages().stream()
                .filter(stage -> stage.discipline() != null)
                .forEach(stage -> session.getConsole()
                        .println("in force: " + service + ", stage " + stage.id() + ": needs an expert in "
                                + stage.discipline())));
    }

    private static Object text(@Nullable Object value) {
        return value == null ? "" : value;
    }
}
