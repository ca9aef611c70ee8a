package city.pishkhan.persistence.copy;

import java.util.List;

/** Reports that a backup cannot be used as it is. Each line names one problem; no line contains a secret. */
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

    /** The problems, one per line. */
    public List<String> lines() {
        return lines;
    }
}
