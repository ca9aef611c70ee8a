package city.pishkhan.scansend;

import city.pishkhan.messages.Messages;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Properties;
import java.util.Set;

/** The office's login, read from a file that only its owner can access. */
record LoginFile(String user, String password) {
    private static final Messages MESSAGES = Messages.of(LoginFile.class);
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    /** @throws IllegalArgumentException with a message for the user if the file is missing, incomplete or accessible to other users */
    static LoginFile read(Path file) throws IOException {
        Properties read = new Properties();
        try {
            if (Files.getFileStore(file).supportsFileAttributeView("posix")
                    && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
                throw new IllegalArgumentException(MESSAGES.bilingual("login.open", file));
            }
            try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                read.load(in);
            }
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(MESSAGES.bilingual("login.none", file), e);
        }
        String user = read.getProperty("user", "").strip();
        String password = read.getProperty("password", "");
        if (user.isEmpty() || password.isEmpty()) {
            throw new IllegalArgumentException(MESSAGES.bilingual("login.none", file));
        }
        return new LoginFile(user, password);
    }

    /** Omits the password, so that it is never logged by accident. */
    @Override
    public String toString() {
        return "login of " + user;
    }
}
