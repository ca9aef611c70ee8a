package city.pishkhan.persistence.host;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Location of an installation: a machine and its data folder.
 *
 * @param machine digest of the machine's id, because the id itself is confidential
 * @param folder absolute path of the data folder, with links resolved
 */
public record HostIdentity(String machine, String folder) {
    /** System property that names the machine if it has no permanent id, as in a container. */
    public static final String MACHINE = "pishkhan.machine";

    private static final List<Path> MACHINE_IDS =
            List.of(Path.of("/etc/machine-id"), Path.of("/var/lib/dbus/machine-id"));
    private static final int DIGITS = 32;

    /**
     * Determines the location of this installation.
     *
     * @param data the hub's data folder, which must exist
     */
    public static HostIdentity of(Path data) throws IOException {
        return new HostIdentity(digest(machineId()), data.toRealPath().toString());
    }

    private static String machineId() throws IOException {
        String named = System.getProperty(MACHINE, "").strip();
        if (!named.isEmpty()) {
            return named;
        }
        for (Path file : MACHINE_IDS) {
            String id = Files.isReadable(file) ? Files.readString(file).strip() : "";
            if (!id.isEmpty()) {
                return id;
            }
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown: " + e.getMessage();
        }
    }

    private static String digest(String id) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(("pishkhan machine " + id).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
