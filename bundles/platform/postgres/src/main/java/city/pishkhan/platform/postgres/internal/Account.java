package city.pishkhan.platform.postgres.internal;

import city.pishkhan.messages.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Whom the server runs as. It refuses to be root; so under root it runs in a user namespace of its own, where it is
 * nobody and yet owns its files, or, where the kernel forbids that (as containers do), as an unprivileged user.
 *
 * @param prefix what comes before each command
 * @param owner  the user that its files must belong to, or {@code null} if they may stay as they are
 */
record Account(List<String> prefix, String owner) {

    private static final Messages MESSAGES = Messages.of(Account.class);
    private static final List<String> CANDIDATES = List.of("postgres", "nobody");

    static Account find() throws IOException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return new Account(List.of(), null);
        }
        if (works("unshare", "-U", "true")) {
            return namespace();
        }
        for (String user : CANDIDATES) {
            if (works("runuser", "-u", user, "--", "true")) {
                return user(user);
            }
        }
        throw new IOException(MESSAGES.both("account.root"));
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

    /** Lets the account own a tree that somebody else made or that another account used before. */
    void own(Path folder) throws IOException {
        if (owner != null && !Files.getOwner(folder).getName().equals(owner)) {
            Folders.give(
                    folder,
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(owner));
        }
    }

    private static boolean works(String... command) {
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
