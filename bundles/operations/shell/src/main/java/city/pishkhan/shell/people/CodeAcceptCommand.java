package city.pishkhan.shell.people;

import city.pishkhan.api.governance.Approvals;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.shell.FourEyesCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Requests that the code in a file may run; another person must approve. */
@Service
@Command(
        scope = "pishkhan",
        name = "code-accept",
        description = "Requests that a bundle, KAR, features file or route file may run; another person approves")
public class CodeAcceptCommand extends FourEyesCommand {
    @Argument(
            index = 0,
            name = "file",
            description = "The file, or its SHA-256 digest as 64 hexadecimal digits",
            required = true)
    String file;

    @Argument(index = 1, name = "reason", description = "Reason, 10 to 500 characters", required = true)
    String reason;

    @Override
    protected void run() throws IOException {
        Approvals.Approval asked = request("code-accept", terms(), reason);
        session.getConsole()
                .println("Requested: " + asked.terms().get("name") + " with SHA-256 "
                        + asked.terms().get("sha256") + ". Until " + asked.expires()
                        + " another person may approve with: pishkhan:approval-decide " + asked.id() + " yes");
    }

    private Map<String, String> terms() throws IOException {
        if (file.matches("[0-9a-f]{64}")) {
            return Map.of("sha256", file);
        }
        Path path = Path.of(file).toAbsolutePath().normalize();
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException("The machine of the hub has no file " + path);
        }
        return Map.of(
                "sha256",
                Sha256.hex(Files.readAllBytes(path)),
                "name",
                path.getFileName().toString());
    }
}
