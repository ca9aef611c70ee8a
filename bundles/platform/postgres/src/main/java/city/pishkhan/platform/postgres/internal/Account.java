package city.pishkhan.platform.postgres.internal;

import city.pishkhan.messages.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The account that runs the server. PostgreSQL refuses to run as root. Under root the server runs in its own user
 * namespace, in which it is not root but owns its files. If the kernel forbids namespaces, as in containers, the server
 * runs as an unprivileged user.
 *
 * @param prefix words that precede each command of the server's programs
 * @param owner user that must own the server's files, or {@code null} if their owner need not change
 */
record Account(List<String> prefix, @Nullable String owner) {

    private static final Messages MESSAGES = Messages.of(Account.class);
    private static final List<String> CANDIDATES = List.of("postgres", "nobody");

    static Account find() throws IOException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return new Account(List.of(), null);
        }
        if (canRun("unshare", "-U", "true")) {
            return namespace();
        }
        for (String user : CANDIDATES) {
            if (canRun("runuser", "-u", user, "--", "true")) {
                return user(user);
            }
        }
        throw new IOException(MESSAGES.bilingual("account.root"));
    }

    static Account namespace() {
        return new Account(List.of("unshare", "-U"), null);
    }

    static Account user(String name) {
        return new Account(List.of("runuser", "-u", name, "--"), name);
    }

    List<String> command(List<String> command) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(command);
        return all;
    }

    /** Makes the account's user the owner of a folder tree, if the folder has another owner. */
    void changeOwner(Path folder) throws IOException {
        if (owner != null && !Files.getOwner(folder).getName().equals(owner)) {
            Folders.changeOwner(
                    folder,
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(owner));
        }
    }

    private static boolean canRun(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
