package city.pishkhan.shell.upkeep;

import city.pishkhan.configuration.FileRules;
import city.pishkhan.configuration.KnownBundles;
import city.pishkhan.configuration.Mistake;
import city.pishkhan.shell.HubCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.osgi.framework.BundleContext;

/** Checks configuration files as {@code bin/config-check} does, with the rules of the installed bundles; fails if it finds a mistake. */
@Service
@Command(
        scope = "pishkhan",
        name = "config-check",
        description = "Checks the hub's files of etc, or of another folder: keys, types, ranges, files referred to")
public class ConfigCheckCommand extends HubCommand {
    @Reference
    BundleContext framework;

    @Argument(name = "folder", description = "Folder to check; default: the hub's etc")
    String folder;

    @Override
    protected void run() throws IOException {
        Path files = Path.of(folder == null ? framework.getProperty("karaf.etc") : folder);
        List<Mistake> mistakes = new FileRules(new KnownBundles(framework).keys(), Path.of("")).mistakes(files);
        mistakes.forEach(one -> session.getConsole().println(one.line()));
        if (!mistakes.isEmpty()) {
            throw new IllegalStateException(mistakes.size() + " wrong in " + files);
        }
        session.getConsole().println("Nothing is wrong in " + files);
    }
}
