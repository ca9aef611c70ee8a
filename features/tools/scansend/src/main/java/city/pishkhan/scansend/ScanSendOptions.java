package city.pishkhan.scansend;

import city.pishkhan.messages.Messages;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The options of the command line.
 *
 * @param hub    base address of the hub
 * @param login  file with {@code user=} and {@code password=}
 * @param folder folder in which the scanner stores its files; {@code null} unless files are sent
 * @param pause  time between two scans of the folder; a file that does not change for this time counts as completely written
 * @param once   whether the program ends when the folder is empty
 * @param act    action of the program
 * @param upload id of the upload that {@link Act#END} deletes, else {@code null}
 */
record ScanSendOptions(URI hub, Path login, Path folder, Duration pause, boolean once, Act act, String upload) {
    /** Actions of the program. */
    enum Act {
        SEND,
        /** Lists the office's unfinished uploads. */
        LIST,
        /** Deletes an unfinished upload. */
        END
    }

    private static final Messages MESSAGES = Messages.of(ScanSendOptions.class);
    private static final long PAUSE_SECONDS = 5;
    private static final long LONGEST_PAUSE = 3_600;

    /** @throws IllegalArgumentException with a message for the user */
    static ScanSendOptions parse(List<String> arguments) {
        URI hub = null;
        Path login = null;
        Path folder = null;
        long pause = PAUSE_SECONDS;
        boolean once = false;
        Act act = Act.SEND;
        String upload = null;
        for (int i = 0; i < arguments.size(); i++) {
            String option = arguments.get(i);
            if (option.equals("--once")) {
                once = true;
                continue;
            }
            if (option.equals("--unfinished")) {
                act = Act.LIST;
                continue;
            }
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(MESSAGES.bilingual("usage"));
            }
            String value = arguments.get(++i);
            switch (option) {
                case "--hub" -> hub = address(value);
                case "--login" -> login = Path.of(value);
                case "--folder" -> folder = Path.of(value);
                case "--pause" -> pause = seconds(value);
                case "--end" -> {
                    act = Act.END;
                    upload = upload(value);
                }
                default -> throw new IllegalArgumentException(MESSAGES.bilingual("usage"));
            }
        }
        if (hub == null || login == null || (folder == null) == (act == Act.SEND)) {
            throw new IllegalArgumentException(MESSAGES.bilingual("usage"));
        }
        if (folder != null && !Files.isDirectory(folder)) {
            throw new IllegalArgumentException(MESSAGES.bilingual("folder.none", folder));
        }
        return new ScanSendOptions(hub, login, folder, Duration.ofSeconds(pause), once, act, upload);
    }

    /** Allows plain HTTP only to this machine, because the password must not be readable on a network. */
    private static URI address(String value) {
        try {
            URI hub = URI.create(value);
            boolean here = List.of("localhost", "127.0.0.1", "[::1]").contains(String.valueOf(hub.getHost()));
            if ("https".equals(hub.getScheme()) || "http".equals(hub.getScheme()) && here) {
                return hub;
            }
        } catch (IllegalArgumentException e) {
            // the exception below reports the invalid address
        }
        throw new IllegalArgumentException(MESSAGES.bilingual("hub", value));
    }

    private static String upload(String value) {
        if (!value.matches("[0-9a-fA-F-]{1,36}")) {
            throw new IllegalArgumentException(MESSAGES.bilingual("upload", value));
        }
        return value;
    }

    private static long seconds(String value) {
        if (value.matches("[0-9]{1,4}") && Long.parseLong(value) >= 1 && Long.parseLong(value) <= LONGEST_PAUSE) {
            return Long.parseLong(value);
        }
        throw new IllegalArgumentException(MESSAGES.bilingual("pause", value, LONGEST_PAUSE));
    }
}
