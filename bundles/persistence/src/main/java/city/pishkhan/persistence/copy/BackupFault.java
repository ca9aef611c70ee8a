package city.pishkhan.persistence.copy;

import java.util.List;

/** Why a backup cannot be used as it is: a line for each thing that is missing or does not fit, without secret values. */
public final class BackupFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> lines;

    public BackupFault(List<String> lines) {
        super(String.join("\n", lines));
        this.lines = List.copyOf(lines);
    }

    public BackupFault(String line) {
        this(List.of(line));
    }

    public List<String> lines() {
        return lines;
    }
}
