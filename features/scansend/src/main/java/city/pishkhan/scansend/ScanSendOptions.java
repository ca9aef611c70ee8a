package city.pishkhan.scansend;

import city.pishkhan.messages.Messages;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What the command line says.
 *
 * @param hub    its address
 * @param login  file with {@code user=} and {@code password=}
 * @param folder where the scanner puts its files
 * @param pause  between two looks at the folder; what does not change for so long is whole
 * @param once   whether it ends when the folder is empty
 * @param act    what it does besides sending
 * @param upload that {@link Act#END} ends
 */
record ScanSendOptions(URI hub, Path login, Path folder, Duration pause, boolean once, Act act, String upload) {
    /** What the program does. */
    enum Act {
        SEND,
        /** lists the office's unfinished uploads */
        LIST,
        /** ends one of them */
        END
    }

    private static final Messages MESSAGES = Messages.of(ScanSendOptions.class);
    private static final long PAUSE_SECONDS = 5;
    private static final long LONGEST_PAUSE = 3_600;

    /** @throws IllegalArgumentException with a message for whoever typed it */
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
                throw new IllegalArgumentException(MESSAGES.both("usage"));
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
                default -> throw new IllegalArgumentException(MESSAGES.both("usage"));
            }
        }
        if (hub == null || login == null || (folder == null) == (act == Act.SEND)) {
            throw new IllegalArgumentException(MESSAGES.both("usage"));
        }
        if (folder != null && !Files.isDirectory(folder)) {
            throw new IllegalArgumentException(MESSAGES.both("folder.none", folder));
        }
        return new ScanSendOptions(hub, login, folder, Duration.ofSeconds(pause), once, act, upload);
    }

    /** A password goes over a network only where nobody reads it. */
    private static URI address(String value) {
        try {
            URI hub = URI.create(value);
            boolean here = List.of("localhost", "127.0.0.1", "[::1]").contains(String.valueOf(hub.getHost()));
            if ("https".equals(hub.getScheme()) || "http".equals(hub.getScheme()) && here) {
                return hub;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new IllegalArgumentException(MESSAGES.both("hub", value));
    }

    private static String upload(String value) {
        if (!value.matches("[0-9a-fA-F-]{1,36}")) {
            throw new IllegalArgumentException(MESSAGES.both("upload", value));
        }
        return value;
    }

    private static long seconds(String value) {
        if (value.matches("[0-9]{1,4}") && Long.parseLong(value) >= 1 && Long.parseLong(value) <= LONGEST_PAUSE) {
            return Long.parseLong(value);
        }
        throw new IllegalArgumentException(MESSAGES.both("pause", value));
    }
}
