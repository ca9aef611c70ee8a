package city.pishkhan.shell.upkeep;

import city.pishkhan.api.deployment.Deployments;
import city.pishkhan.api.deployment.Deployments.Effect;
import city.pishkhan.api.deployment.Deployments.Entry;
import city.pishkhan.api.deployment.Deployments.Plan;
import city.pishkhan.shell.HubCommand;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Brings a bundle, features, a route file or a configuration into the running hub; fails if what ran before runs on instead. */
@Service
@Command(
        scope = "pishkhan",
        name = "deploy",
        description =
                "Deploys a bundle, features, a route file or a configuration; goes back by itself if it does not run")
public class DeployCommand extends HubCommand {
    @Reference
    Deployments deployments;

    @Option(name = "--dry-run", description = "Say what would happen, and change nothing")
    boolean dryRun;

    @Argument(
            name = "file",
            description = "*.jar, *.kar, features.xml, *.camel.yaml or city.pishkhan.*.cfg",
            required = true)
    String file;

    @Override
    protected void run() {
        Path path = Path.of(file).toAbsolutePath().normalize();
        Plan plan = deployments.plan(path);
        say("replaces", plan.before().isEmpty() ? "nothing, it is new" : plan.before());
        say("version", plan.sha256());
        if (dryRun || plan.problems().isEmpty()) {
            foretell(plan);
        }
        if (dryRun) {
            say("cannot run", plan.problems());
            return;
        }
        Entry entry = deployments.deploy(path, operator());
        say("restarted", entry.restarted());
        outcome(entry, session.getConsole());
        say("runs", entry.name() + ", after " + entry.millis() + " ms");
    }

    private void foretell(Plan plan) {
        say("restarts", plan.restarted());
        say("contexts that stop meanwhile", plan.contexts());
        say("doors that wait meanwhile", plan.doors());
        say("agencies that wait meanwhile", plan.agencies());
        say("warning", plan.warnings());
    }

    private void say(String what, Object value) {
        session.getConsole().println(what + ": " + value);
    }

    private void say(String what, List<String> values) {
        if (!values.isEmpty()) {
            say(what, String.join(", ", values));
        }
    }

    /** A script sees by it that the command failed. */
    static void outcome(Entry entry, PrintStream out) {
        entry.leftBehind().forEach(one -> out.println("warning: left behind: " + one));
        if (entry.effect() == Effect.WENT_BACK) {
            throw new IllegalStateException(entry.name() + " went back to the version before: " + entry.cause());
        }
        if (entry.effect() == Effect.STUCK) {
            throw new IllegalStateException(entry.name() + " IS STUCK, and needs a start of the hub: " + entry.cause());
        }
    }
}
